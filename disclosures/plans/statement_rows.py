"""The budget statements of a plan as rows, and back."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import amount_columns, yuan_in
from disclosures.document.statement_shapes import ColumnKind
from disclosures.plans.columns import column_values, field_values
from indicators.models import AnnualPlan, Statement, StatementAmount, StatementLine

#: Rows per INSERT (Django lowers it where the database takes fewer variables).
_BATCH = 1000
_NAMES = (ColumnKind.SUBJECT_NAME, ColumnKind.ITEM, ColumnKind.TEXT)

Placed = tuple[int, BudgetStatement]


def statements_of(plan: AnnualPlan) -> tuple[BudgetStatement, ...]:
    """Return the statements that the rows of a plan say, in their order."""
    lines = StatementLine.objects.filter(statement__plan=plan).order_by("position")
    rows = defaultdict(list)
    for statement, cells in lines.values_list("statement_id", "cells"):
        rows[statement].append(tuple(cells))
    return tuple(
        BudgetStatement(**field_values(BudgetStatement, row, ""), rows=tuple(rows[row.pk]), line=row.line)
        for row in Statement.objects.filter(plan=plan).order_by("position")
    )


def update_statements(plan: AnnualPlan, before: Document, after: Document) -> None:
    """Write the statements of `after` that differ from those of `before`, which the locked plan holds."""
    old, new = ({one.kind: (at, one) for at, one in enumerate(of.statements, 1)} for of in (before, after))
    unit_changed = before.money_unit != after.money_unit
    stale = {
        kind
        for kind in old.keys() | new.keys()
        if unit_changed or old.get(kind) != new.get(kind) or old[kind][1].line != new[kind][1].line
    }
    delete_statements(plan.statements.filter(kind__in=stale))
    insert_statements(plan, [placed for kind, placed in new.items() if kind in stale])


def delete_statements(statements: QuerySet[Statement]) -> None:
    """Delete statements with their lines, leaves first, so that each table goes in one statement of SQL."""
    StatementAmount.objects.filter(line__statement__in=statements).delete()
    StatementLine.objects.filter(statement__in=statements).delete()
    statements.delete()


def insert_statements(plan: AnnualPlan, placed: Sequence[Placed]) -> None:
    """Insert statements with their lines and amounts, each at its position."""
    rows = Statement.objects.bulk_create(
        Statement(plan=plan, position=at, line=one.line, **column_values(one, Statement, "")) for at, one in placed
    )
    pairs = [
        (line, StatementLine(statement_id=row.pk, position=line + 1, cells=list(cells), **_subject(one, cells)), one)
        for row, (_, one) in zip(rows, placed, strict=True)
        for line, cells in enumerate(one.rows)
    ]
    lines = StatementLine.objects.bulk_create([line for _, line, _ in pairs], _BATCH)
    StatementAmount.objects.bulk_create(
        [
            StatementAmount(line_id=line.pk, column=column, yuan=amount)
            for line, (at, _, one) in zip(lines, pairs, strict=True)
            for column in amount_columns(kind_of(one.kind))
            if (amount := yuan_in(one, at, column, one.money_unit or plan.money_unit)) is not None
        ],
        _BATCH,
    )


def _subject(statement: BudgetStatement, cells: Sequence[str]) -> dict[str, str]:
    """The subject code of a row, and what the row is called: its subject, else its items or texts."""
    kind = kind_of(statement.kind)
    codes = [cells[place] for place in kind.places(ColumnKind.SUBJECT_CODE)]
    names = [cells[place] for place in kind.places(*_NAMES)]
    return {"subject_code": "".join(codes), "name": next(filter(None, names), "")}
