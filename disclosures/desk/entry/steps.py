"""The steps of a plan that its department takes: 送审, 取消送审, 放弃调整."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from disclosures.desk.entry.context import ASKS_BACK, entry_of
from disclosures.desk.page import page
from disclosures.models import SubmissionEvent
from disclosures.people.permissions import NotAllowed
from disclosures.workflow.steps import BY_ACTION, Said, Shown, apply

#: What a step means, said before it is taken.
MEANS = {
    "submit": "送审以后由财政局审核，本单位不能再改；在财政局退回或者审核通过之前，可以取消送审。",
    "recall": "取消送审以后，绩效计划回到本单位继续填报。",
    "abandon": "放弃调整以后，这次调整以来的全部修改作废，内容恢复为已公开的版本。",
}
DONE = {
    "submit": "已送审，请等候财政局审核。",
    "recall": "已取消送审，可以继续填报。",
    "abandon": "已放弃调整，内容恢复为已公开的版本。",
}


class StepForm(forms.Form):
    """What the page showed when the person decided, and what they say with it."""

    status = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    content_sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填；填写的话财政局会看到。",
    )

    @property
    def shown(self) -> Shown:
        return Shown(*(self.cleaned_data[name] for name in ("status", "revision", "content_sha256")))


def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Asks back, then takes a step and says what became of it."""
    entry = entry_of(request.user, pk)
    if action not in MEANS:
        raise Http404
    transition = BY_ACTION[SubmissionEvent.Action(action)]
    form = StepForm(request.POST or None, initial=vars(entry.shown))
    if not form.is_valid():
        context = {"entry": entry, "transition": transition, "form": form, "means": MEANS[action]}
        destructive = transition.action in ASKS_BACK
        return page(request, "desk/step.html", context | {"title": transition.action.label, "destructive": destructive})
    try:
        apply(transition.action, entry.submission, request.user, form.shown, Said(form.cleaned_data["words"]))
        messages.success(request, DONE[action])
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk-plan", pk)
