"""Bars of the highest subjects of a statement."""

from decimal import Decimal

from disclosures.public.class_charts import class_charts
from disclosures.tests import statements
from disclosures.tests.builders import document


def test_revenue_expenditure_and_basic_expenditure_have_a_chart():
    charts = class_charts(document(statements=statements.statements()))
    assert [(chart.title, chart.source, chart.unit) for chart in charts] == [
        ("收入，按功能分类", "单位预算收入总表", "万元"),
        ("支出，按功能分类", "单位预算支出总表", "万元"),
        ("基本支出，按经济分类", "单位预算一般公共预算财政拨款基本支出表", "万元"),
    ]
    assert [(bar.code, bar.name, bar.amount, round(bar.percent, 2), bar.length) for bar in charts[1].bars] == [
        ("207", "文化旅游体育与传媒支出", Decimal("7.00"), Decimal("67.31"), 100.0),
        ("208", "社会保障和就业支出", Decimal("3.40"), Decimal("32.69"), 48.6),
    ]
    assert charts[1].total == Decimal("10.40")


def test_one_subject_alone_or_a_cell_that_is_no_amount_has_none():
    one = statements.expenditure(projects="")
    unreadable = statements.expenditure(basic="不公开")
    assert class_charts(document(statements=(one,))) == class_charts(document(statements=(unreadable,))) == []
