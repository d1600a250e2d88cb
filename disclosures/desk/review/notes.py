"""Notes that a reviewer pins to a place of the form, and the department's answers to them."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from disclosures.desk.page import page
from disclosures.document.labels import LABELS, label_of
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_pairs import row_keys
from disclosures.document.statement_rows import row_words
from disclosures.models import ReviewNote, Submission, SubmissionEvent
from disclosures.people.permissions import (
    NotAllowed,
    check_can_answer,
    check_can_review,
    entered_submissions_for,
    reviewed_submissions_for,
)
from disclosures.plans.submissions import locked


@dataclass(frozen=True)
class Spot:
    """A place that takes notes, in words: 项目“道路养护” 预算数."""

    key: str
    field: str
    words: str


class NoteForm(forms.Form):
    """A new note for a spot of the form."""

    words = forms.CharField(
        label="意见",
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
        error_messages={"required": "请写下意见。"},
    )

    def __init__(self, spot: Spot, data=None):
        super().__init__(data, auto_id="note_%s")
        self.spot = spot


class AnswerForm(forms.Form):
    """The department's answer, and whether the matter is mended."""

    answer = forms.CharField(label="答复", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    done = forms.BooleanField(label="已按意见处理", required=False)

    def clean(self):
        if not (self.cleaned_data.get("answer") or self.cleaned_data.get("done")):
            raise forms.ValidationError("请写明答复，或者勾选“已按意见处理”。")
        return self.cleaned_data


def notes_of(submission: Submission) -> list[ReviewNote]:
    """All notes of a submission in the order they were written."""
    return list(submission.review_notes.select_related("author", "answered_by"))


def open_notes(submission: Submission) -> int:
    """How many notes are not ticked off."""
    return submission.review_notes.filter(done=False).count()


def spot_of(document: Document, key: str, field: str) -> Spot | None:
    """The spot with this key and field name, None where the form has no such. Of a statement its rows
    are the fields."""
    statement = next((one for one in document.statements if one.key == key), None)
    if statement:
        return _spot_in(statement, field)
    parts = {"": ("whole", "整体")}
    parts |= {duty.key: ("duty", f"职责“{duty.title}”") for duty in document.duties}
    for sheet in document.projects:
        parts[sheet.key] = ("project", f"项目“{sheet.name}”")
        parts |= {row.key: ("indicator", f"指标“{row.name}”") for row in sheet.indicators}
    if key not in parts or field not in ("", *LABELS[parts[key][0]]):
        return None
    kind, words = parts[key]
    return Spot(key, field, f"{words} {label_of(kind, field)}" if field else words)


def _spot_in(statement: BudgetStatement, field: str) -> Spot | None:
    words, rows = f"报表“{statement.title}”", row_keys(statement)
    if field in rows:
        return Spot(statement.key, field, f"{words} {row_words(statement, rows.index(field))}")
    return None if field else Spot(statement.key, field, words)


def asked_spot(query, document: Document) -> Spot | None:
    """The spot that an address asks a note for: pin=<key>:<field>."""
    key, colon, field = query.get("pin", "").rpartition(":")
    return spot_of(document, key, field) if colon else None


@require_POST
def remove_note(request: HttpRequest, pk: int):
    """Take back a note of one's own that the department has not been sent yet."""
    mine = ReviewNote.objects.filter(author=request.user.pk, submission__in=reviewed_submissions_for(request.user))
    note = get_object_or_404(mine, pk=pk)
    try:
        with locked(note.submission) as now:
            check_can_review(request.user, now)
            if was_sent(note):
                raise NotAllowed("这条意见已随退回送达单位，不能撤销。")
            note.delete()
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk-review", note.submission_id)


@require_POST
def reopen_note(request: HttpRequest, pk: int):
    """Ask again for what was ticked off and is not mended."""
    note = get_object_or_404(ReviewNote, pk=pk, submission__in=reviewed_submissions_for(request.user))
    try:
        with locked(note.submission) as now:
            check_can_review(request.user, now)
            ReviewNote.objects.filter(pk=pk).update(done=False)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('admin:desk-review', args=[note.submission_id])}#note-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def answer_note(request: HttpRequest, pk: int):
    """The department answers a note and ticks it off; `next` leads back to the page it was answered on."""
    mine = ReviewNote.objects.filter(submission__in=entered_submissions_for(request.user))
    note = get_object_or_404(mine.select_related("submission__plan__department", "author"), pk=pk)
    form = AnswerForm(request.POST or None, initial={"answer": note.answer, "done": note.done})
    back = _back(request, note)
    if not form.is_valid():
        context = {"title": "答复审核意见", "note": note, "form": form, "next": back}
        return page(request, "desk/review/answer.html", context, 409 if request.POST else 200)
    try:
        with locked(note.submission) as now:
            check_can_answer(request.user, now)
            _keep_answer(note, form, request.user)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        context = {"title": "答复审核意见", "note": note, "form": form, "next": back}
        return page(request, "desk/review/answer.html", context, 409)
    messages.success(request, "答复已保存，重新送审后审核人员会看到。")
    return redirect(back)


def was_sent(note: ReviewNote) -> bool:
    """Whether the submission was returned after the note was written."""
    returns = SubmissionEvent.objects.filter(submission=note.submission_id, action=SubmissionEvent.Action.RETURN)
    return returns.filter(at__gte=note.written_at).exists()


def _keep_answer(note: ReviewNote, form: AnswerForm, user) -> None:
    note.answer, note.done = form.cleaned_data["answer"], form.cleaned_data["done"]
    note.answered_by, note.answered_at = user, timezone.now()
    note.save(update_fields=["answer", "done", "answered_by", "answered_at"])


def _back(request: HttpRequest, note: ReviewNote) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("admin:desk-plan", args=[note.submission_id])
