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


def test_the_code_above():
    tree = SubjectTree.FUNCTIONAL
    assert [tree.parent(code) for code in ("2011102", "20111", "201")] == ["20111", "201", ""]
    assert SubjectTree.ECONOMIC.parent("30101") == "301"
