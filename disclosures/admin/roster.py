from django.contrib import admin
from django.db.models import Count

from disclosures.admin.scoping import Scoped, reached_regions
from disclosures.models import Roster, RosterUnit
from disclosures.publication.public_years import refresh_year
from indicators.models import FiscalYear


class RosterUnitInline(admin.TabularInline):
    model = RosterUnit
    fields = ["code", "name", "supervisor", "since", "until", "excused_reason"]
    extra = 1


@admin.register(Roster)
class RosterAdmin(Scoped):
    """公开名册 of a region's year: what the public is told of who owes a publication follows every change."""

    region_path = "fiscal_year__region"
    fields = ["fiscal_year", "declared"]
    inlines = [RosterUnitInline]
    list_display = ["fiscal_year", "declared", "unit_count"]
    list_filter = ["declared", ("fiscal_year__region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["fiscal_year__region"]
    search_fields = ["=fiscal_year__year", "fiscal_year__region__name", "units__name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(units_in_all=Count("units"))

    def get_readonly_fields(self, request, obj=None):
        return ["fiscal_year"] if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        years = FiscalYear.objects.filter(region__in=reached_regions(request.user, "add", Roster), roster=None)
        return db_field.formfield(queryset=years.select_related("region").order_by("-year", "region__code"))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        refresh_year(form.instance.fiscal_year)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        refresh_year(obj.fiscal_year)

    def delete_queryset(self, request, queryset):
        for roster in queryset:
            self.delete_model(request, roster)

    @admin.display(description="单位数", ordering="units_in_all")
    def unit_count(self, roster) -> int:
        return roster.units_in_all
