from django.contrib import admin

from disclosures.admin.scoping import HiddenElsewhere
from indicators.models import Subject


@admin.register(Subject)
class SubjectAdmin(HiddenElsewhere, admin.ModelAdmin):
    """收支分类科目, one catalogue for all regions. What is no longer used is put out of use, not deleted."""

    fields = ["tree", "year", "code", "name", "active"]
    list_display = ["code", "name", "tree", "year", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["tree", "year", "active"]
    search_fields = ["code", "name"]
