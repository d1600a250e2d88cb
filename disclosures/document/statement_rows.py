"""What the rows of a BudgetStatement say: cells by name, amounts, which rows are sums of which. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from disclosures.document.identity import normalised
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_shapes import ColumnKind, StatementKind, SubjectTree
from indicators.money import YUAN, parse_amount, to_yuan

#: What the row above all subjects is called.
TOTAL = "合计"
#: What may say what a row is called.
_WORDS = (ColumnKind.ITEM, ColumnKind.SUBJECT_NAME, ColumnKind.TEXT)


class RowSum(NamedTuple):
    """In each of `columns` the row `total` is the sum of the rows `parts` (places from 0)."""

    total: int
    parts: tuple[int, ...]
    columns: tuple[str, ...]


def statement_of(document: Document, kind: StatementKind) -> BudgetStatement | None:
    """Return the document's statement of a kind, or None where it has none."""
    return next((one for one in document.statements if one.kind == kind.kind), None)


def cell(statement: BudgetStatement, row: int, column: str) -> str:
    """Return what a row (from 0) prints in a column, "" where it is blank."""
    return statement.rows[row][kind_of(statement.kind).place(column)]


def amount(statement: BudgetStatement, row: int, column: str) -> Decimal | None:
    """Return the amount that a row prints in a column, in the statement's unit of money; None where it is blank.

    Raises ValueError (Chinese) for a cell that is no amount.
    """
    return parse_amount(cell(statement, row, column), statement.money_unit or YUAN)


def yuan(document: Document, statement: BudgetStatement, row: int, column: str) -> Decimal | None:
    """Return the amount that a row prints in a column in yuan; None where it is blank.

    A statement that prints no unit of money is in the document's. Raises ValueError for a cell that is no amount.
    """
    return yuan_in(statement, row, column, statement.money_unit or document.money_unit)


def yuan_in(statement: BudgetStatement, row: int, column: str, unit: str) -> Decimal | None:
    """Return the amount, printed in `unit`, of a row and column in yuan; None where it is blank. Raises ValueError."""
    return to_yuan(parse_amount(cell(statement, row, column), unit), unit)


def row_name(statement: BudgetStatement, row: int, column: str) -> str:
    """Return what a row (from 0) is called beside a column: the nearest words to the left; "" where there are none."""
    kind = kind_of(statement.kind)
    left = [at for at in kind.places(*_WORDS) if at < kind.place(column)]
    return next((name for at in reversed(left) if (name := statement.rows[row][at])), "")


def naming_column(kind: StatementKind) -> str:
    """Return the first column that says what a row is called."""
    return kind.columns[kind.places(*_WORDS)[0]].name


def row_words(statement: BudgetStatement, row: int) -> str:
    """Return the place of a row (from 0) in words: its number, and what it is called."""
    kind = kind_of(statement.kind)
    items = kind.places(ColumnKind.ITEM) or (kind.place(naming_column(kind)),)
    name = "／".join(filter(None, (statement.rows[row][at] for at in items)))
    return f"第 {row + 1} 行“{name}”" if name else f"第 {row + 1} 行"


def cell_words(statement: BudgetStatement, row: int, column: str, *, named: bool = True) -> str:
    """Return the place of a cell in words: the statement, the row with its name (unless not `named`), the column."""
    kind = kind_of(statement.kind)
    name = row_name(statement, row, column) if named else ""
    called = f"“{name}”" if name else ""
    return f"《{statement.title}》第 {row + 1} 行{called}的“{kind.labels[kind.place(column)]}”"


def note_words(statement: BudgetStatement, number: int) -> str:
    """Return the place of a note (from 0) below a statement in words."""
    return f"《{statement.title}》的第 {number + 1} 条注"


def amount_columns(kind: StatementKind) -> tuple[str, ...]:
    """Return the names of the columns of amounts."""
    return tuple(kind.columns[place].name for place in kind.places(ColumnKind.AMOUNT))


def total_row(statement: BudgetStatement) -> int | None:
    """Return the place of the row of 合计 of a statement that has one, None where it has not."""
    kind = kind_of(statement.kind)
    first = statement.rows[0] if kind.has_total_row and statement.rows else None
    return 0 if first and first[kind.place("name")] == TOTAL else None


def row_sums(statement: BudgetStatement) -> Iterator[RowSum]:
    """Yield which rows are the sums of which others: 合计 of the highest subjects, a subject of those below it, a line
    of the form of its parts. A sum of which the statement prints no part is left out, and one of lines where some may
    be printed under other names."""
    kind = kind_of(statement.kind)
    if kind.tree:
        yield from _subject_sums(statement, kind, kind.tree)
    for line_sum in kind.line_sums:
        lines = rows_by_line(statement, line_sum.item)
        parts = tuple(lines[part] for part in line_sum.parts if part in lines)
        is_sure = len(parts) == len(line_sum.parts) or not has_strangers(statement, line_sum.item)
        if parts and line_sum.total in lines and is_sure:
            yield RowSum(lines[line_sum.total], parts, line_sum.columns)


def rows_by_line(statement: BudgetStatement, item: str) -> dict[int, int]:
    """Return for each line of the form (from 1) that an ITEM column prints the place of its row.

    A label is sought as a whole, blanks and widths apart; one that the form prints twice is found in order.
    """
    kind = kind_of(statement.kind)
    printed = [normalised(row[kind.place(item)]) for row in statement.rows]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for number, label in enumerate(kind.lines_of(item), 1):
        wanted = normalised(label)
        place = next((at for at, text in enumerate(printed) if wanted and text == wanted and at not in taken), None)
        if place is not None:
            found[number] = place
            taken.add(place)
    return found


def has_strangers(statement: BudgetStatement, item: str) -> bool:
    """Return whether an ITEM column prints a line that the form does not know."""
    known = set(rows_by_line(statement, item).values())
    return any(cell(statement, row, item).strip() and row not in known for row in range(len(statement.rows)))


def _subject_sums(statement: BudgetStatement, kind: StatementKind, tree: SubjectTree) -> Iterator[RowSum]:
    children: dict[str, list[int]] = {}
    printed = {row[kind.place("code")] for row in statement.rows}
    for place, row in enumerate(statement.rows):
        if code := row[kind.place("code")]:
            children.setdefault(_nearest_above(code, tree, printed), []).append(place)
    columns = amount_columns(kind)
    total = total_row(statement)
    if total is not None and "" in children:
        yield RowSum(total, tuple(children[""]), columns)
    for place, row in enumerate(statement.rows):
        code = row[kind.place("code")]
        if code and code in children:
            yield RowSum(place, tuple(children[code]), columns)


def _nearest_above(code: str, tree: SubjectTree, printed: set[str]) -> str:
    """The next higher code that the statement prints; "" where it prints none."""
    above = tree.parent(code)
    while above and above not in printed:
        above = tree.parent(above)
    return above
