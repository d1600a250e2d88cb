"""The budget statements of a document as sheets of our .xlsx template; `importers.xlsx_statements` reads them back."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import DEFAULT_FONT, Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

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
_FONT = DEFAULT_FONT.name
_BOLD, _TITLE = Font(name=_FONT, bold=True), Font(name=_FONT, bold=True, size=14)
_SMALL = Font(name=_FONT, size=8, color="808080")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
#: How cells of data stand; Excel breaks words that are too long for their column.
_WORDS, _NUMBER = Alignment(vertical="center", wrap_text=True), Alignment(vertical="center")
#: How high a row of merged cells is for each of its lines, in points.
_LINE_HEIGHT = 15
_MAX_HEIGHT = 409
#: How wide a Chinese letter in bold is, in the unit of WIDTHS.
_LETTER_WIDTH = 2.4
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
        self._set_paper()
        for line in self._lines_for_the_reader():
            self._across(line, _SMALL)
        first_printed = self.at + 1
        self._across(self.statement.title, _TITLE, _CENTRED)
        for line in self._lines():
            self._across(line)
        self._head()
        for row in self.statement.rows:
            self._append([self._data(text, place) for place, text in enumerate(row)])
        if self.statement.notes:
            self._across(NOTES, _SMALL)
            for note in self.statement.notes:
                self._set_height(sum(self._lines_in(line or " ", 0, self.width) for line in note.split("\n")))
                self._across(note)
        self.sheet.print_area = f"A{first_printed}:{get_column_letter(self.width)}{self.at}"

    def _set_paper(self) -> None:
        """A4 across, all columns on one page, as the official tables. openpyxl writes this before the first row."""
        setup = self.sheet.page_setup
        setup.paperSize, setup.orientation = Worksheet.PAPERSIZE_A4, Worksheet.ORIENTATION_LANDSCAPE
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.print_options.horizontalCentered = True

    def _lines_for_the_reader(self) -> Iterator[str]:
        """What the form does not print: whether the statement is filled in, and where it stands in the explanation."""
        yield f"{Line.STATE}{self.state}"
        statement = self.statement
        if statement.section is not None or statement.paragraph is not None:
            yield f"{Line.PLACE}{_number(statement.section)}/{_number(statement.paragraph)}"

    def _lines(self) -> Iterator[str]:
        statement, department = self.statement, self.document.department
        if self.kind.has_unit:
            yield f"{Line.UNIT}{department.code} {department.name}"
        if self.kind.has_year:
            yield f"{Line.YEAR}{self.document.fiscal_year or ''}"
        if self.kind.has_as_of or statement.as_of:
            yield f"{Line.AS_OF}{statement.as_of}"
        if self.kind.money != MoneyPlace.NOWHERE or statement.money_unit:
            yield f"{Line.MONEY}{statement.money_unit}"

    def _head(self) -> None:
        """The head, which is printed again on top of every further page."""
        above = self.at
        for row in merged_head(self.kind, self.document.fiscal_year, ""):
            cells: list[Cell | None] = [None] * self.width
            for head in row:
                cells[head.column] = self._styled(head.text)
                if head.across > 1 or head.down > 1:
                    self._merge(self.at + 1, head.column + 1, head.down, head.across)
            self._set_height(max(self._lines_in(head.text, head.column, head.across) / head.down for head in row))
            self._append([cell or self._styled("") for cell in cells])
        if numbers := column_numbers(self.kind):
            self._append([self._styled(text) for text in numbers])
        self.sheet.print_title_rows = f"{above + 1}:{self.at}"

    def _lines_in(self, text: str, column: int, across: int) -> int:
        """How many lines a text takes over some columns."""
        columns = self.kind.columns[column : column + across]
        return ceil(_LETTER_WIDTH * len(text) / sum(WIDTHS[column.kind] for column in columns))

    def _set_height(self, lines: float) -> None:
        """Make the next row as high as it must be, as far as Excel can; it does so itself but for merged cells."""
        self.sheet.row_dimensions[self.at + 1].height = min(_LINE_HEIGHT * ceil(lines), _MAX_HEIGHT)

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
        cell.alignment = _CENTRED if kind == ColumnKind.ORDINAL else _NUMBER if kind in NUMBERS else _WORDS
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
