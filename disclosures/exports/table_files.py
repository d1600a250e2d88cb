"""Tables as files for readers: CSV and JSON piece by piece in constant memory, a workbook in a temporary file."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from disclosures.exports.tables import BEIJING, Column, Kind, Table, checked, csv_row, json_row
from disclosures.exports.xlsx_cells import MAX_CELL, MAX_DIGITS, text_cell, xml_text

#: Raised by one whenever a file says the same rows otherwise.
REVISION = 1
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
#: The mark by which Excel knows UTF-8.
MARK = "\ufeff"
#: Beyond this a workbook takes longer to make than anybody waits; Excel itself holds 1,048,576.
MOST_XLSX_ROWS = 50_000
NOTES = "说明"
#: What a text begins with that openpyxl takes for a formula or an error.
_MISTAKEN = ("=", "#")
_AT_ONCE = 500
_BOLD = Font(bold=True)
_FORMATS = {Kind.AMOUNT: "#,##0.00", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm:ss"}
_WIDTHS = {Kind.TEXT: 24, Kind.ADDRESS: 40, Kind.AMOUNT: 18, Kind.MOMENT: 20}

#: What is said of a file: labels and values.
Notes = Sequence[tuple[str, str]]


class TooManyRowsError(ValueError):
    """More rows than a workbook may hold, in a Chinese sentence."""


def csv_pieces(table: Table, rows: Iterable[tuple[Any, ...]], count: int) -> Iterator[bytes]:
    """Yield a CSV with headings for people, UTF-8 with its mark. Raises IncompleteError at the end where the rows are
    not `count`."""
    yield MARK.encode()
    yield from csv_lines(table.labels, map(csv_row(table.columns), checked(rows, count)))


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the lines of a CSV, some hundred at a time."""
    echo = _Pieces()
    writer = csv.writer(echo)
    writer.writerow(head)
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        writer.writerows(some)
        yield echo.taken()
    if echo.pieces:
        yield echo.taken()


def json_pieces(table: Table, rows: Iterable[tuple[Any, ...]], count: int, notes: dict[str, Any]) -> Iterator[bytes]:
    """Yield a JSON object: the notes, `count` before the rows, the rows, and `written` behind them. Raises
    IncompleteError at the end where the rows are not `count`."""
    columns = [{"name": one.name, "title": one.label, "type": one.kind.name.lower()} for one in table.columns]
    head = json.dumps(notes | {"columns": columns, "count": count}, ensure_ascii=False)
    yield f'{head[:-1]}, "results": ['.encode()
    as_object, separator = json_row(table.columns), "\n"
    rows = checked(rows, count)
    while some := list(islice(rows, _AT_ONCE)):
        yield (separator + ",\n".join(json.dumps(as_object(row), ensure_ascii=False) for row in some)).encode()
        separator = ",\n"
    yield f'\n], "written": {count}}}\n'.encode()


def write_xlsx(
    file: IO[bytes], table: Table, rows: Iterable[tuple[Any, ...]], count: int, notes: Callable[[int], Notes]
) -> None:
    """Write a workbook: a sheet that explains the table and its columns, and the rows with typed cells. `notes` makes
    what is said of the rows of their number.

    Raises TooManyRowsError for more rows than it may hold, ValueError (a Chinese sentence) for a text longer than a
    cell holds, IncompleteError where the rows are not `count`.
    """
    if count > MOST_XLSX_ROWS:
        raise TooManyRowsError(
            f"共 {count} 行，一个 Excel 文件最多 {MOST_XLSX_ROWS} 行。请取 CSV 或 JSON 文件，或者增加筛选条件。"
        )
    with new_book() as book:
        explained = book.create_sheet(NOTES)
        written = write_rows(book.create_sheet(table.title), table, checked(rows, count))
        write_notes(explained, notes(written), [table])
        book.save(file)


@contextmanager
def new_book() -> Iterator[Workbook]:
    """Give a workbook whose sheets are kept in temporary files, which are removed also where it is given up."""
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()
                sheet._writer.cleanup()
        raise


def write_rows(sheet: WriteOnlyWorksheet, table: Table, rows: Iterable[Iterable[Any]]) -> int:
    """Write the headings and the rows of a table with typed cells, and return how many rows there were."""
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column.kind, 12)
    sheet.freeze_panes = "A2"
    sheet.append([bold(sheet, label) for label in table.labels])
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 (it is returned)
        sheet.append([typed_cell(sheet, column, value) for column, value in zip(table.columns, row, strict=True)])
    return number


def write_notes(sheet: WriteOnlyWorksheet, notes: Notes, tables: Iterable[Table]) -> None:
    """Write what is said of a file, and what the columns of its tables are."""
    for letter, width in zip("ABCD", (18, 80, 12, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for label, value in notes:
        sheet.append([bold(sheet, label), text_cell(sheet, value)])
    for table in tables:
        sheet.append([])
        sheet.append([bold(sheet, text) for text in (f"{table.title}的列", "接口中的名称", "类型", "说明")])
        for column in table.columns:
            texts = (column.label, column.name, column.kind.value, column.note)
            sheet.append([text_cell(sheet, text) for text in texts])


def typed_cell(sheet: WriteOnlyWorksheet, column: Column, value: Any) -> Cell | str | int | None:
    """Return the cell of a value: a number, a day or a text that is never a formula; None where nothing is known.

    What openpyxl takes for what it is comes without a cell of its own, which would cost ten times as much.

    Raises ValueError (a Chinese sentence) for a text longer than a cell holds.
    """
    if value is None or value == "":
        return None
    if column.kind == Kind.FLAG:
        return "是" if value else "否"
    if isinstance(value, str):
        if len(value) > MAX_CELL:
            raise ValueError(f"“{value[:20]}……”共 {len(value)} 字，Excel 的单元格放不下，请取 CSV 或 JSON 文件。")
        return _text(sheet, value)
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > MAX_DIGITS:
        return text_cell(sheet, f"{value:f}")
    if column.kind == Kind.MOMENT:
        value = value.astimezone(BEIJING).replace(tzinfo=None)  # a workbook knows no time zones
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = _FORMATS.get(column.kind, "General")
    return cell


def _text(sheet: WriteOnlyWorksheet, value: str) -> Cell | str:
    text = xml_text(value)
    if not text.startswith(_MISTAKEN):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def bold(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a cell of text in bold type."""
    cell = text_cell(sheet, text)
    cell.font = _BOLD
    return cell


class _Pieces:
    """What a writer writes, until it is taken."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, piece: str) -> None:
        self.pieces.append(piece)

    def taken(self) -> bytes:
        """Return what was written since, and forget it."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text.encode()
