"""The steps of a plan that its department takes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from disclosures.desk.entry.context import entry_of
from disclosures.desk.page import page
from disclosures.desk.step_form import StepForm, step_of
from disclosures.models import Turn
from disclosures.people.permissions import NotAllowed
from disclosures.workflow.steps import apply


def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Asks back, then takes a step and says what became of it."""
    entry = entry_of(request.user, pk)
    transition = step_of(Turn.DEPARTMENT, action)
    form = StepForm(transition, entry.submission, Turn.DEPARTMENT, request.POST or None)
    if not form.is_valid():
        return page(request, "desk/entry/step.html", {"title": transition.label, "entry": entry, "form": form})
    try:
        after = apply(transition.action, entry.submission, request.user, form.shown, form.said)
        messages.success(request, transition.done_words(after))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk-plan", pk)
