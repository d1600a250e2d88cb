from django.contrib import admin

from disclosures.admin.scoping import HiddenElsewhere, ReadOnly, roles_that_may
from disclosures.models import PlanChange
from disclosures.permissions import has_role, submissions_for
from indicators.models import AnnualPlan, Duty, Indicator, Project

#: What a record of a change calls a field, or a change of a part as a whole, where no model's field says it.
LABELS = {
    "pairs": "目标与指标",
    "withheld": "不公开原因",
    "spending_plan": "资金支出计划",
    "heading": "情况说明标题",
    "text": "说明",
    "added": "新增",
    "removed": "删除",
    "moved": "调整次序",
}


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
        return super().get_queryset(request).filter(plan__submission__in=submissions_for(request.user))

    @admin.display(description="栏目", ordering="field")
    def label(self, change) -> str:
        return LABELS.get(change.field) or _model_of(change.key)._meta.get_field(change.field).verbose_name


def _model_of(key: str):
    """The model of the part that a key names (disclosures/keys.py says how keys look)."""
    if not key:
        return AnnualPlan
    if "." in key:
        return Indicator
    return Duty if key.startswith("d") else Project
