"""The budget statements as the rules read them: every amount in yuan, a blank as nothing, rows by line and subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from disclosures.checks.finding import Hit, Severity
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_laws import Figure
from disclosures.document.statement_rows import (
    RowSum,
    amount_columns,
    cell_words,
    row_name,
    row_sums,
    rows_by_line,
    total_row,
    yuan_in,
)
from disclosures.document.statement_shapes import StatementKind
from indicators.money import TEN_THOUSAND, UNITS, YUAN, amount_text, from_yuan

ZERO = Decimal()
#: What rounding to 0.01 万元 may make, in yuan.
ROUNDING = Decimal(100)
_TOTAL_ITEM = re.compile(r"(?:固定)?资产(?:总[额计值]|合计)|合计|总计")
_OF_WHICH = "其中"


class Sum(NamedTuple):
    """In a row (from 0) and column of a statement stands what the `parts` (row and column) add up to; `words` say
    which these are."""

    row: int
    column: str
    parts: tuple[tuple[int, str], ...]
    words: str


@dataclass(frozen=True)
class Ledger:
    """One statement: `place` in the document (from 0), and the unit of its amounts."""

    place: int
    statement: BudgetStatement
    unit: str

    @property
    def kind(self) -> StatementKind:
        return kind_of(self.statement.kind)

    @cached_property
    def amounts(self) -> dict[str, tuple[Decimal | None, ...]]:
        """Column → its amounts in yuan, row by row; None for a blank and for what is no amount."""
        rows = range(len(self.statement.rows))
        return {column: tuple(self._read(row, column) for row in rows) for column in amount_columns(self.kind)}

    def _read(self, row: int, column: str) -> Decimal | None:
        try:
            return yuan_in(self.statement, row, column, self.unit)
        except ValueError:
            return None

    def amount(self, row: int, column: str) -> Decimal:
        """The amount in a row and column, in yuan; 0 where it is blank."""
        return self.amounts[column][row] or ZERO

    @cached_property
    def _lines(self) -> dict[str, dict[int, int]]:
        return {item: rows_by_line(self.statement, item) for item, _ in self.kind.lines}

    @cached_property
    def _subjects(self) -> dict[str, int]:
        at = self.kind.place("code")
        return {row[at]: place for place, row in reversed(list(enumerate(self.statement.rows)))}

    def row_of(self, figure: Figure) -> int | None:
        """The row of a figure of this statement, None where it prints none."""
        if figure.line:
            return self._lines[figure.item].get(figure.line)
        return self._subjects.get(figure.subject) if figure.subject else total_row(self.statement)

    def value_of(self, figure: Figure) -> Decimal | None:
        """A figure in yuan: 0 where the statement is empty or has no such subject, None where a line or 合计 that the
        form prints is missing."""
        row = self.row_of(figure)
        if row is not None:
            return self.amount(row, figure.column)
        return ZERO if figure.subject or not self.statement.rows else None

    def printed(self, amount: Decimal) -> str:
        """An amount in yuan in the statement's unit, with the unit."""
        return f"{amount_text(from_yuan(amount, self.unit))} {self.unit}"

    def cell_words(self, row: int, column: str) -> str:
        """A cell in words: statement, row with its name, column."""
        return cell_words(self.statement, row, column)

    def label(self, column: str) -> str:
        """The printed label of a column."""
        return self.kind.labels[self.kind.place(column)]

    def row_name(self, row: int, column: str) -> str:
        """What the row is called beside a column."""
        return row_name(self.statement, row, column)

    def hit(self, row: int, column: str, message: str, severity: Severity | None = None) -> Hit:
        """A finding at a cell; the message goes on behind the cell in words, the cell is the evidence."""
        at = self.kind.place(column)
        field = f"statements[{self.place}].rows[{row}][{at}]"
        return Hit(self.cell_words(row, column) + message, field, self.statement.rows[row][at], severity=severity)

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every sum that the kind's definition demands of this statement."""
        return tuple(self._sums())

    def _sums(self) -> Iterator[Sum]:
        rows = range(len(self.statement.rows))
        for one in self.kind.column_sums:
            words = f"同一行{self._columns_in_words(one.parts)}"
            for row in rows:
                yield Sum(row, one.total, tuple((row, part) for part in one.parts), words)
        for found in (*row_sums(self.statement), *self._own_sums()):
            words = _rows_in_words(found.parts)
            for column in found.columns:
                yield Sum(found.total, column, tuple((part, column) for part in found.parts), words)
        for equality in self.kind.line_equalities:
            first, *others = equality.columns
            at = self.row_of(Figure(self.kind, first, equality.line))
            if at is not None:
                yield from (Sum(at, first, ((at, other),), f"同一行“{self.label(other)}”") for other in others)

    def _columns_in_words(self, columns: tuple[str, ...]) -> str:
        shown = "".join(f"“{self.label(column)}”" for column in columns[:3])
        return f"{shown}之和" if len(columns) <= 3 else f"{shown}等 {len(columns)} 栏之和"

    def _own_sums(self) -> Iterator[RowSum]:
        """In a table whose lines are the unit's own: its first line, where it is a total, is the sum of the others but
        for those that are part of another (其中)."""
        if self.kind.tree or self.kind.lines or not self.amounts or len(self.statement.rows) < 2:
            return
        added = tuple(column for one in self.kind.column_sums for column in (one.total, *one.parts))
        columns = added or amount_columns(self.kind)
        names = ["".join(self.row_name(row, columns[0]).split()) for row in range(len(self.statement.rows))]
        if _TOTAL_ITEM.fullmatch(names[0]):
            parts = tuple(row for row, name in enumerate(names) if row and not name.startswith(_OF_WHICH))
            yield RowSum(0, parts, columns)


def _rows_in_words(rows: tuple[int, ...]) -> str:
    if len(rows) == 1:
        return f"第 {rows[0] + 1} 行"
    shown = "、".join(str(row + 1) for row in rows[:6])
    return f"第 {shown} 行之和" if len(rows) <= 6 else f"第 {shown} 等 {len(rows)} 行之和"


def ledgers(document: Document) -> tuple[Ledger, ...]:
    """The statements of a document. Found once in a document, for all rules that ask."""
    values = vars(document)
    if "_ledgers" not in values:
        values["_ledgers"] = tuple(
            _ledger(place, one, one.money_unit or document.money_unit) for place, one in enumerate(document.statements)
        )
    found: tuple[Ledger, ...] = values["_ledgers"]
    return found


@lru_cache(maxsize=200)
def _ledger(place: int, statement: BudgetStatement, unit: str) -> Ledger:
    """A statement in its place. One that says the same is read once, whatever document it stands in."""
    return Ledger(place, statement, unit if unit in UNITS else YUAN)


def ledger_of(document: Document, kind: StatementKind) -> Ledger | None:
    """The document's statement of a kind, None where it has none."""
    return next((one for one in ledgers(document) if one.statement.kind == kind.kind), None)


def figure_in(document: Document, figure: Figure) -> Decimal | None:
    """A figure of the document's statements in yuan, None where the statement or the line is not printed."""
    ledger = ledger_of(document, figure.kind)
    return ledger.value_of(figure) if ledger else None


def has_statements(document: Document) -> bool:
    return any(one.rows for one in document.statements)


def gravity(one: Decimal, other: Decimal, *units: str) -> Severity | None:
    """How grave it is that two amounts in yuan, printed in these units, differ: a hint where one of them is printed in
    万元 and 0.01 万元 is all; None where they do not differ."""
    if one == other:
        return None
    return Severity.HINT if TEN_THOUSAND in units and abs(one - other) <= ROUNDING else Severity.ERROR
