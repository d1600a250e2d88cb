"""The sheets of budget statements in our own .xlsx template → BudgetStatements."""

import re
from collections.abc import Iterator

from disclosures.document.blank_statements import has_figures, with_statement
from disclosures.document.identity import normalised
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_heads import COLUMN_NUMBERS
from disclosures.document.statement_shapes import ColumnKind, StatementKind
from disclosures.document.statement_sums import numbered
from disclosures.document.xlsx_statements import NOTES, STATEMENT_SHEETS, Line, State
from disclosures.importers.refusal import Refused
from disclosures.importers.workbook import BLANK, SheetCell, Workbook
from indicators.money import UNITS, amount_text, parse_amount

Numbered = tuple[int, list[SheetCell]]

_PLACE = re.compile(r"([0-9]{0,6})/([0-9]{0,6})")


def read_statements(book: Workbook, default_unit: str) -> tuple[BudgetStatement, ...]:
    """Return the statements of a workbook, in the order of its sheets; amounts of one that prints no unit are in
    `default_unit`. One that is not filled in is left out. Raises Refused with the sheet and the row."""
    read = [
        _Sheet(book, title, STATEMENT_SHEETS[title], default_unit) for title in book.titles if title in STATEMENT_SHEETS
    ]
    statements: tuple[BudgetStatement, ...] = tuple(one.statement() for one in read if one.state != State.UNFILLED)
    for sheet in read:
        if sheet.state == State.UNFILLED and has_figures(sheet.statement(), sheet.kind):
            statements = with_statement(statements, sheet.statement())
    return statements


class _Sheet:
    """One sheet: the lines above the head, the head, the rows, the notes."""

    def __init__(self, book: Workbook, title: str, kind: StatementKind, default_unit: str):
        self.title, self.kind, self.default_unit = title, kind, default_unit
        rows = [(number, row) for number, row in enumerate(book.rows(title), 1) if any(row)]
        head = next((at for at, (_, row) in enumerate(rows) if self._begins_head(row)), None)
        if head is None:
            raise Refused(f"“{title}”表里没有表头，请使用本系统导出的模板")
        self.above, below = rows[:head], rows[head:]
        below = self._without_head(below)
        notes = next((at for at, (_, row) in enumerate(below) if row[0].text.strip() == NOTES), len(below))
        self.data, self.notes = below[:notes], below[notes + 1 :]
        self.state = self._state()

    def statement(self) -> BudgetStatement:
        unit = self._line(Line.MONEY)
        if unit not in ("", *UNITS):
            raise self._refused(self.above[0][0], "金额单位应为元或万元")
        section, paragraph = self._place()
        rows = () if self.state == State.EMPTY else tuple(self._rows(unit or self.default_unit))
        return BudgetStatement(
            self.kind.kind,
            self._printed_title(),
            unit,
            rows,
            tuple(self._note(*note) for note in self.notes),
            self._line(Line.AS_OF),
            section,
            paragraph,
            line=self.data[0][0] if self.data else self.above[0][0],
        )

    def _refused(self, number: int, trouble: str, label: str = "") -> Refused:
        where = f"第 {number} 行“{label}”" if label else f"第 {number} 行"
        return Refused(f"“{self.title}”表{where}：{trouble}", number)

    def _begins_head(self, row: list[SheetCell]) -> bool:
        first = self.kind.head()[0]
        return [normalised(cell.text) for cell in row[:2]] == [normalised(text) for text in first[:2]]

    def _without_head(self, rows: list[Numbered]) -> list[Numbered]:
        heads = self.kind.head()
        for wanted, (number, row) in zip(heads, rows, strict=False):
            for place, text in enumerate(wanted):
                if normalised(text) not in normalised(row[place].text if place < len(row) else ""):
                    raise self._refused(number, f"第 {place + 1} 列的表头应为“{text}”，请使用本系统导出的模板")
        rows = rows[len(heads) :]
        return rows[1:] if rows and rows[0][1][0].text.strip() == COLUMN_NUMBERS else rows

    def _state(self) -> State:
        said = self._line(Line.STATE)
        if said not in list(State):
            raise self._refused(self.above[0][0] if self.above else 1, f"“{Line.STATE}”应为{'、'.join(State)}之一")
        if said == State.EMPTY and self.data:
            raise self._refused(self.data[0][0], "填报情况是空表，却有内容；有数的请改为已填")
        return State(said)

    def _printed_title(self) -> str:
        texts = [row[0].text for _, row in self.above]
        return next((text for text in texts if text.strip() and not text.startswith(tuple(Line))), self.kind.title)

    def _line(self, line: Line) -> str:
        said = [(number, row[0].text) for number, row in self.above if row[0].text.startswith(line)]
        if len(said) > 1:
            raise self._refused(said[1][0], f"“{line}”出现了两次")
        return said[0][1].removeprefix(line) if said else ""

    def _place(self) -> tuple[int | None, int | None]:
        match = _PLACE.fullmatch(self._line(Line.PLACE))
        section, paragraph = (int(text) if text else None for text in (match.groups() if match else ("", "")))
        return section, paragraph

    def _note(self, number: int, row: list[SheetCell]) -> str:
        if row[0].trouble or any(row[1:]):
            raise self._refused(number, row[0].trouble or "表下的注应在第一列")
        return row[0].text

    def _rows(self, unit: str) -> Iterator[tuple[str, ...]]:
        rows = [
            tuple(self._cell(number, row, place, unit) for place in range(len(self.kind.columns)))
            for number, row in self.data
        ]
        if self.kind.has_ordinal and any(not row[0] for row in rows):
            return iter(numbered(self.kind, rows))
        return iter(rows)

    def _cell(self, number: int, row: list[SheetCell], place: int, unit: str) -> str:
        cell, column = row[place] if place < len(row) else BLANK, self.kind.columns[place]
        if cell.trouble:
            raise self._refused(number, cell.trouble, column.label)
        if not cell.text.strip():
            return ""
        if column.kind != ColumnKind.AMOUNT:
            return cell.shown or cell.text
        try:
            amount = parse_amount(cell.text, unit)
        except ValueError as error:
            raise self._refused(number, str(error), column.label) from error
        return cell.shown or (amount_text(amount) or "" if cell.is_number else cell.text)
