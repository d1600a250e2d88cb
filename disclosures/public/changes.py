"""What changed between two published versions: only what both of them say in public."""

from dataclasses import dataclass

from django.http import Http404

from disclosures.document.comparison import compare
from disclosures.document.difference_list import Listing, listing
from disclosures.models.disclosure import Disclosure
from disclosures.public.editions import Edition, find


@dataclass(frozen=True)
class Changes:
    """A version beside an older one, and the other versions that it may be set beside."""

    older: Edition
    newer: Edition
    listing: Listing
    others: list[Disclosure]


def changes_since(edition: Edition, asked: str | None) -> Changes:
    """What changed since the version asked for; unasked, since the one before. Raises Http404 where there is none,
    GoneError where it is no longer public."""
    version = edition.disclosure
    earlier = [row for row in edition.versions if row.version < version.version]
    if asked is None and not earlier:
        raise Http404
    since = earlier[0].version if asked is None else _number(asked)
    if since >= version.version:
        raise Http404
    older = find(version.region_code, version.department_code, version.fiscal_year, since)
    others = [row for row in earlier if row != older.disclosure]
    return Changes(older, edition, listing(compare(older.document, edition.document)), others)


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6):
        raise Http404
    return int(asked)
