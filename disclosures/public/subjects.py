"""The list of all lines of published statements: what can be asked of it, and its columns."""

import django_filters
import django_tables2
from django.db.models import F

from disclosures.document.statement_kinds import KINDS
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.public.filters import PlaceFilters
from disclosures.public.tables import LargestFirst, PublicTable


class SubjectFilters(PlaceFilters):
    """The filters of the list of lines."""

    text_fields = ("name", "subject", "statement__title", "statement__disclosure__department_name")

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

    row_template = "public/_subject_row.html"
    counted_as = "行"
    called = "报表行"
    ties = ("-fiscal_year", "region_code", "department_code", "statement__position", "position", "id")

    name = django_tables2.Column("科目或项目", order_by=("subject", "name"))
    statement = django_tables2.Column("报表", order_by=("statement__kind",))
    department = django_tables2.Column("单位", order_by=("region_code", "department_code"))
    fiscal_year = django_tables2.Column("年度")
    amount = LargestFirst("金额（元）")

    @staticmethod
    def published():
        """The rows of every current version."""
        lines = DisclosedStatementLine.objects.filter(leading=True, statement__disclosure__current=True)
        return lines.select_related("statement__disclosure").order_by()

    def order_amount(self, rows, is_descending):
        """Amounts in order; blank ones come last either way."""
        amount = F("amount").desc(nulls_last=True) if is_descending else F("amount").asc(nulls_last=True)
        return rows.order_by(amount), True
