"""Small makers of documents for the tests of the rules: a sound plan, of which each test spoils one thing."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    ProjectSheet,
    RegionRef,
)

_CATEGORY = {"数量": "产出", "质量": "产出", "时效": "产出", "成本": "产出", "服务对象满意度": "满意度"}


def a_row(
    level: str, name: str, target: str, description: str = "按登记簿统计", basis: str = "上年实际数"
) -> IndicatorRow:
    """An indicator row; `level` is the second level without 指标 (数量, 社会效益, 服务对象满意度)."""
    category = _CATEGORY.get(level, "效益")
    return IndicatorRow(f"{category}指标", f"{level}指标", name, description, target, basis)


SOUND_ROWS = (
    a_row("数量", "图书采购册数", "≥800册", "按入库单统计"),
    a_row("质量", "图书合格率", "≥98%", "合格册数除以入库册数"),
    a_row("时效", "上架时间", "9月底前", "以上架登记为准"),
    a_row("成本", "图书采购成本", "≤3万元", "以合同和发票为准"),
    a_row("社会效益", "新增借阅居民", "≥500人", "按新办借阅证统计"),
    a_row("服务对象满意度", "借阅居民满意度", "≥90%", "发放问卷调查"),
)


def a_plan(*percents) -> tuple[Checkpoint, ...]:
    """资金支出计划 from four percentages or None."""
    values = zip((3, 6, 10, 12), percents, strict=True)
    return tuple(Checkpoint(month, None if percent is None else Decimal(percent)) for month, percent in values)


def a_project(*rows: IndicatorRow, **changes) -> ProjectSheet:
    """A sound project of 30,000 yuan; given rows replace its six, named fields replace its own."""
    sheet = ProjectSheet(
        number=1,
        name="社区图书角",
        code="13030321ABCDEFGH01234",
        money_unit="元",
        unit_code="401001",
        unit_name="海滨区图书馆本级",
        total=Decimal(30000),
        fiscal_funds=Decimal(30000),
        purpose="购买图书和书架",
        spending_plan=a_plan(0, 30, 80, 100),
        objectives=("让三个社区有可借阅的图书角",),
        indicators=rows or SOUND_ROWS,
    )
    return replace(sheet, **changes)


def a_document(*projects: ProjectSheet, **changes) -> Document:
    """A sound plan of 2021 with one duty; given projects replace its one."""
    document = Document(
        region=RegionRef("130303", "海滨区"),
        department=DepartmentRef("401001", "海滨区图书馆本级"),
        fiscal_year=2021,
        money_unit="元",
        overall_objective="让居民在家门口借到书。",
        duties=(
            DutySection(
                title="图书借阅",
                responsibilities="收藏并借阅图书。",
                duty_goal="开馆三百天。",
                objective="借阅量稳步上升。",
                indicators="借阅册数；开馆天数。",
                rating_bands="90%以上的为优；80%以上的为良；60%以上的为中；60%以下的为差。",
            ),
        ),
        safeguards="每月盘点一次。",
        projects=projects or (a_project(),),
    )
    return replace(document, **changes)


def spots(rule, document: Document, **context) -> list[tuple]:
    """What a rule finds, as (project, row, field, severity letter)."""
    return [(f.project, f.row, f.field, f.severity.value) for f in rule.findings(document, **context)]


def row_spots(rule, *rows: IndicatorRow, **changes) -> list[int]:
    """The rows of one project at which a rule fires."""
    return [finding.row for finding in rule.findings(a_document(a_project(*rows, **changes)))]
