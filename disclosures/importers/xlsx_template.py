"""Our own .xlsx template → Document. Places are a sheet and a row: “项目”表第 3 行."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from disclosures.document.declarations import Field, FieldKind, Trait, fields_of
from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ObjectivePair,
    Problem,
    ProjectSheet,
    RegionRef,
    Withheld,
    YearSource,
)
from disclosures.document.objectives import split_objectives
from disclosures.document.xlsx_columns import (
    DUTIES,
    EXPLANATIONS,
    HAS_PLAN,
    HEADING_ROW,
    HELP,
    INDICATORS,
    MANDATORY_MARK,
    PAIRS,
    PLAN_FIELDS,
    PROJECTS,
    SHEETS,
    WHOLE,
    WHOLE_FIELDS,
    Column,
)
from disclosures.document.xlsx_statements import STATEMENT_SHEETS
from disclosures.importers.refusal import Refused
from disclosures.importers.workbook import BLANK, SheetCell, Workbook
from disclosures.importers.xlsx_statements import read_statements
from indicators.money import UNITS, parse_amount
from indicators.target_values import fold
from indicators.taxonomy import category_of, subcategory_of

#: The number of a pair (None where it is blank) → its objective and its indicators.
_Pairs = dict[int | None, tuple[str, list[str]]]

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


class _Row:
    """One row of a sheet by field names; every complaint names the sheet, the row and the column."""

    def __init__(self, sheet: str, numbers: dict[str, int], cells: dict[str, SheetCell], headings: dict[str, str]):
        self._sheet, self._numbers, self._cells, self._headings = sheet, numbers, cells, headings
        self.number = min(numbers.values())

    def refuse(self, field: str, trouble: str) -> Refused:
        line = self._numbers[field]
        return Refused(f"“{self._sheet}”表第 {line} 行“{self._headings[field]}”：{trouble}", line)

    def text(self, field: str) -> str:
        cell = self._cells[field]
        if cell.trouble:
            raise self.refuse(field, cell.trouble)
        return cell.text if cell.text.strip() else ""

    def word(self, field: str) -> str:
        """A text in which blanks at the ends mean nothing: a code, a unit, a mark."""
        return self.text(field).strip()

    def decimal(self, field: str) -> Decimal | None:
        text = fold(self.text(field)).replace(",", "").removesuffix("%")
        if text and not _NUMBER.fullmatch(text):
            raise self.refuse(field, f"“{self.word(field)}”不是数字")
        return Decimal(text) if text else None

    def amount(self, field: str, unit: str) -> Decimal | None:
        text = self.text(field)
        try:
            return parse_amount(text, unit)
        except ValueError as error:
            raise self.refuse(field, str(error)) from error

    def whole(self, field: str) -> int | None:
        number = self.decimal(field)
        if number is not None and number != int(number):
            raise self.refuse(field, f"“{self.word(field)}”不是整数")
        return None if number is None else int(number)

    def fields(self, part: type, unit: str = "") -> dict[str, Any]:
        """The declared fields of a class of parts, amounts being in `unit`."""
        return {field.name: self._value(field, unit) for field in fields_of(part, Trait.IN_TEMPLATE)}

    def _value(self, field: Field, unit: str) -> Any:
        read = {
            FieldKind.NUMBER: self.whole,
            FieldKind.AMOUNT: lambda name: self.amount(name, unit),
            FieldKind.MONEY_UNIT: self.word,
            FieldKind.LINES: self._lines,
            FieldKind.WITHHELD: self._withheld,
            FieldKind.PERCENTAGES: self._spending_plan,
        }.get(field.kind, self.text)
        return read(field.name)

    def _lines(self, field: str) -> tuple[str, ...]:
        return split_objectives(self.text(field))

    def _withheld(self, field: str) -> Withheld | None:
        reason = self.text(f"{field}_reason")
        return Withheld(reason) if reason else None

    def _spending_plan(self, _field: str) -> tuple[Checkpoint, ...] | None:
        plan = tuple(Checkpoint(month, self.decimal(name)) for month, name in PLAN_FIELDS.items())
        filled = any(point.cumulative_percent is not None for point in plan)
        return None if self.word(HAS_PLAN.field) == "无" and not filled else plan

    def mark(self) -> str:
        """What ties the row to rows of another sheet."""
        if not self.word("mark"):
            raise self.refuse("mark", "没有填写")
        return fold(self.word("mark"))


def read_xlsx(data: bytes) -> Document:
    """A file made from our template as a Document, keys included. Raises Refused for anything else.

    What stands beside the columns of the template, or in other sheets, is a problem.
    """
    book = Workbook(data)
    missing = [title for title in (WHOLE, *SHEETS) if title not in book.titles]
    if missing:
        raise Refused(f"缺少工作表{'、'.join(f'“{title}”' for title in missing)}，请使用本系统导出的模板")
    return _Template(book).document()


class _Template:
    """The sheets of the template, read from top to bottom; `problems` gathers what has no place in it."""

    def __init__(self, book: Workbook):
        self._book = book
        self._problems = [
            Problem(None, f"工作表“{title}”不属于模板，没有读取")
            for title in book.titles
            if title not in (WHOLE, HELP, *SHEETS, *STATEMENT_SHEETS)
        ]

    def document(self) -> Document:
        whole = self._whole()
        unit = whole.word("money_unit")
        if unit not in UNITS:
            raise whole.refuse("money_unit", "金额单位应为元或万元")
        region = whole.word("region_code")
        return Document(
            region=RegionRef(region, whole.word("region_name")) if region else None,
            department=DepartmentRef(whole.word("department_code"), whole.text("department_name")),
            fiscal_year=whole.whole("fiscal_year"),
            **whole.fields(Document),
            duties=self._duties(),
            projects=self._projects(unit),
            statements=read_statements(self._book, unit),
            explanations=tuple(
                Explanation(**row.fields(Explanation), line=row.number) for row in self._rows(EXPLANATIONS)
            ),
            layout="xlsx",
            fiscal_year_evidence="模板所填预算年度",
            fiscal_year_source=YearSource.PRINTED,
            problems=tuple(self._problems),
        )

    def _whole(self) -> _Row:
        rows = self._book.rows(WHOLE)
        cells, numbers = {}, {}
        for number, column in enumerate(WHOLE_FIELDS, 1):
            row = rows[number - 1] if number <= len(rows) else []
            if not row or _plain(row[0]) != column.heading:
                raise Refused(f"“{WHOLE}”表第 {number} 行应为“{column.heading}”，请使用本系统导出的模板", number)
            cells[column.field], numbers[column.field] = row[1] if len(row) > 1 else BLANK, number
            self._note_strays(WHOLE, number, row[2:])
        for number, row in enumerate(rows[len(WHOLE_FIELDS) :], len(WHOLE_FIELDS) + 1):
            self._note_strays(WHOLE, number, row)
        return _Row(WHOLE, numbers, cells, _headings(WHOLE_FIELDS))

    def _rows(self, title: str) -> Iterator[_Row]:
        columns, (head, *rows) = SHEETS[title], self._book.rows(title) or [[]]
        for index, column in enumerate(columns):
            if index >= len(head) or _plain(head[index]) != column.heading:
                should_be = f"“{title}”表第 {index + 1} 列应为“{column.heading}”"
                raise Refused(f"{should_be}，请使用本系统导出的模板", HEADING_ROW)
        self._note_strays(title, HEADING_ROW, head[len(columns) :])
        for number, row in enumerate(rows, HEADING_ROW + 1):
            self._note_strays(title, number, row[len(columns) :])
            own = row[: len(columns)] + [BLANK] * (len(columns) - len(row))
            if any(own):
                cells = {column.field: cell for column, cell in zip(columns, own, strict=True)}
                yield _Row(title, dict.fromkeys(cells, number), cells, _headings(columns))

    def _note_strays(self, title: str, number: int, cells: list[SheetCell]) -> None:
        if any(cells):
            self._problems.append(Problem(None, f"“{title}”表第 {number} 行在模板的栏目之外还有内容，没有读取"))

    def _duties(self) -> tuple[DutySection, ...]:
        rows = self._marked(DUTIES)
        pairs = self._pairs(rows)
        return tuple(
            DutySection(
                **row.fields(DutySection),
                pairs=tuple(ObjectivePair(objective, tuple(texts)) for objective, texts in pairs[mark].values()),
                line=row.number,
                key=row.word("key"),
            )
            for mark, row in rows.items()
        )

    def _pairs(self, duties: dict[str, _Row]) -> dict[str, _Pairs]:
        pairs: dict[str, _Pairs] = {mark: {} for mark in duties}
        for row in self._rows(PAIRS):
            if row.mark() not in pairs:
                raise row.refuse("mark", f"“{DUTIES}”表里没有这一项职责")
            objective, texts = pairs[row.mark()].setdefault(row.whole("pair"), (row.text("objective"), []))
            if row.text("objective") not in ("", objective):
                raise row.refuse("objective", "同一目标序号下的绩效目标不一致")
            if row.text("indicator"):
                texts.append(row.text("indicator"))
        return pairs

    def _projects(self, unit: str) -> tuple[ProjectSheet, ...]:
        rows = self._marked(PROJECTS)
        indicators: dict[str, list[IndicatorRow]] = {mark: [] for mark in rows}
        for row in self._rows(INDICATORS):
            if row.mark() not in indicators:
                raise row.refuse("mark", f"“{PROJECTS}”表里没有这个项目")
            indicators[row.mark()].append(_indicator(row))
        return tuple(_project(row, unit, tuple(indicators[mark])) for mark, row in rows.items())

    def _marked(self, title: str) -> dict[str, _Row]:
        rows: dict[str, _Row] = {}
        for row in self._rows(title):
            if row.mark() in rows:
                raise row.refuse("mark", f"与第 {rows[row.mark()].number} 行相同")
            rows[row.mark()] = row
        return rows


def _project(row: _Row, unit: str, indicators: tuple[IndicatorRow, ...]) -> ProjectSheet:
    own_unit = row.word("money_unit")
    if own_unit not in ("", *UNITS):
        raise row.refuse("money_unit", "金额单位应为元或万元")
    return ProjectSheet(
        **row.fields(ProjectSheet, own_unit or unit), indicators=indicators, line=row.number, key=row.word("key")
    )


def _indicator(row: _Row) -> IndicatorRow:
    category = category_of(row.text("category"))
    if category is None:
        raise row.refuse("category", f"没有“{row.word('category')}”这个一级指标")
    if subcategory_of(row.text("subcategory"), category) is None:
        raise row.refuse("subcategory", f"“{row.word('category')}”下没有“{row.word('subcategory')}”")
    return IndicatorRow(**row.fields(IndicatorRow), line=row.number, key=row.word("key"))


def _headings(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.field: column.heading for column in columns}


def _plain(cell: SheetCell) -> str:
    return cell.text.strip().removesuffix(MANDATORY_MARK)
