"""我的填报: where a person who enters begins the day. Everybody else begins at the admin's own start page."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from disclosures.desk.facts import Facts, facts_of
from disclosures.desk.page import page
from disclosures.models import Submission
from disclosures.models.membership import DEPARTMENT_ROLES
from disclosures.permissions import entered_submissions_for, memberships_of
from indicators.models import Department


@dataclass(frozen=True)
class Desk:
    """One department of the person: this year's plan (None where no year was opened yet), and the other years."""

    department: Department
    facts: Facts | None
    others: list[Submission]


def start(request: HttpRequest) -> HttpResponse:
    """This year's plan of each department the person enters for; for others the pages of their roles."""
    memberships = memberships_of(request.user)
    departments = {m.department for m in memberships if m.role in DEPARTMENT_ROLES}
    if not departments:
        return admin.site.index(request)
    desks = [
        _desk(request.user, department) for department in sorted(departments, key=lambda one: (one.region_id, one.code))
    ]
    keeps_more = request.user.is_superuser or any(m.role not in DEPARTMENT_ROLES for m in memberships)
    app_list = admin.site.get_app_list(request) if keeps_more else []
    context = {"title": "我的填报", "desks": desks, "app_list": app_list}
    return page(request, "desk/start.html", context)


def _desk(user, department: Department) -> Desk:
    """The newest year that was opened for entry is this year's; years without a window came in by import."""
    submissions = list(
        entered_submissions_for(user)
        .filter(plan__department=department)
        .select_related("plan__department", "plan__fiscal_year__region")
        .order_by("-plan__fiscal_year__year")
    )
    opened = (one for one in submissions if one.plan.fiscal_year.entry_opens_on)
    current = next(opened, None) or next(iter(submissions), None)
    others = [one for one in submissions if one is not current]
    return Desk(department, facts_of(user, current.pk) if current else None, others)
