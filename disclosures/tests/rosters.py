"""Small makers of rosters."""

from disclosures.models import Roster, RosterUnit
from disclosures.publication.public_years import refresh_year
from disclosures.tests import cast
from indicators.models import FiscalYear


def roster(year: int, *units: RosterUnit, declared: bool = True, **dates) -> Roster:
    """The roster of 山海关区 for a year, with these units; the public is told as after every change."""
    fiscal_year, _ = FiscalYear.objects.update_or_create(
        region=cast.shanhaiguan(), year=year, defaults=dates, create_defaults=dates | {"scheme": "from_2021"}
    )
    made = Roster.objects.create(fiscal_year=fiscal_year, declared=declared)
    for one in units:
        one.roster = made
        one.save()
    refresh_year(fiscal_year)
    return made


def unit(code: str = "345001", name: str = "山海关区文化馆", **fields) -> RosterUnit:
    """A unit for a roster."""
    return RosterUnit(code=code, name=name, **fields)
