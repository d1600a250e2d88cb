from django.contrib import admin

from disclosures.admin.scoping import HiddenElsewhere, ReadOnly, roles_that_may
from disclosures.document.keys import part_of_key
from disclosures.document.labels import CHANGES, LABELS
from disclosures.models import PlanChange
from disclosures.people.permissions import changes_for, has_role


class OwnRecords(ReadOnly, HiddenElsewhere, admin.ModelAdmin):
    """Records of plans, for those who may see the plans: a role in the department or its bureau, and nobody else."""

    def has_view_permission(self, request, obj=None):
        return has_role(request.user, *roles_that_may("view", self.model))


@admin.register(PlanChange)
class PlanChangeAdmin(OwnRecords):
    """修改记录: every field that somebody changed, as it was written."""

    fields = ["plan", "revision", "actor", "at", "key", "label", "before", "after"]
    list_display = ["at", "plan", "actor", "key", "label", "before", "after"]
    list_display_links = ["at"]
    list_filter = ["at"]
    list_select_related = ["plan__department", "plan__fiscal_year", "actor"]
    list_per_page = 50
    search_fields = ["plan__department__name", "actor__name", "before", "after"]
    ordering = ["-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=changes_for(request.user).values("pk"))

    @admin.display(description="栏目", ordering="field")
    def label(self, change) -> str:
        labels = LABELS["explanation"] | LABELS[part_of_key(change.key)] | CHANGES
        return labels.get(change.field, change.field)
