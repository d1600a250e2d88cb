"""The entries of the search: made from the flat rows of current versions, removed with them, compared, made anew.

The flat rows are made from the redacted text, and compared with it by verification; nothing else reaches the search.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction

from disclosures.document.declarations import Trait, names_of
from disclosures.document.model import IndicatorRow
from disclosures.document.statement_kinds import kind_of
from disclosures.models import (
    DisclosedEntry,
    DisclosedIndicator,
    DisclosedPassage,
    DisclosedProject,
    DisclosedStatement,
    DisclosedStatementLine,
    Disclosure,
)
from disclosures.models.disclosed_search import (
    BESIDE,
    FIELDS,
    DisclosedHits,
    DisclosedKind,
    entries_of,
    entry_number,
    stored,
)
from disclosures.publication.bulk_rows import insert_rows

#: The columns of an indicator that are searched, with the column of the entry for each.
_OF_INDICATORS = [(name, name if name in FIELDS else "other") for name in names_of(IndicatorRow, Trait.SEARCHED)]


class FlatRows(NamedTuple):
    """The rows of a version that its entries are made of, each with the columns that are read of it."""

    passages: Sequence[Mapping]
    projects: Sequence[Mapping]
    indicators: Sequence[Mapping]
    statements: Sequence[Mapping]
    lines: Sequence[Mapping]


#: Where each of `FlatRows` is read, by which way from its version, and which columns.
_READ = (
    (DisclosedPassage, "disclosure", ("id", "project_id", "column", "text")),
    (DisclosedProject, "disclosure", ("id", "name", "code")),
    (DisclosedIndicator, "project__disclosure", ("id", "project_id", *(name for name, _ in _OF_INDICATORS))),
    (DisclosedStatement, "disclosure", ("id", "kind", "title")),
    (DisclosedStatementLine, "statement__disclosure", ("id", "statement_id", "name", "subject", "leading")),
)


def write_entries(version: Disclosure, rows: FlatRows) -> int:
    """Write the entries of a version and return how many there are."""
    return len(insert_rows(DisclosedEntry, list(_entries(version, rows))))


def remove_entries(version: Disclosure) -> None:
    """Remove the entries of a version."""
    for entries in entries_of(version):
        entries.delete()


def remove_stray_entries() -> int:
    """Remove the entries of versions that are not current, and return of how many versions there were any."""
    strays = _strays()
    table = DisclosedHits.TABLE
    with connection.cursor() as cursor:
        for version in strays:
            cursor.execute(f"DELETE FROM {table} WHERE {DisclosedHits.VERSION} = %s", [version])  # noqa: S608
    return len(strays)


def settle_index() -> None:
    """Put the index in order after many changes, so that a search reads as little as it can."""
    table = DisclosedHits.TABLE
    settling = {
        "sqlite": [f"INSERT INTO {table} ({table}) VALUES ('optimize')"],  # noqa: S608 (our names)
        "postgresql": ["SELECT gin_clean_pending_list('disclosures_search')", f"ANALYZE {table}"],
    }
    with connection.cursor() as cursor:
        for statement in settling[connection.vendor]:
            cursor.execute(statement)


def _strays() -> set[int]:
    """The versions that have entries and are not current."""
    table = DisclosedHits.TABLE
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {DisclosedHits.VERSION} FROM {table}")  # noqa: S608 (our names)
        found = {number for (number,) in cursor.fetchall()}
    return found - set(Disclosure.objects.current().values_list("pk", flat=True))


def entry_troubles(version: Disclosure) -> Iterator[str]:
    """Yield a Chinese sentence where the entries of a current version are not what its flat rows say."""
    expected = sorted(_entries(version, flat_rows_of(version)), key=lambda entry: entry["number"])
    shown = [entry for entries in entries_of(version) for entry in entries.order_by("number").values()]
    if shown != expected:
        yield "搜索条目与全文不符"


def index_troubles() -> Iterator[str]:
    """Yield a Chinese sentence for what is wrong with the index as a whole: entries of versions that are not current,
    and an index that does not say what its entries say."""
    if strays := _strays():
        yield f"搜索索引中有{len(strays)}个不是现行版本的内容"
    if connection.vendor == "sqlite" and not _is_whole(DisclosedHits.TABLE):
        yield "搜索索引与其条目不符"


def _is_whole(table: str) -> bool:
    """Whether the full-text index of SQLite holds what its entries hold."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608 (our names)
    except DatabaseError:
        return False
    return True


def flat_rows_of(version: Disclosure) -> FlatRows:
    """Return the rows of a current version as the database has them."""
    return FlatRows(
        *(list(model.objects.filter(**{way: version}).order_by("pk").values(*columns)) for model, way, columns in _READ)
    )


def _entries(version: Disclosure, rows: FlatRows) -> Iterator[dict]:
    """The columns of DisclosedEntry for everything that is searched of a version."""
    for kind, row, texts in _texts(rows):
        yield {"number": entry_number(kind, version.fiscal_year, version.pk, row["id"]), **stored(texts)}


def _texts(rows: FlatRows) -> Iterator[tuple[DisclosedKind, Mapping, Mapping[str, Iterable[str]]]]:
    """What is searched of each row, by the columns of an entry."""
    told: dict[int | None, dict[str, list[str]]] = {}
    for row in rows.passages:
        if row["project_id"] is None:
            yield DisclosedKind.UNIT, row, {row["column"]: [row["text"]]}
        told.setdefault(row["project_id"], {}).setdefault(row["column"], []).append(row["text"])
    for row in rows.projects:
        yield DisclosedKind.PROJECT, row, {"name": [row["name"]], "code": [row["code"]], **told.get(row["id"], {})}
    names = {row["id"]: row["name"] for row in rows.projects}
    for row in rows.indicators:
        texts: dict[str, list[str]] = {BESIDE: [names[row["project_id"]]]}
        for name, column in _OF_INDICATORS:
            texts.setdefault(column, []).append(row[name])
        yield DisclosedKind.INDICATOR, row, texts
    statements = {row["id"]: row for row in rows.statements}
    for row in rows.lines:
        if row["leading"]:
            statement = statements[row["statement_id"]]
            code = [row["subject"]] if kind_of(statement["kind"]).tree else []
            yield DisclosedKind.LINE, row, {"name": [row["name"]], "code": code, BESIDE: [statement["title"]]}
