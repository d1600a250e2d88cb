from django.contrib import admin
from django.db.models import Count

from disclosures.admin.scoping import Scoped
from disclosures.publication.public_years import refresh_year
from indicators.models import Region


@admin.register(Region)
class RegionAdmin(Scoped):
    """财政区划: the code is fixed once given, because addresses and published matter are built from it."""

    region_path = "pk"
    list_display = ["code", "name", "department_count"]
    list_display_links = ["code", "name"]
    search_fields = ["code", "name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(departments_in_all=Count("departments"))

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for fiscal_year in obj.fiscal_years.select_related("region"):
            refresh_year(fiscal_year)

    @admin.display(description="单位数", ordering="departments_in_all")
    def department_count(self, region) -> int:
        return region.departments_in_all
