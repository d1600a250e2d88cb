"""How the units of a region set one indicator in a year: same second level, same name (identity.known_as).

Found by `likeness`, a column with an index. Rows of current versions only, and so of shown projects only.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from disclosures.document.identity import known_as
from disclosures.document.lineage import likeness
from disclosures.document.model import IndicatorRow
from disclosures.models.disclosure import DisclosedIndicator
from disclosures.public.charts import DotChart, dot_chart
from indicators.target_values import Kind

PER_PAGE = 50


@dataclass(frozen=True)
class Peers:
    """The indicators of a region's year that are known as one. `first` is one of them; `units` how many units have it;
    `mine` those of the unit that asks; `chart` the numbers in the commonest unit of measurement."""

    first: DisclosedIndicator
    known: tuple[str, str]
    units: int
    mine: tuple[DisclosedIndicator, ...]
    page: Page
    chart: DotChart | None


def peers(region: str, year: int, level: str, name: str, *, unit: str, page: str) -> Peers | None:
    """Return how units set an indicator, `unit` (a code, or "") marked; None where nobody has it. Five queries."""
    asked = IndicatorRow("", level, name, "", "", "")
    known, sign = known_as(asked), likeness(asked)
    if known is None or sign is None:
        return None
    rows = DisclosedIndicator.objects.filter(
        region_code=region, likeness=sign, fiscal_year=year, project__disclosure__current=True, project__withheld=False
    ).order_by()
    shown = rows.select_related("project__disclosure").order_by(
        F("number").asc(nulls_last=True), "department_code", "project__position", "position"
    )
    paginator = Paginator(shown, PER_PAGE)
    found = paginator.get_page(page)
    found.object_list = list(found.object_list)
    if not found.object_list:
        return None
    return Peers(
        first=found.object_list[0],
        known=known,
        units=rows.aggregate(units=Count("department_code", distinct=True))["units"],
        mine=tuple(shown.filter(department_code=unit)[:PER_PAGE]),
        page=found,
        chart=_chart(rows, unit),
    )


def _chart(rows: QuerySet[DisclosedIndicator], unit: str) -> DotChart | None:
    """The numbers in the commonest unit of measurement."""
    numbers = rows.filter(kind=Kind.NUMBER, number__isnull=False)
    counted = numbers.values_list("unit", "number", "department_code").annotate(count=Count("pk"))
    by_measure: dict[str, Counter[tuple[Decimal, bool]]] = {}
    for measure, number, code, count in counted:
        by_measure.setdefault(measure, Counter())[number, code == unit] += count
    if not by_measure:
        return None
    measure, values = max(by_measure.items(), key=lambda one: (one[1].total(), one[0]))
    if len({number for number, _ in values}) < 2:
        return None
    return dot_chart([(number, count, mine) for (number, mine), count in values.items()], measure)
