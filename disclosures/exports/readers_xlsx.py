"""A published document as a workbook for readers: what it says in typed cells, without the columns that clerks fill in.

What clerks fill in and import is `as_xlsx`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from disclosures.document.declarations import Field, FieldKind, Trait, field_of, fields_of
from disclosures.document.model import PLAN_MONTHS, Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.redaction import public_name, shown_projects
from disclosures.document.statement_layout import BodyCell, StatementLayout, layout_of
from disclosures.exports.table_files import NOTES, Notes, bold, new_book, typed_cell, write_notes, write_rows
from disclosures.exports.tables import Column, Kind, Table
from disclosures.exports.xlsx_cells import MAX_DIGITS, text_cell
from indicators.money import YUAN, to_yuan
from indicators.target_values import parse_target

PROJECTS, INDICATORS, TEXTS = "项目", "指标", "正文"
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def _column(part: type, name: str) -> Column:
    field = field_of(part, name)
    amount = field.kind == FieldKind.AMOUNT
    return Column(field.name, f"{field.short}（元）" if amount else field.label, Kind.AMOUNT if amount else Kind.TEXT)


_AMOUNTS: tuple[Field, ...] = fields_of(ProjectSheet, FieldKind.AMOUNT)
PROJECT_TABLE = Table(
    "projects",
    PROJECTS,
    (
        Column("number", "序号", Kind.INTEGER),
        *(_column(ProjectSheet, name) for name in ("name", "code", "unit_code", "unit_name")),
        *(_column(ProjectSheet, field.name) for field in _AMOUNTS),
        *(_column(ProjectSheet, name) for name in ("purpose", "objectives")),
        *(Column(f"percent_{month}", f"{month}月底累计支出（%）", Kind.NUMBER) for month in PLAN_MONTHS),
        Column("withheld", "不公开原因", note="不公开的项目只列序号、原因和可以公开的名称"),
    ),
)
INDICATOR_TABLE = Table(
    "indicators",
    INDICATORS,
    (
        Column("project_number", "项目序号", Kind.INTEGER),
        Column("project_name", "项目名称"),
        *(_column(IndicatorRow, field.name) for field in fields_of(IndicatorRow)),
        Column("sign", "计算符号", note="由指标值读出"),
        Column("value", "数值", Kind.NUMBER, "由指标值读出，空白表示不是数"),
        Column("unit", "计量单位", note="由指标值读出"),
    ),
)
_TEXT_TABLE = Table("texts", TEXTS, (Column("part", "部分"), Column("text", "内容")))


def readers_xlsx(document: Document, imprint: str = "") -> bytes:
    """Return a published document as a workbook: an explanation with the imprint, projects, indicators, texts, and
    each statement in its layout. Amounts of projects are in yuan, those of statements as printed.

    Raises ValueError (a Chinese sentence) where a text is longer than a cell holds.
    """
    buffer = BytesIO()
    with new_book() as book:
        write_notes(book.create_sheet(NOTES), _notes(document, imprint), (PROJECT_TABLE, INDICATOR_TABLE))
        write_rows(book.create_sheet(PROJECTS), PROJECT_TABLE, _project_rows(document))
        write_rows(book.create_sheet(INDICATORS), INDICATOR_TABLE, _indicator_rows(document))
        write_rows(book.create_sheet(TEXTS), _TEXT_TABLE, _texts(document))
        for statement in document.statements:
            _write_statement(book, layout_of(document, statement))
        book.save(buffer)
    return buffer.getvalue()


def _notes(document: Document, imprint: str) -> Notes:
    region, count = document.region, len(document.projects)
    withheld = count - len(shown_projects(document))
    return [
        ("区划", f"{region.code} {region.name}" if region else ""),
        ("单位", f"{document.department.code} {document.department.name}"),
        ("年度", f"{document.fiscal_year}年" if document.fiscal_year else ""),
        ("项目", f"{count} 个，其中不公开 {withheld} 个"),
        ("金额", "项目的金额以元计；各预算报表的金额单位见表上。空白表示原件没有列出，不等于零。"),
        ("版本", imprint),
    ]


def _project_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for project in document.projects:
        if project.withheld:
            blank = len(PROJECT_TABLE.columns) - 3
            yield (project.number, public_name(project), *[None] * blank, project.withheld.reason)
            continue
        unit = project.money_unit or document.money_unit or YUAN
        percents = {point.month: point.cumulative_percent for point in project.spending_plan or ()}
        yield (
            *(project.number, project.name, project.code, project.unit_code, project.unit_name),
            *(to_yuan(getattr(project, field.name), unit) for field in _AMOUNTS),
            *(project.purpose, "\n".join(project.objectives)),
            *(percents.get(month) for month in PLAN_MONTHS),
            None,
        )


def _indicator_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    for project in shown_projects(document):
        for row in project.indicators:
            value = parse_target(row.target)
            printed = (getattr(row, field.name) for field in fields_of(IndicatorRow))
            yield (project.number, project.name, *printed, value.sign, value.number, value.unit)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for field in fields_of(Document, FieldKind.TEXT, Trait.COMPARED):
        if text := getattr(document, field.name):
            yield field.label, text
    for number, duty in enumerate(document.duties, 1):
        for field in fields_of(DutySection, FieldKind.TEXT):
            if text := getattr(duty, field.name):
                yield f"第 {number} 项职责：{field.label}", text
        for pair in duty.pairs:
            yield f"第 {number} 项职责：目标与指标", "\n".join((pair.objective, *pair.indicators))
    for one in document.explanations:
        yield f"情况说明：{one.heading}", one.text


def _write_statement(book: Workbook, layout: StatementLayout) -> None:
    sheet = book.create_sheet(layout.kind.title)
    for place in range(1, layout.width + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 20
    sheet.append([bold(sheet, layout.title)])
    for line in layout.above:
        sheet.append([text_cell(sheet, line)])
    sheet.append([bold(sheet, label) for label in layout.kind.labels])
    for row in layout.rows:
        sheet.append([_statement_cell(sheet, cell) for cell in row.cells])
    for note in layout.notes:
        sheet.append([text_cell(sheet, note)])


def _statement_cell(sheet: WriteOnlyWorksheet, cell: BodyCell) -> Cell | None:
    """A number where the form has one and Excel keeps all its digits; else the text as printed."""
    plain = cell.text.replace(",", "")
    if not (cell.is_number and _AMOUNT.fullmatch(cell.text)) or len(plain) > MAX_DIGITS:
        return typed_cell(sheet, _TEXT_TABLE.columns[1], cell.text)
    made = WriteOnlyCell(sheet, Decimal(plain))
    decimals = len(plain.partition(".")[2])
    made.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return made
