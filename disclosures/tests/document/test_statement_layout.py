"""A statement as the form prints it: head, sums in words, notes, and tables in the explanation."""

import pytest

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import KINDS, PROCUREMENT
from disclosures.document.statement_layout import (
    BodyRow,
    explanation_pieces,
    is_placed,
    label_column,
    layout_of,
)
from disclosures.tests import statements
from disclosures.tests.builders import document

DOCUMENT = document(statements=statements.statements(), explanations=statements.EXPLANATIONS)


def labels(row: BodyRow) -> list[tuple[str, str]]:
    return [(cell.text, cell.made_of) for cell in row.cells if cell.is_label]


def test_a_statement_stands_below_its_unit_year_and_money():
    layout = layout_of(DOCUMENT, statements.expenditure())
    assert layout.above == ("345001山海关区文化馆", "预算年度：2021", "单位：万元")
    assert layout.column_numbers == ("栏次", "1", "2", "3", "4", "5", "6", "7", "8")
    assert layout_of(DOCUMENT, statements.assets()).above == ("345001山海关区文化馆", "截止时间：2020-12-31")


def test_sums_say_which_rows_they_add():
    rows = layout_of(DOCUMENT, statements.expenditure()).rows
    assert [labels(row) for row in rows[:4]] == [
        [("合计", "等于第 2、5 行之和")],
        [("文化旅游体育与传媒支出", "等于第 3 行")],
        [("文化和旅游", "等于第 4 行")],
        [("群众文化", "")],
    ]
    assert [row.depth for row in rows] == [0, 1, 2, 3, 1, 2, 3]


def test_each_half_of_a_line_says_its_own_sum():
    row = layout_of(DOCUMENT, statements.balance()).rows[30]
    assert labels(row) == [
        ("本年收入合计", "等于第 1、2、3、4、5、6、7、8、9 行之和"),
        ("本年支出合计", f"等于第 {'、'.join(map(str, range(1, 31)))} 行之和"),
    ]


def test_an_empty_statement_prints_its_note_whoever_wrote_none():
    bare = BudgetStatement("state_capital", "单位预算国有资本经营预算财政拨款支出表", "万元")
    assert layout_of(DOCUMENT, bare).notes == ("注：无国有资本经营预算财政拨款预算，空表列示。",)
    assert layout_of(DOCUMENT, statements.expenditure()).notes == ()


def test_amounts_are_named_by_the_label_to_their_left():
    assert label_column(KINDS[0], "revenue") == "revenue_item"
    assert label_column(KINDS[0], "expenditure") == "expenditure_item"
    assert label_column(PROCUREMENT, "total") == "project"


def test_a_table_stands_in_its_place_in_the_explanation():
    assert list(explanation_pieces(DOCUMENT, 1)) == [
        "资产总额 12.00 万元（详见下表）。",
        statements.assets(),
        "没有购置计划。",
    ]
    assert list(explanation_pieces(DOCUMENT, 2)) == [statements.EXPLANATIONS[1].text]


@pytest.mark.parametrize(("paragraph", "before"), [(0, []), (None, []), (9, [statements.EXPLANATIONS[0].text])])
def test_a_table_stands_above_or_below_all_lines_where_its_place_is_there(paragraph, before):
    table = statements.assets(paragraph=paragraph)
    made = document(statements=(table,), explanations=statements.EXPLANATIONS)
    pieces = list(explanation_pieces(made, 1))
    assert pieces[: pieces.index(table)] == before
    assert "\n".join(piece for piece in pieces if isinstance(piece, str)) == statements.EXPLANATIONS[0].text


@pytest.mark.parametrize(("section", "placed"), [(1, True), (2, True), (3, False), (0, False), (None, False)])
def test_a_table_is_placed_where_its_explanation_exists(section, placed):
    assert is_placed(DOCUMENT, statements.assets(section=section)) is placed
