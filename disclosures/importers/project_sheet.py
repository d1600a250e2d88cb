"""Cells of a 绩效目标表 → ProjectSheet, for both layouts.

A layout hands over the cells by label and the indicator rows; what they mean is decided here. What is not read
exactly is refused with its line.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from disclosures.document.declarations import Field, FieldKind, field_of, fields_of
from disclosures.document.letters import half_width
from disclosures.document.model import PLAN_MONTHS, Checkpoint, IndicatorRow, Problem, ProjectSheet, Withheld
from disclosures.document.objectives import split_objectives
from disclosures.document.redaction import is_classified
from disclosures.document.sheet_layout import SHEET_LAYOUT
from disclosures.importers.cleaning import label, squeeze
from disclosures.importers.outline import ProjectHeading
from disclosures.importers.refusal import Refused
from indicators.money import parse_amount
from indicators.target_values import is_withheld_text

PLAN_HEADS = tuple(f"{month}月底" for month in PLAN_MONTHS)


def printed_label(field: Field) -> str:
    """Return the label of a declared field in the one form in which printed labels are compared."""
    return label(field.label)


CODE, NAME, TOTAL, FISCAL, OTHER, PURPOSE, OBJECTIVES = (
    printed_label(field_of(ProjectSheet, name))
    for name in ("code", "name", "total", "fiscal_funds", "other_funds", "purpose", "objectives")
)
FUNDS, PLAN = (label(group.heading) for group in SHEET_LAYOUT if group.heading)
LEVEL_HEADS = tuple(map(printed_label, fields_of(IndicatorRow)))
_ROWS = [row for group in SHEET_LAYOUT if not group.plan for row in group.rows]
#: The labels of rows that have several, a value behind each; and those that have their row for themselves.
LABELS_IN_COMPANY = {printed_label(cell.field) for row in _ROWS if len(row) > 1 for cell in row}
LABELS_ALONE = {printed_label(row[0].field) for row in _ROWS if len(row) == 1 and row[0].label_across}
LABELS = {*LABELS_IN_COMPANY, *LABELS_ALONE, FUNDS, PLAN, *LEVEL_HEADS, *PLAN_HEADS}

PRINTED_AS_WITHHELD = Withheld("原件标注涉密")
_ALIASES = {"资金支出计划": PLAN, "资金支出计划%": PLAN, "财政资金": FISCAL, "其中财政资金": FISCAL}
_ALIASES |= {"其中:其他资金": OTHER, "预算规模和资金用途": FUNDS}
_LONGEST_LABEL = 24

_MONEY_UNIT = re.compile(r"[(]?(?:金额)?单位:?[(]?(?:人民币)?(?P<unit>元|万元)[)]?")
_UNIT_LINE = re.compile(
    r"(?:(?:预算)?单位(?:名称|编码)?\s*:)?\s*[(\[]?(?P<code>[0-9]{6})[)\]]?\s*[-—–:]?\s*(?P<name>[^\d\s].*)", re.DOTALL
)
#: So few digits that every Decimal made of them is exact.
_PERCENT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?[%﹪]?")
_CURRENCY = re.compile(r"^\s*[¥￥]")


#: What a table's head says, its indicators, and the problems in these.
Reading = tuple["Head", tuple[IndicatorRow, ...], list[Problem]]


class PrintedCell(NamedTuple):
    text: str
    line: int


@dataclass
class Head:
    """What stands above the indicator rows. A value is absent where its row is not printed."""

    unit: PrintedCell | None = None
    money_unit: str = ""
    values: dict[str, PrintedCell] = field(default_factory=dict)
    plan: list[PrintedCell] | None = None
    unlabelled: PrintedCell | None = None  # what stands behind 财政资金 without the label 其他资金

    def put(self, name: str, cell: PrintedCell) -> None:
        """Keep the value of a label; a label printed twice is refused."""
        if name in self.values:
            raise Refused(f"同一张表里“{name.removesuffix('(%)')}”出现了两次", cell.line)
        self.values[name] = cell

    def text(self, name: str) -> str:
        return self.values[name].text if name in self.values else ""


@lru_cache(maxsize=1024)
def known_label(text: str) -> str | None:
    """The label that a cell prints, in its one form, or None where it is a value."""
    if len(text) > _LONGEST_LABEL:
        return None
    folded = label(text)
    return folded if folded in LABELS else _ALIASES.get(folded)


def money_unit_of(text: str) -> str:
    """元 or 万元 where a text prints 单位：元, else ""."""
    match = _MONEY_UNIT.fullmatch(squeeze(text)) if "单" in text else None
    return match["unit"] if match else ""


def split_unit(text: str) -> tuple[str, str]:
    """A unit line as code and the rest whole; the code "" where none is printed."""
    text = text.strip()
    match = _UNIT_LINE.fullmatch(half_width(text))
    return (match["code"], text[match.start("name") :].strip()) if match else ("", text)


def build_sheet(
    heading: ProjectHeading, head: Head, indicators: tuple[IndicatorRow, ...], default_unit: str
) -> tuple[ProjectSheet, list[Problem]]:
    """The sheet of one table and the problems in its head; amounts in the unit it prints, else `default_unit`."""
    problems = []
    name = head.text(NAME) or heading.name
    if not name:
        raise Refused("标题和表内都没有印出项目名称", heading.line)
    if NAME in head.values and not head.text(NAME):
        problems.append(Problem(head.values[NAME].line, f"表内项目名称空白，采用标题中的“{name}”"))
    elif heading.name and squeeze(name) != squeeze(heading.name):
        problems.append(Problem(heading.line, f"标题中的项目名称“{heading.name}”与表内的“{name}”不一致"))
    unit_code, unit_name = split_unit(head.unit.text) if head.unit else ("", "")
    cells = [name, *(cell.text for cell in (*head.values.values(), *(head.plan or ())))]
    money_unit = head.money_unit or default_unit
    problems += _place_other_funds(head, money_unit)
    values = {cell.field.name: _value(cell.field, head, money_unit) for row in _ROWS for cell in row}
    sheet = ProjectSheet(
        **(values | {"name": name}),
        number=heading.number,
        money_unit=head.money_unit,
        unit_code=unit_code,
        unit_name=unit_name,
        spending_plan=_spending_plan(head.plan),
        indicators=indicators,
        line=heading.line,
    )
    if is_classified(sheet) or any(map(is_withheld_text, cells)):  # an amount is read as none where 涉密 stands
        sheet = replace(sheet, withheld=PRINTED_AS_WITHHELD)
    return sheet, problems


def _place_other_funds(head: Head, unit: str) -> list[Problem]:
    """Put the amount without a label where it belongs, and return a problem where the label or the cell is missing.

    Raises Refused where it is not what 其他资金 must be, given the other two amounts.
    """
    if TOTAL not in head.values or OTHER in head.values:
        return []
    line = head.values[TOTAL].line
    if head.unlabelled is None:
        return [Problem(line, "没有印出其他资金的栏目或单元格，按空白读取")]
    total, fiscal, other = (_amount(cell, unit) for cell in (head.values[TOTAL], head.values[FISCAL], head.unlabelled))
    if other is not None and (total is None or total != (fiscal or 0) + other):
        raise Refused(f"“{head.unlabelled.text}”前面没有栏目名称，不能确定是其他资金", head.unlabelled.line)
    head.put(OTHER, head.unlabelled)
    return [Problem(line, "没有印出“其他资金”这个栏目名称，财政资金后面的单元格按其他资金读取")]


def _value(declared: Field, head: Head, unit: str) -> Any:
    """What the cell of a declared field says, absent where its label is not printed."""
    name = printed_label(declared)
    match declared.kind:
        case FieldKind.AMOUNT:
            return _amount(head.values.get(name), unit)
        case FieldKind.LINES:
            return split_objectives(head.text(name))
        case FieldKind.LINE:
            return squeeze(head.text(name))
        case _:
            return head.text(name)


def _amount(cell: PrintedCell | None, unit: str) -> Decimal | None:
    if cell is None or not cell.text or is_withheld_text(cell.text):
        return None
    if not unit:
        raise Refused(f"印有金额“{cell.text}”，却没有印出金额单位（元或万元）", cell.line)
    try:
        return parse_amount(_CURRENCY.sub("", cell.text), unit)
    except ValueError as error:
        raise Refused(str(error), cell.line) from error


def _spending_plan(cells: list[PrintedCell] | None) -> tuple[Checkpoint, ...] | None:
    if cells is None:
        return None
    return tuple(Checkpoint(month, _percent(cell)) for month, cell in zip(PLAN_MONTHS, cells, strict=True))


def _percent(cell: PrintedCell) -> Decimal | None:
    text = squeeze(cell.text)
    if not text or is_withheld_text(text):
        return None
    if not _PERCENT.fullmatch(text):
        raise Refused(f"支出计划“{cell.text}”不是百分比", cell.line)
    percent = Decimal(text.rstrip("%﹪"))
    if percent != percent.quantize(Decimal("0.01")):
        raise Refused(f"支出计划“{cell.text}”的小数位多于两位", cell.line)
    return percent
