"""The rows that public lists, sums and searches read: written with a version, removed, and compared with its body."""

from collections.abc import Iterator
from decimal import Context
from typing import Any

from disclosures.document.model import Document
from disclosures.models import (
    DisclosedBudget,
    DisclosedFile,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedSheet,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
    Disclosure,
)
from disclosures.publication.counts import COUNTERS, count_troubles, sum_up, write_counts
from disclosures.publication.public_rows import (
    budget_row,
    indicator_rows,
    line_rows,
    project_rows,
    sheet_rows,
    statement_rows,
    term_rows,
)

BATCH = 1000
#: Rows of the current version only; what hangs on them goes with them.
CURRENT_ONLY: tuple[type[Any], ...] = (
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
    projects = DisclosedProject.objects.bulk_create(
        [DisclosedProject(disclosure=disclosure, **row) for row in project_rows(document)], BATCH
    )
    DisclosedSheet.objects.bulk_create(
        [DisclosedSheet(project=row, **sheet) for row, sheet in zip(projects, sheet_rows(document), strict=True)], BATCH
    )
    DisclosedIndicator.objects.bulk_create(
        [
            DisclosedIndicator(project=row, **indicator)
            for row, project in zip(projects, document.projects, strict=True)
            for indicator in indicator_rows(document, project)
        ],
        BATCH,
    )
    write_statement_rows(disclosure, document)
    write_counts(disclosure, document)


def write_statement_rows(disclosure: Disclosure, document: Document) -> None:
    """Write what figures, sums and searches read of a version's statements."""
    if budget := budget_row(document):
        DisclosedBudget.objects.create(disclosure=disclosure, **budget)
    statements = DisclosedStatement.objects.bulk_create(
        [DisclosedStatement(disclosure=disclosure, **row) for row in statement_rows(document)], BATCH
    )
    DisclosedStatementLine.objects.bulk_create(
        [
            DisclosedStatementLine(statement=row, **line)
            for row, statement in zip(statements, document.statements, strict=True)
            for line in line_rows(document, statement)
        ],
        BATCH,
    )
    DisclosedTerm.objects.bulk_create(
        [DisclosedTerm(disclosure=disclosure, **row) for row in term_rows(document)], BATCH
    )


def remove_flat_rows(disclosure: Disclosure) -> None:
    """Remove the rows of a version that is current no more, and the file that was offered with it."""
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


def _columns(rows: list[dict]) -> list[str]:
    """The columns of rows; of no rows one that every table has."""
    return list(rows[0]) if rows else ["pk"]


def _exact(row: dict) -> dict:
    number = row["number"]
    return row | {"number": None if number is None else _FIFTEEN_DIGITS.plus(number)}
