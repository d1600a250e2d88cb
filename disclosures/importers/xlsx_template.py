"""Our own .xlsx template → Document. Places are a sheet and a row: “项目”表第 3 行."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from disclosures.document import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    Note,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.importers.office_package import DAMAGED, OfficePackage
from disclosures.importers.refusal import Refused
from disclosures.template_columns import (
    DUTIES,
    HEADING_ROW,
    INDICATORS,
    MANDATORY_MARK,
    NOTES,
    PAIRS,
    PLAN_FIELDS,
    PROJECTS,
    SHEETS,
    WHOLE,
    WHOLE_FIELDS,
)
from indicators.money import UNITS
from indicators.taxonomy import category_of, subcategory_of

_INDICATOR_FIELDS = ("category", "subcategory", "name", "description", "target", "basis")


class _Row:
    """One row of a sheet by field names; every complaint names the sheet, the row and the column."""

    def __init__(self, sheet: str, number: int, values: dict[str, Cell], headings: dict[str, str]):
        self.sheet, self.number, self._cells, self._headings = sheet, number, values, headings

    def refuse(self, field: str, trouble: str) -> Refused:
        line = self._cells[field].row
        return Refused(f"“{self.sheet}”表第 {line} 行“{self._headings[field]}”：{trouble}", line)

    def text(self, field: str) -> str:
        value = self._value(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def decimal(self, field: str) -> Decimal | None:
        text = self.text(field).replace(",", "").replace("，", "").removesuffix("%")
        try:
            return Decimal(text) if text else None
        except InvalidOperation as error:
            raise self.refuse(field, f"“{text}”不是数字") from error

    def whole(self, field: str) -> int | None:
        number = self.decimal(field)
        if number is not None and number != int(number):
            raise self.refuse(field, f"“{number}”不是整数")
        return None if number is None else int(number)

    def is_blank(self) -> bool:
        return all(cell.value in (None, "") for cell in self._cells.values())

    def _value(self, field: str):
        cell = self._cells[field]
        if cell.data_type == "f":
            raise self.refuse(field, "单元格里是公式，请粘贴为数值后再导入")
        return cell.value


def read_xlsx(data: bytes) -> Document:
    """A file made from our template as a Document, keys included. Raises Refused for anything else."""
    OfficePackage(data, "spreadsheetml.sheet.main+xml", "这不是 Excel 工作簿（.xlsx）")
    try:
        book = load_workbook(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError, IndexError) as error:
        raise Refused(DAMAGED) from error
    missing = [title for title in (WHOLE, *SHEETS) if title not in book.sheetnames]
    if missing:
        raise Refused(f"缺少工作表“{'”“'.join(missing)}”，请使用本系统导出的模板")
    return _document(book)


def _document(book: Workbook) -> Document:
    whole = _whole(book)
    unit = whole.text("money_unit")
    if unit not in UNITS:
        raise whole.refuse("money_unit", "金额单位应为元或万元")
    return Document(
        region=_region(whole),
        department=DepartmentRef(whole.text("department_code"), whole.text("department_name")),
        fiscal_year=whole.whole("fiscal_year"),
        money_unit=unit,
        overall_objective=whole.text("overall_objective"),
        duties=_duties(book),
        safeguards=whole.text("safeguards"),
        projects=_projects(book),
        notes=tuple(Note(row.text("heading"), row.text("text"), line=row.number) for row in _rows(book, NOTES)),
        layout="xlsx",
        fiscal_year_evidence="模板所填预算年度",
    )


def _whole(book: Workbook) -> _Row:
    cells, headings = {}, {}
    for row, column in zip(book[WHOLE].iter_rows(min_row=1, max_row=len(WHOLE_FIELDS)), WHOLE_FIELDS, strict=False):
        if len(row) < 2 or _plain(row[0].value) != column.heading:
            raise Refused(f"“{WHOLE}”表第 {row[0].row} 行应为“{column.heading}”，请使用本系统导出的模板", row[0].row)
        cells[column.field], headings[column.field] = row[1], column.heading
    if len(cells) < len(WHOLE_FIELDS):
        raise Refused(f"“{WHOLE}”表不完整，请使用本系统导出的模板")
    return _Row(WHOLE, 1, cells, headings)


def _region(whole: _Row) -> RegionRef | None:
    code = whole.text("region_code")
    return RegionRef(code, whole.text("region_name")) if code else None


def _rows(book: Workbook, title: str) -> Iterator[_Row]:
    columns, sheet = SHEETS[title], book[title]
    for index, column in enumerate(columns, 1):
        if _plain(sheet.cell(HEADING_ROW, index).value) != column.heading:
            raise Refused(f"“{title}”表第 {index} 列应为“{column.heading}”，请使用本系统导出的模板", HEADING_ROW)
    headings = {column.field: column.heading for column in columns}
    for cells in sheet.iter_rows(min_row=HEADING_ROW + 1, max_col=len(columns)):
        row = _Row(
            title,
            cells[0].row,
            {column.field: cell for column, cell in zip(columns, cells, strict=True)},
            headings,
        )
        if not row.is_blank():
            yield row


def _duties(book: Workbook) -> tuple[DutySection, ...]:
    fields = ("title", "responsibilities", "duty_goal", "objective", "indicators", "rating_bands", "text")
    rows = list(_rows(book, DUTIES))
    pairs = _pairs(book, len(rows))
    return tuple(
        DutySection(
            **{field: row.text(field) for field in fields},
            pairs=tuple(ObjectivePair(objective, tuple(texts)) for objective, texts in pairs[number].values()),
            line=row.number,
            key=row.text("key"),
        )
        for number, row in enumerate(rows, 1)
    )


def _pairs(book: Workbook, duties: int) -> dict[int, dict[int, tuple[str, list[str]]]]:
    pairs = {number: {} for number in range(1, duties + 1)}
    for row in _rows(book, PAIRS):
        of_duty = pairs.get(row.whole("duty"))
        if of_duty is None:
            raise row.refuse("duty", f"“{DUTIES}”表里没有这一项职责")
        objective, texts = of_duty.setdefault(row.whole("pair"), (row.text("objective"), []))
        if row.text("objective") not in ("", objective):
            raise row.refuse("objective", "同一目标序号下的绩效目标不一致")
        if row.text("indicator"):
            texts.append(row.text("indicator"))
    return pairs


def _projects(book: Workbook) -> tuple[ProjectSheet, ...]:
    rows = list(_rows(book, PROJECTS))
    indicators = {number: [] for number in range(1, len(rows) + 1)}
    for row in _rows(book, INDICATORS):
        if row.whole("project") not in indicators:
            raise row.refuse("project", f"“{PROJECTS}”表里没有这一行项目")
        indicators[row.whole("project")].append(_indicator(row))
    return tuple(_project(row, tuple(indicators[number])) for number, row in enumerate(rows, 1))


def _project(row: _Row, indicators: tuple[IndicatorRow, ...]) -> ProjectSheet:
    if row.text("money_unit") not in ("", *UNITS):
        raise row.refuse("money_unit", "金额单位应为元或万元")
    percents = {month: row.decimal(field) for month, field in PLAN_FIELDS.items()}
    reason = row.text("withheld_reason")
    without_plan = row.text("has_plan") == "无" and not any(percent is not None for percent in percents.values())
    return ProjectSheet(
        number=row.whole("number"),
        **{field: row.text(field) for field in ("name", "code", "money_unit", "unit_code", "unit_name", "purpose")},
        **{field: row.decimal(field) for field in ("total", "fiscal_funds", "other_funds")},
        withheld=Withheld(reason) if reason else None,
        spending_plan=None if without_plan else tuple(Checkpoint(month, value) for month, value in percents.items()),
        objectives=tuple(line.strip() for line in row.text("objectives").splitlines() if line.strip()),
        indicators=indicators,
        line=row.number,
        key=row.text("key"),
    )


def _indicator(row: _Row) -> IndicatorRow:
    category = category_of(row.text("category"))
    if category is None:
        raise row.refuse("category", f"没有“{row.text('category')}”这个一级指标")
    if subcategory_of(row.text("subcategory"), category) is None:
        raise row.refuse("subcategory", f"“{row.text('category')}”下没有“{row.text('subcategory')}”")
    return IndicatorRow(*(row.text(field) for field in _INDICATOR_FIELDS), line=row.number, key=row.text("key"))


def _plain(value) -> str:
    return str(value or "").strip().removesuffix(MANDATORY_MARK)
