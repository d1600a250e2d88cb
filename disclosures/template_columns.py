"""The sheets and columns of our .xlsx template, for the importer and the export alike.

A column is (heading, field, mandatory). The first column of the sheets with keys is hidden and holds the key, so
that a row keeps its identity through Excel.
"""

from typing import NamedTuple


class Column(NamedTuple):
    heading: str
    field: str
    mandatory: bool = False
    width: int = 14


WHOLE, DUTIES, PAIRS, PROJECTS, INDICATORS, NOTES = "整体", "分项绩效目标", "目标与指标", "项目", "指标", "情况说明"
KEY = Column("编号（请勿修改）", "key")

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
    Column("职责名称", "title", True, 24),
    Column("主要职责", "responsibilities", width=40),
    Column("职责目标", "duty_goal", width=40),
    Column("绩效目标", "objective", width=40),
    Column("绩效指标", "indicators", width=40),
    Column("绩效标准", "rating_bands", width=40),
    Column("说明", "text", width=40),
)

PAIR_COLUMNS = (
    Column("职责序号", "duty", True, 10),
    Column("目标序号", "pair", True, 10),
    Column("绩效目标", "objective", width=50),
    Column("绩效指标", "indicator", width=50),
)

PLAN_FIELDS = {3: "percent_3", 6: "percent_6", 10: "percent_10", 12: "percent_12"}

PROJECT_COLUMNS = (
    KEY,
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
    Column("项目行序", "project", True, 10),
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
