"""The amounts of a statement one by one, each with what its row says it is: for sums, search and comparison. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from disclosures.document.identity import normalised
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_layout import label_column
from disclosures.document.statement_rows import amount_columns, cell, rows_by_line, statement_of, yuan_in
from disclosures.document.statement_shapes import StatementKind
from indicators.money import YUAN


class StatementLine(NamedTuple):
    """An amount in yuan, None where the cell is blank. `position` is its row (from 1), `item` the column that names it,
    `subject` its code or the number of the form's line ("" for 合计 and for the unit's own lines), `leading` whether
    its column is the first of its item."""

    position: int
    item: str
    subject: str
    name: str
    column: str
    leading: bool
    amount: Decimal | None


class LinePair(NamedTuple):
    """The same line of two documents, named in the column `item`; an amount is None where its document has none."""

    item: str
    subject: str
    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """How much more the second one has; None where neither has an amount."""
        if self.before is None and self.after is None:
            return None
        return (self.after or Decimal()) - (self.before or Decimal())


def statement_lines(document: Document, statement: BudgetStatement) -> Iterator[StatementLine]:
    """Yield the amounts of a statement row by row, blank cells of leading columns too; none of a row without a name."""
    kind = kind_of(statement.kind)
    columns = [(column, label_column(kind, column)) for column in amount_columns(kind)]
    first = {item: column for column, item in reversed(columns)}
    subjects = {item: _subjects(kind, statement, item) for item in first}
    for row, cells in enumerate(statement.rows):
        for column, item in columns:
            amount, name = amount_or_none(document, statement, row, column), cells[kind.place(item)]
            leading = column == first[item]
            if name and (leading or amount is not None):
                yield StatementLine(row + 1, item, subjects[item].get(row, ""), name, column, leading, amount)


def is_complete(document: Document, statement: BudgetStatement) -> bool:
    """Whether every cell of an amount is blank or an amount, so that the statement may be part of a sum."""
    return all(
        not cell(statement, row, column).strip() or amount_or_none(document, statement, row, column) is not None
        for row in range(len(statement.rows))
        for column in amount_columns(kind_of(statement.kind))
    )


def amount_or_none(document: Document, statement: BudgetStatement, row: int, column: str) -> Decimal | None:
    """Return an amount in yuan; None for a blank cell, and for one that holds no amount."""
    try:
        return yuan_in(statement, row, column, statement.money_unit or document.money_unit or YUAN)
    except ValueError:
        return None


def line_pairs(kind: StatementKind, older: Document, newer: Document) -> list[LinePair]:
    """Return the leading amounts of a kind of statement in two documents side by side, in the order of the newer, then
    what only the older has; [] where one of them has no such statement, or one with a cell that is no amount."""
    statements = [(one, statement_of(one, kind)) for one in (older, newer)]
    if not all(statement and is_complete(one, statement) for one, statement in statements):
        return []
    before, after = (
        {
            (line.item, line.subject or normalised(line.name)): line
            for line in statement_lines(one, statement)
            if line.leading
        }
        for one, statement in statements
        if statement
    )
    keys = [*after, *(key for key in before if key not in after)]
    shown = [(after.get(key) or before[key], before.get(key), after.get(key)) for key in keys]
    pairs = [
        LinePair(line.item, line.subject, line.name, old.amount if old else None, new.amount if new else None)
        for line, old, new in shown
    ]
    return [pair for pair in pairs if pair.change is not None]


def _subjects(kind: StatementKind, statement: BudgetStatement, item: str) -> dict[int, str]:
    """What identifies the rows of an item in statements of all units: a code, or the number of the form's line."""
    if kind.tree:
        return {row: cells[kind.place("code")] for row, cells in enumerate(statement.rows)}
    return {row: str(line) for line, row in rows_by_line(statement, item).items()}
