"""The day by which one department must publish, where it is not the day of its year."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from disclosures.models import Role, Submission
from disclosures.people.permissions import has_role, reviewed_submissions_for
from disclosures.plans.submissions import locked, record_changes
from disclosures.publication.public_years import refresh_year
from indicators.models import AnnualPlan


class DeadlineForm(forms.Form):
    """A day, or none for that of the year."""

    day = forms.DateField(
        label="单独规定的公开期限（留空则按年度）",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "公开期限须是日期，如 2023-03-15。"},
    )

    def __init__(self, plan: AnnualPlan, data=None):
        super().__init__(data, initial={"day": plan.publication_deadline}, auto_id="deadline_%s")


def may_set_deadline(user, submission: Submission) -> bool:
    """Years and deadlines are the director's."""
    return has_role(user, Role.DIRECTOR, region_id=submission.plan.fiscal_year.region_id)


@require_POST
def set_deadline(request, pk: int):
    """Set the day for one department, and record who did."""
    mine = reviewed_submissions_for(request.user).select_related("plan__fiscal_year")
    submission = get_object_or_404(mine, pk=pk)
    if not may_set_deadline(request.user, submission):
        raise Http404
    form = DeadlineForm(submission.plan, request.POST)
    if form.is_valid():
        _store(submission, form.cleaned_data["day"], request.user)
        messages.success(request, "公开期限已保存。")
    else:
        messages.error(request, " ".join(map(str, form.errors["day"])))
    return redirect("admin:desk-review", pk)


def _store(submission: Submission, day: date | None, actor) -> None:
    with locked(submission) as now:
        plan = now.plan
        before, plan.publication_deadline = plan.publication_deadline, day
        if day == before:
            return
        plan.save(update_fields=["publication_deadline"])
        texts = {"before": before.isoformat() if before else "", "after": day.isoformat() if day else ""}
        record_changes(now, actor, [{"field": "publication_deadline", **texts}])
        refresh_year(plan.fiscal_year)
