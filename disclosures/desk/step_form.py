"""A step as a form, the same for those who enter and those who review: what was shown, and what is said with it.

Where findings bar the step that may be overruled, the form shows them, asks why, and carries which ones were shown.
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import timedelta

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from disclosures.checks import Finding
from disclosures.document.model import Document
from disclosures.models import Submission, Turn
from disclosures.publication.barring import Overrule, fingerprint, to_overrule
from disclosures.workflow.steps import Said, Shown, available
from disclosures.workflow.table import TRANSITIONS, Transition

#: Where each side sends its steps.
_ADDRESSES = {Turn.DEPARTMENT: "admin:desk-step", Turn.BUREAU: "admin:desk-review-step"}


class StepForm(forms.Form):
    """One step. `data` is what was posted; `typed` what comes back after a refusal, beside what is shown now; `found`
    what bars it and may be overruled."""

    status = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    content_sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    due_on = forms.DateField(
        label="完成期限",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请定一个完成期限。", "invalid": "完成期限须是日期，如 2023-03-15。"},
    )
    reason = forms.CharField(
        label="照此公开的理由（记入办理记录）", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(
        self,
        transition: Transition,
        submission: Submission,
        side: Turn,
        data=None,
        *,
        typed: dict | None = None,
        found: Sequence[Finding] = (),
    ):
        initial = (typed or {}) | asdict(Shown.of(submission)) | {"seen": fingerprint(found)}
        super().__init__(data, initial=initial, auto_id=f"{transition.action.value}_%s")
        self.transition, self.found = transition, found
        self.address = reverse(_ADDRESSES[side], args=[submission.pk, transition.action.value])
        words = self.fields["words"]
        words.label, words.required = transition.words_label, transition.words_required
        words.error_messages["required"] = transition.words_missing
        if transition.proposed_days is not None:
            self.fields["due_on"].initial = localdate() + timedelta(transition.proposed_days)
        else:
            del self.fields["due_on"]
        if data is None and found:
            self.fields["reason"].required = True
        elif data is None or not transition.may_overrule:
            del self.fields["seen"], self.fields["reason"]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < localdate():
            raise forms.ValidationError("完成期限不能早于今天。")
        return due_on

    @property
    def shown(self) -> Shown:
        return Shown(*(self.cleaned_data[field.name] for field in fields(Shown)))

    @property
    def said(self) -> Said:
        seen = self.cleaned_data.get("seen")
        overrule = Overrule(seen, self.cleaned_data["reason"]) if seen else None
        return Said(self.cleaned_data["words"], self.cleaned_data.get("due_on"), overrule)


def step_forms(
    user, submission: Submission, side: Turn, typed: StepForm | None = None, document: Document | None = None
) -> list[StepForm]:
    """A form for each step of a side that the person may take now; `typed` stands in for its own. `document` is the
    text of the submission, where the person reads one."""
    steps = [step for step in available(user, submission) if step.roles_of(side)]
    return [
        typed
        if typed and typed.transition == step
        else StepForm(step, submission, side, found=found_against(step, submission, document))
        for step in steps
    ]


def found_against(step: Transition, submission: Submission, document: Document | None) -> list[Finding]:
    """The findings that bar a step and may be overruled with it."""
    return to_overrule(submission, document) if step.may_overrule and document else []


def step_of(side: Turn, action: str) -> Transition:
    """The step of a side that an address names; Http404 where the side has no such step."""
    step = next((one for one in TRANSITIONS.values() if one.action == action), None)
    if step is None or not step.roles_of(side):
        raise Http404
    return step
