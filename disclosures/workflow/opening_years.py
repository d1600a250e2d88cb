"""Opening a fiscal year: every active department gets an empty plan with a draft submission to fill in."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from disclosures.models import Submission
from disclosures.publication.public_years import forget_year, refresh_year
from indicators.models import AnnualPlan, Department, FiscalYear, Region


def is_open(fiscal_year: FiscalYear, today: date | None = None) -> bool:
    """Whether departments enter their plans now or will: a year without entry dates is closed, as an import made it."""
    opens, closes = fiscal_year.entry_opens_on, fiscal_year.entry_closes_on
    return closes >= (today or timezone.localdate()) if closes else opens is not None


def open_year(fiscal_year: FiscalYear) -> int:
    """Give every active department of the region the plan it lacks; returns how many were made. Harmless twice.

    What the public may know of the year is refreshed too.
    """
    with transaction.atomic():
        FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
        departments = Department.objects.filter(region=fiscal_year.region_id, active=True)
        AnnualPlan.objects.bulk_create(
            [AnnualPlan(department=one, fiscal_year=fiscal_year) for one in departments], ignore_conflicts=True
        )
        without = AnnualPlan.objects.filter(fiscal_year=fiscal_year, submission__isnull=True)
        made = Submission.objects.bulk_create([Submission(plan=plan) for plan in without])
        refresh_year(fiscal_year)
    return len(made)


def open_for_newcomers(region: Region) -> None:
    """After a department was added or put in use again: the plan it lacks in each open year of the region."""
    for fiscal_year in region.fiscal_years.select_related("region"):
        if is_open(fiscal_year):
            open_year(fiscal_year)


def is_untouched(fiscal_year: FiscalYear) -> bool:
    """Whether nobody wrote or did anything in a year yet, so that it may be taken back as a mistake."""
    traces = ("events", "disclosures", "review_notes", "opinions", "secrecy_reviews", "plan__changes")
    touched = Q(plan__revision__gt=0)
    for trace in traces:
        touched |= Q(**{f"{trace}__isnull": False})
    return not Submission.objects.filter(touched, plan__fiscal_year=fiscal_year).exists()


def take_back(fiscal_year: FiscalYear) -> None:
    """Remove a year opened by mistake with its empty plans; the public forgets it too. Only where `is_untouched`."""
    with transaction.atomic():
        plans = AnnualPlan.objects.filter(fiscal_year=fiscal_year)
        Submission.objects.filter(plan__in=plans).delete()
        plans.delete()
        forget_year(fiscal_year)
        fiscal_year.delete()
