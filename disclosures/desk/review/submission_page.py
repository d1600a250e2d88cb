"""The reviewer's page: a submission whole and read-only, what changed, what is wrong, and the steps to be taken."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from disclosures.checks import Finding, Severity
from disclosures.desk.page import page
from disclosures.desk.review.annotated_form import annotated_form, place_of
from disclosures.desk.review.annotated_parts import place
from disclosures.desk.review.deadline import DeadlineForm, may_set_deadline
from disclosures.desk.review.notes import NoteForm, asked_spot, notes_of, spot_of
from disclosures.desk.review.older_texts import NONE, chosen_text, older_texts_of
from disclosures.desk.review.opinions import OpinionForm, opinions_of
from disclosures.desk.review.secrecy_form import SecrecyForm, secrecy_forms
from disclosures.desk.step_form import StepForm, found_against, step_forms, step_of
from disclosures.document.comparison import Difference, compare
from disclosures.document.labels import PARTS, in_words, label_of
from disclosures.document.model import Document
from disclosures.models import ReviewNote, Submission, Turn
from disclosures.people.permissions import (
    NotAllowed,
    can_read_text,
    check_can_review,
    reviewed_submissions_for,
    why_not,
)
from disclosures.plans.readable import readable_text
from disclosures.workflow.deadlines import standings
from disclosures.workflow.findings import findings_for
from disclosures.workflow.secrecy_reviews import matters
from disclosures.workflow.steps import apply

#: Letters that the old and the new text of a field may have together to be told in one sentence.
LONG = 60


@dataclass(frozen=True)
class Typed:
    """What a person typed that could not be taken: it comes back on the page, with the sentence that says why."""

    refusal: str
    step: StepForm | None = None
    note: NoteForm | None = None
    opinion: OpinionForm | None = None
    secrecy: SecrecyForm | None = None


@require_safe
def review(request, pk: int):
    """A submission of the reviewer's regions, whole."""
    return show(request, reviewed(request, pk))


@require_POST
def take_step(request, pk: int, action: str):
    """Take a step of the bureau; a refusal comes back with the words that were typed."""
    step, submission = step_of(Turn.BUREAU, action), reviewed(request, pk)
    form = StepForm(step, submission, Turn.BUREAU, request.POST)
    if not form.is_valid():
        return show(request, submission, Typed(f"“{step.label}”没有办理，请看下面的说明。", step=form))
    try:
        after = apply(step.action, submission, request.user, form.shown, form.said)
    except NotAllowed as refusal:
        now = reviewed(request, pk)
        found = found_against(step, now, _text(request, now))
        typed = StepForm(step, now, Turn.BUREAU, typed=form.cleaned_data, found=found)
        return show(request, now, Typed(str(refusal), step=typed))
    messages.success(request, step.done_words(after))
    return redirect("admin:desk-review", pk)


def _text(request, submission: Submission) -> Document | None:
    """The text that the person reads now, if any."""
    return readable_text(request.user, submission) if can_read_text(request.user, submission) else None


def reviewed(request, pk: int) -> Submission:
    """The submission, where the person reviews its region; else it does not exist for them."""
    mine = reviewed_submissions_for(request.user)
    return get_object_or_404(
        mine.select_related("plan__department__region", "plan__fiscal_year__region", "submitted_by"), pk=pk
    )


def show(request, submission: Submission, typed: Typed | None = None):
    """The page, with what was typed where something was refused; before there is a text to read, only its standing."""
    context, status = _head(submission), 409 if typed else 200
    try:
        findings = findings_for(request.user, submission)
    except NotAllowed as refusal:
        context |= {"unsent": str(refusal), "refusal": typed.refusal if typed else "", "against": NONE}
        context |= _decisions(request, submission, typed or Typed(""))
        return page(request, "desk/review/unsent.html", context, status)
    document, notes = findings.document, notes_of(submission)
    older_texts = older_texts_of(submission, findings.last_year)
    older = chosen_text(older_texts, request.GET.get("against"))
    context |= {
        "annotated": annotated_form(document, older.document if older else None, findings.found, notes),
        "findings_by_severity": _by_severity(document, findings.found),
        "reasons": findings.reasons.items(),
        "older_texts": older_texts,
        "older": older,
        "none": NONE,
        "changes": _changes(older.document, document) if older else [],
        "notes": notes,
        "placed_notes": [(note, place(note.key, note.field), _where(document, note)) for note in notes],
        "open_count": sum(not note.done for note in notes),
    }
    context |= _forms(request, submission, document, typed or Typed(""))
    return page(request, "desk/review/review.html", context, status)


def _head(submission: Submission) -> dict:
    """Where a submission stands, with or without a text to read."""
    standing = standings(Submission.objects.filter(pk=submission.pk))[submission.pk]
    return {
        "title": f"{submission.plan}绩效计划",
        "submission": submission,
        "standing": standing,
        "overdue": standing.overdue(localdate()),
        "event": submission.events.select_related("actor").last(),
        "current": submission.disclosures.current().first(),
    }


def _decisions(request, submission: Submission, typed: Typed, document: Document | None = None) -> dict:
    """The steps and the deadline; what bars a step is found in the text, if there is one."""
    return {
        "barred": why_not(check_can_review, request.user, submission),
        "deadline": DeadlineForm(submission.plan) if may_set_deadline(request.user, submission) else None,
        "steps": step_forms(request.user, submission, Turn.BUREAU, typed.step, document),
    }


def _forms(request, submission: Submission, document: Document, typed: Typed) -> dict:
    """What the person may fill in now: notes, opinions and 保密审查 in the bureau's turn, and never on one's own."""
    decisions = _decisions(request, submission, typed, document)
    barred = decisions["barred"]
    found = matters(submission, document)
    spot = None if barred else asked_spot(request.GET, document)
    return decisions | {
        "refusal": typed.refusal,
        "pin": typed.note or (spot and NoteForm(spot)),
        "matters": [(one, None) for one in found] if barred else secrecy_forms(submission, found, typed.secrecy),
        "secrecy_wanted": sum(bool(one.wanted) for one in found),
        "secrecy_refused": any(one.is_refused for one in found),
        "opinions": opinions_of(submission),
        "opinion": None if barred else typed.opinion or OpinionForm(submission, request.user),
    }


def _by_severity(document: Document, found: list[Finding]) -> list[tuple[Severity, list[tuple[Finding, str]]]]:
    """The findings of each severity with their addresses on the page, the gravest first."""
    placed = [(finding, place_of(document, finding)) for finding in found]
    groups = [(severity, [one for one in placed if one[0].severity == severity]) for severity in Severity]
    return [group for group in groups if group[1]]


def _where(document: Document, note: ReviewNote) -> str:
    """What a note is about, in words."""
    spot = spot_of(document, note.key, note.field)
    return spot.words if spot else "已不在表中的内容"


def _changes(before: Document, after: Document) -> list[tuple[str, str]]:
    """Each difference as a sentence, with its address on the page."""
    return [
        (_briefly(difference), place(difference.key or difference.parent, difference.field))
        for difference in compare(before, after)
    ]


def _briefly(difference: Difference) -> str:
    """A difference in words; of long texts only that they differ, as the page shows them in full."""
    if len(difference.before) + len(difference.after) <= LONG:
        return in_words(difference)
    what = "" if difference.part == "whole" else f"{PARTS[difference.part]}“{difference.name}”的"
    return f"{what}{label_of(difference.part, difference.field)}有修改"
