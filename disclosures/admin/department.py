from django.contrib import admin

from disclosures.publishing import refresh_year
from indicators.models import Department


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    """单位: region and code are fixed once given, because addresses and published matter are built from them."""

    list_display = ["code", "name", "region", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["active", "region"]
    list_select_related = ["region"]
    search_fields = ["code", "name", "region__name"]

    def get_readonly_fields(self, request, obj=None):
        return ["region", "code"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for fiscal_year in obj.region.fiscal_years.select_related("region"):
            refresh_year(fiscal_year)
