from django.contrib import admin, messages

from disclosures.admin.scoping import Scoped
from disclosures.publication.public_years import refresh_year
from disclosures.workflow.opening_years import is_open, is_untouched, open_year, take_back
from indicators.models import FiscalYear


@admin.register(FiscalYear)
class FiscalYearAdmin(Scoped):
    """预算年度 of a region. A new year gives every active department an empty plan to enter."""

    list_display = ["year", "region", "scheme", "entry_opens_on", "entry_closes_on", "approved_on", "due_on"]
    list_filter = [("region", admin.RelatedOnlyFieldListFilter), "scheme"]
    list_select_related = ["region"]
    search_fields = ["=year", "region__name", "region__code"]
    ordering = ["-year", "region__code"]
    fieldsets = [
        (None, {"fields": ["region", "year", "scheme"]}),
        (
            "填报",
            {
                "fields": [("entry_opens_on", "entry_closes_on")],
                "description": "截止日期之后不能再首次送审；退回和调整另定期限。新增年度时为每个在用单位建立空白计划。",
            },
        ),
        ("批复与公开", {"fields": [("approved_on", "publication_deadline")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["region", "year"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and not is_open(obj):
            refresh_year(obj)
        elif made := open_year(obj):
            messages.info(request, f"已为 {made} 个单位建立{obj.year}年绩效计划，填报人员登录后即可填写。")

    def get_deleted_objects(self, objs, request):
        """A year entered by mistake takes its empty plans along; one with contents is protected by them."""
        if all(is_untouched(one) for one in objs):
            forbidden = {str(one) for one in objs if not self.has_delete_permission(request, one)}
            return [f"{one}（连同尚未填写的空白计划）" for one in objs], {}, forbidden, []
        return super().get_deleted_objects(objs, request)

    def delete_model(self, request, obj):
        take_back(obj)

    def delete_queryset(self, request, queryset):
        for fiscal_year in queryset:
            take_back(fiscal_year)

    @admin.display(description="公开期限")
    def due_on(self, fiscal_year):
        return fiscal_year.publication_due_on
