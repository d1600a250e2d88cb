"""The figures of a budget come from its statements, with the line that prints them."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.budget_figures import budget_figures, budget_words
from disclosures.tests import statements
from disclosures.tests.builders import document


def said(*found) -> list[tuple[str, Decimal, str]]:
    figures = budget_figures(document(statements=found)).values()
    return [(figure.label, figure.amount, figure.source) for figure in figures]


def test_four_figures_stand_in_two_statements():
    assert said(*statements.statements()) == [
        ("收入总计", Decimal("104000.00"), "单位预算收入总表 第1行"),
        ("支出总计", Decimal("104000.00"), "单位预算支出总表 第1行"),
        ("基本支出", Decimal("70000.00"), "单位预算支出总表 第1行"),
        ("项目支出", Decimal("34000.00"), "单位预算支出总表 第1行"),
    ]


def test_the_balance_stands_in_where_they_are_missing():
    assert said(statements.balance()) == [
        ("收入总计", Decimal("104000.00"), "单位预算收支总表 第33行"),
        ("支出总计", Decimal("104000.00"), "单位预算收支总表 第33行"),
    ]


def test_what_is_blank_or_no_amount_is_not_known():
    assert said() == said(statements.empty()) == []
    assert said(statements.expenditure(basic="")) == [
        ("支出总计", Decimal("104000.00"), "单位预算支出总表 第1行"),
        ("项目支出", Decimal("34000.00"), "单位预算支出总表 第1行"),
    ]
    assert [label for label, *_ in said(statements.expenditure(total="***"))] == ["基本支出", "项目支出"]


def test_a_statement_without_rows_gives_no_figure():
    assert said(replace(statements.expenditure(), rows=()), statements.balance())[1][2] == "单位预算收支总表 第33行"


def test_the_sum_of_projects_is_told_before_the_statements():
    made = document(statements=statements.statements())
    assert budget_words(made, Decimal("120000.00")) == "预算数合计 120,000.00 元"
    assert budget_words(made, None) == "支出总计 104,000.00 元（单位预算支出总表 第1行）"
    assert budget_words(document(), None) == "未列预算"
