"""The rows that public lists, sums and searches read: written with a version, removed, and compared with its body."""

from collections.abc import Iterable, Iterator
from decimal import Context
from typing import Any

from django.db import transaction
from django.db.models import Model

from disclosures.document.as_json import from_text
from disclosures.document.model import Document
from disclosures.models import (
    DisclosedBudget,
    DisclosedFile,
    DisclosedIndicator,
    DisclosedPassage,
    DisclosedProject,
    DisclosedSheet,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
    Disclosure,
    DisclosureBody,
)
from disclosures.publication.bulk_rows import insert_rows
from disclosures.publication.counts import COUNTERS, count_troubles, sum_up, write_counts
from disclosures.publication.public_rows import (
    budget_row,
    indicator_rows,
    line_rows,
    passage_rows,
    project_rows,
    sheet_rows,
    statement_rows,
    term_rows,
)
from disclosures.publication.search_index import (
    FlatRows,
    entry_troubles,
    flat_rows_of,
    remove_entries,
    write_entries,
)

BATCH = 1000
#: Rows of the current version only; what hangs on them goes with them.
CURRENT_ONLY: tuple[type[Any], ...] = (
    DisclosedPassage,
    DisclosedProject,
    DisclosedFile,
    DisclosedBudget,
    DisclosedStatement,
    DisclosedTerm,
    *COUNTERS,
)
#: SQLite keeps fifteen digits of a number exactly.
_FIFTEEN_DIGITS = Context(prec=15)


def write_flat_rows(disclosure: Disclosure, document: Document) -> None:
    """Write what lists, sums and searches read of a version, from its redacted text."""
    of_version = {"disclosure_id": disclosure.pk}
    projects = _insert(DisclosedProject, project_rows(document), of_version)
    numbers = [row["id"] for row in projects]
    DisclosedSheet.objects.bulk_create(
        [
            DisclosedSheet(project_id=number, **sheet)
            for number, sheet in zip(numbers, sheet_rows(document), strict=True)
        ],
        BATCH,
    )
    indicators = _insert(
        DisclosedIndicator,
        (
            {"project_id": number, **indicator}
            for number, project in zip(numbers, document.projects, strict=True)
            for indicator in indicator_rows(document, project)
        ),
    )
    passages = _write_passages(disclosure, document, numbers)
    statements, lines = write_statement_rows(disclosure, document)
    write_entries(disclosure, FlatRows(passages, projects, indicators, statements, lines))
    write_counts(disclosure, document)


def write_statement_rows(disclosure: Disclosure, document: Document) -> tuple[list[dict], list[dict]]:
    """Write what figures and sums read of a version's statements; return the rows of the statements and their lines."""
    of_version = {"disclosure_id": disclosure.pk}
    if budget := budget_row(document):
        DisclosedBudget.objects.create(disclosure=disclosure, **budget)
    statements = _insert(DisclosedStatement, statement_rows(document), of_version)
    lines = _insert(
        DisclosedStatementLine,
        (
            {"statement_id": row["id"], **line}
            for row, statement in zip(statements, document.statements, strict=True)
            for line in line_rows(document, statement)
        ),
    )
    _insert(DisclosedTerm, term_rows(document), of_version)
    return statements, lines


def _insert(model: type[Model], rows: Iterable[dict], shared: dict | None = None) -> list[dict]:
    """Insert rows, and return them with their primary keys."""
    made = [{**(shared or {}), **row} for row in rows]
    return [{"id": number, **row} for number, row in zip(insert_rows(model, made), made, strict=True)]


def _write_passages(disclosure: Disclosure, document: Document, projects: list[int]) -> list[dict]:
    """Write the texts that are searched and stand in no other row; return them."""
    rows = (
        {"project_id": None if row["project"] is None else projects[row["project"]], **row}
        for row in passage_rows(document)
    )
    return _insert(DisclosedPassage, rows, {"disclosure_id": disclosure.pk})


def rebuild_search(disclosure: Disclosure) -> int:
    """Make anew what is searched of a current version, from its body and its other rows, and return how many entries
    there are."""
    with transaction.atomic():
        document = from_text(DisclosureBody.objects.get(disclosure=disclosure).text)
        remove_entries(disclosure)
        DisclosedPassage.objects.filter(disclosure=disclosure).delete()
        projects = DisclosedProject.objects.filter(disclosure=disclosure).order_by("position")
        _write_passages(disclosure, document, list(projects.values_list("pk", flat=True)))
        return write_entries(disclosure, flat_rows_of(disclosure))


def remove_flat_rows(disclosure: Disclosure) -> None:
    """Remove the rows of a version that is current no more, and the file that was offered with it."""
    remove_entries(disclosure)
    DisclosedSheet.objects.filter(project__disclosure=disclosure).delete()
    DisclosedIndicator.objects.filter(project__disclosure=disclosure).delete()
    DisclosedStatementLine.objects.filter(statement__disclosure=disclosure).delete()
    for model in CURRENT_ONLY:
        model.objects.filter(disclosure=disclosure).delete()
    sum_up(disclosure)


def flat_row_troubles(version: Disclosure, document: Document) -> Iterator[str]:
    """Yield a Chinese sentence for each sort of rows that do not say what the body says."""
    expected = list(project_rows(document))
    shown = DisclosedProject.objects.filter(disclosure=version).order_by("position")
    if list(shown.values(*_columns(expected))) != expected:
        yield "列表中的项目与全文不符"
    expected = list(sheet_rows(document))
    sheets = DisclosedSheet.objects.filter(project__disclosure=version).order_by("project__position")
    if list(sheets.values(*_columns(expected))) != expected:
        yield "列表中的绩效目标表与全文不符"
    rows = [
        {"project__key": project.key, **_exact(row)}
        for project in document.projects
        for row in indicator_rows(document, project)
    ]
    indicators = DisclosedIndicator.objects.filter(project__disclosure=version)
    shown = indicators.order_by("project__position", "position").values(*_columns(rows))
    if [_exact(row) for row in shown] != rows:
        yield "列表中的指标与全文不符"
    yield from count_troubles(version, document)
    yield from _statement_troubles(version, document)
    yield from _search_troubles(version, document)


def _statement_troubles(version: Disclosure, document: Document) -> Iterator[str]:
    """What is wrong with the rows of the statements."""
    budget = budget_row(document)
    shown = DisclosedBudget.objects.filter(disclosure=version)
    if list(shown.values(*_columns([budget] if budget else []))) != ([budget] if budget else []):
        yield "收支总计与全文不符"
    expected = list(statement_rows(document))
    statements = DisclosedStatement.objects.filter(disclosure=version).order_by("position")
    if list(statements.values(*_columns(expected))) != expected:
        yield "列表中的报表与全文不符"
    lines = [
        {"statement__kind": statement.kind, **line}
        for statement in document.statements
        for line in line_rows(document, statement)
    ]
    amounts = DisclosedStatementLine.objects.filter(statement__disclosure=version)
    if list(amounts.order_by("statement__position", "position", "id").values(*_columns(lines))) != lines:
        yield "列表中的报表金额与全文不符"
    expected = list(term_rows(document))
    terms = DisclosedTerm.objects.filter(disclosure=version).order_by("position")
    if list(terms.values(*_columns(expected))) != expected:
        yield "列表中的名词与全文不符"


def _search_troubles(version: Disclosure, document: Document) -> Iterator[str]:
    """What is wrong with the texts that are searched, and with the entries of the search."""
    keys = [project.key for project in document.projects]
    expected = [
        {"project__key": None if place is None else keys[place], **row}
        for row in passage_rows(document)
        for place in (row.pop("project"),)
    ]
    shown = DisclosedPassage.objects.filter(disclosure=version).order_by("position")
    if list(shown.values(*_columns(expected))) != expected:
        yield "供搜索的文字与全文不符"
    yield from entry_troubles(version)


def _columns(rows: list[dict]) -> list[str]:
    """The columns of rows; of no rows one that every table has."""
    return list(rows[0]) if rows else ["pk"]


def _exact(row: dict) -> dict:
    number = row["number"]
    return row | {"number": None if number is None else _FIFTEEN_DIGITS.plus(number)}
