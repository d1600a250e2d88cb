from django.contrib import admin

from disclosures.models import DisclosedYear
from disclosures.publishing import refresh_year
from indicators.models import FiscalYear


@admin.register(FiscalYear)
class FiscalYearAdmin(admin.ModelAdmin):
    """预算年度 of a region; what the public may know of it is refreshed at every save."""

    list_display = ["year", "region", "scheme", "entry_opens_on", "entry_closes_on", "approved_on", "due_on"]
    list_filter = ["region", "year", "scheme"]
    list_select_related = ["region"]
    search_fields = ["=year", "region__name", "region__code"]
    fieldsets = [
        (None, {"fields": ["region", "year", "scheme"]}),
        ("填报", {"fields": [("entry_opens_on", "entry_closes_on")]}),
        ("批复与公开", {"fields": [("approved_on", "publication_deadline")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["region", "year"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        refresh_year(obj)

    def delete_model(self, request, obj):
        """A year entered by mistake: without plans, so without disclosures; the public forgets it too."""
        super().delete_model(request, obj)
        DisclosedYear.objects.filter(region_code=obj.region.code, fiscal_year=obj.year).delete()

    def delete_queryset(self, request, queryset):
        for fiscal_year in queryset:
            self.delete_model(request, fiscal_year)

    @admin.display(description="公开期限")
    def due_on(self, fiscal_year):
        return fiscal_year.publication_due_on
