"""Small makers of documents and of rows. The offices and projects are invented; the divisions exist."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from disclosures.document.model import (
    PLAN_MONTHS,
    BudgetStatement,
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
    Source,
    Withheld,
    YearSource,
)
from disclosures.models import Disclosure, Submission, SubmissionEvent
from disclosures.plans.from_rows import assemble
from disclosures.plans.loader import LoadReport, load
from disclosures.plans.submissions import record_event
from disclosures.publication.publishing import publish

SHANHAIGUAN = RegionRef("130303", "山海关区")
CHANGLI = RegionRef("130322", "昌黎县")


def indicator(name: str = "培训人数", target: str = "≥300人", **fields) -> IndicatorRow:
    """A row of a 绩效目标表, 产出指标 / 数量指标 unless told otherwise."""
    values = {
        "category": "产出指标",
        "subcategory": "数量指标",
        "description": f"{name}的完成情况",
        "basis": "年度工作计划",
    }
    return IndicatorRow(name=name, target=target, **(values | fields))


def plan(*percents: str | None) -> tuple[Checkpoint, ...]:
    """资金支出计划 by its four percentages."""
    return tuple(
        Checkpoint(month, None if percent is None else Decimal(percent))
        for month, percent in zip(PLAN_MONTHS, percents, strict=True)
    )


def project(number: int | None = 1, name: str = "图书馆购书", **fields) -> ProjectSheet:
    """A 绩效目标表 of 120,000 元 with two indicators, unless told otherwise."""
    values = {
        "code": f"13030321{number:013d}" if number is not None else "",
        "unit_code": "345001",
        "unit_name": "山海关区文化馆",
        "total": Decimal("120000.00"),
        "fiscal_funds": Decimal("100000.00"),
        "other_funds": Decimal("20000.00"),
        "purpose": f"用于{name}",
        "spending_plan": plan("25", "50", "80", "100"),
        "objectives": (f"完成{name}", "读者满意"),
        "indicators": (
            indicator(),
            indicator("读者满意度", "≥90%", category="满意度指标", subcategory="服务对象满意度指标"),
        ),
    }
    return ProjectSheet(number, name, **(values | fields))


def withheld_project(number: int = 2, name: str = "档案加固", reason: str = "原件标注涉密", **fields) -> ProjectSheet:
    """A project that is not published."""
    return project(number, name, withheld=Withheld(reason), **fields)


def statement(*rows: tuple[str, ...], **fields) -> BudgetStatement:
    """The expenditure from the general public budget: 3.40 万元 for one subject where no rows are given."""
    small = (
        ("1", "", "合计", "3.40", "", "3.40"),
        ("2", "208", "社会保障和就业支出", "3.40", "", "3.40"),
        ("3", "20807", "就业补助", "3.40", "", "3.40"),
        ("4", "2080711", "就业见习补贴", "3.40", "", "3.40"),
    )
    values = {"kind": "general_public", "title": "单位预算一般公共预算财政拨款支出表", "money_unit": "万元"}
    return BudgetStatement(**(values | {"rows": rows or small, "line": 7} | fields))


def document(*projects: ProjectSheet, **fields) -> Document:
    """What 山海关区文化馆 promises for 2021; one project where none is given. The source is made from the contents."""
    values = {
        "region": SHANHAIGUAN,
        "department": DepartmentRef("345001", "山海关区文化馆"),
        "fiscal_year": 2021,
        "money_unit": "元",
        "overall_objective": "让全区居民看得上书、听得到戏。",
        "duties": (
            DutySection(title="公共阅读", responsibilities="管理图书", duty_goal="人人有书读", line=8),
            DutySection(title="群众演出", pairs=(ObjectivePair("办好演出", ("场次", "观众人数")),), line=12),
        ),
        "safeguards": "加强领导，按月检查。",
        "explanations": (Explanation("名词解释", "三馆：图书馆、文化馆、博物馆。", line=90),),
        "layout": "word",
        "fiscal_year_evidence": "项目编码均为2021年",
        "fiscal_year_source": YearSource.PROJECT_CODES,
        "problems": (Problem(3, "无法归类的文字：内部资料"),),
    }
    made = Document(projects=projects or (project(),), **(values | fields))
    return (
        made if made.source else replace(made, source=Source("文化馆.txt", hashlib.sha256(file_of(made)).hexdigest()))
    )


def loaded(made: Document | None = None, **options) -> LoadReport:
    """A document in the database, as a draft."""
    made = made or document()
    return load(made, file_of(made), **options)


def published(made: Document | None = None, **options) -> Disclosure:
    """A document loaded and published as an import."""
    return publish(loaded(made, publish=True).submission, imported=True, **options)


def approved(submission: Submission) -> Submission:
    """A submission approved as it stands, by nobody in particular."""
    before, submission.status = submission.status, Submission.Status.APPROVED
    submission.save(update_fields=["status"])
    action = SubmissionEvent.Action.APPROVE
    record_event(submission, action, from_status=before, document=assemble(submission))
    return submission


def file_of(made: Document) -> bytes:
    """Bytes to stand for the file that a document was read from: they differ where documents do."""
    return repr(replace(made, source=None)).encode(errors="backslashreplace")
