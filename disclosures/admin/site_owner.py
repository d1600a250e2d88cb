from django.contrib import admin

from disclosures.admin.scoping import Scoped
from disclosures.models import DisclosedOwner


@admin.register(DisclosedOwner)
class DisclosedOwnerAdmin(Scoped):
    """主办信息 of a region, printed at the foot of its pages. Which one serves the whole site the superuser says."""

    fieldsets = [
        (None, {"fields": ["region", "name", "contact", "errors_to"]}),
        ("公开页面", {"fields": ["shows_checks"]}),
        ("网站", {"fields": ["main", "site_code", "filing_number", "security_number"]}),
    ]
    list_display = ["name", "region", "main", "contact", "site_code", "filing_number"]
    list_select_related = ["region"]
    search_fields = ["name", "region__name"]

    def get_readonly_fields(self, request, obj=None):
        return [*(["region"] if obj else []), *([] if request.user.is_superuser else ["main"])]
