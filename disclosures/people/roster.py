"""Which units owe a publication for a year: the declared roster's word, and where there is none, nobody's."""

from collections.abc import Iterable

from disclosures.models import RosterUnit
from indicators.models import FiscalYear


def declared_units(fiscal_year: FiscalYear) -> list[RosterUnit]:
    """Return the units of the declared roster of a year by code; [] where none is declared."""
    units = RosterUnit.objects.filter(roster__fiscal_year=fiscal_year, roster__declared=True)
    return list(units.select_related("roster__fiscal_year").order_by("code"))


def exemptions(years: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return by the id of each fiscal year with a declared roster: unit code → why it owes nothing ("" where it owes).

    One query.
    """
    units = RosterUnit.objects.filter(roster__fiscal_year__in=set(years), roster__declared=True)
    found: dict[int, dict[str, str]] = {}
    for unit in units.select_related("roster__fiscal_year"):
        found.setdefault(unit.roster.fiscal_year_id, {})[unit.code] = unit.exemption
    return found
