from django.contrib import admin

from disclosures.admin.scoping import HiddenElsewhere, ReadOnly, reached_regions
from disclosures.models import Disclosure, DisclosureBody


class BodyInline(ReadOnly, admin.StackedInline):
    model = DisclosureBody
    fields = ["sequence", "sha256", "previous_sha256", "erased_at", "erased_reason", "erased_by", "text"]


@admin.register(Disclosure)
class DisclosureAdmin(ReadOnly, HiddenElsewhere, admin.ModelAdmin):
    """公开版本: every version with its frozen text, its hash and its place in the chain."""

    list_display = [
        "department_name",
        "department_code",
        "region_name",
        "fiscal_year",
        "version",
        "current",
        "published_at",
        "withdrawn_at",
        "total",
    ]
    list_filter = ["current", "fiscal_year", "region_name"]
    search_fields = ["department_name", "department_code", "region_name", "content_sha256", "body__sha256"]
    date_hierarchy = "published_at"
    inlines = [BodyInline]
    fieldsets = [
        (None, {"fields": ["region_code", "region_name", "department_code", "department_name", "fiscal_year"]}),
        ("版次", {"fields": ["version", "current", "published_at", "imported", "originally_published_on"]}),
        ("撤回", {"fields": ["withdrawn_at", "withdrawn_reason"]}),
        ("内容", {"fields": ["project_count", "withheld_count", "indicator_count", "total", "content_sha256"]}),
    ]

    def get_queryset(self, request):
        regions = reached_regions(request.user, "view", Disclosure)
        return super().get_queryset(request).filter(region_code__in=regions.values("code"))
