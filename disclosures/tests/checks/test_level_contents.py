import pytest

from disclosures.checks import level_contents as contents
from disclosures.document.model import IndicatorRow
from disclosures.tests.checks.builders import a_document, a_project, a_row, row_spots, spots

WITHHELD = a_row("数量", "涉密", "≥8 涉密")


@pytest.mark.parametrize(
    ("rule", "level", "found", "silent"),
    [
        (
            contents.quantities_are_not_rates,
            "数量",
            [("书架配置完成率", "100%"), ("书架配置", "≥95%"), ("上架率", "20个"), ("上架", "95百分比")],
            [("办公效率", "20个"), ("巡查频率", "≥2次"), ("书架", "≥20个")],
        ),
        (
            contents.quantities_are_not_money,
            "数量",
            [("演出费用", "≤50000元"), ("演出费用", "≤5万元"), ("演出费用", "300元/场")],
            [("演出场次", "≥6场"), ("募集资源", "≥6元件")],
        ),
        (
            contents.quantities_are_numbers,
            "数量",
            [("讲座", "是/否"), ("讲座", "若干"), ("讲座", "≥9大于9场")],
            [("讲座", "4场"), ("讲座", "")],
        ),
        (
            contents.costs_are_money,
            "成本",
            [("支出控制", "是/否"), ("支出控制", "≤100%"), ("支出控制", "不超预算")],
            [("补助标准", "300元/人·月"), ("支出控制", "≤3 万元"), ("支出控制", "")],
        ),
        (
            contents.timeliness_speaks_of_time,
            "时效",
            [("任务完成", "100%"), ("年度任务", "≥90%"), ("办理时限", "95%")],
            [
                ("任务完成", "9月底前"),
                ("任务完成", "按时完成"),
                ("任务及时率", "100%"),
                ("办理时限", "≤5天"),
                ("进度", "100%"),
            ],
        ),
        (
            contents.satisfaction_is_called_so,
            "服务对象满意度",
            [("服务覆盖率", "≥90%")],
            [("居民满意", "≥90%"), ("居民满意率", "≥90%"), ("涉密", "≥8 涉密")],
        ),
        (
            contents.ecology_is_not_cost,
            "生态效益",
            [("节约经费成本", "≥5%"), ("节约陈本", "≥5%")],
            [("纸张用量下降", "≥5%")],
        ),
        (
            contents.outcomes_are_not_outputs,
            "社会效益",
            [("补贴发放", "100%"), ("政策落实率", "100%"), ("提高工作效率", "明显")],
            [("政策知晓率", "≥90%"), ("图书使用效率", "明显")],
        ),
        (
            contents.rates_are_percentages,
            "质量",
            [("经费控制率", "≤2万元"), ("完成率", "明显"), ("满意度", "≥9分"), ("合格率", "95百分比")],
            [
                ("合格率", "提高3个百分点"),
                ("提升效率", "明显"),
                ("提升程度", "明显"),
                ("合格率", "≥90%为优；其余为差"),
                ("合格率", ""),
            ],
        ),
    ],
)
def test_it_finds_what_does_not_belong_and_leaves_what_does(rule, level, found, silent):
    rows = [a_row(level, name, target) for name, target in [*found, *silent]]
    assert row_spots(rule, *rows, WITHHELD) == list(range(1, len(found) + 1))


def test_rules_of_one_level_leave_the_others_alone():
    rows = (a_row("质量", "完成率", "100%"), a_row("成本", "采购费", "≤3万元"), a_row("质量", "观感", "是/否"))
    for rule in (contents.quantities_are_not_rates, contents.quantities_are_not_money, contents.quantities_are_numbers):
        assert row_spots(rule, *rows) == []
    assert row_spots(contents.outcomes_are_not_outputs, a_row("数量", "补贴发放人数", "≥8人")) == []


def test_the_sign_of_a_cost():
    rows = (
        a_row("成本", "补助金额", "300元/人"),
        a_row("成本", "补助金额", "=300元/人"),
        a_row("成本", "采购成本", "≥3万元"),
        a_row("成本", "采购成本", "≥3大于3万元"),
        a_row("成本", "采购成本", "≤3万元"),
        a_row("成本", "补助标准", "=300元/人"),
        a_row("成本", "不超预算", "是/否"),
        a_row("成本", "采购成本", ""),
        a_row("质量", "合格率", "≥98%"),
        IndicatorRow("成本指标", "生态环境成本指标", "噪声", "按工地巡查", "夜间不施工", "规划"),
    )
    assert spots(contents.costs_have_a_ceiling, a_document(a_project(*rows))) == [
        (1, 1, "target", "W"),
        (1, 2, "target", "W"),
        (1, 3, "target", "E"),
        (1, 4, "target", "E"),
        (1, 7, "target", "W"),
    ]


def test_social_and_ecological_costs_need_not_be_money():
    rows = [
        IndicatorRow("成本指标", f"{level}成本指标", "占地面积", "按红线图", "≤200平方米", "规划")
        for level in ("经济", "社会", "生态环境")
    ]
    assert row_spots(contents.costs_are_money, *rows) == [1]


def test_a_share_is_not_an_amount_of_money():
    rows = (
        a_row("成本", "支出", "≤6万元", "支出占预算的比例"),
        a_row("成本", "支出", "≤96%", "支出占预算的比例"),
        a_row("成本", "场地费", "≤6万元", "占用场地的租金"),
        a_row("成本", "耗材费", "≤1万元", "按合同付款"),
    )
    assert row_spots(contents.descriptions_measure_what_is_promised, *rows) == [1]
