from decimal import Decimal

from disclosures.checks.unit_prices import prices_explain_the_budget
from disclosures.document.model import BudgetStatement
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

PEOPLE = a_row("数量", "领取补贴人数", "6人")


def _monthly(total, *rows, price="300元/人·月"):
    return a_document(a_project(a_row("成本", "补贴标准", price), *rows, total=Decimal(total)))


def test_price_times_people_times_months_is_the_budget():
    months = a_row("时效", "发放月数", "10个月")
    assert spots(prices_explain_the_budget, _monthly(21600, PEOPLE)) == []
    assert spots(prices_explain_the_budget, _monthly(18000, PEOPLE, months)) == []
    assert spots(prices_explain_the_budget, _monthly(21600, PEOPLE, months)) == [(1, 1, "target", "W")]
    assert spots(prices_explain_the_budget, _monthly(20500, PEOPLE)) == [(1, 1, "target", "W")]


def test_one_percent_is_let_pass():
    assert spots(prices_explain_the_budget, _monthly(21700, PEOPLE)) == []


def test_without_a_number_of_people_the_budget_is_divisible_by_the_price():
    assert spots(prices_explain_the_budget, _monthly(21600)) == []
    assert spots(prices_explain_the_budget, _monthly(20100)) == [(1, 1, "target", "I")]
    assert spots(prices_explain_the_budget, _monthly(20150)) == [(1, 1, "target", "W")]
    assert spots(prices_explain_the_budget, _monthly(20100, price="300元/人")) == []


def test_a_whole_sum_is_no_price():
    assert spots(prices_explain_the_budget, _monthly(20150, price="≤2万元")) == []


def test_where_the_table_prints_no_amount_the_account_of_its_name_tells_it():
    rows = (
        ("1", "208", "社会保障支出", "9.40", "6.00", "3.40"),
        ("2", "2080711", "护林补贴", "3.40", "", "3.40"),
        ("3", "2080101", "行政运行", "6.00", "6.00", ""),
    )
    table = BudgetStatement("general_public", "单位预算支出表", "万元", rows)
    rangers = a_project(
        PEOPLE, a_row("成本", "补贴标准", "400元/人"), name="护林员工资", total=None, fiscal_funds=None, money_unit=""
    )
    other = a_project(name="图书角", total=None)
    found = a_document(rangers, other, money_unit="万元", statements=(table,))
    assert [f.message for f in prices_explain_the_budget.findings(found)] == [
        "第 1 个项目第 2 行指标“补贴标准”乘以数量和期限得不到预算 34000.00 元（最接近的是 33600.00 元），请核对。"
    ]
    assert spots(prices_explain_the_budget, a_document(rangers, other, money_unit="万元")) == []
    rival = a_project(name="护林防火", total=None)
    assert spots(prices_explain_the_budget, a_document(rangers, rival, money_unit="万元", statements=(table,))) == []
