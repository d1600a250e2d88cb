"""What `check --deploy` asks of a database that serves the public: that every page says whose it is."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

_HINT = "请在管理后台“主办信息”中登记（见 docs/operations.md）。"


def site_owner_troubles() -> list[checks.CheckMessage]:
    """Return an error for the site, and one for each region with public matter, whose pages name no owner, and for each
    owner of whom something is not said.

    The demo needs none. A database without tables is none that serves.
    """
    owners = apps.get_model("disclosures", "DisclosedOwner").objects
    disclosures = apps.get_model("disclosures", "Disclosure").objects
    try:
        if settings.DEMO or "disclosures_disclosedowner" not in connection.introspection.table_names():
            return []
        known = list(owners.select_related("region"))
        published = set(disclosures.values_list("region_code", "region_name"))
    except DatabaseError:  # said by another check
        return []
    gaps = [f"主办信息“{owner}”没有填写{'、'.join(blank)}" for owner in known if (blank := _left_blank(owner))]
    return [
        checks.Error(words, hint=_HINT, id="disclosures.E002") for words in [*_without_owner(known, published), *gaps]
    ]


def _without_owner(known: list[Any], published: set[tuple[str, str]]) -> list[str]:
    if len(known) == 1 or any(owner.main for owner in known):
        return []
    codes = {owner.region.code for owner in known}
    places = ["全站", *(name for code, name in sorted(published) if code not in codes)]
    return [f"{place}没有登记主办单位，页面上没有主办单位、联系方式和找错" for place in places]


def _left_blank(owner: Any) -> list[str]:
    """The labels of what every public site has to show and this owner does not."""
    names = ("name", "contact", "errors_to", "site_code", "filing_number")
    return [str(owner._meta.get_field(name).verbose_name) for name in names if not getattr(owner, name)]
