"""What changed between two published versions: only what both of them say in public."""

from dataclasses import dataclass, replace

from django.http import Http404

from disclosures.document.comparison import ChangeKind, Difference, compare, printed
from disclosures.document.difference_list import DifferenceLine, Listing, listing
from disclosures.document.model import Document
from disclosures.document.statement_changes import StatementChange, statement_changes
from disclosures.document.statement_layout import is_placed
from disclosures.models.disclosure import Disclosure
from disclosures.public.addresses import statement_page
from disclosures.public.editions import Edition, find

#: More changed cells than these are counted, not listed.
MOST_CELLS = 600


@dataclass(frozen=True)
class StatementTable:
    """The changed cells of one statement, how many more there are, and the pages that print it in both versions."""

    change: StatementChange
    more: int
    older_page: str
    newer_page: str


@dataclass(frozen=True)
class Changes:
    """A version beside an older one, and the other versions that it may be set beside. What differs in the rows of a
    statement that both have stands in `statements`, all else in `listing`."""

    older: Edition
    newer: Edition
    listing: Listing
    statements: list[StatementTable]
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
    tables = _statement_tables(older, edition)
    told = {table.change.newer.key for table in tables}
    return Changes(older, edition, _listing(older.document, edition.document, told), tables, others)


def _statement_tables(older: Edition, newer: Edition) -> list[StatementTable]:
    """The changes of statements; of all cells the first that many."""
    tables, left = [], MOST_CELLS
    for change in statement_changes(older.document, newer.document):
        shown = change.cells[:left]
        pages = (
            statement_page(edition.disclosure, is_placed(edition.document, one))
            for edition, one in ((older, change.older), (newer, change.newer))
        )
        tables.append(StatementTable(replace(change, cells=shown), len(change.cells) - len(shown), *pages))
        left -= len(shown)
    return tables


def _listing(older: Document, newer: Document, told_elsewhere: set[str]) -> Listing:
    """The differences for a reader: with the project of an indicator, and the amount of a project that came or went.

    A number that only moved on because another project came or went says nothing.
    """
    found = [
        one
        for one in compare(older, newer)
        if (one.part, one.field) != ("statement", "rows") or one.key not in told_elsewhere
    ]
    told = [one for one in found if (one.part, one.field) != ("project", "number")] or found
    plain = listing(told)
    lines = [_completed(line, one, older, newer) for line, one in zip(plain.lines, told, strict=False)]
    return replace(plain, lines=lines)


def _completed(line: DifferenceLine, difference: Difference, older: Document, newer: Document) -> DifferenceLine:
    sheets = {sheet.key: sheet for sheet in (older if difference.change == ChangeKind.REMOVED else newer).projects}
    whole = difference.part == "project" and difference.change in (ChangeKind.REMOVED, ChangeKind.ADDED)
    sheet = sheets[difference.key] if whole else None
    within = next((sheet.name for sheet in newer.projects if sheet.key == difference.parent), "")
    return replace(line, within=within, amount=printed(sheet, "total") if sheet and not sheet.withheld else "")


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6):
        raise Http404
    return int(asked)
