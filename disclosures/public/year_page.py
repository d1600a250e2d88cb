"""A region's year: where every unit stands, what it published and when, and the year beside the one before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils.timezone import localdate

from disclosures.models.disclosed_succession import DisclosedSuccession
from disclosures.models.disclosure import DisclosedProject, DisclosedUnit, DisclosedYear, Disclosure
from disclosures.public.figures import YearFigures, year_figures
from disclosures.public.units import Rosters, State, UnitYear, by_year
from indicators.money import sum_of

LARGEST_SHOWN = 10
#: What the table of units can be ordered by: the name in the address → what is compared, and the words of the column.
ORDERS: dict[str, tuple[Callable[["UnitLine"], Any], str]] = {
    "amount": (lambda line: line.total, "预算数合计（元）"),
    "change": (lambda line: line.change, "比上年（元）"),
    "projects": (lambda line: line.version and line.version.project_count, "项目"),
    "indicators": (lambda line: line.version and line.version.indicator_count, "指标"),
    "share": (lambda line: line.share, "有数值的指标"),
    "published": (lambda line: line.version and line.first and line.first.published_on, "公开日期"),
    "late": (lambda line: line.days_late, "晚于期限"),
    "version": (lambda line: line.version and line.version.version, "版次"),
}


@dataclass(frozen=True)
class UnitLine:
    """A unit in the year. Amounts in yuan; None where nothing is known or nothing may be said.

    `numbers`: how many of its indicators have a number for a target. `first`: the version that was published first.
    `days_late`: 0 in time; None where no deadline, no roster or no day is known, where the text was imported or is
    withdrawn. `revised`: whether an older version can be read beside the current one. `change`: how much more the
    projects cost than a year before, where both years withhold nothing.
    """

    code: str
    name: str
    year: UnitYear
    numbers: int
    first: Disclosure | None
    revised: bool
    days_late: int | None
    change: Decimal | None

    @property
    def version(self) -> Disclosure | None:
        """The version that the public reads now; None where it reads none."""
        return self.year.version if self.year.state == State.PUBLISHED else None

    @property
    def total(self) -> Decimal | None:
        """What its projects cost."""
        return self.version.total if self.version else None

    @property
    def share(self) -> Decimal | None:
        """The share of its indicators that have a number for a target, in percent."""
        if not (self.version and self.version.indicator_count):
            return None
        return Decimal(100 * self.numbers) / self.version.indicator_count


@dataclass(frozen=True)
class YearOnYear:
    """The units that published amounts in both years and withhold nothing in either: how many, and their sums."""

    units: int
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """How much more than a year before."""
        return self.after - self.before


@dataclass(frozen=True)
class YearPage:
    """A year of a region. `declared`: whether it is known who owes a publication."""

    figures: YearFigures
    declared: bool
    lines: tuple[UnitLine, ...]
    largest: tuple[DisclosedProject, ...]
    year_on_year: YearOnYear | None

    def standing(self) -> list[tuple[str, list[UnitLine]]]:
        """Return each state that units are in, with the units."""
        found = ((state.value, [line for line in self.lines if line.year.state == state]) for state in State)
        return [(words, lines) for words, lines in found if lines]


def year_page(region: str, year: int) -> YearPage | None:
    """Return what is public of a region's year; None where nothing is known of it. Nine queries."""
    figures = year_figures(region, year)
    if not figures:
        return None
    place = {"region_code": region, "fiscal_year": year}
    years, units = DisclosedYear.objects.filter(**place), list(DisclosedUnit.objects.filter(**place))
    rosters = Rosters(region, years, units)
    reforms = list(DisclosedSuccession.objects.filter(region__code=region, since__lte=year))
    versions = list(Disclosure.objects.filter(**place).select_related("budget").order_by("-version"))
    before = {
        one.department_code: one
        for one in Disclosure.objects.current().filter(region_code=region, fiscal_year=year - 1)
    }
    for one in reforms:  # what a unit was before a reform is nothing to compare it with
        before.pop(one.earlier, None)
        before.pop(one.later if one.since == year else "", None)
    lines = tuple(_lines(year, rosters, _by_unit(versions), before, _numbers(place)))
    return YearPage(figures[0], bool(rosters.declared), lines, _largest(place), _year_on_year(lines, before))


def ordered(lines: Iterable[UnitLine], sort: str) -> list[UnitLine]:
    """Return units by a name of ORDERS ("-" before it: the largest first), those without a value last; by code where
    the name is another one."""
    descending, compared = sort.startswith("-"), ORDERS.get(sort.removeprefix("-"))
    if compared is None:
        return list(lines)
    known = [(value, line) for line in lines if (value := compared[0](line)) is not None]
    rest = [line for line in lines if compared[0](line) is None]
    return [line for _, line in sorted(known, key=lambda pair: pair[0], reverse=descending)] + rest


@dataclass(frozen=True)
class Heading:
    """The head of a column: its words, how it is ordered now ("ascending", "descending" or ""), and the order of the
    next click."""

    words: str
    now: str
    next: str


def headings(sort: str) -> list[Heading]:
    """Return the heads of the columns that can be ordered: the first click puts the largest first."""
    return [_heading(name, words, sort) for name, (_, words) in ORDERS.items()]


def _heading(name: str, words: str, sort: str) -> Heading:
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return Heading(words, now, name if now == "descending" else f"-{name}")


def _by_unit(versions: Iterable[Disclosure]) -> dict[str, list[Disclosure]]:
    found: dict[str, list[Disclosure]] = {}
    for version in versions:
        found.setdefault(version.department_code, []).append(version)
    return found


def _numbers(place: dict) -> dict[int, int]:
    """How many targets are numbers, by version."""
    shown = DisclosedProject.objects.filter(**place, disclosure__current=True, withheld=False).order_by()
    return dict(shown.values_list("disclosure").annotate(Sum("quantified_count")))


def _largest(place: dict) -> tuple[DisclosedProject, ...]:
    """The projects that cost most."""
    shown = DisclosedProject.objects.filter(**place, disclosure__current=True, withheld=False, total__isnull=False)
    ordered = shown.select_related("disclosure").order_by(F("total").desc(), "department_code", "position")
    return tuple(ordered[:LARGEST_SHOWN])


def _lines(
    year: int,
    rosters: Rosters,
    versions: dict[str, list[Disclosure]],
    before: dict[str, Disclosure],
    numbers: dict[int, int],
) -> Iterable[UnitLine]:
    known = set() if rosters.declared else before.keys()
    for code in sorted(versions.keys() | rosters.names.keys() | known):
        newest_first = versions.get(code, [])
        standing = rosters.standing(code, year, by_year(newest_first).get(year))
        newest = standing.version or before.get(code)
        first = newest_first[-1] if newest_first else None
        yield UnitLine(
            code,
            rosters.names.get(code, "") if newest is None else newest.department_name,
            standing,
            numbers.get(standing.version.pk, 0) if standing.version else 0,
            first,
            any(not (one.current or one.withdrawn_at) for one in newest_first),
            _days_late(standing, first, rosters.due_on(code, year)),
            _change(before.get(code), standing.version),
        )


def _days_late(standing: UnitYear, first: Disclosure | None, due_on: date | None) -> int | None:
    """How late the first version came, or is by now; None where nothing may be said."""
    if due_on is None or standing.state == State.WITHDRAWN or (first and first.imported):
        return None
    day = first.published_on if first else localdate()
    return max((day - due_on).days, 0) if day else None


def _change(before: Disclosure | None, after: Disclosure | None) -> Decimal | None:
    """How much more a unit's projects cost than a year before."""
    if not (before and after and after.current and _is_whole(before) and _is_whole(after)):
        return None
    return (after.total or Decimal()) - (before.total or Decimal())


def _is_whole(version: Disclosure) -> bool:
    """Whether the sum of a version speaks of all its projects."""
    return version.total is not None and not version.withheld_count


def _year_on_year(lines: Iterable[UnitLine], before: dict[str, Disclosure]) -> YearOnYear | None:
    comparable = [line for line in lines if line.change is not None]
    after = sum_of(line.total for line in comparable)
    earlier = sum_of(before[line.code].total for line in comparable)
    if after is None or earlier is None:
        return None
    return YearOnYear(len(comparable), earlier, after)
