"""The sheets and columns of our .xlsx template, for the importer and the export alike.

The first column of the sheets with keys is hidden and holds the key, so that a row keeps its identity through
Excel. Rows of two sheets belong together by a mark (项目标号, 职责标号) that both carry, never by their place, so
that sorting and deleting rows does no harm.
"""

from collections.abc import Iterator
from typing import NamedTuple

from disclosures.document.declarations import Field, FieldKind, Trait, fields_of
from disclosures.document.model import (
    PLAN_MONTHS,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ProjectSheet,
)


class Column(NamedTuple):
    """One column: what stands in its head, what it is called here, whether it must be filled, how wide it is, and
    whether it holds numbers."""

    heading: str
    field: str
    mandatory: bool = False
    width: int = 14
    number: bool = False


WHOLE, DUTIES, PAIRS, PROJECTS, INDICATORS, EXPLANATIONS = (
    "整体",
    "分项绩效目标",
    "目标与指标",
    "项目",
    "指标",
    "情况说明",
)
#: How to fill it in; not read.
HELP = "填写说明"
KEY = Column("编号（请勿修改）", "key")
DUTY_MARK, PROJECT_MARK = (
    Column("职责标号", "mark", True, 10, number=True),
    Column("项目标号", "mark", True, 10, number=True),
)
#: The four cells of the spending plan, and whether the project has one at all.
PLAN_FIELDS = {month: f"percent_{month}" for month in PLAN_MONTHS}
HAS_PLAN = Column("有无支出计划", "has_plan", width=12)

_NUMBERS = (FieldKind.NUMBER, FieldKind.AMOUNT)
_WIDTHS = {
    FieldKind.TEXT: 36,
    FieldKind.LINES: 50,
    FieldKind.LINE: 24,
    FieldKind.LEVEL: 18,
    FieldKind.NUMBER: 8,
    FieldKind.WITHHELD: 20,
}


def columns_of(part: type) -> tuple[Column, ...]:
    """Return the columns of the declared fields of a part, in their order; why it is not published comes last."""
    fields = sorted(fields_of(part, Trait.IN_TEMPLATE), key=lambda field: field.kind == FieldKind.WITHHELD)
    return tuple(column for field in fields for column in _columns_of_field(field))


def _columns_of_field(field: Field) -> Iterator[Column]:
    mandatory = Trait.ASKED in field.traits or field.kind == FieldKind.LEVEL
    width = _WIDTHS.get(field.kind, 14)
    match field.kind:
        case FieldKind.PERCENTAGES:
            for month, name in PLAN_FIELDS.items():
                yield Column(f"{month}月底（%）", name, mandatory, 10, number=True)
            yield HAS_PLAN
        case FieldKind.LINES:
            yield Column(f"{field.label}（每行一条）", field.name, mandatory, width)
        case FieldKind.WITHHELD:
            yield Column(field.label, f"{field.name}_reason", mandatory, width)
        case _:
            yield Column(field.label, field.name, mandatory, width, number=field.kind in _NUMBERS)


#: Labels down the first column of 整体, values in the second.
WHOLE_FIELDS = (
    Column("区划代码", "region_code", True),
    Column("区划名称", "region_name", True),
    Column("单位代码", "department_code", True),
    Column("单位名称", "department_name", True),
    Column("预算年度", "fiscal_year", True),
    *columns_of(Document),
)
DUTY_COLUMNS = (KEY, DUTY_MARK, *columns_of(DutySection))
PAIR_COLUMNS = (
    DUTY_MARK,
    Column("目标序号", "pair", True, 10, number=True),
    Column("绩效目标", "objective", width=50),
    Column("绩效指标", "indicator", width=50),
)
PROJECT_COLUMNS = (KEY, PROJECT_MARK, *columns_of(ProjectSheet))
INDICATOR_COLUMNS = (KEY, PROJECT_MARK, *columns_of(IndicatorRow))
EXPLANATION_COLUMNS = columns_of(Explanation)

SHEETS = {
    DUTIES: DUTY_COLUMNS,
    PAIRS: PAIR_COLUMNS,
    PROJECTS: PROJECT_COLUMNS,
    INDICATORS: INDICATOR_COLUMNS,
    EXPLANATIONS: EXPLANATION_COLUMNS,
}
#: The row of the headings; rows of data follow it.
HEADING_ROW = 1
MANDATORY_MARK = "*"

HELP_LINES = (
    "标题带 * 的栏目必须填写；其余栏目按实际情况填写。",
    "请不要改动工作表的名称、标题行和隐藏的编号列；新增的行，编号留空。",
    "“项目标号”把“指标”表的行与“项目”表的项目对应起来：每个项目一个不同的标号，它的指标都填这个标号。",
    "“职责标号”把“目标与指标”表的行与“分项绩效目标”表的职责对应起来，填法相同。",
    "同一项目的指标按“指标”表中的先后排列。",
    "金额按“整体”表的金额单位填写；某个项目单位不同的，在该项目的“表内金额单位”注明元或万元。",
    "资金支出计划填各月底的累计百分比，如 25 或 25%；本来没有支出计划的项目，在“有无支出计划”填“无”。",
    "绩效目标每行一条，在单元格内换行用 Alt+Enter。",
    "指标值连同符号和单位填在一格，如 ≥95%、≤3.2万元、=12次。",
    "每张预算报表一个工作表：填好后，“填报情况”不必改；没有数的表，请改为“填报情况：空表”。",
    "请不要使用公式、日期格式和宏；编码等长数字请用文本格式填写。",
)
