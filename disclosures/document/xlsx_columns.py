"""The sheets and columns of our .xlsx template, for the importer and the export alike.

The first column of the sheets with keys is hidden and holds the key, so that a row keeps its identity through
Excel. Rows of two sheets belong together by a mark (项目标号, 职责标号) that both carry, never by their place, so
that sorting and deleting rows does no harm.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: what stands in its head, what it is called here, whether it must be filled, how wide it is."""

    heading: str
    field: str
    mandatory: bool = False
    width: int = 14


WHOLE, DUTIES, PAIRS, PROJECTS, INDICATORS, NOTES = "整体", "分项绩效目标", "目标与指标", "项目", "指标", "情况说明"
#: How to fill it in; not read.
HELP = "填写说明"
KEY = Column("编号（请勿修改）", "key")
DUTY_MARK, PROJECT_MARK = Column("职责标号", "mark", True, 10), Column("项目标号", "mark", True, 10)

#: Labels down the first column of 整体, values in the second.
WHOLE_FIELDS = (
    Column("区划代码", "region_code", True),
    Column("区划名称", "region_name", True),
    Column("单位代码", "department_code", True),
    Column("单位名称", "department_name", True),
    Column("预算年度", "fiscal_year", True),
    Column("金额单位", "money_unit", True),
    Column("总体绩效目标", "overall_objective", True),
    Column("工作保障措施", "safeguards", True),
)

DUTY_COLUMNS = (
    KEY,
    DUTY_MARK,
    Column("职责名称", "title", True, 24),
    Column("主要职责", "responsibilities", width=40),
    Column("职责目标", "duty_goal", width=40),
    Column("绩效目标", "objective", width=40),
    Column("绩效指标", "indicators", width=40),
    Column("绩效标准", "rating_bands", width=40),
    Column("说明", "text", width=40),
)

PAIR_COLUMNS = (
    DUTY_MARK,
    Column("目标序号", "pair", True, 10),
    Column("绩效目标", "objective", width=50),
    Column("绩效指标", "indicator", width=50),
)

PLAN_FIELDS = {3: "percent_3", 6: "percent_6", 10: "percent_10", 12: "percent_12"}

PROJECT_COLUMNS = (
    KEY,
    PROJECT_MARK,
    Column("序号", "number", width=6),
    Column("项目名称", "name", True, 30),
    Column("项目编码", "code", True, 24),
    Column("表内金额单位", "money_unit", width=12),
    Column("单位代码", "unit_code", width=10),
    Column("单位名称", "unit_name", width=30),
    Column("预算数", "total", True),
    Column("其中：财政资金", "fiscal_funds", True),
    Column("其他资金", "other_funds"),
    Column("资金用途", "purpose", True, 40),
    Column("3月底（%）", "percent_3", True, 10),
    Column("6月底（%）", "percent_6", True, 10),
    Column("10月底（%）", "percent_10", True, 10),
    Column("12月底（%）", "percent_12", True, 10),
    Column("有无支出计划", "has_plan", width=12),
    Column("绩效目标（每行一条）", "objectives", True, 50),
    Column("不公开原因", "withheld_reason", width=20),
)

INDICATOR_COLUMNS = (
    KEY,
    PROJECT_MARK,
    Column("一级指标", "category", True),
    Column("二级指标", "subcategory", True, 18),
    Column("三级指标", "name", True, 26),
    Column("绩效指标描述", "description", True, 40),
    Column("指标值", "target", True),
    Column("指标值确定依据", "basis", True, 24),
)

NOTE_COLUMNS = (Column("标题", "heading", True, 30), Column("内容", "text", width=80))

SHEETS = {
    DUTIES: DUTY_COLUMNS,
    PAIRS: PAIR_COLUMNS,
    PROJECTS: PROJECT_COLUMNS,
    INDICATORS: INDICATOR_COLUMNS,
    NOTES: NOTE_COLUMNS,
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
    "请不要使用公式、日期格式和宏；编码等长数字请用文本格式填写。",
)
