from django.contrib import admin

from disclosures.admin.plan_change import OwnRecords
from disclosures.models import Submission, SubmissionEvent
from disclosures.people.permissions import submissions_for


@admin.register(SubmissionEvent)
class SubmissionEventAdmin(OwnRecords):
    """办理记录: who took which step, when and with which words."""

    fields = ["plan", "action", "before", "after", "actor", "at", "words", "content_sha256"]
    list_display = ["at", "plan", "action", "before", "after", "actor", "words"]
    list_display_links = ["at"]
    list_filter = ["action", "at"]
    list_select_related = ["submission__plan__department", "submission__plan__fiscal_year", "actor"]
    search_fields = ["submission__plan__department__name", "actor__name", "words"]
    ordering = ["-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(submission__in=submissions_for(request.user)).defer("document")

    @admin.display(description="计划")
    def plan(self, event) -> str:
        return str(event.submission.plan)

    @admin.display(description="原状态", ordering="from_status")
    def before(self, event) -> str:
        return _status(event.from_status)

    @admin.display(description="新状态", ordering="to_status")
    def after(self, event) -> str:
        return _status(event.to_status)


def _status(value: str) -> str:
    return Submission.Status(value).label if value else ""
