"""A document shaped for the page: tables with merged cells and sums, prose with its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.document.sheet_layout import SheetGroup, with_values
from indicators.money import TEN_THOUSAND, YUAN, sum_of, to_yuan


@dataclass(frozen=True)
class ProjectLine:
    """A project in the table of a disclosure; amounts in yuan."""

    sheet: ProjectSheet
    total: Decimal | None
    fiscal_funds: Decimal | None
    other_funds: Decimal | None


@dataclass(frozen=True)
class ProjectTable:
    """The projects of a disclosure. Sums in yuan run over shown projects; None where no project has the amount."""

    lines: tuple[ProjectLine, ...]
    total: Decimal | None
    fiscal_funds: Decimal | None
    other_funds: Decimal | None
    indicator_count: int
    withheld_count: int
    without_amount: int
    has_codes: bool


@dataclass(frozen=True)
class LevelledRow:
    """An indicator and how many rows its level cells span; 0 where the cell above covers it."""

    row: IndicatorRow
    category_span: int
    subcategory_span: int


@dataclass(frozen=True)
class PlanLine:
    """A point of the spending plan and the money it stands for, in the unit of the sheet."""

    month: int
    percent: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an official text; `level` 1 for a line that is a heading (一、…), else 0."""

    text: str
    level: int


_WORDS_FOR_BLANK = {"total": "未列预算", "purpose": "未列资金用途", "objectives": "未填"}
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；;]{1,50}")


def project_table(document: Document) -> ProjectTable:
    """The table of a disclosure's projects with its sums."""
    lines = tuple(_project_line(sheet, document.money_unit) for sheet in document.projects)
    shown = [line for line in lines if not line.sheet.withheld]
    return ProjectTable(
        lines=lines,
        total=sum_of(line.total for line in shown),
        fiscal_funds=sum_of(line.fiscal_funds for line in shown),
        other_funds=sum_of(line.other_funds for line in shown),
        indicator_count=sum(len(line.sheet.indicators) for line in shown),
        withheld_count=len(lines) - len(shown),
        without_amount=sum(line.total is None for line in shown),
        has_codes=any(line.sheet.code for line in shown),
    )


def levelled(rows: Sequence[IndicatorRow]) -> list[LevelledRow]:
    """Indicators in their order, neighbours of one level under one merged cell, as on paper."""
    result = []
    for _, of_category in groupby(rows, lambda row: row.category):
        category_rows = list(of_category)
        category_span = len(category_rows)
        for _, of_subcategory in groupby(category_rows, lambda row: row.subcategory):
            subcategory_rows = list(of_subcategory)
            spans = [len(subcategory_rows), *[0] * (len(subcategory_rows) - 1)]
            for row, span in zip(subcategory_rows, spans, strict=True):
                result.append(LevelledRow(row, category_span, span))
                category_span = 0
    return result


def sheet_groups(sheet: ProjectSheet) -> tuple[SheetGroup, ...]:
    """The official table above the indicators, with the values of a project."""
    return with_values(lambda name: getattr(sheet, name))


def words_for_blank(name: str) -> str:
    """What the official table says where this field of the project is blank."""
    return _WORDS_FOR_BLANK.get(name, "未列")


def plan_lines(sheet: ProjectSheet) -> list[PlanLine]:
    """The points of the spending plan with the cumulative amount each means, rounded to two places (万元: six)."""
    places = Decimal("0.000001") if sheet.money_unit == TEN_THOUSAND else Decimal("0.01")
    return [
        PlanLine(
            point.month,
            point.cumulative_percent,
            None
            if sheet.total is None or point.cumulative_percent is None
            else (sheet.total * point.cumulative_percent / 100).quantize(places),
        )
        for point in sheet.spending_plan or ()
    ]


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of a text that say something, headings (一、…) marked."""
    lines = [line.strip() for line in text.splitlines()]
    return [Paragraph(line, 1 if _HEADING.fullmatch(line) else 0) for line in lines if line]


def _project_line(sheet: ProjectSheet, money_unit: str) -> ProjectLine:
    unit = sheet.money_unit or money_unit or YUAN
    amounts = (sheet.total, sheet.fiscal_funds, sheet.other_funds)
    return ProjectLine(sheet, *((None,) * 3 if sheet.withheld else (to_yuan(amount, unit) for amount in amounts)))
