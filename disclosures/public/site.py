"""Whose site this is: what stands at the foot of every page, and the address of an error report with its place."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest

from disclosures.models.disclosed_owner import DisclosedOwner

#: On what terms anybody may use what is published.
TERMS = "任何人均可查阅、下载和引用。引用时请注明来源、取得日期和版次。"


@dataclass(frozen=True)
class Imprint:
    """The owner of a page, and where to report an error in it."""

    owner: DisclosedOwner
    report_address: str


def imprint_of(request: HttpRequest) -> Imprint | None:
    """Return whose page is asked for; None where nobody is registered. One query.

    The pages of a region are its own; where it has no owner, and on all other pages, the owner of the whole site.
    """
    owners = {owner.region.code: owner for owner in DisclosedOwner.objects.select_related("region")}
    match = request.resolver_match
    owner = owners.get(match.kwargs.get("region", "")) if match else None
    owner = owner or main_owner(list(owners.values()))
    return Imprint(owner, report_address(owner, request.build_absolute_uri())) if owner else None


def main_owner(owners: list[DisclosedOwner]) -> DisclosedOwner | None:
    """Return the owner of the whole site: the one that is marked, else the only one."""
    marked = [owner for owner in owners if owner.main]
    return marked[0] if marked else owners[0] if len(owners) == 1 else None


def report_address(owner: DisclosedOwner, place: str) -> str:
    """Return where an error in the page at `place` is reported: a letter or the owner's page, the place filled in."""
    if owner.errors_to.startswith("https://"):
        return owner.errors_to.replace("{url}", quote(place, safe=""))
    body = f"有差错的页面：{place}\r\n差错在哪里：\r\n应当是：\r\n"
    return f"mailto:{owner.errors_to}?subject={quote('网站找错')}&body={quote(body)}"
