"""The figures of regions and years: what is published of what is due. Sums run over shown projects."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure


@dataclass(frozen=True)
class YearFigures:
    """One region's year; amounts in yuan, None where no department lists any.

    `departments` published, `due_published` of them among the `departments_due`; None where no roster is declared.
    `expenditure` is what the statements of those come to whose projects list no budget, `with_expenditure` how many;
    `budgets` how many units published statements.
    """

    region_code: str
    region_name: str
    fiscal_year: int
    departments_due: int | None
    publication_due_on: date | None
    departments: int
    due_published: int
    projects: int
    withheld: int
    indicators: int
    total: Decimal | None
    expenditure: Decimal | None
    with_expenditure: int
    without_amount: int
    budgets: int

    @property
    def beside_roster(self) -> int:
        """How many published that no declared roster says are due."""
        return 0 if self.departments_due is None else self.departments - self.due_published


def year_figures(region: str | None = None, year: int | None = None) -> list[YearFigures]:
    """Every opened or published year of every region (of one; of one only this year), by region, newest year first.
    Two queries."""
    place = {"region_code": region, "fiscal_year": year}
    asked = {name: value for name, value in place.items() if value is not None}
    opened, current = DisclosedYear.objects.filter(**asked), Disclosure.objects.current().filter(**asked)
    years = {(year.region_code, year.fiscal_year): year for year in opened}
    sums = {
        (row["region_code"], row["fiscal_year"]): row
        for row in current.order_by().values("region_code", "region_name", "fiscal_year").annotate(**_SUMS)
    }
    places = sorted(years.keys() | sums.keys(), key=lambda place: (place[0], -place[1]))
    return [_figures(place, years.get(place), sums.get(place, {})) for place in places]


_DUE = DisclosedUnit.objects.filter(
    region_code=OuterRef("region_code"),
    code=OuterRef("department_code"),
    fiscal_year=OuterRef("fiscal_year"),
    exemption="",
)
_SUMS = {
    "departments": Count("id"),
    "due_published": Count("id", filter=Exists(_DUE)),
    "projects": Sum("project_count"),
    "withheld": Sum("withheld_count"),
    "indicators": Sum("indicator_count"),
    "amount": Sum("total"),
    "expenditure": Sum("budget__expenditure", filter=Q(total=None)),
    "with_expenditure": Count("budget__expenditure", filter=Q(total=None)),
    "without_amount": Count("id", filter=Q(total=None, budget__expenditure=None)),
    "budgets": Count("budget"),
}


def _figures(place: tuple[str, int], opened: DisclosedYear | None, sums: dict) -> YearFigures:
    return YearFigures(
        region_code=place[0],
        region_name=opened.region_name if opened else sums["region_name"],
        fiscal_year=place[1],
        departments_due=opened.departments_due if opened else None,
        publication_due_on=opened.publication_due_on if opened else None,
        departments=sums.get("departments", 0),
        due_published=sums.get("due_published", 0),
        projects=sums.get("projects", 0),
        withheld=sums.get("withheld", 0),
        indicators=sums.get("indicators", 0),
        total=sums.get("amount"),
        expenditure=sums.get("expenditure"),
        with_expenditure=sums.get("with_expenditure", 0),
        without_amount=sums.get("without_amount", 0),
        budgets=sums.get("budgets", 0),
    )


def newest(count: int) -> list[Disclosure]:
    """Return the current versions that were published last, those of an unknown day behind all others. Two queries."""
    current = Disclosure.objects.current().select_related("budget")
    original = F("originally_published_on").desc(nulls_last=True)
    found = [
        *current.filter(imported=False).order_by("-published_at", "-id")[:count],
        *current.filter(imported=True).order_by(original, "-published_at", "-id")[:count],
    ]
    return sorted(found, key=lambda one: (one.published_on or date.min, one.published_at), reverse=True)[:count]
