from disclosures.checks.directions import (
    percentages_ask_for_enough,
    rates_have_enough_objects,
    signs_point_the_right_way,
)
from disclosures.tests.checks.builders import a_document, a_project, a_row, row_spots, spots


def test_what_should_be_high_has_no_ceiling_and_what_should_be_low_no_floor():
    rows = (
        a_row("时效", "办结及时性", "≤95%"),
        a_row("质量", "设备故障率", "≥2%"),
        a_row("质量", "安全事故发生次数", ">1次"),
        a_row("质量", "经费使用情况", "≤100%"),
        a_row("质量", "检验不合格率", "≥2%"),
    )
    assert row_spots(signs_point_the_right_way, *rows) == [1, 2, 3, 4, 5]


def test_good_answers_to_bad_events_are_not_bad():
    rows = (
        a_row("时效", "投诉办结率", "≥95%"),
        a_row("质量", "突发事件处置率", "≥95%"),
        a_row("质量", "结案后再访率", "≤10%"),
        a_row("成本", "保障经费", "≤3万元"),
        a_row("成本", "预算完成率", "≤100%"),
        a_row("时效", "问题办结时限", "≤5天"),
        a_row("质量", "检验不合格率", "≤2%"),
        a_row("质量", "计划完成偏差率", "≤5%"),
        a_row("数量", "受理投诉件数", "≥500件"),
        a_row("质量", "涉密", "≤8 涉密"),
    )
    assert row_spots(signs_point_the_right_way, *rows) == []


def test_low_targets_are_questioned():
    rows = (
        a_row("质量", "检查完成率", "≥50%"),
        a_row("时效", "工作及时性", "10%"),
        a_row("质量", "活动参与率", "≥60%"),
        a_row("质量", "活动参与率", "≥80%"),
    )
    assert spots(percentages_ask_for_enough, a_document(a_project(*rows))) == [
        (1, 1, "target", "W"),
        (1, 2, "target", "W"),
        (1, 3, "target", "I"),
    ]


def test_small_percentages_that_are_meant_small_are_left_alone():
    rows = (
        a_row("质量", "图书破损投诉率", "≤1%"),
        a_row("经济效益", "门票收入增长率", "≥5%"),
        a_row("成本", "经费节约率", "≥3%"),
        a_row("质量", "少儿图书占比", "≥40%"),
        a_row("数量", "讲座场次", "≥4场"),
    )
    assert row_spots(percentages_ask_for_enough, *rows) == []


def test_a_rate_over_three_things_is_hinted_at():
    rows = (
        a_row("质量", "三台电梯年检率", "≥95%"),
        a_row("质量", "2辆图书车完好率", "≥90%"),
        a_row("质量", "三台电梯年检率", "=100%"),
        a_row("质量", "三重一大事项公开率", "≥95%"),
        a_row("质量", "十三台电脑完好率", "≥95%"),
        a_row("质量", "12辆图书车完好率", "≥90%"),
        a_row("数量", "三台电梯年检次数", "≥3次"),
    )
    assert row_spots(rates_have_enough_objects, *rows) == [1, 2]
