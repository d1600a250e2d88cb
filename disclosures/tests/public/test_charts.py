"""Numbers → geometry. Pure: no database."""

from decimal import Decimal

from disclosures.public.charts import Bar, bar_chart, plan_chart
from disclosures.tests.builders import plan


def points(chart):
    return [(point.month, point.x, point.y) for point in chart.points]


def test_a_plan_climbs_in_steps_at_the_end_of_its_months():
    chart = plan_chart(plan("25", "50", "75", "100"))
    assert points(chart) == [(3, 139.0, 148.0), (6, 234.0, 106.0), (10, 360.7, 64.0), (12, 424.0, 22.0)]
    assert chart.steps == ("M44 190H139.0V148.0H234.0V106.0H360.7V64.0H424.0V22.0",)


def test_a_blank_point_breaks_the_line_and_is_not_zero():
    chart = plan_chart(plan("25", None, "75", "100"))
    assert [point.percent for point in chart.points] == [Decimal(25), None, Decimal(75), Decimal(100)]
    assert chart.steps == ("M44 190H139.0V148.0", "M360.7 64.0H424.0V22.0")


def test_a_blank_beginning_draws_nothing_before_the_first_known_point():
    assert plan_chart(plan(None, None, None, "100")).steps == ()


def test_a_plan_that_is_blank_throughout_has_no_chart():
    assert plan_chart(plan(None, None, None, None)) is None
    assert plan_chart(()) is None


def test_zero_percent_is_drawn():
    assert plan_chart(plan("0", None, None, None)).steps == ("M44 190H139.0V190.0",)


def test_the_highest_year_has_the_full_height():
    chart = bar_chart([("2020年", Decimal("100000")), ("2021年", Decimal("400000"))])
    assert chart.width == 240
    assert chart.bars == (
        Bar("2020年", Decimal(100000), 36, 122.5, 48, 27.5),
        Bar("2021年", Decimal(400000), 156, 40.0, 48, 110.0),
    )


def test_years_without_amounts_are_left_out_and_one_year_is_no_chart():
    assert bar_chart([("2020年", None), ("2021年", Decimal(1)), ("2022年", Decimal(0))]) is None
