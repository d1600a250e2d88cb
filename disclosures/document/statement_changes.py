"""The cells that differ between the statements of two documents, each with its row and column in words. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import KINDS, kind_of
from disclosures.document.statement_layout import LABELS, label_column
from disclosures.document.statement_pairs import Row, paired_rows
from disclosures.document.statement_rows import statement_of
from disclosures.document.statement_shapes import NUMBERS, Column, ColumnKind, StatementKind
from indicators.money import TEN_THOUSAND, YUAN, grouped, parse_amount, signed, to_yuan

#: What stands for the column where a row came or went that holds nothing but its name.
WHOLE_ROW = "整行"


@dataclass(frozen=True)
class CellChange:
    """A cell that differs. `place` is its row (from 1) in the newer statement, in the older one where `gone`; `before`
    is None where the older statement has no such row. `difference` has its sign, "" for texts."""

    place: int
    code: str
    name: str
    column: str
    is_number: bool
    before: str | None
    after: str | None
    difference: str

    @property
    def gone(self) -> bool:
        """Whether the newer statement has no such row."""
        return self.after is None


@dataclass(frozen=True)
class StatementChange:
    """What differs between two statements of one kind; `unit` is that of the amounts, "" where there are none."""

    older: BudgetStatement
    newer: BudgetStatement
    unit: str
    cells: tuple[CellChange, ...]


def statement_changes(older: Document, newer: Document) -> list[StatementChange]:
    """Return the changes of every statement that both documents have and that has any, in the order of the form.

    Where the two print different units of money, amounts are told in yuan, and those that are equal are no change.
    """
    pairs = [(statement_of(older, kind), statement_of(newer, kind)) for kind in KINDS]
    found = [_change(was, older.money_unit, now, newer.money_unit) for was, now in pairs if was and now]
    return [change for change in found if change.cells]


def _change(older: BudgetStatement, old_unit: str, newer: BudgetStatement, new_unit: str) -> StatementChange:
    old_unit, unit = older.money_unit or old_unit or YUAN, newer.money_unit or new_unit or YUAN
    if old_unit != unit:
        older, newer, unit = _in_yuan(older, old_unit), _in_yuan(newer, unit), YUAN
    has_amounts = bool(kind_of(newer.kind).places(ColumnKind.AMOUNT))
    return StatementChange(older, newer, unit if has_amounts else "", tuple(_cells(older, newer)))


def _in_yuan(statement: BudgetStatement, unit: str) -> BudgetStatement:
    """The statement with its amounts in yuan; a cell that holds no amount stays as it is."""
    amounts = kind_of(statement.kind).places(ColumnKind.AMOUNT)

    def converted(place: int, text: str) -> str:
        value = _number(text, unit) if place in amounts else None
        return text if value is None else grouped(to_yuan(value, unit))

    rows = (tuple(converted(place, text) for place, text in enumerate(row)) for row in statement.rows)
    return replace(statement, rows=tuple(rows))


def _cells(older: BudgetStatement, newer: BudgetStatement) -> Iterator[CellChange]:
    kind = kind_of(newer.kind)
    for old, new in paired_rows(older, newer):
        was = older.rows[old] if old is not None else None
        now = newer.rows[new] if new is not None else None
        place = (new if new is not None else old or 0) + 1
        found = [one for one in kind.columns if _differs(kind, one, was, now)]
        yield from (_cell(kind, place, one, was, now) for one in found)
        if not found and (was is None or now is None):
            yield _whole_row(kind, place, was, now)


def _differs(kind: StatementKind, column: Column, was: Row | None, now: Row | None) -> bool:
    """Whether a column is a change: of a row that one statement lacks, whatever is filled besides its name."""
    place = kind.place(column.name)
    if column.kind == ColumnKind.ORDINAL:
        return False
    if was is not None and now is not None:
        return was[place] != now[place]
    names = column.kind in (*LABELS, ColumnKind.SUBJECT_CODE) or place == 0
    return not names and any(row and row[place] for row in (was, now))


def _cell(kind: StatementKind, at: int, column: Column, was: Row | None, now: Row | None) -> CellChange:
    place = kind.place(column.name)
    before, after = (None if row is None else row[place] for row in (was, now))
    code, name = _called(kind, column, now or was or ())
    is_number = column.kind in NUMBERS
    difference = _difference(column, before or "", after or "") if is_number else ""
    return CellChange(at, code, name, kind.labels[place], is_number, before, after, difference)


def _whole_row(kind: StatementKind, at: int, was: Row | None, now: Row | None) -> CellChange:
    code, name = _called(kind, kind.columns[-1], now or was or ())
    return CellChange(at, code, name, WHOLE_ROW, False, None if was is None else "", None if now is None else "", "")


def _called(kind: StatementKind, column: Column, row: Row) -> tuple[str, str]:
    """The code ("" for none) and the name of what a column says of a row."""
    codes, subjects = kind.places(ColumnKind.SUBJECT_CODE), kind.places(ColumnKind.SUBJECT_NAME)
    named = column.name if column.kind in LABELS else label_column(kind, column.name)
    return row[codes[0]] if codes else "", row[subjects[0] if subjects else kind.place(named)]


def _difference(column: Column, before: str, after: str) -> str:
    """How much more the second number is, a blank cell being 0; "" where one is no number."""
    numbers = [_number(text or "0", TEN_THOUSAND) for text in (before, after)]
    if numbers[0] is None or numbers[1] is None:
        return ""
    change = numbers[1] - numbers[0]
    return signed(change) if column.kind == ColumnKind.AMOUNT else f"{change.normalize():+f}"


def _number(text: str, unit: str) -> Decimal | None:
    try:
        return parse_amount(text, unit)
    except ValueError:
        return None
