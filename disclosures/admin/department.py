from django.contrib import admin

from disclosures.admin.scoping import Scoped
from disclosures.workflow.opening_years import open_for_newcomers
from indicators.models import Department


@admin.register(Department)
class DepartmentAdmin(Scoped):
    """单位: region and code are fixed once given, because addresses and published matter are built from them."""

    list_display = ["code", "name", "region", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["active", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["code", "name", "region__name"]
    ordering = ["region__code", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["region", "code"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        open_for_newcomers(obj.region)
