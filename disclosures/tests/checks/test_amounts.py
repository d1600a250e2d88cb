from decimal import Decimal

import pytest

from disclosures.checks.amounts import (
    amounts_have_one_unit,
    costs_stay_within_the_budget,
    funds_add_up,
    projects_are_the_expenditure_on_projects,
    quantity_is_not_the_budget_again,
)
from disclosures.document.model import BudgetStatement, IndicatorRow, Withheld
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots


def _funds(total, fiscal, other, money_unit="元"):
    amounts = (None if amount is None else Decimal(amount) for amount in (total, fiscal, other))
    names = ("total", "fiscal_funds", "other_funds")
    return a_project(money_unit=money_unit, **dict(zip(names, amounts, strict=True)))


def test_a_total_is_its_parts_and_blank_is_nothing():
    document = a_document(
        _funds("5000.00", "4500.00", "500"),
        _funds("5000.00", "5000.00", None),
        _funds("5000.00", "4999.99", None),
        _funds("5000.00", None, None),
        _funds(None, "5000.00", None),
    )
    assert spots(funds_add_up, document) == [(3, None, "total", "E"), (4, None, "total", "E")]


def test_a_cent_of_ten_thousand_is_rounding_and_two_are_not():
    document = a_document(
        _funds("3.34", "1.67", "1.66", "万元"), _funds("3.34", "1.67", "1.65", "万元"), _funds("3.34", "3.33", None)
    )
    assert spots(funds_add_up, document) == [
        (1, None, "total", "I"),
        (2, None, "total", "E"),
        (3, None, "total", "E"),
    ]


def test_an_amount_wants_a_unit():
    document = a_document(a_project(money_unit=""), money_unit="")
    assert spots(amounts_have_one_unit, document) == [(1, None, "money_unit", "E")]
    assert spots(amounts_have_one_unit, a_document(a_project(money_unit=""))) == []


def test_a_factor_of_ten_thousand_is_found_wherever_it_is_printed():
    rows = (a_row("成本", "采购成本", "≤30000万元"), a_row("成本", "运费", "≤3元"), a_row("成本", "书架", "≤3万元"))
    project = a_project(*rows, purpose="共 30,000万元", objectives=("用好 3 万元", "用好30000元", "每册30000万元/册"))
    assert spots(amounts_have_one_unit, a_document(project)) == [
        (1, 1, "target", "E"),
        (1, 2, "target", "E"),
        (1, None, "purpose", "E"),
    ]


def test_a_ceiling_is_at_most_the_budget():
    economic = IndicatorRow("成本指标", "经济成本指标", "采购成本", "按合同", "≤30000.01元", "询价")
    rows = (
        economic,
        a_row("成本", "采购成本", "≤3.5万元"),
        a_row("成本", "书架", "≤3万元"),
        a_row("成本", "单价", "≤40000元/套"),
        a_row("数量", "募集捐款", "≥40000元"),
    )
    assert spots(costs_stay_within_the_budget, a_document(a_project(*rows))) == [
        (1, 1, "target", "E"),
        (1, 2, "target", "E"),
    ]


def test_quantity_cost_and_budget_are_three_things():
    cost, books = a_row("成本", "采购成本", "≤3万元"), a_row("数量", "图书采购", "≥800册")
    again = a_project(a_row("数量", "采购费用", "≤30000元"), cost)
    cheaper = a_project(a_row("数量", "采购费用", "≤30000元"), a_row("成本", "采购成本", "≤2万元"))
    document = a_document(again, a_project(books, cost), cheaper)
    assert spots(quantity_is_not_the_budget_again, document) == [(1, 1, "target", "E")]


def with_project_expenditure(printed: str, *projects, unit: str = "万元"):
    rows = (("1", "", "合计", printed, "", printed, "", "", ""),)
    return a_document(*projects, statements=(BudgetStatement("expenditure", "单位预算支出总表", unit, rows),))


@pytest.mark.parametrize(
    ("printed", "unit", "severities"),
    [
        ("8.00", "万元", []),
        ("8.01", "万元", ["I"]),
        ("8.02", "万元", ["E"]),
        ("80000.00", "元", []),
        ("80000.01", "元", ["E"]),
        ("", "万元", ["E"]),
    ],
)
def test_projects_add_up_to_the_expenditure_on_projects_withheld_ones_too(printed, unit, severities):
    projects = (a_project(), a_project(number=2, total=Decimal(50000), withheld=Withheld("涉密")))
    document = with_project_expenditure(printed, *projects, unit=unit)
    findings = projects_are_the_expenditure_on_projects.findings(document)
    assert [(one.field, one.severity.value) for one in findings] == [
        ("statements[0].rows[0][5]", severity) for severity in severities
    ]


def test_where_a_project_prints_no_budget_the_sum_is_not_asked_for():
    document = with_project_expenditure("9.00", a_project(), a_project(number=2, total=None))
    assert not projects_are_the_expenditure_on_projects.applies(document)
    assert not projects_are_the_expenditure_on_projects.applies(a_document())
