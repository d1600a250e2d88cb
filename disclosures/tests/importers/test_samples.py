"""The sample documents: each reads as its golden file says, and as was counted and added up by hand in the file."""

import json
from decimal import Decimal
from typing import NamedTuple

import pytest

from disclosures.document.as_json import from_json
from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    Document,
    IndicatorRow,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.importers import parse_file
from disclosures.tests.golden import GOLDEN, SAMPLES, golden_file, golden_text, sample_files

SHANHAIGUAN = ("130303", "山海关区")
DEVELOPMENT_ZONE = ("130371", "秦皇岛经济技术开发区")
LULONG = ("130324", "卢龙县")
CULTURE = ("301001", "秦皇岛市山海关区旅游和文化广电局本级")
EDUCATION = ("325001", "秦皇岛市山海关区教育和体育局本级")
CITY = ("480001", "秦皇岛市山海关区城市管理综合行政执法局本级")
STREET = ("610003", "秦皇岛市山海关区南关街道办事处")


class Entry(NamedTuple):
    """What somebody who reads the file with a pencil writes down."""

    layout: str
    region: tuple[str, str]
    department: tuple[str, str]
    fiscal_year: int
    money_unit: str
    duties: int
    indicators: list[int]
    total: str | None


FACTS = {
    "2020-130303-610003-nanguan-street.txt": Entry(
        "word", SHANHAIGUAN, STREET, 2020, "元", 4, [4, 5, 5, 4], "1415000.00"
    ),
    "2021-130303-301001-culture-tourism.txt": Entry(
        "word", SHANHAIGUAN, CULTURE, 2021, "元", 3, [8, 8, 8, 6, 7, 6], "1438600.00"
    ),
    "2021-130303-301001-culture-tourism-corrected.txt": Entry(
        "word", SHANHAIGUAN, CULTURE, 2021, "元", 3, [8, 8, 8, 7, 6, 6], "1398100.00"
    ),
    "2021-130303-325001-education-sports.txt": Entry(
        "word", SHANHAIGUAN, EDUCATION, 2021, "元", 4, [6, 8, 7, 7, 7], "3075500.00"
    ),
    "2021-130303-361001-health.txt": Entry(
        "word",
        SHANHAIGUAN,
        ("361001", "秦皇岛市山海关区卫生健康局本级"),
        2021,
        "元",
        2,
        [6, 7, 5, 6],
        "2798800.00",
    ),
    "2021-130303-480001-city-management.txt": Entry(
        "word", SHANHAIGUAN, CITY, 2021, "元", 2, [6, 6, 6, 7], "9337000.00"
    ),
    "2021-130303-610003-nanguan-street.txt": Entry(
        "word", SHANHAIGUAN, STREET, 2021, "元", 3, [6, 6, 7, 7], "1448100.00"
    ),
    "2021-130324-456001-water.txt": Entry(
        "word", LULONG, ("456001", "卢龙县水务局本级"), 2021, "万元", 1, [8, 8, 6, 7], "676.25"
    ),
    "2021-130371-452001-urban-development.txt": Entry(
        "pdf",
        DEVELOPMENT_ZONE,
        ("452001", "秦皇岛经济技术开发区城市发展局(本级)"),
        2021,
        "万元",
        3,
        [7, 7, 8, 7, 6],
        None,
    ),
    "2022-130303-301001-culture-tourism.txt": Entry(
        "word", SHANHAIGUAN, CULTURE, 2022, "元", 3, [7, 8, 8, 7, 7], "1240000.00"
    ),
    "2022-130303-325001-education-sports.txt": Entry(
        "word", SHANHAIGUAN, EDUCATION, 2022, "元", 3, [7, 6, 7, 7], "1985500.00"
    ),
    "2022-130303-480001-city-management.docx": Entry(
        "word", SHANHAIGUAN, CITY, 2022, "元", 2, [7, 7, 6, 7], "10046000.00"
    ),
    "2022-130371-325001-social-development.txt": Entry(
        "pdf",
        DEVELOPMENT_ZONE,
        ("325001", "秦皇岛经济技术开发区社会发展局(本级)"),
        2022,
        "万元",
        4,
        [6, 7, 7, 7, 6, 7, 6],
        None,
    ),
}


def read(name: str) -> Document:
    return parse_file(name, (SAMPLES / name).read_bytes())


def names(document: Document) -> list[str]:
    return [project.name for project in document.projects]


def test_every_sample_has_its_golden_file_and_its_facts():
    samples = [path.name for path in sample_files()]
    assert samples == sorted(FACTS)
    assert sorted(path.name for path in GOLDEN.glob("*.json")) == [f"{name}.json" for name in samples]


@pytest.mark.parametrize("name", FACTS)
def test_a_sample_reads_as_its_golden_file_says(name):
    sample = SAMPLES / name
    expected = golden_file(sample).read_text()
    assert json.loads(golden_text(sample)) == json.loads(expected)
    assert read(name) == from_json(json.loads(expected))


@pytest.mark.parametrize("name", FACTS)
def test_a_sample_holds_what_was_counted_by_hand(name):
    document, facts = read(name), FACTS[name]
    totals = [project.total for project in document.projects if project.total is not None]
    assert (
        Entry(
            document.layout,
            (document.region.code, document.region.name),
            (document.department.code, document.department.name),
            document.fiscal_year,
            document.money_unit,
            len(document.duties),
            [len(project.indicators) for project in document.projects],
            str(sum(totals)) if totals else None,
        )
        == facts
    )
    assert document.problems == ()
    assert [project.number for project in document.projects] == list(range(1, len(document.projects) + 1))


def test_all_samples_together():
    assert sum(len(facts.indicators) for facts in FACTS.values()) == 62
    assert sum(sum(facts.indicators) for facts in FACTS.values()) == 415


@pytest.mark.parametrize("name", FACTS)
def test_nothing_of_the_printing_is_left_in_a_sample(name):
    text = golden_file(SAMPLES / name).read_text()
    assert [mark for mark in ("TC ", "bookmark", "<b>", "<p>", "**", "\\t") if mark in text] == []


@pytest.mark.parametrize("name", [name for name, facts in FACTS.items() if facts.total])
def test_money_of_a_sample_adds_up(name):
    for project in read(name).projects:
        assert project.total == project.fiscal_funds + (project.other_funds or 0)


def test_a_project_is_read_field_by_field():
    project = read("2021-130303-301001-culture-tourism.txt").projects[3]
    assert project == ProjectSheet(
        number=4,
        name="应急广播运行维护",
        code="13030321J9D5L2UE7C04K",
        money_unit="元",
        unit_code="301001",
        unit_name="秦皇岛市山海关区旅游和文化广电局本级",
        total=Decimal("96000.00"),
        fiscal_funds=Decimal("96000.00"),
        other_funds=Decimal("0"),
        purpose="用于镇村应急广播终端的电费、线路租用和故障维修。",
        spending_plan=tuple(Checkpoint(m, Decimal(p)) for m, p in ((3, 25), (6, 50), (10, 75), (12, 100))),
        objectives=("应急广播终端完好率保持在95%以上，紧急信息及时播发。",),
        indicators=(
            _row("产出指标", "数量指标", "维护终端数量|纳入运行维护的应急广播终端|128个|应急广播建设台账"),
            _row("产出指标", "质量指标", "终端完好率|月度测试中能够正常播发的终端占比|≥95%|应急广播管理规定"),
            _row("产出指标", "时效指标", "故障修复时限|接到故障报告后恢复播发的时间|≤48小时|运维服务合同"),
            _row("产出指标", "成本指标", "单个终端维护成本|每个终端全年电费、线路和维修支出|≤750元/个|运维服务合同"),
            _row("效益指标", "社会效益指标", "紧急信息播发及时率|收到指令后10分钟内播发的比例|≥98%|应急广播管理规定"),
            _row(
                "满意度指标",
                "服务对象满意度指标",
                "村（居）民满意度|村（居）民对广播内容和音质的满意比例|≥85%|入户访问",
            ),
        ),
    )


def test_the_corrected_file_changes_amounts_and_targets_and_trades_one_project():
    first, corrected = (read(f"2021-130303-301001-culture-tourism{end}.txt") for end in ("", "-corrected"))
    assert set(names(first)) - set(names(corrected)) == {"应急广播运行维护"}
    assert set(names(corrected)) - set(names(first)) == {"旅游厕所管护"}
    assert names(corrected)[-1] == "旅游厕所管护"
    before = {project.code: project for project in first.projects}
    amounts = {
        project.name: (before[project.code].total, project.total)
        for project in corrected.projects
        if project.code in before and before[project.code].total != project.total
    }
    assert amounts == {
        "文物保护单位日常巡查与维护": (Decimal("450000.00"), Decimal("420000.00")),
        "古城旅游宣传推广": (Decimal("380000.00"), Decimal("350000.00")),
    }
    show = corrected.projects[3]
    assert (show.name, show.indicators[0].target) == ("文化惠民演出", "≥48场")
    assert before[show.code].indicators[0].target == "≥40场"
    assert (first.duties, first.safeguards) == (corrected.duties, corrected.safeguards)


def test_one_code_names_two_departments():
    one, other = read("2022-130303-325001-education-sports.txt"), read("2022-130371-325001-social-development.txt")
    assert one.department.code == other.department.code == "325001"
    assert one.region != other.region


def test_the_street_of_2020_speaks_the_older_words():
    document = read("2020-130303-610003-nanguan-street.txt")
    assert document.department == DepartmentRef("610003", "秦皇岛市山海关区南关街道办事处")
    assert document.region == RegionRef("130303", "山海关区")
    assert {row.category for project in document.projects for row in project.indicators} == {
        "产出指标",
        "效果指标",
        "满意度指标",
    }
    assert [project.code for project in document.projects] == [
        "610-1301-JBN-QX4A",
        "610-1301-JBN-W7LD",
        "610-1301-YBN-M3TE",
        "610-1301-JBN-H9RC",
    ]
    assert {project.other_funds for project in document.projects} == {None}
    assert document.projects[2].indicators[-1] == _row(
        "满意度指标",
        "服务对象满意度指标",
        "受益居民满意度|受益居民对整治效果的评价"
        "|≥90%为优；\n80%（含）-90%为良；\n60%（含）-80%为中；\n60%以下为差。|居民议事会测评",
    )


def test_the_water_bureau_counts_in_ten_thousands():
    project = read("2021-130324-456001-water.txt").projects[0]
    assert (project.money_unit, project.total, project.fiscal_funds, project.other_funds) == (
        "万元",
        Decimal("428.50"),
        Decimal("328.50"),
        Decimal("100.00"),
    )


def test_the_word_file_and_its_merged_cells():
    project = read("2022-130303-480001-city-management.docx").projects[2]
    assert (project.name, project.total) == ("公共厕所管理养护", Decimal("468000.00"))
    assert [(row.category, row.subcategory, row.target) for row in project.indicators] == [
        ("成本指标", "经济成本指标", "≤12000元/座"),
        ("产出指标", "数量指标", "39座"),
        ("产出指标", "质量指标", "≥97%"),
        ("产出指标", "时效指标", "≤24小时"),
        ("效益指标", "社会效益指标", "≥16座"),
        ("满意度指标", "服务对象满意度指标", "≥91%"),
    ]


def test_the_pdf_family_pairs_objectives_with_indicators_and_withholds_one_project():
    document = read("2022-130371-325001-social-development.txt")
    assert document.duties[0].pairs == (
        ObjectivePair("提升校园安全防范水平，六所学校安防设施达到建设规范", ("安防设施改造学校6所，验收合格率100%",)),
        ObjectivePair("落实学生资助政策，困难学生不失学", ("资助对象认定准确率100%", "资助资金每学期按时发放")),
    )
    assert [(p.number, p.name, p.withheld) for p in document.projects if p.withheld] == [
        (5, "应急指挥通信保障设备", Withheld("原件标注涉密"))
    ]
    assert [note.heading for note in document.explanations] == [
        "单位职责及机构设置情况",
        "单位预算安排的总体情况",
        "机关运行经费安排情况",
        "财政拨款“三公”经费预算情况及增减变化原因",
        "政府采购预算情况",
        "国有资产信息",
        "名词解释",
        "其他需要说明的事项",
    ]
    assert document.projects[1].objectives == (
        "完成 6 所学校视频监控和周界报警改造，达到校园安防建设规范。",
        "与属地派出所平台联网，实现一键报警。",
    )


def test_the_health_bureau_has_left_something_to_find():
    projects = read("2021-130303-361001-health.txt").projects
    assert [point.cumulative_percent for point in projects[1].spending_plan] == [None] * 4
    assert [row.target for row in projects[1].indicators] == [
        "2处",
        "100%",
        "101%",
        "是/否",
        "≤15分钟",
        "是/否",
        "≥90%",
    ]
    assert "满意度指标" not in {row.category for row in projects[2].indicators}


def _row(category: str, subcategory: str, cells: str) -> IndicatorRow:
    return IndicatorRow(category, subcategory, *cells.split("|"))
