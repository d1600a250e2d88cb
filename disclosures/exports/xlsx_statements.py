"""The budget statements of a document as sheets of our .xlsx template; `importers.xlsx_statements` reads them back."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from disclosures.document.blank_statements import blank_statement, money_unit_of
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_heads import column_numbers, merged_head
from disclosures.document.statement_kinds import KINDS, kind_of
from disclosures.document.statement_rows import statement_of
from disclosures.document.statement_shapes import NUMBERS, ColumnKind, MoneyPlace, StatementKind
from disclosures.document.xlsx_statements import (
    NOTES,
    WIDTHS,
    Line,
    State,
    number_format,
)
from disclosures.exports.xlsx_cells import MAX_DIGITS, text_cell

_HEAD = PatternFill("solid", fgColor="F2F2F2")
_BOLD, _TITLE = Font(bold=True), Font(bold=True, size=14)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_THIN = Border(*[Side(style="thin", color="999999")] * 4)
#: An amount that Excel shows as it is printed here: plain, or with separators.
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,6})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?")


def write_statements(book: Workbook, document: Document, with_blank_forms: bool) -> None:
    """Append a sheet for each statement of the document, in its order; then the blank forms of the other kinds, if
    wanted."""
    for statement in document.statements:
        state = State.FILLED if statement.rows else State.EMPTY
        _Sheet(book, document, statement, state).write()
    for kind in KINDS:
        if with_blank_forms and statement_of(document, kind) is None:
            _Sheet(book, document, blank_statement(kind, money_unit_of(document)), State.UNFILLED).write()


def statement_texts(document: Document) -> Iterator[str]:
    """Yield every text of the statements that goes into a cell of its own."""
    for statement in document.statements:
        yield from (statement.title, statement.as_of, *statement.notes)
        for row in statement.rows:
            yield from row


class _Sheet:
    def __init__(self, book: Workbook, document: Document, statement: BudgetStatement, state: State):
        self.document, self.statement, self.state = document, statement, state
        self.kind: StatementKind = kind_of(statement.kind)
        self.sheet: WriteOnlyWorksheet = book.create_sheet(self.kind.title)
        self.width = len(self.kind.columns)
        self.at = 0

    def write(self) -> None:
        for place, column in enumerate(self.kind.columns, 1):
            dimension = self.sheet.column_dimensions[get_column_letter(place)]
            dimension.width, dimension.number_format = WIDTHS[column.kind], number_format(column)
        self.sheet.page_setup.orientation = "landscape" if self.width > 4 else "portrait"
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._across(self.statement.title, _TITLE, _CENTRED)
        for line in self._lines():
            self._across(line)
        self._head()
        for row in self.statement.rows:
            self._append([self._data(text, place) for place, text in enumerate(row)])
        if self.statement.notes:
            self._across(NOTES)
            for note in self.statement.notes:
                self._across(note)

    def _lines(self) -> Iterator[str]:
        statement, department = self.statement, self.document.department
        yield f"{Line.STATE}{self.state}"
        if self.kind.has_unit:
            yield f"{Line.UNIT}{department.code} {department.name}"
        if self.kind.has_year:
            yield f"{Line.YEAR}{self.document.fiscal_year or ''}"
        if self.kind.has_as_of or statement.as_of:
            yield f"{Line.AS_OF}{statement.as_of}"
        if self.kind.money != MoneyPlace.NOWHERE or statement.money_unit:
            yield f"{Line.MONEY}{statement.money_unit}"
        if statement.section is not None or statement.paragraph is not None:
            yield f"{Line.PLACE}{_number(statement.section)}/{_number(statement.paragraph)}"

    def _head(self) -> None:
        for row in merged_head(self.kind, self.document.fiscal_year, ""):
            cells: list[Cell | None] = [None] * self.width
            for head in row:
                cells[head.column] = self._styled(head.text)
                if head.across > 1 or head.down > 1:
                    self._merge(self.at + 1, head.column + 1, head.down, head.across)
            self._append([cell or self._styled("") for cell in cells])
        if numbers := column_numbers(self.kind):
            self._append([self._styled(text) for text in numbers])

    def _styled(self, text: str) -> Cell:
        cell = text_cell(self.sheet, text)
        cell.font, cell.fill, cell.alignment, cell.border = _BOLD, _HEAD, _CENTRED, _THIN
        return cell

    def _across(self, text: str, font: Font | None = None, alignment: Alignment | None = None) -> None:
        cell = text_cell(self.sheet, text)
        if font:
            cell.font = font
        if alignment:
            cell.alignment = alignment
        self._merge(self.at + 1, 1, 1, self.width)
        self._append([cell])

    def _append(self, cells: Sequence[Cell]) -> None:
        self.sheet.append(cells)
        self.at += 1

    def _merge(self, row: int, column: int, down: int, across: int) -> None:
        span = f"{get_column_letter(column)}{row}:{get_column_letter(column + across - 1)}{row + down - 1}"
        self.sheet.merged_cells.add(span)

    def _data(self, text: str, place: int) -> Cell:
        """A cell of data: a number where Excel then shows it to the letter, else a text."""
        kind = self.kind.columns[place].kind
        shown = _shown_format(text) if kind in NUMBERS or kind == ColumnKind.ORDINAL else ""
        if shown:
            cell = WriteOnlyCell(self.sheet, Decimal(text.replace(",", "")))
            cell.number_format = shown
        else:
            cell = text_cell(self.sheet, text)
            if not text:
                cell.number_format = number_format(self.kind.columns[place])
        cell.border = _THIN
        return cell


def _shown_format(text: str) -> str:
    """The number format in which Excel shows a number exactly as `text`; "" where there is none."""
    grouped = bool(_GROUPED.fullmatch(text))
    if not grouped and not _PLAIN.fullmatch(text):
        return ""
    digits = text.replace(",", "").replace(".", "").lstrip("-0")
    if len(digits) > MAX_DIGITS or (text.startswith("-") and not digits):
        return ""
    decimals = len(text.partition(".")[2])
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
