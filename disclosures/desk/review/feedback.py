"""What a reviewer says on the page without taking a step: pin a note, give an opinion, record a 保密审查."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from disclosures.desk.review.annotated_parts import place
from disclosures.desk.review.notes import NoteForm, spot_of
from disclosures.desk.review.opinions import OpinionForm
from disclosures.desk.review.secrecy_form import SecrecyForm
from disclosures.desk.review.submission_page import Typed, reviewed, show
from disclosures.models import ReviewNote, Submission
from disclosures.people.permissions import NotAllowed, check_can_review
from disclosures.plans.readable import readable_text
from disclosures.plans.submissions import locked
from disclosures.workflow.secrecy_reviews import matters
from disclosures.workflow.steps import MOVED_ON


@require_POST
def add_note(request, pk: int):
    """Pin a note to a place of the form."""
    submission = reviewed(request, pk)
    try:
        document = readable_text(request.user, submission)
    except NotAllowed as refusal:
        return show(request, submission, Typed(str(refusal)))
    spot = spot_of(document, request.POST.get("key", ""), request.POST.get("field", ""))
    if spot is None:
        raise Http404
    form = NoteForm(spot, request.POST)
    if not form.is_valid():
        return show(request, submission, Typed("意见没有保存。", note=form))
    try:
        with locked(submission) as now:
            check_can_review(request.user, now)
            words = form.cleaned_data["words"]
            ReviewNote.objects.create(
                submission=submission, key=spot.key, field=spot.field, words=words, author=request.user
            )
    except NotAllowed as refusal:
        return show(request, submission, Typed(str(refusal), note=form))
    return redirect(_at(request, pk, place(spot.key, spot.field)))


@require_POST
def give_opinion(request, pk: int):
    """Keep the reviewer's opinion on the text as it was shown."""
    submission = reviewed(request, pk)
    form = OpinionForm(submission, request.user, request.POST)
    if not form.is_valid():
        return show(request, submission, Typed("评价没有保存，请看下面的说明。", opinion=form))
    try:
        with locked(submission) as now:
            check_can_review(request.user, now)
            _check_unmoved(now, form)
            form.keep(now, request.user)
    except NotAllowed as refusal:
        now = reviewed(request, pk)
        form = OpinionForm(now, request.user, _with_revision(request.POST, now))
        return show(request, now, Typed(str(refusal), opinion=form))
    messages.success(request, "评价已保存。")
    return redirect(_at(request, pk, "opinions"))


@require_POST
def review_secrecy(request, pk: int, key: str):
    """Keep a 保密审查 of a project that asks for one."""
    submission = reviewed(request, pk)
    try:
        document = readable_text(request.user, submission)
    except NotAllowed as refusal:
        return show(request, submission, Typed(str(refusal)))
    sheet = next((matter.sheet for matter in matters(submission, document) if matter.sheet.key == key), None)
    if sheet is None:
        raise Http404
    form = SecrecyForm(submission, sheet, request.POST)
    if not form.is_valid():
        return show(request, submission, Typed("保密审查没有保存，请看下面的说明。", secrecy=form))
    try:
        with locked(submission) as now:
            check_can_review(request.user, now)
            _check_unmoved(now, form)
            form.keep(now, request.user)
    except NotAllowed as refusal:
        now = reviewed(request, pk)
        return show(
            request, now, Typed(str(refusal), secrecy=SecrecyForm(now, sheet, _with_revision(request.POST, now)))
        )
    messages.success(request, "保密审查已记录。")
    return redirect(_at(request, pk, "secrecy"))


def _check_unmoved(now: Submission, form) -> None:
    """Raises where the text is not the one that the page showed."""
    if now.plan.revision != form.cleaned_data["revision"]:
        raise NotAllowed(MOVED_ON)


def _with_revision(data, now: Submission):
    """What was typed, beside the text as it is now."""
    renewed = data.copy()
    renewed["revision"] = now.plan.revision
    return renewed


def _at(request, pk: int, fragment: str) -> str:
    """The page again, beside the same older text, at a place."""
    against = request.POST.get("against", "")
    query = f"?against={against}" if against in ("return", "version", "year", "none") else ""
    return f"{reverse('admin:desk-review', args=[pk])}{query}#{fragment}"
