"""One cell and one row of the form of a budget statement, and how a typed cell is read."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from disclosures.desk.entry.fields import keep_untouched, plain
from disclosures.desk.entry.remarks import Remark
from disclosures.document.statement_shapes import NUMBERS, Column, ColumnKind, SubjectTree
from indicators.money import grouped, parse_amount
from indicators.target_values import fold

_COUNT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass
class GridCell:
    """One cell: the name of its field, its text, and what stands beside it. `typed` is False where the form prints
    what stands here, or leaves nothing to fill in; `sum` is what its parts add up to, "" where it is no sum."""

    name: str
    column: Column
    label: str
    text: str
    typed: bool = True
    error: str = ""
    sum: str = ""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_amount(self) -> bool:
        return self.column.kind == ColumnKind.AMOUNT

    @property
    def is_figure(self) -> bool:
        return self.column.kind in NUMBERS

    @property
    def is_code(self) -> bool:
        return self.column.kind == ColumnKind.SUBJECT_CODE

    @property
    def keys(self) -> str:
        """The keys that a telephone shows for it."""
        return "decimal" if self.is_figure else "numeric" if self.is_code else "text"

    @property
    def css(self) -> str:
        """The classes of its cell."""
        kind = "figure" if self.is_figure else "code-cell" if self.is_code else "words-cell"
        return f"{kind} {'has-error' if self.error else ''}".strip()

    @property
    def sum_words(self) -> str:
        """What stands below a cell that is a sum."""
        return f"明细合计 {self.sum}" if self.off else "✓" if self.sum else ""

    @property
    def off(self) -> bool:
        """Whether the cell says something else than its parts."""
        return bool(self.sum) and self.text != self.sum


@dataclass
class GridRow:
    """One row: its number in the names of its fields, and its place in the statement that was shown (None: new)."""

    number: int
    was: int | None
    cells: list[GridCell]
    order: Decimal | None = None

    @property
    def has_remarks(self) -> bool:
        return any(cell.error or cell.remarks for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        return not any(cell.text for cell in self.cells if cell.typed)


def read_cell(cell: GridCell, printed: str, unit: str, tree: SubjectTree | None) -> str:
    """Return what a cell says, amounts in `unit`; where it cannot be stored, say why in its `error`. `printed` is what
    the cell said before: untouched it stays so to the letter."""
    typed = plain(cell.text)
    if not cell.typed:
        return cell.text
    if not typed or typed == plain(printed):
        return keep_untouched(printed, typed)
    match cell.column.kind:
        case ColumnKind.AMOUNT:
            return _amount(cell, typed, unit)
        case ColumnKind.COUNT:
            return _number(cell, typed)
        case ColumnKind.SUBJECT_CODE:
            return _code(cell, typed, tree.value if tree else ())
        case _:
            return " ".join(typed.split())


def as_printed(text: str, amount: Decimal, unit: str) -> str:
    """Return an amount as it is printed: as `text` prints it where it is the same amount."""
    try:
        return text if parse_amount(text, unit) == amount else grouped(amount)
    except ValueError:
        return grouped(amount)


def _amount(cell: GridCell, typed: str, unit: str) -> str:
    try:
        return grouped(parse_amount(typed, unit))
    except ValueError as error:
        cell.error = f"{error}，请填写数字，如 1,234.50。"
        return typed


def _number(cell: GridCell, typed: str) -> str:
    number = fold(typed)
    if not _COUNT.fullmatch(number):
        cell.error = f"“{typed}”不是数字，请填写数量，如 12。"
    return number


def _code(cell: GridCell, typed: str, lengths: tuple[int, ...]) -> str:
    code = fold(typed)
    if not code.isascii() or not code.isdigit() or len(code) not in lengths:
        cell.error = f"“{typed}”不是科目编码，应为 {'、'.join(map(str, lengths))} 位数字。"
    return code
