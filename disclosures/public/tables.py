"""The public lists as tables: columns, sorting and paging by django-tables2, rows by a template of ours."""

import django_tables2
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import QueryDict

from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject

PER_PAGE = 50


class LargestFirst(django_tables2.Column):
    """A column of which people want the largest: the first click sorts it that way."""

    largest_first = True

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, attrs={"th": {"class": "number"}}, **options)


class PublicTable(django_tables2.Table):
    """A table whose page is always one that exists, fifty rows long; `row_template` prints a record."""

    row_template = ""
    #: "共 7 ‹个项目›"
    counted_as = ""
    #: What a row is.
    called = ""
    #: What decides between rows that the chosen column holds equal, and the order where none is chosen.
    ties: tuple[str, ...] = ()

    def __init__(self, rows, query: QueryDict):
        super().__init__(rows, order_by=query.getlist("sort") or None)
        ordered = self.data.data
        self.data.data = ordered.order_by(*ordered.query.order_by, *self.ties)
        self.shown, self.withheld = self.counts(ordered)
        self.paginator = Paginator(self.rows, PER_PAGE)
        self.paginator.count = self.shown + self.withheld
        self.page = self.paginator.get_page(_page_asked(query.get("page", "")))

    @staticmethod
    def counts(rows) -> tuple[int, int]:
        """How many of the rows are shown, and how many are withheld; one query."""
        return rows.count(), 0


def _page_asked(asked: str) -> str | int:
    """The page asked for; the first where it would lie before that (the paginator would give the last one)."""
    before_first = asked.strip().startswith("-") or not asked.strip(" 0")
    return 1 if before_first else asked


class ProjectTable(PublicTable):
    """Published projects; withheld ones with their number and name only."""

    row_template = "public/_project_row.html"
    counted_as = "个项目"
    called = "项目"
    ties = ("-fiscal_year", "region_code", "department_code", "position")

    name = django_tables2.Column("项目名称")
    department = django_tables2.Column("单位", order_by=("region_code", "department_code"))
    fiscal_year = django_tables2.Column("年度")
    indicator_count = LargestFirst("指标")
    total = LargestFirst("预算数（元）")

    @staticmethod
    def published():
        """The rows of every current disclosure."""
        return DisclosedProject.objects.filter(disclosure__current=True).select_related("disclosure").order_by()

    @staticmethod
    def counts(rows) -> tuple[int, int]:
        counted = rows.order_by().aggregate(all=Count("pk"), withheld=Count("pk", filter=Q(withheld=True)))
        return counted["all"] - counted["withheld"], counted["withheld"]

    def order_total(self, rows, is_descending):
        """Amounts in order; projects without one come last either way."""
        total = F("total").desc(nulls_last=True) if is_descending else F("total").asc(nulls_last=True)
        return rows.order_by(total), True


class IndicatorTable(PublicTable):
    """Published indicators of shown projects."""

    row_template = "public/_indicator_row.html"
    counted_as = "条指标"
    called = "指标"
    ties = ("-fiscal_year", "region_code", "department_code", "project__position", "position")

    name = django_tables2.Column("三级指标")
    target = django_tables2.Column("指标值", orderable=False)
    level = django_tables2.Column("级别", order_by=("category_key", "subcategory_key"))
    project = django_tables2.Column("项目", order_by=("project__name", "project_id"))
    department = django_tables2.Column("单位", order_by=("region_code", "department_code"))
    fiscal_year = django_tables2.Column("年度")

    @staticmethod
    def published():
        """The rows of every current disclosure."""
        shown = DisclosedIndicator.objects.filter(project__disclosure__current=True, project__withheld=False)
        return shown.select_related("project__disclosure").order_by()
