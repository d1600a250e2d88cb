"""What the public may know of a region's year besides its disclosures: when publication is due, and who owes one."""

from django.db import transaction
from django.db.models import Q

from disclosures.models import DisclosedUnit, DisclosedYear
from disclosures.people.roster import declared_units
from indicators.models import AnnualPlan, FiscalYear

#: What the public may know of a unit of a roster.
UNIT_COLUMNS = ("code", "name", "supervisor", "exemption", "due_on")
#: Years that somebody opened or dated, of which the public knows; others were made by imports.
OPENED = (
    Q(entry_opens_on__isnull=False)
    | Q(entry_closes_on__isnull=False)
    | Q(approved_on__isnull=False)
    | Q(publication_deadline__isnull=False)
)


def refresh_year(fiscal_year: FiscalYear) -> None:
    """Write anew what the public may know of a year."""
    place = _place(fiscal_year)
    units = shown_units(fiscal_year)
    with transaction.atomic():
        DisclosedYear.objects.update_or_create(defaults=shown_of_year(fiscal_year), **place)
        DisclosedUnit.objects.filter(**place).delete()
        DisclosedUnit.objects.bulk_create([DisclosedUnit(**place, **unit) for unit in units])


def forget_year(fiscal_year: FiscalYear) -> None:
    """Remove what the public may know of a year, before the year itself is removed."""
    place = _place(fiscal_year)
    DisclosedYear.objects.filter(**place).delete()
    DisclosedUnit.objects.filter(**place).delete()


def _place(fiscal_year: FiscalYear) -> dict:
    return {"region_code": fiscal_year.region.code, "fiscal_year": fiscal_year.year}


def shown_of_year(fiscal_year: FiscalYear) -> dict:
    """Return what the public may know of a year, as the columns of DisclosedYear.

    How many departments are due is known from a declared roster only.
    """
    units = shown_units(fiscal_year)
    return {
        "region_name": fiscal_year.region.name,
        "departments_due": sum(not unit["exemption"] for unit in units) if units else None,
        "approved_on": fiscal_year.approved_on,
        "publication_due_on": fiscal_year.publication_due_on,
    }


def shown_units(fiscal_year: FiscalYear) -> list[dict]:
    """Return the units of the declared roster of a year, by code, as the columns of DisclosedUnit."""
    own = AnnualPlan.objects.filter(fiscal_year=fiscal_year, publication_deadline__isnull=False)
    deadlines = dict(own.values_list("department__code", "publication_deadline"))
    return [
        {name: deadlines.get(unit.code) if name == "due_on" else getattr(unit, name) for name in UNIT_COLUMNS}
        for unit in declared_units(fiscal_year)
    ]
