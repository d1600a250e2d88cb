from django.contrib import admin

from disclosures.admin.scoping import CheckedRequests
from disclosures.models import DisclosedAlias


@admin.register(DisclosedAlias)
class DisclosedAliasAdmin(CheckedRequests):
    """Short names of units, for the public's search, in all regions alike."""

    list_display = ["alias", "words"]
    search_fields = ["alias", "words"]
