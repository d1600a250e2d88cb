"""Batches: approve or publish many, each in a transaction and with an event of its own.

A batch is posted in slices of twenty, so that stopping half-way leaves whole steps only. What was shown of each
submission when the batch began is kept in the session; what moved on since is left over, and the report says why.
"""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import BigAutoField
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from disclosures.desk.page import page
from disclosures.desk.review.queues import BATCHES, QUEUES, QueueFilters, listed
from disclosures.models import Role, Submission, SubmissionEvent, Turn
from disclosures.people.permissions import NotAllowed, has_role, reviewed_submissions_for
from disclosures.workflow.findings import Findings, findings_of
from disclosures.workflow.secrecy_reviews import awaited_reviews
from disclosures.workflow.steps import Shown, apply

SLICE = 20
Action = SubmissionEvent.Action
#: The queue that a batch works through.
QUEUE_OF: dict[str, str] = {action.value: name for name, action in BATCHES.items()}


@dataclass
class Batch:
    """A batch under way, as the session keeps it: what waits as shown, what was done, what was left over and why."""

    action: str
    waiting: list[list]
    done: list[int]
    left: list[list]

    @property
    def total(self) -> int:
        return len(self.waiting) + self.handled

    @property
    def handled(self) -> int:
        return len(self.done) + len(self.left)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request, action: str):
    """Choose what goes into the batch, go on with it slice by slice, and read its report."""
    if action not in QUEUE_OF or not has_role(request.user, Role.DIRECTOR):
        raise Http404
    if request.method == "POST":
        return _begin(request, action)
    candidates = list(_candidates(request, action))
    context = {
        "title": f"批量{Action(action).label}",
        "action": Action(action),
        "candidates": [(one, _ticket(one)) for one in candidates],
        "queue": QUEUE_OF[action],
        "label": QUEUES[QUEUE_OF[action]],
    }
    return page(request, "desk/review/batch.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def run_batch(request, action: str):
    """One slice for each POST; the page says how far it is and, at the end, what was left over."""
    kept = _running_batch(request, action)
    if kept is None:
        return redirect("admin:desk-batch", action)
    if request.method == "POST":
        if request.POST.get("handled") == str(kept.handled):
            run_slice(kept, request.user)
            _keep(request, kept)
        return _going_on(action)
    left = dict(kept.left)
    submissions = reviewed_submissions_for(request.user).filter(pk__in=left).select_related("plan__department")
    context = {
        "title": f"批量{Action(action).label}",
        "action": Action(action),
        "batch": kept,
        "slice": SLICE,
        "left": [(one, left[one.pk]) for one in submissions.order_by("plan__department__code")],
        "queue": QUEUE_OF[action],
    }
    return page(request, "desk/review/batch_run.html", context)


def run_slice(kept: Batch, user) -> None:
    """The next twenty, each on its own: done, or left over with the reason."""
    for _ in range(min(SLICE, len(kept.waiting))):
        pk, *shown = kept.waiting.pop(0)
        why = _take(kept.action, pk, Shown(*shown), user)
        if why:
            kept.left.append([pk, why])
        else:
            kept.done.append(pk)


def _take(action: str, pk: int, shown: Shown, user) -> str:
    """Take the step; the reason where it was not taken."""
    submission = (
        reviewed_submissions_for(user).select_related("plan__department", "plan__fiscal_year__region").filter(pk=pk)
    ).first()
    if submission is None:
        return "不在您审核的区划内。"
    try:
        if action == Action.APPROVE and submission.turn == Turn.BUREAU:
            check_is_clean(submission)
        apply(Action(action), submission, user, shown)
    except NotAllowed as refusal:
        return "" if _did(submission, action, user) else str(refusal)
    return ""


def _did(submission: Submission, action: str, user) -> bool:
    """Whether the person took the step already: a slice that was cut off before it was noted, or posted twice."""
    last = submission.events.last()
    return last is not None and (last.action, last.actor_id) == (action, user.pk)


def check_is_clean(submission: Submission) -> None:
    """Raises where somebody must look at a plan before it is approved: a batch leaves such plans over."""
    findings = findings_of(submission)
    for bars, sentence in _blocks(submission, findings):
        if bars:
            raise NotAllowed(sentence)


def _blocks(submission: Submission, findings: Findings):
    yield len(findings.errors), f"检查有 {len(findings.errors)} 处错误。"
    yield findings.unexplained, "检查出的问题没有说明理由。"
    yield submission.review_notes.filter(done=False).exists(), "还有未处理的审核意见。"
    opinions = submission.opinions.filter(revision=submission.plan.revision, recommended=False)
    yield opinions.exists(), "审核员没有建议通过。"
    awaited = awaited_reviews(submission, findings.document)
    yield awaited, f"须先完成保密审查：{'；'.join(awaited)}。"


def _candidates(request, action: str):
    """The submissions of the queue, as filtered on the way here, that another hand than the person's sent in."""
    mine = reviewed_submissions_for(request.user).filter(status=QUEUE_OF[action])
    filters = QueueFilters(request.GET, request.user, _years(request.GET))
    return listed(filters.narrow(mine), QUEUE_OF[action])


def _years(query) -> list[int]:
    year = query.get("year", "")
    return [int(year)] if re.fullmatch("[0-9]{4}", year) else []


def _ticket(submission: Submission) -> str:
    """A submission as it is shown, for a check box."""
    shown = Shown.of(submission)
    return f"{submission.pk}:{shown.status}:{shown.revision}:{shown.content_sha256}"


def _begin(request, action: str):
    """The first slice of what was ticked."""
    begun = Batch(action, [_read(ticket) for ticket in request.POST.getlist("ticket")], [], [])
    if not begun.waiting:
        messages.warning(request, "没有勾选任何一件。")
        return redirect("admin:desk-batch", action)
    run_slice(begun, request.user)
    _keep(request, begun)
    return _going_on(action)


def _going_on(action: str):
    """To the page that says how far it is; `on` tells the script that it was not merely looked at."""
    return redirect(f"{reverse('admin:desk-batch-run', args=[action])}?on=1")


def _read(ticket: str) -> list:
    """What a check box says was shown; Http404 for what no check box says."""
    try:
        number, status, revision, sha256 = ticket.split(":")
        pk, found = int(number), [status, int(revision), sha256]
    except ValueError as error:
        raise Http404 from error
    if not 0 < pk <= BigAutoField.MAX_BIGINT:
        raise Http404
    return [pk, *found]


def _keep(request, kept: Batch) -> None:
    request.session["batch"] = vars(kept)


def _running_batch(request, action: str) -> Batch | None:
    values = request.session.get("batch")
    return Batch(**values) if values and values["action"] == action else None
