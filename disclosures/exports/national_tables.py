"""Projects and their targets under the names of the national data standard for budget management."""

from collections.abc import Iterator
from typing import Any

from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.document.redaction import public_name, shown_projects
from disclosures.exports.tables import Column, Kind, Table
from indicators.target_values import SIGN_CODES, parse_target

#: The code of the standard for a value that is no number with a sign.
QUALITATIVE = "6"
_PLACE = (
    Column("mof_div_code", "区划代码"),
    Column("fiscal_year", "年度"),
    Column("agency_code", "单位代码"),
    Column("agency_name", "单位名称"),
    Column("pro_code", "项目编码"),
    Column("pro_name", "项目名称"),
)
GOALS = Table(
    "PM_PERF_GOAL_INFO",
    "项目绩效目标（国家标准字段）",
    (
        *_PLACE,
        Column("kpi_target", "绩效目标"),
        Column("is_publish", "是否公开", note="1 公开，2 不公开"),
        Column("publishremark", "不公开原因"),
    ),
)
INDICATORS = Table(
    "PM_PERF_INDICATOR",
    "项目绩效指标（国家标准字段）",
    (
        *_PLACE,
        Column("kpi_lv1", "一级指标"),
        Column("kpi_lv2", "二级指标"),
        Column("kpi_lv3", "三级指标"),
        Column("kpi_content", "绩效指标描述"),
        Column("kpi_val", "指标值"),
        Column("computesign", "计算符号", note="1 ≥，2 ＞，3 ＝，4 ＜，5 ≤，6 定性"),
        Column("indexval", "指标值（数值）", Kind.NUMBER),
        Column("meterunit", "计量单位"),
        Column("indexstandards", "指标值确定依据"),
    ),
)


def goal_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    """Yield a row of GOALS for each project; of a withheld one its reason and what may be known of its name."""
    for project in document.projects:
        if project.withheld:
            place = (*_place(document)[:4], "", public_name(project))
            yield (*place, "", "2", project.withheld.reason)
        else:
            yield (*_place(document, project), "\n".join(project.objectives), "1", "")


def indicator_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    """Yield a row of INDICATORS for each indicator of each shown project."""
    for project in shown_projects(document):
        for row in project.indicators:
            yield (*_place(document, project), *_indicator(row))


def _place(document: Document, project: ProjectSheet | None = None) -> tuple[str, ...]:
    return (
        document.region.code if document.region else "",
        str(document.fiscal_year or ""),
        document.department.code,
        document.department.name,
        project.code if project else "",
        project.name if project else "",
    )


def _indicator(row: IndicatorRow) -> tuple[Any, ...]:
    value = parse_target(row.target)
    sign = SIGN_CODES.get(value.sign, QUALITATIVE if value.number is None and row.target else "")
    printed = (row.category, row.subcategory, row.name, row.description, row.target)
    return (*printed, sign, value.number, value.unit, row.basis)
