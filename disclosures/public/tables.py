"""The lists of all published projects and of all published indicators."""

from functools import cached_property
from types import SimpleNamespace

from django.db.models import Count, Max, Q, Sum

from disclosures.models.disclosed_extract import DisclosedProjectCount
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject
from disclosures.public.addresses import with_addresses
from disclosures.public.columns import LEVEL, NEWEST_YEAR, PLACE, UNIT, YEAR, Column
from disclosures.public.public_table import UNITS, PublicTable, Summary
from indicators.amount_bands import WITHOUT_AMOUNT
from indicators.money import sum_of

_LEVEL_BACKWARDS = tuple(f"-{name}" for name in LEVEL)
_BY_PROJECT = ("project__name_start", "-fiscal_year", "project_id", "position")


class ProjectTable(PublicTable):
    """Published projects; withheld ones with their number and name only."""

    columns = (
        Column("name", "项目名称", along=("name_start", "-fiscal_year", "id")),
        UNIT,
        YEAR,
        Column("indicator_count", "指标", along=("-indicator_count", "-fiscal_year", "id"), largest_first=True),
        Column("total", "预算数（元）", along=("-total", "-fiscal_year", "id"), blank=True, largest_first=True),
    )
    within = ("position",)
    reads = (*PLACE, "key", "name", "total", "indicator_count", "withheld", "withheld_reason")
    joins = {"department_name": "disclosure__department_name", "region_name": "disclosure__region_name"}
    row_template = "tables/project_rows.jinja"
    counted_as = "个项目"
    called = "项目"

    @classmethod
    def published(cls):
        return DisclosedProject.objects.filter(disclosure__current=True).order_by()

    def _summary_of_counters(self, tally):
        bands = {row["band"]: row for row in tally.of_sorts()}
        withheld = bands.pop(DisclosedProjectCount.WITHHELD, {"count": 0})["count"]
        with_amount = [row for band, row in bands.items() if band != WITHOUT_AMOUNT]
        return Summary(
            shown=sum(row["count"] for row in bands.values()),
            withheld=withheld,
            units=len(self.units),
            total=sum_of(row["sum"] for row in with_amount),
            largest=max((row["most"] for row in with_amount), default=None),
            with_amount=sum(row["count"] for row in with_amount),
        )

    def _summary_of_rows(self, rows):
        shown, withheld = (Count("pk", filter=Q(withheld=one)) for one in (False, True))
        sums = {"with_amount": Count("total"), "largest": Max("total"), "sum_of_all": Sum("total")}
        counted = rows.aggregate(shown=shown, withheld=withheld, units=UNITS, **sums)
        return Summary(total=counted.pop("sum_of_all"), **counted)

    @cached_property
    def largest(self) -> SimpleNamespace | None:
        """The project with the largest amount, of several the one of the newest year; None in a list of one."""
        if self.summary.largest is None or self.summary.shown == 1:
            return None
        rows = self._read(self.filters.qs.filter(total=self.summary.largest).order_by("-fiscal_year", "id"))
        return next(iter(with_addresses(rows[:1])), None)


class IndicatorTable(PublicTable):
    """Published indicators of shown projects."""

    columns = (
        Column("name", "三级指标", along=("name_start", "-fiscal_year", "id")),
        Column("target", "指标值"),
        Column("level", "级别", steps=((LEVEL, *NEWEST_YEAR), (_LEVEL_BACKWARDS, *NEWEST_YEAR))),
        Column("project", "项目", along=_BY_PROJECT),
        UNIT,
        YEAR,
    )
    within = ("project__position", "position")
    reads = (*PLACE, "key", "name", "description", "target", "category", "subcategory")
    joins = {
        "project_key": "project__key",
        "project_name": "project__name",
        "department_name": "project__disclosure__department_name",
    }
    row_template = "tables/indicator_rows.jinja"
    counted_as = "条指标"
    called = "指标"

    @classmethod
    def published(cls):
        shown = DisclosedIndicator.objects.filter(project__disclosure__current=True, project__withheld=False)
        return shown.order_by()

    def _summary_of_counters(self, tally):
        return Summary(shown=sum(row["count"] for row in tally.of_sorts()), units=len(self.units))
