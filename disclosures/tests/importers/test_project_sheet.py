"""Cells of a 绩效目标表: labels, units, amounts, percentages, and what is classified."""

from decimal import Decimal

import pytest

from disclosures.document.model import Withheld
from disclosures.importers.indicator_rows import IndicatorRows
from disclosures.importers.outline import ProjectHeading
from disclosures.importers.project_sheet import (
    CODE,
    FISCAL,
    FUNDS,
    NAME,
    OBJECTIVES,
    OTHER,
    PLAN,
    PURPOSE,
    TOTAL,
    Head,
    PrintedCell,
    build_sheet,
    known_label,
    money_unit_of,
    split_unit,
)
from disclosures.importers.refusal import Refused

HEADING = ProjectHeading(1, "图书馆购书", 3)
ROW = ("产出指标", "数量指标", "册数", "购书册数", "≥300册", "合同")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("项 目 编 码：", CODE),
        ("其中：财政资金", FISCAL),
        ("其中:\n财政资金", FISCAL),
        ("财政资金", FISCAL),
        ("其中：其他资金", OTHER),
        ("资金支出计划(％)", PLAN),
        ("资金支出计划（%）", PLAN),
        ("资金支出计划", PLAN),
        ("预算规模及\n资金用途", FUNDS),
        ("１０月底", "10月底"),
        ("绩效　目标", OBJECTIVES),
        ("绩效目标一", None),
        ("预算", None),
        ("", None),
    ],
)
def test_labels(text, label):
    assert known_label(text) == label


def test_units_of_money():
    printed = (
        "单位：元",
        "单 位: 万元",
        "金额单位：人民币元",
        "（单位：万元）",
        "单位（元）",
        "单位：千元",
        "元",
        "教育单位：元",
    )
    assert [money_unit_of(text) for text in printed] == ["元", "万元", "元", "万元", "元", "", "", ""]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("345001海港区档案馆", ("345001", "海港区档案馆")),
        ("３４５００１　海港区 档案馆(本级)", ("345001", "海港区 档案馆(本级)")),
        ("(345001)海港区档案馆", ("345001", "海港区档案馆")),
        ("345001-海港区档案馆", ("345001", "海港区档案馆")),
        ("单位名称：345001 海港区档案馆", ("345001", "海港区档案馆")),
        ("345001", ("", "345001")),
        ("345001001海港区档案馆", ("", "345001001海港区档案馆")),
        ("海港区档案馆", ("", "海港区档案馆")),
    ],
)
def test_the_units_line(text, unit):
    assert split_unit(text) == unit


def sheet(rows=(ROW,), plan=None, unit="元", **values):
    head = Head(money_unit=unit, values={name: PrintedCell(text, 7) for name, text in values.items()})
    head.plan = plan and [PrintedCell(text, 9) for text in plan]
    printed = IndicatorRows(converted=True)
    for row in rows:
        printed.add([PrintedCell(text, 11) for text in row])
    indicators, _ = printed.read()
    return build_sheet(HEADING, head, indicators, "")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("32000.00", "32000"),
        ("32，000.00", "32000"),
        ("３２０００．５", "32000.5"),
        ("￥32,000", "32000"),
        ("¥ 32000元", "32000"),
        ("32 000", "32000"),
        ("0", "0"),
        ("", None),
        ("涉密", None),
    ],
)
def test_amounts(text, amount):
    project, _ = sheet(**{TOTAL: text})
    assert project.total == (amount and Decimal(amount))


@pytest.mark.parametrize(
    "text", ["3.2万元", "3.2万", "约32000", "32000.001", "3,2000", "-", "无", "***", "1e5", "(320)"]
)
def test_what_is_no_exact_amount_is_refused(text):
    with pytest.raises(Refused) as refused:
        sheet(**{TOTAL: text})
    assert refused.value.line == 7


@pytest.mark.parametrize(
    ("text", "percent"), [("25", 25), ("２５．５％", 25.5), ("25﹪", 25), ("0.00%", 0), ("", None)]
)
def test_percentages(text, percent):
    project, _ = sheet(plan=(text, "", "", ""))
    assert project.spending_plan[0].cumulative_percent == percent


@pytest.mark.parametrize("text", ["四分之一", "25.001", "25%左右", "%", "25-30"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(Refused) as refused:
        sheet(plan=(text, "", "", ""))
    assert refused.value.line == 9


CLASSIFIED = (
    "涉密",
    "≥10 涉密",
    "（涉密）",
    "“涉密”",
    "〔涉密〕",
    "涉密。",
    "涉 密",
    "涉密内容",
    "属于涉密内容",
    "内容涉密",
)
CLASSIFIED += (
    "因涉密不予公开",
    "涉密（不公开）",
    "按规定不予公开",
    "不公开",
    "此项目涉密",
    "涉密\n涉密",
    "机密",
    "（秘密）",
    "绝密",
)
SPOKEN_OF = (
    "涉密耗材数量满足率",
    "涉密文件",
    "保密率",
    "公开",
    "未公开",
    "不公开率",
    "公开率",
    "保密",
    "详见涉密文件",
    "",
)


@pytest.mark.parametrize("text", CLASSIFIED)
def test_one_classified_cell_withholds_the_project(text):
    for project, _ in (
        sheet([(*ROW[:4], text, "合同")]),
        sheet(**{PURPOSE: text}),
        sheet(**{OBJECTIVES: f"1.甲\n2.{text}"}),
    ):
        assert project.withheld == Withheld("原件标注涉密")


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_a_cell_that_speaks_of_secrets_withholds_nothing(text):
    project, _ = sheet([(*ROW[:4], text, "合同")])
    assert project.withheld is None


@pytest.mark.parametrize(
    ("levels", "read"),
    [
        ([("产出指标", "数量指标"), ("", "质量指标"), ("", "")], ["数量指标", "质量指标", "质量指标"]),
        ([("产 出\n指标", "数量　指标"), ("产出指标", "成本指标")], ["数量指标", "成本指标"]),
        ([("成本指标", "经济成本指标"), ("", "社会成本指标")], ["经济成本指标", "社会成本指标"]),
        ([("满意度", "满意度"), ("产出", "时效")], ["满意度", "时效"]),
    ],
)
def test_levels(levels, read):
    project, _ = sheet([(*level, *ROW[2:]) for level in levels])
    assert [row.subcategory for row in project.indicators] == read


@pytest.mark.parametrize(
    "levels",
    [
        [("", "数量指标")],
        [("产出指标", "")],
        [("产出指标", "数量指标"), ("效益指标", "")],
        [("产出指标", "数量指标"), ("", "社会效益指标")],
        [("喜爱度指标", "数量指标")],
        [("产出指标", "美观指标")],
    ],
)
def test_levels_in_doubt_are_refused(levels):
    with pytest.raises(Refused):
        sheet([(*level, *ROW[2:]) for level in levels])


def test_a_name_must_be_printed_somewhere():
    project, problems = sheet(**{NAME: "图书馆 购书"})
    assert (project.name, problems) == ("图书馆 购书", [])
    with pytest.raises(Refused, match="标题和表内都没有印出项目名称"):
        build_sheet(ProjectHeading(1, "", 3), Head(), (), "")


def test_a_label_printed_twice_is_refused():
    head = Head(values={TOTAL: PrintedCell("1", 5)})
    with pytest.raises(Refused, match="同一张表里“预算数”出现了两次"):
        head.put(TOTAL, PrintedCell("2", 6))
