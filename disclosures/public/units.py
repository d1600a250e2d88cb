"""Where each unit stands in each year: what it published, or what is known of its owing a publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.timezone import localdate

from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure


class State(StrEnum):
    """What the public is told of a unit in a year."""

    PUBLISHED = "已公开"
    MISSING = "未公开"
    WITHDRAWN = "已撤回"
    EXEMPT = "不适用"
    UNKNOWN = "不详"


@dataclass(frozen=True)
class UnitYear:
    """A unit in one year. `version`: the current one, or the one whose withdrawal closed the year; `note`: why."""

    fiscal_year: int
    state: State
    version: Disclosure | None = None
    note: str = ""


@dataclass(frozen=True)
class Unit:
    """A unit under its newest name, with its years, newest first."""

    region_code: str
    region_name: str
    department_code: str
    department_name: str
    years: tuple[UnitYear, ...]


@dataclass(frozen=True)
class UnitTable:
    """The units of a region by code, each with an entry for every one of the years."""

    years: tuple[int, ...]
    units: tuple[Unit, ...]

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.years) * len(self.units)


class Rosters:
    """The years of a region that the public knows of, and the declared rosters among them."""

    def __init__(self, region: str, years: Iterable[DisclosedYear], units: Iterable[DisclosedUnit]):
        self.region = region
        self._years = {year.fiscal_year: year for year in years}
        self._units = {(unit.code, unit.fiscal_year): unit for unit in units}

    @property
    def declared(self) -> set[int]:
        """The years with a declared roster."""
        return {number for number, year in self._years.items() if year.departments_due is not None}

    @property
    def names(self) -> dict[str, str]:
        """The name of each listed unit by its code, the newest."""
        return {code: unit.name for (code, _), unit in sorted(self._units.items(), key=lambda entry: entry[0][1])}

    @property
    def region_name(self) -> str:
        """The name of the region; "" where no year is known."""
        return next((year.region_name for year in self._years.values()), "")

    def listed(self, code: str) -> set[int]:
        """The years in whose roster a unit stands."""
        return {year for found, year in self._units if found == code}

    def standing(self, code: str, year: int, version: Disclosure | None) -> UnitYear:
        """Return where a unit stands in a year, given the version that stands for that year (see `by_year`)."""
        if version:
            return UnitYear(year, State.PUBLISHED if version.current else State.WITHDRAWN, version)
        if year not in self.declared:
            return UnitYear(year, State.UNKNOWN)
        unit = self._units.get((code, year))
        if unit is None or unit.exemption:
            return UnitYear(year, State.EXEMPT, note=unit.exemption if unit else "不在当年名册")
        return UnitYear(year, State.MISSING, note=_time_left(self.due_on(code, year)))

    def due_on(self, code: str, year: int) -> date | None:
        """Return by which day a unit must publish; None where no declared roster says that it must, and where no day
        is set."""
        unit = self._units.get((code, year))
        if year not in self.declared or unit is None or unit.exemption:
            return None
        return unit.due_on or self._years[year].publication_due_on


def _time_left(due_on: date | None) -> str:
    """What is to be said of a publication that did not happen yet."""
    return "期限未到" if due_on and due_on >= localdate() else ""


def by_year(newest_first: Iterable[Disclosure]) -> dict[int, Disclosure]:
    """Return the version that stands for each year: the current one, else the one whose withdrawal closed the year."""
    years: dict[int, Disclosure] = {}
    for version in newest_first:
        if version.current or version.withdrawn_at:
            years.setdefault(version.fiscal_year, version)
    return years


def region_table(newest_first: Iterable[Disclosure], rosters: Rosters) -> UnitTable:
    """Return every unit of a region that ever published or stands in a declared roster, in every such year.

    `newest_first`: all versions of the region by year, then by number, newest first.
    """
    versions: dict[str, list[Disclosure]] = {}
    for version in newest_first:
        versions.setdefault(version.department_code, []).append(version)
    numbers = {year for found in versions.values() for year in by_year(found)} | rosters.declared
    years = tuple(sorted(numbers, reverse=True))
    codes = sorted(versions.keys() | rosters.names.keys())
    return UnitTable(years, tuple(_unit(code, versions.get(code, []), rosters, years) for code in codes))


def unit_of(code: str, newest_first: Iterable[Disclosure], rosters: Rosters) -> Unit | None:
    """Return a unit with the years in which it published or stands in a roster; None where there are none."""
    versions = list(newest_first)
    years = by_year(versions).keys() | rosters.listed(code)
    return _unit(code, versions, rosters, tuple(sorted(years, reverse=True))) if years else None


def _unit(code: str, versions: list[Disclosure], rosters: Rosters, years: tuple[int, ...]) -> Unit:
    newest = versions[0] if versions else None
    chosen = by_year(versions)
    return Unit(
        region_code=rosters.region,
        region_name=newest.region_name if newest else rosters.region_name,
        department_code=code,
        department_name=newest.department_name if newest else rosters.names[code],
        years=tuple(rosters.standing(code, year, chosen.get(year)) for year in years),
    )
