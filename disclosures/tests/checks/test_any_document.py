"""Whatever a plan says, the rules answer: no text, number or hole makes one of them stumble."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.checks import ALL, Severity, run
from disclosures.document.model import (
    BudgetStatement,
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_shapes import ColumnKind

#: Pieces the rules look for, strung together at random.
PIECES = (
    *(
        "",
        "≥",
        "≤",
        "90",
        "100%",
        "0",
        "%",
        "百分比",
        "元/人·月",
        "万元",
        "人",
        "次数",
        "个月",
        "是/否",
        "涉密",
        "为优",
        "减分",
    ),
    *(
        "80%-90%为良；",
        "70%以下为差",
        "70%以上为中",
        "2018年",
        "12月底前",
        "不少于3次",
        "《信息》6期",
        "满意度",
        "完成率",
        "成本",
    ),
    *(
        "[2017]6号",
        ",",
        "。。",
        "绩效目标：",
        "陈本",
        "XX",
        "１",
        "\n",
        "\t",
        "，",
        "<b>",
        "立法",
        "图书借阅与阅览服务",
    ),
)
texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
amounts = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
percents = st.none() | st.decimals(min_value=Decimal(-5), max_value=Decimal(120), places=2)
plans = st.none() | st.tuples(*(st.builds(Checkpoint, st.just(month), percents) for month in (3, 6, 10, 12)))
rows = st.builds(
    IndicatorRow,
    st.sampled_from(["产出指标", "效果指标", "成本指标", "满意度指标", "其他", ""]),
    st.sampled_from(["数量指标", "成本指标", "时效指标", "生态效益指标", "经济成本指标", "其他", ""]),
    *(texts for _ in range(4)),
)
project_sheets = st.builds(
    ProjectSheet,
    number=st.none(),
    name=texts,
    code=st.sampled_from(["", "130303210XGGG4UE82OXZ", "610-1301-JBN-OTTA", "1"]),
    money_unit=st.sampled_from(["", "元", "万元", "美元"]),
    unit_code=st.sampled_from(["", "401001", "4"]),
    unit_name=texts,
    total=amounts,
    fiscal_funds=amounts,
    other_funds=amounts,
    purpose=texts,
    withheld=st.none() | st.just(Withheld("不公开")),
    spending_plan=plans,
    objectives=st.lists(texts, max_size=3).map(tuple),
    indicators=st.lists(rows, max_size=4).map(tuple),
)
CELLS = {
    ColumnKind.SUBJECT_CODE: ("2080711", "208", "", "20807"),
    ColumnKind.SUBJECT_NAME: ("合计", "就业见习补贴", ""),
    ColumnKind.ITEM: ("收入总计", "“三公”经费小计", "资产总额", "其中：车辆", "一、一般公共服务支出", ""),
}
AMOUNT_CELLS = ("3.40", "", "x", "-1", "8.79")


def _tables(kind):
    cells = (st.sampled_from(CELLS.get(column.kind, AMOUNT_CELLS)) for column in kind.columns)
    return st.builds(
        BudgetStatement,
        kind=st.just(kind.kind),
        title=texts,
        money_unit=st.sampled_from(["万元", "元", ""]),
        rows=st.lists(st.tuples(*cells), max_size=4).map(tuple),
        notes=st.lists(texts, max_size=1).map(tuple),
    )


tables = st.sampled_from(KINDS).flatmap(_tables)
SAYINGS = (
    "“三公”经费合计 9.00 万元，其中公务接待费 0.55 万元，与 2021 年相比增加 0.2 万元。",
    "机关运行经费总计 79.53 万元。其中印刷费 2.87 万元；",
    "2022年，预算支出 847.45 万元，人员支出增加 3 万元，项目支出减少到 5 万元。",
    "上年末固定资产金额为 885.83 元，政府采购预算 0 万元。",
)
explained = st.builds(
    Explanation,
    st.sampled_from(["三公经费", "机关运行经费", "名词解释", ""]),
    st.lists(st.sampled_from(SAYINGS) | texts, max_size=4).map("".join),
)
duty_sections = st.builds(
    DutySection,
    *(texts for _ in range(7)),
    pairs=st.lists(st.builds(ObjectivePair, texts, st.lists(texts, max_size=2).map(tuple)), max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    region=st.none() | st.just(RegionRef("130303", "海滨区")),
    department=st.builds(DepartmentRef, st.sampled_from(["", "401001"]), texts),
    fiscal_year=st.none() | st.integers(2018, 2026),
    money_unit=st.sampled_from(["元", "万元", ""]),
    overall_objective=texts,
    duties=st.lists(duty_sections, max_size=3).map(tuple),
    safeguards=texts,
    projects=st.lists(project_sheets, max_size=4).map(tuple),
    statements=st.lists(tables, max_size=4, unique_by=lambda one: one.kind).map(tuple),
    explanations=st.lists(explained, max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(documents, st.none() | documents)
def test_every_finding_has_a_rule_a_severity_of_it_and_a_place_that_exists(document, previous):
    rules = {rule.code: rule for rule in ALL}
    for finding in run(document, previous):
        rule = rules[finding.rule]
        assert finding.severity in {rule.severity, *rule.also}
        assert isinstance(finding.severity, Severity)
        assert finding.message.endswith("。")
        assert finding.field
        if finding.project is not None:
            project = document.projects[finding.project - 1]
            assert finding.row is None or 1 <= finding.row <= len(project.indicators)
        else:
            assert finding.row is None
