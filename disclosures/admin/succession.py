from django.contrib import admin

from disclosures.admin.scoping import Scoped
from disclosures.models import DisclosedSuccession


@admin.register(DisclosedSuccession)
class DisclosedSuccessionAdmin(Scoped):
    """单位沿革 of a region: its public pages follow a unit's projects back into the units that it carries on."""

    fields = ["region", "earlier", "later", "since", "words"]
    list_display = ["earlier", "later", "since", "region", "words"]
    list_display_links = ["earlier", "later"]
    list_filter = [("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["=earlier", "=later", "words"]

    def get_readonly_fields(self, request, obj=None):
        return ["region"] if obj else []
