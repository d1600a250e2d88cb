"""The definitions of the statements agree with themselves and with the paper form."""

import pytest

from disclosures.document.statement_kinds import (
    APPROPRIATIONS,
    BALANCE,
    BUDGET_STATEMENTS,
    EXPLANATION_TABLES,
    KIND_NAMES,
    KINDS,
    PROCUREMENT,
    REVENUE,
    THREE_PUBLIC,
    kind_of,
)
from disclosures.document.statement_laws import CLASSES, LAWS, Figure
from disclosures.document.statement_shapes import ColumnKind, SubjectTree


def test_there_are_nine_statements_and_three_tables():
    assert (len(BUDGET_STATEMENTS), len(EXPLANATION_TABLES)) == (9, 3)
    assert len(set(KIND_NAMES)) == len(KINDS) == 12
    assert kind_of("three_public") is THREE_PUBLIC


def test_the_form_fixes_the_lines_of_three():
    fixed = {kind.kind: [len(labels) for _, labels in kind.lines] for kind in KINDS if kind.lines}
    assert fixed == {"balance": [33, 33], "appropriations": [36, 36], "three_public": [9]}


@pytest.mark.parametrize("kind", KINDS, ids=KIND_NAMES)
def test_every_sum_speaks_of_columns_and_lines_that_exist(kind):
    names = [column.name for column in kind.columns]
    assert len(set(names)) == len(names)
    amounts = {column.name for column in kind.columns if column.kind == ColumnKind.AMOUNT}
    for column_sum in kind.column_sums:
        assert {column_sum.total, *column_sum.parts} <= amounts
    for line_sum in kind.line_sums:
        labels = kind.lines_of(line_sum.item)
        assert set(line_sum.columns) <= amounts
        assert all(labels[number - 1] for number in (line_sum.total, *line_sum.parts))
    for equality in kind.line_equalities:
        assert set(equality.columns) <= amounts
    assert dict(kind.lines).keys() <= {column.name for column in kind.columns if column.kind == ColumnKind.ITEM}


@pytest.mark.parametrize("kind", KINDS, ids=KIND_NAMES)
def test_every_title_ends_with_a_name_of_its_kind_and_no_two_columns_have_one_label(kind):
    assert kind.title.endswith(kind.names)
    assert len(set(kind.labels)) == len(kind.columns)


def test_the_columns_are_those_of_the_paper_form():
    assert BALANCE.labels == ("序号", "收入项目", "收入预算数", "支出项目", "支出预算数")
    assert REVENUE.labels[-2:] == ("其他收入", "上年结转")
    assert (REVENUE.place("total"), REVENUE.places(ColumnKind.SUBJECT_CODE)) == (3, (1,))
    assert APPROPRIATIONS.labels[4:] == (
        "合计",
        "一般公共预算财政拨款",
        "政府性基金预算财政拨款",
        "国有资本经营预算财政拨款",
    )
    assert not PROCUREMENT.has_ordinal


#: As the form numbers its lines: kind, ITEM column and total → the lines that are added.
LINE_SUMS = {
    ("balance", "revenue_item", 31): (1, 2, 3, 4, 5, 6, 7, 8, 9),
    ("balance", "revenue_item", 33): (31, 32),
    ("balance", "expenditure_item", 31): tuple(range(1, 31)),
    ("balance", "expenditure_item", 33): (31, 32),
    ("appropriations", "revenue_item", 31): (1, 2, 3),
    ("appropriations", "revenue_item", 32): (33, 34, 35),
    ("appropriations", "revenue_item", 36): (31, 32),
    ("appropriations", "expenditure_item", 31): tuple(range(1, 31)),
    ("appropriations", "expenditure_item", 36): (31, 32),
    ("three_public", "item", 1): (2,),
    ("three_public", "item", 2): (3, 6, 9),
    ("three_public", "item", 3): (4, 5),
    ("three_public", "item", 6): (7, 8),
}
#: Kind and label of the total → the labels of the columns that are added.
COLUMN_SUMS = {
    ("revenue", "合计"): ["小计", "上年结转"],
    ("revenue", "小计"): [
        *("财政拨款收入", "财政专户收入", "事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
    ],
    ("expenditure", "合计"): ["基本支出", "项目支出", "经营支出", "上解上级支出", "对附属单位补助支出"],
    ("appropriations", "合计"): ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
    **{(kind, "合计"): ["基本支出", "项目支出"] for kind in ("general_public", "government_fund", "state_capital")},
    ("basic", "合计"): ["人员经费", "公用经费"],
    ("three_public", "合计"): ["一般公共预算财政拨款", "政府性基金预算拨款", "国有资本经营预算财政拨款"],
    ("procurement", "合计"): [
        *("一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金", "财政拨款结转")
    ],
}


def test_the_sums_are_those_of_the_paper_form():
    assert {(kind.kind, one.item, one.total): one.parts for kind in KINDS for one in kind.line_sums} == LINE_SUMS
    labels = {(kind.kind, column.name): column.label for kind in KINDS for column in kind.columns}
    found = {
        (kind.kind, labels[kind.kind, one.total]): [labels[kind.kind, part] for part in one.parts]
        for kind in KINDS
        for one in kind.column_sums
    }
    assert found == COLUMN_SUMS
    fund_columns = ("total", "general_public", "government_fund", "state_capital")
    assert {(kind.kind, one.item): one.columns for kind in KINDS for one in kind.line_sums} == {
        ("balance", "revenue_item"): ("revenue",),
        ("balance", "expenditure_item"): ("expenditure",),
        ("appropriations", "revenue_item"): ("revenue",),
        ("appropriations", "expenditure_item"): fund_columns,
        ("three_public", "item"): fund_columns,
    }
    assert {(kind.kind, one.line): one.columns for kind in KINDS for one in kind.line_equalities} == {
        ("balance", 33): ("revenue", "expenditure"),
        ("appropriations", 36): ("revenue", "total"),
    }


def in_words(figure: Figure) -> str:
    place = f" {figure.line}" if figure.line else f" {figure.subject}" if figure.subject else ""
    return f"{figure.kind.kind}{place} {figure.column}"


def test_the_statements_are_tied_as_the_form_demands():
    laws = {"＋".join(map(in_words, law.parts)): in_words(law.whole) for law in LAWS if not law.whole.subject}
    assert laws == {
        "balance 1 revenue＋balance 2 revenue＋balance 3 revenue": "revenue appropriations",
        "balance 4 revenue": "revenue special_account",
        "balance 5 revenue": "revenue operations",
        "balance 6 revenue": "revenue business",
        "balance 7 revenue": "revenue from_superiors",
        "balance 8 revenue": "revenue from_subordinates",
        "balance 9 revenue": "revenue other",
        "balance 31 revenue": "revenue current",
        "balance 32 revenue": "revenue carried_forward",
        "balance 33 revenue": "revenue total",
        **{f"balance {line} revenue": f"appropriations {line} revenue" for line in (1, 2, 3)},
        "balance 31 expenditure": "expenditure total",
        "appropriations 31 general_public": "general_public total",
        "appropriations 31 government_fund": "government_fund total",
        "appropriations 31 state_capital": "state_capital total",
        "general_public basic": "basic total",
    }
    funds = ("general_public", "government_fund", "state_capital")
    by_class = {(in_words(law.parts[0]), in_words(law.whole)) for law in LAWS if law.whole.subject}
    assert by_class == {
        *((f"balance {line} expenditure", f"expenditure {code} total") for line, code in enumerate(CLASSES, 1)),
        *(
            (f"appropriations {line} {fund}", f"{fund} {code} total")
            for fund in funds
            for line, code in enumerate(CLASSES, 1)
        ),
    }


@pytest.mark.parametrize("kind", [BALANCE, APPROPRIATIONS], ids=("balance", "appropriations"))
def test_each_line_of_expenditure_stands_for_its_class(kind):
    names = dict(zip(CLASSES, kind.lines_of("expenditure_item"), strict=False))
    assert list(CLASSES) == sorted(CLASSES)
    assert {
        code: names[code].partition("、")[2] for code in ("201", "205", "208", "210", "219", "221", "224", "229")
    } == {
        "201": "一般公共服务支出",
        "205": "教育支出",
        "208": "社会保障和就业支出",
        "210": "卫生健康支出",
        "219": "援助其他地区支出",
        "221": "住房保障支出",
        "224": "灾害防治及应急管理支出",
        "229": "其他支出",
    }


def test_the_code_above():
    tree = SubjectTree.FUNCTIONAL
    assert [tree.parent(code) for code in ("2011102", "20111", "201")] == ["20111", "201", ""]
    assert SubjectTree.ECONOMIC.parent("30101") == "301"
