"""A document shaped for the page. Pure: no database."""

from decimal import Decimal

from disclosures.public.presenters import Paragraph, levelled, paragraphs, plan_lines, project_table
from disclosures.tests.builders import document, indicator, plan, project, withheld_project


def test_sums_run_over_shown_projects_in_yuan():
    table = project_table(
        document(
            project(1, total=Decimal("1.20"), fiscal_funds=Decimal("1.20"), other_funds=None, money_unit="万元"),
            withheld_project(2),
            project(3, total=Decimal("500.00"), fiscal_funds=None, other_funds=Decimal("500.00")),
        )
    )
    assert (table.total, table.fiscal_funds, table.other_funds) == (
        Decimal("12500.00"),
        Decimal("12000.00"),
        Decimal("500.00"),
    )
    assert [line.total for line in table.lines] == [Decimal("12000.00"), None, Decimal("500.00")]
    assert (table.indicator_count, table.withheld_count, table.without_amount, table.has_codes) == (4, 1, 0, True)


def test_projects_without_amounts_have_no_sum_rather_than_zero():
    table = project_table(document(project(total=None, fiscal_funds=None, other_funds=None, code="")))
    assert (table.total, table.fiscal_funds, table.other_funds, table.without_amount) == (None, None, None, 1)
    assert table.has_codes is False


def test_neighbours_of_one_level_share_a_merged_cell():
    rows = [
        indicator("甲"),
        indicator("乙"),
        indicator("丙", subcategory="质量指标"),
        indicator("丁", category="效益指标", subcategory="质量指标"),
        indicator("戊"),
    ]
    assert [(line.row.name, line.category_span, line.subcategory_span) for line in levelled(rows)] == [
        ("甲", 3, 2),
        ("乙", 0, 0),
        ("丙", 0, 1),
        ("丁", 1, 1),
        ("戊", 1, 1),
    ]


def test_the_plan_says_what_a_percentage_means_in_money():
    lines = plan_lines(
        project(total=Decimal("1000.01"), money_unit="元", spending_plan=plan("33.33", None, "0", "100"))
    )
    assert [(line.month, line.percent, line.amount) for line in lines] == [
        (3, Decimal("33.33"), Decimal("333.30")),
        (6, None, None),
        (10, Decimal("0"), Decimal("0.00")),
        (12, Decimal("100"), Decimal("1000.01")),
    ]


def test_a_plan_without_a_budget_means_no_money():
    assert [line.amount for line in plan_lines(project(total=None))] == [None] * 4


def test_a_short_numbered_line_is_a_heading_and_blank_lines_are_dropped():
    assert paragraphs("一、加强领导\n\n  （一）每月检查。\n二、这一句话有句号。\n") == [
        Paragraph("一、加强领导", 1),
        Paragraph("（一）每月检查。", 0),
        Paragraph("二、这一句话有句号。", 0),
    ]
