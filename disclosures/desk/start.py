"""我的填报: where a person who enters begins the day. Everybody else begins at the admin's own start page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.page import page
from disclosures.models import Submission, SubmissionEvent
from disclosures.models.membership import BUREAU_ROLES, DEPARTMENT_ROLES
from disclosures.people.permissions import entered_submissions_for, memberships_of, reviewed_submissions_for
from indicators.models import Department

#: What a reviewer sees counted, in the order of the way of a plan.
WAITING = (Submission.Status.SUBMITTED, Submission.Status.RETURNED, Submission.Status.APPROVED)


@dataclass(frozen=True)
class Desk:
    """One department of the person: this year's plan (None where no year was opened yet), and the other years."""

    department: Department
    entry: Entry | None
    others: list[Submission]


@dataclass(frozen=True)
class Queue:
    """What waits for a reviewer: state, its label and how many; and since when the oldest waits."""

    states: list[tuple[str, str, int]]
    oldest: datetime | None


def start(request: HttpRequest) -> HttpResponse:
    """This year's plan of each department the person enters for, the queues of a reviewer, the pages of models."""
    memberships = memberships_of(request.user)
    if not any(m.role in (*DEPARTMENT_ROLES, *BUREAU_ROLES) for m in memberships):
        return admin.site.index(request)
    departments = {m.department for m in memberships if m.department and m.role in DEPARTMENT_ROLES}
    keeps_more = request.user.is_superuser or any(m.role not in DEPARTMENT_ROLES for m in memberships)
    in_order = sorted(departments, key=lambda one: (one.region_id, one.code))
    context = {
        "title": "我的填报" if departments else "首页",
        "desks": [_desk(request.user, department) for department in in_order],
        "queue": _queue(request.user) if any(m.role in BUREAU_ROLES for m in memberships) else None,
        "app_list": admin.site.get_app_list(request) if keeps_more else [],
    }
    return page(request, "desk/start.html", context)


def _queue(user) -> Queue:
    mine = reviewed_submissions_for(user)
    counts = dict(mine.order_by().values_list("status").annotate(Count("pk")))
    waiting = mine.filter(status=Submission.Status.SUBMITTED)
    sent = SubmissionEvent.objects.filter(submission__in=waiting, action=SubmissionEvent.Action.SUBMIT)
    last = sent.order_by().values("submission").annotate(at=Max("at")).order_by("at").first()
    states = [(status.value, status.label, counts.get(status.value, 0)) for status in WAITING]
    return Queue(states, last["at"] if last else None)


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
    return Desk(department, entry_of(user, current.pk) if current else None, others)
