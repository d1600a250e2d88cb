"""The list of all lines of published statements: what can be asked of it, and its columns."""

import django_filters
from django.db.models import Count

from disclosures.document.statement_kinds import KINDS
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.public.columns import PLACE, UNIT, YEAR, Column
from disclosures.public.filters import PlaceFilters
from disclosures.public.public_table import UNITS, PublicTable, Summary


class SubjectFilters(PlaceFilters):
    """The filters of the list of lines."""

    kind = django_filters.ChoiceFilter(
        label="报表",
        field_name="statement__kind",
        empty_label="全部",
        choices=[(kind.kind, kind.title) for kind in KINDS],
    )

    class Meta:
        model = DisclosedStatementLine
        fields = ()


class SubjectTable(PublicTable):
    """The lines of the statements of every current version, each with its first amount."""

    columns = (
        Column("name", "科目或项目", along=("subject", "name", "-fiscal_year", "id")),
        Column("statement", "报表", along=("statement__kind", "-fiscal_year", "id")),
        UNIT,
        YEAR,
        Column("amount", "金额（元）", along=("-amount", "-fiscal_year", "id"), blank=True, largest_first=True),
    )
    within = ("statement__position", "position", "id")
    reads = (*PLACE, "position", "subject", "name", "amount")
    joins = {
        "title": "statement__title",
        "kind": "statement__kind",
        "placed": "statement__placed",
        "department_name": "statement__disclosure__department_name",
        "region_name": "statement__disclosure__region_name",
    }
    row_template = "tables/subject_rows.jinja"
    counted_as = "行"
    called = "报表行"

    @classmethod
    def published(cls):
        """The rows of every current version."""
        return DisclosedStatementLine.objects.filter(leading=True, statement__disclosure__current=True).order_by()

    @classmethod
    def listed(cls):
        return DisclosedStatementLine.objects.filter(leading=True).order_by()

    def _summary_of_rows(self, rows):
        return Summary(**rows.aggregate(shown=Count("pk"), units=UNITS, with_amount=Count("amount")))
