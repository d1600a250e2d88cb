"""A document as our .xlsx template: what is exported here can be edited in Excel and imported again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from disclosures.document.declarations import FieldKind, Trait, fields_of
from disclosures.document.model import AnyPart, Document
from disclosures.document.xlsx_columns import (
    DUTIES,
    EXPLANATIONS,
    HAS_PLAN,
    HELP,
    HELP_LINES,
    INDICATORS,
    KEY,
    MANDATORY_MARK,
    PAIRS,
    PLAN_FIELDS,
    PROJECTS,
    SHEETS,
    WHOLE,
    WHOLE_FIELDS,
    Column,
)
from disclosures.exports.xlsx_cells import MAX_CELL, MAX_DIGITS, TEXT_FORMAT, text_cell
from disclosures.exports.xlsx_statements import statement_texts, write_statements

Value = str | int | Decimal | None
#: What the columns of one row of a sheet hold, by their names.
Row = dict[str, Value]

_MANDATORY = PatternFill("solid", fgColor="FFF2CC")
_OPTIONAL = PatternFill("solid", fgColor="F2F2F2")
_BOLD = Font(bold=True)


def xlsx(document: Document, imprint: str = "") -> bytes:
    """The document as an .xlsx file; `importers.xlsx_template` reads it back equal, but for characters that XML
    cannot hold. The blank template is that of a document of which only the head is known.

    An `imprint` stands on the last sheet, which is not read back. A file that bears one is for readers: the blank forms
    of statements that the document has not are left out.

    Raises ValueError (a Chinese sentence) where a text is longer than an Excel cell holds, rather than cut it.
    """
    whole = _whole_row(document)
    found = {
        DUTIES: _duty_rows(document),
        PAIRS: _pair_rows(document),
        PROJECTS: _project_rows(document),
        INDICATORS: _indicator_rows(document),
        EXPLANATIONS: map(column_texts, document.explanations),
    }
    rows = {title: list(of_sheet) for title, of_sheet in found.items()}
    texts = chain.from_iterable(row.values() for row in (whole, *chain.from_iterable(rows.values())))
    _refuse_long_texts(chain(texts, statement_texts(document)))
    book = Workbook(write_only=True)
    _write_whole(book.create_sheet(WHOLE), whole)
    for title, columns in SHEETS.items():
        _write_table(book.create_sheet(title), columns, rows[title])
    write_statements(book, document, with_blank_forms=not imprint)
    _write_help(book.create_sheet(HELP), imprint)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _refuse_long_texts(values: Iterable[Value]) -> None:
    for value in values:
        if isinstance(value, str) and len(value) > MAX_CELL:
            raise ValueError(
                f"“{value[:20]}……”共 {len(value)} 字，超过 Excel 单元格的 {MAX_CELL} 字，不能导出为 .xlsx。"
            )


def _whole_row(document: Document) -> Row:
    region = document.region
    return {
        "region_code": region.code if region else "",
        "region_name": region.name if region else "",
        "department_code": document.department.code,
        "department_name": document.department.name,
        "fiscal_year": document.fiscal_year,
        **column_texts(document),
    }


def _write_whole(sheet: WriteOnlyWorksheet, values: Row) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    for column in WHOLE_FIELDS:
        sheet.append([_heading(sheet, column), _cell(sheet, values[column.field])])


def _write_table(sheet: WriteOnlyWorksheet, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    for index, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = column.width, column is KEY
        if not column.number:  # so that Excel leaves codes and texts as they are typed
            dimension.number_format = TEXT_FORMAT
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, row[column.field]) for column in columns])


def column_texts(part: AnyPart) -> Row:
    """Return what the columns of a part hold, by their names."""
    values: Row = {"key": getattr(part, "key", "")}
    for field in fields_of(type(part), Trait.IN_TEMPLATE):
        value = getattr(part, field.name)
        match field.kind:
            case FieldKind.PERCENTAGES:
                percents = {point.month: point.cumulative_percent for point in value or ()}
                values |= {name: percents.get(month) for month, name in PLAN_FIELDS.items()}
                values[HAS_PLAN.field] = "无" if value is None else "有"
            case FieldKind.LINES:
                values[field.name] = "\n".join(value)
            case FieldKind.WITHHELD:
                values[f"{field.name}_reason"] = value.reason if value else ""
            case _:
                values[field.name] = value
    return values


def _duty_rows(document: Document) -> Iterator[Row]:
    return (column_texts(duty) | {"mark": number} for number, duty in enumerate(document.duties, 1))


def _pair_rows(document: Document) -> Iterator[Row]:
    for duty_number, duty in enumerate(document.duties, 1):
        for pair_number, pair in enumerate(duty.pairs, 1):
            for indicator in pair.indicators or ("",):
                yield {
                    "mark": duty_number,
                    "pair": pair_number,
                    "objective": pair.objective,
                    "indicator": indicator,
                }


def _project_rows(document: Document) -> Iterator[Row]:
    return (column_texts(project) | {"mark": number} for number, project in enumerate(document.projects, 1))


def _indicator_rows(document: Document) -> Iterator[Row]:
    for number, project in enumerate(document.projects, 1):
        for row in project.indicators:
            yield column_texts(row) | {"mark": number}


def _write_help(sheet: WriteOnlyWorksheet, imprint: str) -> None:
    sheet.column_dimensions["A"].width = 100
    for line in (*HELP_LINES, *([imprint] if imprint else [])):
        sheet.append([_cell(sheet, line)])


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(sheet, column.heading + (MANDATORY_MARK if column.mandatory else ""))
    cell.font, cell.fill = _BOLD, _MANDATORY if column.mandatory else _OPTIONAL
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > MAX_DIGITS:
        value = str(value)
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, Decimal):
            cell.number_format = "0.00####"
        return cell
    return text_cell(sheet, value)
