from disclosures.checks.spending_plans import (
    spending_plans_are_filled,
    spending_plans_differ,
    spending_plans_rise_to_the_whole,
)
from disclosures.tests.checks.builders import a_document, a_plan, a_project, spots


def _plans(*plans, name="社区图书角"):
    return a_document(*(a_project(spending_plan=a_plan(*plan), name=name) for plan in plans))


def test_an_empty_plan_is_one_finding_and_a_blank_cell_is_named():
    document = _plans((None, None, None, None), (None, 30, None, 100), (0, 0, 0, 100))
    findings = spending_plans_are_filled.findings(document)
    assert [(f.project, f.field, f.message) for f in findings] == [
        (1, "spending_plan", "第 1 个项目还没有填写资金支出计划，请补全四个时点。"),
        (2, "spending_plan[0].cumulative_percent", "第 2 个项目的资金支出计划缺少3月底、10月底的累计百分比，请补上。"),
    ]


def test_a_table_that_prints_no_head_has_no_plan_to_fill():
    bare = a_project(code="", purpose="", total=None, fiscal_funds=None, spending_plan=None)
    assert not spending_plans_are_filled.applies(a_document(bare))
    assert spots(spending_plans_are_filled, a_document(bare, a_project(spending_plan=None))) == [
        (2, None, "spending_plan", "E")
    ]


def test_a_plan_rises_to_a_hundred():
    document = _plans((25, 20, 75, 100), (10, 50, 90, 99), (-1, 0, 0, 101), (0, 0, 100, 100))
    assert spots(spending_plans_rise_to_the_whole, document) == [
        (1, None, "spending_plan[1].cumulative_percent", "E"),
        (2, None, "spending_plan[3].cumulative_percent", "E"),
        (3, None, "spending_plan[0].cumulative_percent", "E"),
        (3, None, "spending_plan[3].cumulative_percent", "E"),
    ]


def test_a_blank_cell_is_no_fall():
    assert spots(spending_plans_rise_to_the_whole, _plans((None, 62, None, 100), (None, None, None, None))) == []


def test_four_of_five_alike_are_hinted_at_once_for_the_whole():
    same, other = (20, 40, 60, 100), (0, 30, 80, 100)
    assert spots(spending_plans_differ, _plans(same, same, same, same, other)) == [(None, None, "projects", "I")]
    assert spots(spending_plans_differ, _plans(same, same, same, other, (1, 2, 3, 100))) == []


def test_two_plans_are_too_few_to_be_called_alike():
    assert spots(spending_plans_differ, _plans((20, 40, 60, 100), (20, 40, 60, 100))) == []


def test_what_is_paid_at_once_is_not_spread_evenly():
    even = (25, 50, 75, 100)
    assert spots(spending_plans_differ, _plans(even, name="车辆保险")) == [(1, None, "spending_plan", "I")]
    assert spots(spending_plans_differ, _plans(even, name="保洁服务")) == []
    assert spots(spending_plans_differ, _plans((0, 100, 100, 100), name="车辆保险")) == []
