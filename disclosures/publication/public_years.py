"""What the public may know of a region's year besides its disclosures."""

from django.db.models import Q

from disclosures.models import DisclosedYear
from indicators.models import FiscalYear

#: Years that somebody opened or dated, of which the public knows; others were made by imports.
OPENED = (
    Q(entry_opens_on__isnull=False)
    | Q(entry_closes_on__isnull=False)
    | Q(approved_on__isnull=False)
    | Q(publication_deadline__isnull=False)
)


def refresh_year(fiscal_year: FiscalYear) -> None:
    """Write anew what the public may know of a year."""
    DisclosedYear.objects.update_or_create(
        region_code=fiscal_year.region.code, fiscal_year=fiscal_year.year, defaults=shown_of_year(fiscal_year)
    )


def shown_of_year(fiscal_year: FiscalYear) -> dict:
    """Return what the public may know of a year, as the columns of DisclosedYear.

    Departments due are those with a plan for the year: opening a year makes one for every active department.
    """
    return {
        "region_name": fiscal_year.region.name,
        "departments_due": fiscal_year.plans.count(),
        "approved_on": fiscal_year.approved_on,
        "publication_due_on": fiscal_year.publication_due_on,
    }
