"""J01, J02, J04, J07, J10: what the explanation says in figures, against the statements and against itself."""

from dataclasses import replace

import pytest

from disclosures.checks.explained_sums import (
    assets_are_said_as_in_the_table,
    figures_are_said_as_in_the_tables,
    running_costs_add_up,
    three_expenses_add_up,
    three_expenses_are_said_as_in_the_table,
)
from disclosures.checks.said_figures import said_figures
from disclosures.document.budget_statements import BASIC, EXPENDITURE, REVENUE, THREE_PUBLIC
from disclosures.document.model import BudgetStatement, Document, Explanation
from disclosures.document.statement_kinds import FIXED_ASSETS, PROCUREMENT
from disclosures.document.statement_shapes import StatementKind
from disclosures.tests.checks.builders import a_document

THREE = tuple(
    (str(number), label, amount, amount, "", "")
    for number, (label, amount) in enumerate(
        zip(THREE_PUBLIC.lines_of("item"), ("8.79", "8.79", "", "", "", "8.24", "", "8.24", "0.55"), strict=True), 1
    )
)
SPENT = (
    ("1", "", "合计", "20.00", "12.00", "8.00", "", "", ""),
    ("2", "207", "文化旅游体育与传媒支出", "20.00", "12.00", "8.00", "", "", ""),
)
COSTS = (
    ("1", "", "合计", "12.00", "7.00", "5.00"),
    ("2", "301", "工资福利支出", "7.00", "7.00", ""),
    ("3", "302", "商品和服务支出", "5.00", "", "5.00"),
    ("4", "30201", "办公费", "3.00", "", "3.00"),
    ("5", "30213", "维修(护)费", "2.00", "", "2.00"),
)


def table(kind: StatementKind, rows=(), unit: str = "万元") -> BudgetStatement:
    return BudgetStatement(kind.kind, kind.title, unit, rows, () if rows else (kind.empty_note,))


TABLES = (
    table(EXPENDITURE, SPENT),
    table(BASIC, COSTS),
    table(THREE_PUBLIC, THREE),
    table(PROCUREMENT),
    table(FIXED_ASSETS, (("资产总额", "", "885.83"),)),
)


def told(text: str, heading: str = "单位预算安排的总体情况", *tables: BudgetStatement) -> Document:
    """A plan of 2021 of 海滨区图书馆本级 that says this, with these statements (all where none is given)."""
    return a_document(statements=tables or TABLES, explanations=(Explanation(heading, text),))


def found(rule, text: str, heading: str = "单位预算安排的总体情况", *tables: BudgetStatement) -> list[tuple[str, str]]:
    return [(one.evidence, one.severity.value) for one in rule.findings(told(text, heading, *tables))]


THE_THREE = "财政拨款“三公”经费预算情况"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2021年“三公”经费合计 9.00 万元，其中公务用车购置及运维费 8.24 万元，公务接待费 0.55 万元。", ["9.00万元"]),
        ("“三公”经费合计 8.79 万元，其中公务用车购置及运维费 8.24 万元，公务接待费 0.55 万元。", []),
        ("“三公”经费合计 8.79 万元，其中公务接待费 0.55 万元。", []),
        ("“三公”经费合计 87,900 元。其中公务接待费 5500 元，公务用车购置及运行维护费 82400 元。", []),
        ("“三公”经费合计 8.79 万元，其中公务用车购置及运维费 9.24 万元，公务接待费 0.55 万元。", ["8.79万元"]),
        ("公务用车购置及运维费 8.24 万元，其中公务用车购置费 1 万元，公务用车运行维护费 8.24 万元。", ["8.24万元"]),
        ("2020年“三公”经费 9.00 万元，其中公务用车购置及运维费 8 万元，公务接待费 0.5 万元。", ["9.00万元"]),
        ("2020年“三公”经费 9.00 万元，其中公务接待费 0.5 万元。", []),
        ("2020年“三公”经费 9.00 万元，其中公务用车运行维护费 8.5 万元，公务接待费 0.5 万元。", []),
        ("2020年“三公”经费 9.00 万元，其中公务用车购置费 8.4 万元，公务接待费 0.5 万元。", ["9.00万元"]),
        ("“三公”经费比 2020 年减少 3 万元，其中公务接待费减少 1 万元。", []),
        ("“三公”经费小计 9.00 万元，其中公务用车购置及运维费 8.24 万元，公务接待费 0.55 万元。", ["9.00万元"]),
    ],
)
def test_the_three_expenses_add_up_in_words(text, wrong):
    assert found(three_expenses_add_up, text, THE_THREE) == [(one, "E") for one in wrong]


def test_the_three_expenses_add_up_in_their_table():
    rows = (*THREE[:8], ("9", "三、公务接待费", "0.65", "0.65", "", ""))
    findings = three_expenses_add_up.findings(told("", THE_THREE, table(THREE_PUBLIC, rows)))
    assert [one.field for one in findings] == ["statements[0].rows[1][2]", "statements[0].rows[1][3]"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2021年“三公”经费合计 9.00 万元，公务接待费 0.55 万元。", [("9.00万元", "E")]),
        ("“三公”经费合计 8.79 万元，公务接待费 5,500 元，公务用车购置及运维费 8.24 万元。", []),
        ("“三公”经费合计 8.8 万元。", [("8.8万元", "I")]),
        ("2020年“三公”经费合计 9.00 万元。2021年公务接待费 0.65 万元。", [("0.65万元", "E")]),
        ("与2020年“三公”经费相比增加 1 万元。", []),
    ],
)
def test_the_three_expenses_are_those_of_the_table(text, wrong):
    assert found(three_expenses_are_said_as_in_the_table, text, THE_THREE) == wrong


def test_a_finding_names_the_sentence_and_both_figures():
    (one,) = three_expenses_are_said_as_in_the_table.findings(told("“三公”经费合计 9.00 万元。", THE_THREE))
    assert one.message == (
        "情况说明“财政拨款“三公”经费预算情况”的““三公”经费合计9.00万元。”写的是 9.00万元，"
        "《单位预算财政拨款“三公”经费支出表》第 2 行““三公”经费小计”的“合计”是 8.79 万元，请核对。"
    )


RUNNING = "机关运行经费安排情况"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("机关运行经费总计 5.00 万元。其中办公费 3.00 万元；维修（护）费 2.00 万元。", []),
        ("机关运行经费总计 5.00 万元。其中办公费 3.00 万元；维修（护）费 2.50 万元。", ["5.00万元", "2.50万元"]),
        ("机关运行经费总计 5.00 万元。其中办公费 3.00 万元；交通补贴 9.00 万元。", ["5.00万元"]),
        ("机关运行经费总计 6.00 万元。", ["6.00万元"]),
        ("机关运行经费 5.00 万元，主要是办公费 3.00 万元等。", []),
        ("机关运行经费 5.00 万元，比上年增加 1.20 万元。", []),
    ],
)
def test_the_costs_of_running_add_up(text, wrong):
    assert found(running_costs_add_up, text, RUNNING) == [(one, "E") for one in wrong]


def test_items_that_the_table_does_not_have_are_named():
    text = "机关运行经费总计 5.00 万元。其中办公费 3.00 万元；交通补贴 9.00 万元。"
    (one,) = running_costs_add_up.findings(told(text, RUNNING))
    assert one.message == (
        "情况说明“机关运行经费安排情况”的“机关运行经费总计5.00万元。”总额写的是 5.00万元，"
        "所列 2 项加起来是 12.00 万元，其中“交通补贴”基本支出表中没有，请核对。"
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("我单位上年末固定资产金额为 885.83 万元（详见下表）。", []),
        ("我单位上年末固定资产金额为 8,858,300 元。", []),
        ("我单位上年末固定资产金额为 885.38 万元。", [("885.38万元", "W")]),
        ("本年度拟购置固定资产总额为 0.00 万元。", []),
    ],
)
def test_the_assets_are_those_of_the_table(text, wrong):
    assert found(assets_are_said_as_in_the_table, text, "国有资产信息") == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "2021年，图书馆本级预算支出 20.00 万元，其中人员支出预算 7.00 万元，日常公用经费支出预算 5.00 万元，\n"
            "小计 12.00 万元，项目支出预算 8.00 万元。",
            [],
        ),
        ("2021年，本单位总支出 21.00 万元。", ["21.00万元"]),
        ("海滨区图书馆支出预算 200,000.01 元。", ["200,000.01元"]),
        ("基本支出 12.20 万元，人员经费 7.30 万元，公用经费 5.30 万元。", ["12.20万元", "7.30万元", "5.30万元"]),
        ("项目支出 8.80 万元，其中人员经费 1.00 万元。", ["8.80万元"]),
        ("一般公共预算支出 6.00 万元，教育支出 3.00 万元，会议支出预算 1.00 万元。", []),
        ("2020年预算支出 30.00 万元，上年项目支出 9.00 万元。", []),
        ("项目支出减少到 5.00 万元，人员支出增加 3.00 万元。", ["5.00万元"]),
        ("图书馆安排政府采购预算 0.00 万元。", []),
        ("安排政府采购预算 3.00 万元。", ["3.00万元"]),
        ("支出总计 20.00 万元，其中教育 9.00 万元，科技 9.00 万元，小计 18.00 万元。", []),
        ("每人支出 300 元/月，共 30 人。", []),
    ],
)
def test_figures_of_the_whole_are_those_of_the_tables(text, wrong):
    assert found(figures_are_said_as_in_the_tables, text) == [(one, "E") for one in wrong]


def test_rounding_is_a_hint_and_the_rounded_amount_of_a_table_in_yuan_is_right():
    rows = (("1", "", "合计", "200049.00", "120000.00", "80049.00", "", "", ""),)
    in_yuan = table(EXPENDITURE, rows, "元")
    heading = "总体情况"
    assert found(figures_are_said_as_in_the_tables, "总支出 20.00 万元。", heading, in_yuan) == []
    assert found(figures_are_said_as_in_the_tables, "总支出 20.01 万元。", heading, in_yuan) == [("20.01万元", "I")]
    assert found(figures_are_said_as_in_the_tables, "总支出 20.02 万元。", heading, in_yuan) == [("20.02万元", "E")]


def test_revenue_is_that_of_the_year_or_with_what_was_carried_forward():
    rows = (("1", "", "合计", "25.00", "20.00", "20.00", *[""] * 6, "5.00"),)
    text = "本年收入 20.00 万元，上年结转 5.00 万元，收入总计 25.00 万元。其中收入 24.00 万元。"
    assert found(figures_are_said_as_in_the_tables, text, "总体", table(REVENUE, rows)) == [("24.00万元", "E")]


def test_staff_is_not_compared_where_basic_expenditure_has_other_funds():
    basic = (("1", "", "合计", "11.00", "6.00", "5.00"),)
    tables = (table(EXPENDITURE, SPENT), table(BASIC, basic))
    assert found(figures_are_said_as_in_the_tables, "人员经费 7.00 万元，项目支出 8.00 万元。", "总体", *tables) == []


def test_what_no_table_prints_is_not_applicable():
    document = told("总支出 20.00 万元。“三公”经费 3 万元。上年末固定资产 3 万元。", "总体", table(REVENUE))
    rules = (
        figures_are_said_as_in_the_tables,
        three_expenses_are_said_as_in_the_table,
        assets_are_said_as_in_the_table,
    )
    assert [rule.applies(document) for rule in rules] == [False, False, False]
    assert not running_costs_add_up.applies(document)


def test_figures_are_read_with_their_year():
    text = "2020年收入 3 万元，其中补助 1 万元。与2020年相比减少 2 万元；去年支出 5 万元。今年支出 6 万元。"
    read = [(one.label, one.year, str(one.amount), one.change) for one in said_figures(told(text))]
    assert read == [
        ("收入", 2020, "30000.00", False),
        ("补助", 2020, "10000.00", False),
        ("", 2021, "-20000.00", True),
        ("", 2020, "50000.00", False),
        ("", 2021, "60000.00", False),
    ]


def test_a_document_without_explanations_says_nothing():
    assert said_figures(replace(told(""), explanations=())) == ()
