# ruff: noqa: W291, W293 (blank cells are part of the files)
"""Files nobody has seen: both layouts with every variation we can think of, and damage of every kind.

The builders here print text by hand, without the exporter, and the expected Document is written by hand too. A file is
read exactly or refused whole; nothing in between, and no other exception.
"""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.importers import parse, parse_file
from disclosures.importers.refusal import Refused

UNIT = "345001中共秦皇岛市海港区档案馆本级"
DEPARTMENT = DepartmentRef("345001", "中共秦皇岛市海港区档案馆本级")
HEAD = """第一部分
部门整体绩效目标
一、总体绩效目标
档案馆要管好全区的档案。

还要方便群众查档。

二、分项绩效目标
档案保管

主要职责：接收、保管全区档案。

职责目标：不丢、不坏、不泄。

绩效目标：库房温度合格。

绩效指标：温度合格率；虫害发生次数。

绩效标准： 90%以上的为优； 80%以上的为良； 70%以上的为中； 70%以下的为差。

三、工作保障措施
一、加强领导

成立领导小组。

第二部分
预算项目绩效目标
"""
FIRST = """1.库房维护费绩效目标表
	345001中共秦皇岛市海港区档案馆本级
	单位：元

	项目编码
	13030221ABCDEFGHIJKLM
	项目名称
	库房维护费

	预算规模及资金用途
	预算数
	32000.00
	其中：财政资金
	30000.00
	其他资金
	2000

	
	更换库房的密集架

	资金支出计划（%）
	3月底
	6月底
	10月底
	12月底

	
	25.00%
	50.00%
	75.00%
	100.00%

	绩效目标
	1.更换密集架
2.保持温度


	一级指标
	二级指标
	三级指标
	绩效指标描述
	指标值
	指标值确定依据

	产出指标
	数量指标
	更换数量
	更换的架数
	≥8架
	采购合同

	
	质量指标
	合格率
	验收合格的比例
	100%
	采购合同

	满意度指标
	服务对象满意度指标
	查档人满意度
	问卷调查的满意度
	≥95%
	问卷汇总


"""
SECOND = """2.查档大厅改造绩效目标表
	345001中共秦皇岛市海港区档案馆本级
	单位：元

	项目编码
	13030221ZYXWVUTSRQPON
	项目名称
	查档大厅改造

	预算规模及资金用途
	预算数
	500.50
	其中：财政资金
	500.50
	其他资金
	0

	
	改造查档大厅

	资金支出计划（%）
	3月底
	6月底
	10月底
	12月底

	
	
	
	
	

	绩效目标
	1.大厅焕然一新


	一级指标
	二级指标
	三级指标
	绩效指标描述
	指标值
	指标值确定依据

	产出指标
	成本指标
	改造成本
	不超过预算
	是/否
	预算批复

	效益指标
	社会效益指标
	查档人次
	全年查档人次
	≥900人次
	历年数据


"""
WHOLE = HEAD + FIRST + SECOND
ROWS = (
    IndicatorRow("产出指标", "数量指标", "更换数量", "更换的架数", "≥8架", "采购合同"),
    IndicatorRow("产出指标", "质量指标", "合格率", "验收合格的比例", "100%", "采购合同"),
    IndicatorRow("满意度指标", "服务对象满意度指标", "查档人满意度", "问卷调查的满意度", "≥95%", "问卷汇总"),
)
PLAN = tuple(Checkpoint(month, Decimal(share)) for month, share in ((3, 25), (6, 50), (10, 75), (12, 100)))
FIRST_SHEET = ProjectSheet(
    number=1,
    name="库房维护费",
    code="13030221ABCDEFGHIJKLM",
    money_unit="元",
    unit_code="345001",
    unit_name="中共秦皇岛市海港区档案馆本级",
    total=Decimal(32000),
    fiscal_funds=Decimal(30000),
    other_funds=Decimal(2000),
    purpose="更换库房的密集架",
    spending_plan=PLAN,
    objectives=("更换密集架", "保持温度"),
    indicators=ROWS,
)
SECOND_SHEET = ProjectSheet(
    number=2,
    name="查档大厅改造",
    code="13030221ZYXWVUTSRQPON",
    money_unit="元",
    unit_code="345001",
    unit_name="中共秦皇岛市海港区档案馆本级",
    total=Decimal("500.50"),
    fiscal_funds=Decimal("500.50"),
    other_funds=Decimal(0),
    purpose="改造查档大厅",
    spending_plan=tuple(Checkpoint(month, None) for month in (3, 6, 10, 12)),
    objectives=("大厅焕然一新",),
    indicators=(
        IndicatorRow("产出指标", "成本指标", "改造成本", "不超过预算", "是/否", "预算批复"),
        IndicatorRow("效益指标", "社会效益指标", "查档人次", "全年查档人次", "≥900人次", "历年数据"),
    ),
)
DOCUMENT = Document(
    region=RegionRef("130302", "海港区"),
    department=DEPARTMENT,
    fiscal_year=2021,
    money_unit="元",
    overall_objective="档案馆要管好全区的档案。\n还要方便群众查档。",
    duties=(
        DutySection(
            title="档案保管",
            responsibilities="接收、保管全区档案。",
            duty_goal="不丢、不坏、不泄。",
            objective="库房温度合格。",
            indicators="温度合格率；虫害发生次数。",
            rating_bands="90%以上的为优； 80%以上的为良； 70%以上的为中； 70%以下的为差。",
        ),
    ),
    safeguards="一、加强领导\n成立领导小组。",
    projects=(FIRST_SHEET, SECOND_SHEET),
)


def changed(old: str, new: str, text: str = WHOLE) -> str:
    """The text with one passage replaced, which must be there."""
    assert old in text
    return text.replace(old, new)


def with_first(**fields) -> Document:
    return replace(DOCUMENT, projects=(replace(FIRST_SHEET, **fields), SECOND_SHEET))


def with_row(index: int, **fields) -> Document:
    rows = tuple(replace(row, **fields) if number == index else row for number, row in enumerate(ROWS))
    return with_first(indicators=rows)


def reads(text: str, expected: Document) -> None:
    read = parse(text)
    assert read == expected
    assert read.problems == ()


def refuses(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.message
    return refused.value


def test_the_plain_file():
    reads(WHOLE, DOCUMENT)


def test_every_part_knows_its_line():
    read = parse(WHOLE)
    lines = WHOLE.split("\n")
    assert [lines[project.line - 1] for project in read.projects] == [
        "1.库房维护费绩效目标表",
        "2.查档大厅改造绩效目标表",
    ]
    assert [lines[row.line - 1] for row in read.projects[0].indicators] == ["\t产出指标", "\t", "\t满意度指标"]
    assert [lines[duty.line - 1] for duty in read.duties] == ["档案保管"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_line_ends(encoding, line_end):
    text = ("\ufeff" if encoding in ("utf-16-le", "utf-16-be") else "") + WHOLE.replace("\n", line_end)
    read = parse_file("档案馆.txt", text.encode(encoding))
    assert read == DOCUMENT
    assert read.source.name == "档案馆.txt"
    assert read.projects[0].line == 28


def test_mixed_line_ends_and_no_end_of_the_last_line():
    lines = WHOLE.rstrip("\n").split("\n")
    ends = ("\n", "\r\n", "\r")
    reads("".join(line + ends[number % 3] for number, line in enumerate(lines)).rstrip("\r\n"), DOCUMENT)


SAME = {
    "blanks before and behind lines": WHOLE.replace("第一部分", " 第一部分 ").replace("\t项目编码", "\t项目编码  "),
    "ideographic blanks": WHOLE.replace("\t单位：元", "\t单位：元\u3000").replace("第二部分", "\u3000第二部分"),
    "spaces inside labels": (
        WHOLE.replace("\t项目编码", "\t项 目 编 码")
        .replace("\t预算规模及资金用途", "\t预算规模及 资金用途")
        .replace("\t单位：", "\t单 位 ：")
        .replace("\t绩效目标", "\t绩 效\u3000目 标")
        .replace("\t一级指标", "\t一 级 指 标")
        .replace("\t3月底", "\t 3 月底")
    ),
    "labels over two lines": WHOLE.replace("\t预算规模及资金用途", "\t预算规模及\n资金用途").replace(
        "\t资金支出计划（%）", "\t资金支出\n计划（%）"
    ),
    "half-width signs in labels": (
        WHOLE.replace("\t单位：元", "\t单位:元")
        .replace("\t其中：财政资金", "\t其中:财政资金")
        .replace("计划（%）", "计划(%)")
        .replace("主要职责：", "主要职责:")
    ),
    "full-width percent in a label": WHOLE.replace("计划（%）", "计划（％）"),
    "full-width amounts": WHOLE.replace("32000.00", "３２０００．００").replace("500.50", "５００．５０"),
    "full-width shares": WHOLE.replace("25.00%", "２５．００％").replace("100.00%", "１００％"),
    "full-width months": WHOLE.replace("\t10月底", "\t１０月底"),
    "full-width codes": WHOLE.replace("13030221ABCDEFGHIJKLM", "１３０３０２２１ＡＢＣＤＥＦＧＨＩＪＫＬＭ"),
    "full-width unit codes": WHOLE.replace("\t345001", "\t３４５００１"),
    "full-width numbers of projects": WHOLE.replace("1.库房", "１．库房").replace("2.查档", "２、查档"),
    "numbers with another point": WHOLE.replace("1.库房", "1、库房").replace("2.查档", "2．查档"),
    "a blank behind the number": WHOLE.replace("1.库房", "1. 库房").replace("2.查档", "2、 查档"),
    "thousands separators": WHOLE.replace("32000.00", "32,000.00").replace("30000.00", "30，000.00"),
    "shares without a sign": WHOLE.replace("25.00%", "25.00").replace("50.00%", "50"),
    "an amount with its unit": WHOLE.replace("32000.00", "32000.00元"),
    "objectives with other numbers": WHOLE.replace("1.更换密集架\n2.保持", "1、更换密集架\n2、保持"),
    "objectives with wide numbers": WHOLE.replace("1.更换密集架\n2.保持", "１．更换密集架\n２．保持"),
    "objectives in brackets": WHOLE.replace("1.更换密集架\n2.保持", "（1）更换密集架\n（2）保持"),
    "objectives in one line": WHOLE.replace("1.更换密集架\n2.保持", "1.更换密集架 2.保持"),
    "blank lines within the objectives": WHOLE.replace("1.更换密集架\n2.保持", "1.更换密集架\n\n2.保持"),
    "field codes": (
        WHOLE.replace("一、总体绩效目标\n", "一、总体绩效目标 TC 总体绩效目标 \\f A \\l 1 \n")
        .replace("1.库房维护费绩效目标表", "1.库房维护费绩效目标表 TC 1、库房维护费绩效目标表 \\f C \\l 1 ")
        .replace("2.查档大厅改造绩效目标表", '2.查档大厅改造绩效目标表 TC "2、查档大厅改造绩效目标表" \\f C \\l 1')
    ),
    "bookmarks": (
        WHOLE.replace("一、总体", "[bookmark: _Toc61447631]一、总体")
        .replace("\t更换数量", "\t[bookmark: _GoBack]更换数量")
        .replace("1.库房维护费绩效", "[bookmark: _Toc1]1.库房维护费[bookmark: _GoBack]绩效")
    ),
    "page numbers between projects": HEAD + "1\n" + FIRST + "- 2 -\n" + SECOND + "第 3 页 共 3 页\n",
    "dotted page numbers": HEAD + FIRST + "— 12 —\n" + SECOND + "-13-\n",
    "a title and a table of contents": (
        "海港区档案馆2021年部门预算绩效文本\n目 录\n第一部分 部门整体绩效目标\t1\n"
        "一、总体绩效目标\t1\n二、分项绩效目标……………2\n三、工作保障措施\t3\n"
        "第二部分 预算项目绩效目标\t4\n1.库房维护费绩效目标表\t4\n2.查档大厅改造绩效目标表......5\n"
    )
    + WHOLE,
    "sub-headings of the unit": WHOLE.replace(
        "一、总体绩效目标\n", "一、总体绩效目标\n海港区档案馆\n\n部门总体绩效目标\n\n"
    ).replace("二、分项绩效目标\n", "二、分项绩效目标\n职责分类绩效目标\n\n"),
    "repeated levels": WHOLE.replace("\n\t\n\t质量指标", "\n\t产出指标\n\t质量指标"),
    "blank lines inside a row": WHOLE.replace("\t≥8架\n", "\t≥8架\n\n\n"),
    "many blank lines": WHOLE.replace("\n\n", "\n\n\n"),
    "only blanks in blank lines": WHOLE.replace("\n\n", "\n \u3000\n"),
    "one blank line between the tables": WHOLE.replace("\n\n\n\t一级指标", "\n\n\t一级指标"),
    "a mark of order in front": "\ufeff" + WHOLE,
    "first letters of the text in other forms": WHOLE.replace(
        "第一部分\n部门整体绩效目标", "第一部分　部门整体绩效目标"
    ),
    "non-breaking blanks": WHOLE.replace("\t单位：元", "\t单位：\xa0元").replace("\t32000.00", "\t32000.00\xa0"),
    "zero-width characters": WHOLE.replace("\t项目编码", "\t项目\u200b编码"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_variation_that_says_the_same(text):
    assert text != WHOLE
    reads(text, DOCUMENT)


def test_cells_over_several_lines():
    reads(changed("\t更换的架数\n", "\t更换的\n架数\n"), with_row(0, description="更换的\n架数"))
    reads(changed("\t≥8架\n", "\t8架以上为优\n\n8架以下为差\n"), with_row(0, target="8架以上为优\n8架以下为差"))
    reads(
        changed("\t更换库房的密集架\n", "\t更换库房的密集架\n和空调\n"), with_first(purpose="更换库房的密集架\n和空调")
    )


def test_targets_stay_as_printed():
    for target in (
        "≧ 8 架",
        "８架",
        "＞８％",
        "=100％",
        ">=8",
        "效果明显",
        "1,000架",
        "2021年12月底前",
        "≥90大于或等于90%",
    ):
        reads(changed("\t≥8架\n", f"\t{target}\n"), with_row(0, target=target))


def test_blank_cells():
    reads(changed("\t更换的架数\n", "\t\n"), with_row(0, description=""))
    reads(changed("\t≥8架\n", "\t \n"), with_row(0, target=""))
    reads(changed("\t问卷汇总\n", "\t\n"), with_row(2, basis=""))
    reads(changed("\t更换库房的密集架\n", "\t\n"), with_first(purpose=""))
    reads(changed("\t2000\n", "\t\n"), with_first(other_funds=None))
    reads(changed("\t32000.00\n", "\t\n"), with_first(total=None))
    reads(changed("\t25.00%\n", "\t\n"), with_first(spending_plan=(Checkpoint(3, None), *PLAN[1:])))
    reads(changed("\t1.更换密集架\n2.保持温度\n", "\t\n"), with_first(objectives=()))


def test_a_blank_code_is_no_code():
    reads(changed("\t13030221ABCDEFGHIJKLM\n", "\t\n"), with_first(code=""))


def test_levels_in_another_order():
    head, *rows = FIRST[FIRST.index("\t一级指标") :].rstrip("\n").split("\n\n")
    shuffled = "\n\n".join((head, rows[2], rows[0], rows[1]))
    text = HEAD + FIRST[: FIRST.index("\t一级指标")] + shuffled + "\n\n\n" + SECOND
    reads(text, with_first(indicators=(ROWS[2], ROWS[0], ROWS[1])))


def test_a_second_level_under_the_wrong_first_level_is_refused():
    refuses(changed("\n\t满意度指标\n\t服务", "\n\t产出指标\n\t服务"))


def test_both_levels_blank_mean_as_above():
    text = changed("\t\n\t质量指标\n\t合格率", "\t\n\t\n\t合格率")
    reads(text, with_row(1, subcategory="数量指标"))


def test_level_names_of_every_scheme_are_accepted_and_kept():
    reads(
        changed("\t效益指标\n\t社会效益指标", "\t效果指标\n\t可持续影响指标"),
        replace(
            DOCUMENT,
            projects=(
                FIRST_SHEET,
                replace(
                    SECOND_SHEET,
                    indicators=(
                        SECOND_SHEET.indicators[0],
                        replace(SECOND_SHEET.indicators[1], category="效果指标", subcategory="可持续影响指标"),
                    ),
                ),
            ),
        ),
    )
    reads(
        changed(
            "\t产出指标\n\t数量指标",
            "\t成本指标\n\t经济成本指标",
            changed("\n\t\n\t质量指标", "\n\t产出指标\n\t质量指标"),
        ),
        with_row(0, category="成本指标", subcategory="经济成本指标"),
    )


def test_ten_thousand_yuan():
    text = changed("\t单位：元\n\n\t项目编码\n\t13030221A", "\t单位：万元\n\n\t项目编码\n\t13030221A")
    text = changed("32000.00", "3.2", changed("30000.00", "3", changed("\t2000\n", "\t0.20\n", text)))
    read = parse(text)
    assert read.projects[0] == replace(
        FIRST_SHEET, money_unit="万元", total=Decimal("3.2"), fiscal_funds=Decimal(3), other_funds=Decimal("0.2")
    )
    assert read.projects[1] == SECOND_SHEET


def test_a_project_without_a_spending_plan():
    start, end = FIRST.index("\t资金支出计划"), FIRST.index("\t绩效目标\n")
    reads(HEAD + FIRST[:start] + FIRST[end:] + SECOND, with_first(spending_plan=None))


@pytest.mark.parametrize("word", ["涉密", "≥10 涉密", "（涉密）"])
def test_a_classified_cell_withholds_its_project(word):
    reads(changed("\t≥8架\n", f"\t{word}\n"), replace(
        with_row(0, target=word),
        projects=(replace(with_row(0, target=word).projects[0], withheld=Withheld("原件标注涉密")), SECOND_SHEET),
    ))  # fmt: skip


def test_a_word_about_secrets_withholds_nothing():
    reads(changed("\t更换的架数\n", "\t涉密档案的架数\n"), with_row(0, description="涉密档案的架数"))


CODES = ("13030221ABCDEFGHIJKLM", "13030221ZYXWVUTSRQPON")
WITHOUT_CODES = WHOLE.replace(CODES[0], "").replace(CODES[1], "")
OLD_CODES = WHOLE.replace(CODES[0], "610-1301-JBN-OTTA").replace(CODES[1], "610-1301-JBN-ABI7")
YEARS = {
    "printed title": ("海港区2022年部门预算绩效文本\n" + WHOLE, 2022),
    "spaced title": ("海港区 2022 年部门预算绩效文本\n" + WHOLE, 2022),
    "names and purposes": (WHOLE.replace("库房维护费", "2022年库房维护费"), 2022),
    "project codes": (WHOLE, 2021),
    "codes of two years": (WHOLE.replace("13030221Z", "13030220Z"), None),
    "codes of two years, and the text": (
        WHOLE.replace("13030221Z", "13030220Z").replace("档案馆要管好", "2021年，档案馆要管好"),
        2021,
    ),
    "codes of two years, and an objective": (
        WHOLE.replace("13030221Z", "13030220Z").replace("1.更换密集架", "1.2022年更换密集架"),
        2022,
    ),
    "codes of two years, and a name": (
        WHOLE.replace("13030221Z", "13030220Z").replace("库房维护费", "2021年库房维护费"),
        2021,
    ),
    "codes of two years, and two in the text": (
        WHOLE.replace("13030221Z", "13030220Z").replace("要管好", "2021年和2022年要管好"),
        None,
    ),
    "codes of two years, and an earlier one in the text": (
        WHOLE.replace("13030221Z", "13030220Z").replace("要管好", "2020年要管好"),
        None,
    ),
    "old codes": (OLD_CODES, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "year"), YEARS.values(), ids=YEARS)
def test_the_fiscal_year(text, year):
    assert parse(text).fiscal_year == year


REGIONS = {
    "by code": (WHOLE, RegionRef("130302", "海港区")),
    "by name": (WITHOUT_CODES, RegionRef("130302", "海港区")),
    "neither": (WITHOUT_CODES.replace("秦皇岛市海港区", ""), None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "region"), REGIONS.values(), ids=REGIONS)
def test_the_region(text, region):
    assert parse(text).region == region


def test_several_units_in_one_file():
    other = SECOND.replace("345001中共秦皇岛市海港区档案馆本级", "345002海港区地方志办公室")
    read = parse(HEAD + other.replace("2.查档", "1.查档") + FIRST.replace("1.库房", "2.库房"))
    assert read.department == DEPARTMENT
    assert [(project.unit_code, project.unit_name) for project in read.projects] == [
        ("345002", "海港区地方志办公室"),
        ("345001", "中共秦皇岛市海港区档案馆本级"),
    ]


def test_hundreds_of_projects():
    text = HEAD + "".join(
        FIRST.replace("1.库房", f"{number}.库房").replace("FGHIJKLM", f"{number:08}") for number in range(1, 401)
    )
    read = parse(text)
    assert [project.number for project in read.projects] == list(range(1, 401))
    assert {project.indicators for project in read.projects} == {ROWS}


DUTIES = {
    "running text": (
        "职责是保管档案。目标是管好档案。\n",
        (DutySection(text="职责是保管档案。目标是管好档案。"),),
    ),
    "numbered titles with a goal": (
        "一、保管档案\n\n绩效目标：不丢不坏。\n\n二、利用档案\n\n绩效目标：方便查阅。\n",
        (
            DutySection(title="保管档案", objective="不丢不坏。"),
            DutySection(title="利用档案", objective="方便查阅。"),
        ),
    ),
    "titles without numbers above a goal": (
        "保管档案\n\n绩效目标：不丢不坏。\n\n利用档案\n\n绩效目标：方便查阅。\n",
        (
            DutySection(title="保管档案", objective="不丢不坏。"),
            DutySection(title="利用档案", objective="方便查阅。"),
        ),
    ),
    "numbered titles with a paragraph": (
        "一、保管档案\n\n全年管好档案。\n\n二、利用档案\n\n方便群众查阅。\n",
        (
            DutySection(title="保管档案", text="全年管好档案。"),
            DutySection(title="利用档案", text="方便群众查阅。"),
        ),
    ),
    "numbered pairs": (
        "一、保管档案\n\n1、绩效目标：不丢不坏。\n\n绩效指标：完好率\n\n绩效指标：巡查次数\n\n2、绩效目标：温度合格。\n\n绩效指标：温度\n",
        (
            DutySection(
                title="保管档案",
                pairs=(
                    ObjectivePair("不丢不坏。", ("完好率", "巡查次数")),
                    ObjectivePair("温度合格。", ("温度",)),
                ),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("printed", "duties"), DUTIES.values(), ids=DUTIES)
def test_duties_in_every_shape(printed, duties):
    start, end = HEAD.index("档案保管\n"), HEAD.index("三、工作保障措施")
    reads(HEAD[:start] + printed + "\n" + HEAD[end:] + FIRST + SECOND, replace(DOCUMENT, duties=duties))


NARRATIVE_TROUBLES = {
    "no heading of the duties": ("二、分项绩效目标\n", "", (None, "文中没有“分项绩效目标”这一部分的标题")),
    "no heading of the safeguards": ("三、工作保障措施\n", "", (None, "文中没有“工作保障措施”这一部分的标题")),
    "no title of the second duty": (
        "三、工作保障措施\n",
        "主要职责：提供查阅。\n\n三、工作保障措施\n",
        (9, "同一项职责里“主要职责”出现了两次，可能缺少下一项职责的标题"),
    ),
    "a gap between the duties": (
        "档案保管\n",
        "二、档案保管\n",
        (9, "职责的序号不连续：此处应为第 1 项，却是第 2 项"),
    ),
    "a gap between the goals": (
        "绩效目标：库房",
        "2、绩效目标：库房",
        (9, "绩效目标的序号不连续：此处应为第 1 项，却是第 2 项"),
    ),
}


@pytest.mark.parametrize(("old", "new", "problem"), NARRATIVE_TROUBLES.values(), ids=NARRATIVE_TROUBLES)
def test_a_lost_heading_is_told(old, new, problem):
    problems = [(it.line, it.message) for it in parse(changed(old, new)).problems]
    assert problem in problems


TROUBLES = {
    "an unknown first level": ("\t满意度指标\n", "\t喜爱度指标\n"),
    "an unknown second level": ("\t质量指标\n", "\t美观指标\n"),
    "no first level at the beginning": ("\t产出指标\n\t数量指标\n\t更换数量", "\t\n\t数量指标\n\t更换数量"),
    "a cell too few": ("\t验收合格的比例\n", ""),
    "a cell too many": ("\t验收合格的比例\n", "\t验收合格的比例\n\t又一格\n"),
    "an amount in words": ("\t32000.00\n", "\t三万二千\n"),
    "an amount with a misplaced separator": ("\t32000.00\n", "\t3,2000.00\n"),
    "an amount with a letter": ("\t32000.00\n", "\t32O00.00\n"),
    "an amount in another unit": ("\t32000.00\n", "\t3.2万元\n"),
    "two amounts in a cell": ("\t32000.00\n", "\t32000.00 30000.00\n"),
    "a share in words": ("\t25.00%\n", "\t四分之一\n"),
    "an unknown unit of money": ("\t单位：元\n\n\t项目编码\n\t13030221A", "\t单位：千元\n\n\t项目编码\n\t13030221A"),
    "an unknown label": ("\t其他资金\n\t2000", "\t别的资金\n\t2000"),
    "no head of the indicators": (FIRST[FIRST.index("\t一级指标") : FIRST.index("\t产出指标")], ""),
    "another month": ("\t10月底\n", "\t9月底\n"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), TROUBLES.values(), ids=TROUBLES)
def test_trouble_in_a_table_is_refused_with_its_line(old, new):
    text = HEAD + changed(old, new, FIRST) + SECOND
    refused = refuses(text)
    first = len(HEAD.split("\n"))
    assert first <= refused.line < first + len(FIRST.split("\n"))


def test_a_heading_without_a_table_is_refused():
    refuses(HEAD + "1.库房维护费绩效目标表\n" + SECOND)


def test_a_name_that_differs_between_heading_and_table_is_refused_or_told():
    text = changed("1.库房维护费绩效", "1.大厅维护费绩效")
    with suppress(Refused):
        assert parse(text).problems


def test_text_that_no_section_claims_is_a_problem_with_its_line():
    read = parse(HEAD.replace("第一部分\n", "第一部分\n这一行谁也不认识，却写在这里。\n") + FIRST + SECOND)
    assert read == DOCUMENT
    assert [problem.line for problem in read.problems] == [2]


def test_two_projects_with_one_code_are_read_as_printed():
    read = parse(changed("13030221ZYXWVUTSRQPON", "13030221ABCDEFGHIJKLM"))
    assert [project.code for project in read.projects] == ["13030221ABCDEFGHIJKLM"] * 2


# --- the other layout -------------------------------------------------------------------------------------------------

PDF = """# 2022 年中共秦皇岛经济技术开发区档案馆

## 单位预算收支总表

345001 中共秦皇岛经济技术开发区档案馆(本级)

预算年度：2022

单位：万元

序号	收入		支出	
	项目	预算数	项目	预算数
栏次	1	2	3	4
1	一、一般公共预算拨款收入	12.50	一、一般公共服务支出	12.50

## 2022 年单位预算信息公开情况说明

### 一、单位职责及机构设置情况

管理档案。

## 二、预算绩效信息

### 第一部分 单位整体绩效目标

## （一）总体绩效目标

管好档案，方便群众。

## （二）分项绩效目标

### 一、保管档案

1、绩效目标：不丢不坏。

绩效指标：完好率

#### 二、利用档案

1、绩效目标:方便查阅。

绩效指标：查档人次

绩效指标：满意率

（三）工作保障措施

1、加强领导

成立领导小组。

## **第二部分 专项资金绩效目标**

本单位无专项资金绩效目标

### **第三部分 预算项目绩效目标**

## 1、库房维护费绩效目标表

<b>绩效目标</b>	1.更换密集架 2.保持温度				
<b>一级指标</b>	<b>二级指标</b>	<b>三级指标</b>	<b>绩效指标描述</b>	<b>指标值</b>	<b>指标值确定依据</b>
产出指标	数量指标	更换数量	更换的架数	≥8 架	采购合同
	质量指标	合格率	验收合格的比例	100%	采购合同
满意度指标	服务对象满意度指标	查档人满意度	问卷调查的满意度	≥95%	问卷汇总

#### 2、大厅改造绩效目标表

<b>绩效目标</b>	<p>1.大厅焕然一新</p> <p>2.方便群众</p>				
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
效益指标	社会效益指标	查档人次	全年查档人次	≥900人次	历年数据

## 三、名词解释

1、**基本支出**：为保障运转而发生的支出。
"""
PDF_ROWS = (
    IndicatorRow("产出指标", "数量指标", "更换数量", "更换的架数", "≥8 架", "采购合同"),
    IndicatorRow("产出指标", "质量指标", "合格率", "验收合格的比例", "100%", "采购合同"),
    IndicatorRow("满意度指标", "服务对象满意度指标", "查档人满意度", "问卷调查的满意度", "≥95%", "问卷汇总"),
)
PDF_PROJECTS = (
    ProjectSheet(number=1, name="库房维护费", objectives=("更换密集架", "保持温度"), indicators=PDF_ROWS),
    ProjectSheet(
        number=2,
        name="大厅改造",
        objectives=("大厅焕然一新", "方便群众"),
        indicators=(IndicatorRow("效益指标", "社会效益指标", "查档人次", "全年查档人次", "≥900人次", "历年数据"),),
    ),
)
PDF_DUTIES = (
    DutySection(title="保管档案", pairs=(ObjectivePair("不丢不坏。", ("完好率",)),)),
    DutySection(title="利用档案", pairs=(ObjectivePair("方便查阅。", ("查档人次", "满意率")),)),
)


def promised(document: Document) -> tuple:
    """All but the statements and notes, which other tests hold."""
    return (
        *(document.region, document.department, document.fiscal_year, document.money_unit),
        *(document.overall_objective, document.duties, document.safeguards, document.projects),
    )


PDF_PROMISED = (
    *(RegionRef("130371", "秦皇岛经济技术开发区"), DepartmentRef("345001", "中共秦皇岛经济技术开发区档案馆(本级)")),
    *(2022, "万元", "管好档案，方便群众。", PDF_DUTIES, "1、加强领导\n成立领导小组。", PDF_PROJECTS),
)

PDF_SAME = {
    "plain": PDF,
    "no signs of headings": PDF.replace("#", ""),
    "other levels of headings": PDF.replace("### ", "## ").replace("## （", "#### （"),
    "bold headings": PDF.replace("## 1、库房维护费绩效目标表", "## **1、库房维护费绩效目标表**"),
    "no bold": PDF.replace("<b>", "").replace("</b>", ""),
    "bold cells": PDF.replace("产出指标\t", "<b>产出指标</b>\t"),
    "repeated levels": PDF.replace("\n\t质量指标", "\n产出指标\t质量指标"),
    "a table cut by a page": PDF.replace(
        "\n\t质量指标",
        "\n\n<b>一级指标</b>\t<b>二级指标</b>\t<b>三级指标</b>\t<b>绩效指标描述</b>\t<b>指标值</b>\t<b>指标值确定依据</b>\n\t质量指标",
    ),
    "a table cut by a page number": PDF.replace(
        "\n\t质量指标",
        "\n\n23\n\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\n产出指标\t质量指标",
    ),
    "spaces in labels": PDF.replace("绩效目标</b>", "绩效 目标</b>").replace(
        "指标值确定依据</b>", "指标值 确定依据</b>"
    ),
    "full-width": PDF.replace("## 1、", "## １、").replace("预算年度：2022", "预算年度：２０２２"),
    "windows": PDF.replace("\n", "\r\n"),
    "no trailing tabs": PDF.replace("\t\t\t\t\n", "\n"),
}


@pytest.mark.parametrize("text", PDF_SAME.values(), ids=PDF_SAME)
def test_the_pdf_layout(text):
    read = parse(text)
    assert promised(read) == PDF_PROMISED
    assert read.problems == ()
    assert [(note.heading, note.text) for note in read.explanations] == [
        ("单位职责及机构设置情况", "管理档案。"),
        ("名词解释", "1、基本支出：为保障运转而发生的支出。"),
    ]


def test_a_lost_heading_of_an_explanation_is_told():
    text = changed("## 三、名词解释", "## 四、名词解释", PDF)
    read = parse(text)
    assert [problem.message for problem in read.problems] == [
        "这一行不属于任何部分：四、名词解释",
        "这一行不属于任何部分：1、基本支出：为保障运转而发生的支出。",
    ]
    front = changed(
        "### 一、单位职责及机构设置情况\n\n管理档案。\n", "### 一、单位职责\n\n管理档案。\n\n### 三、机构设置\n", PDF
    )
    assert [problem.message for problem in parse(front).problems] == [
        "这一行像是说明的标题，但序号不连续：三、机构设置"
    ]


PDF_TROUBLES = {
    "a row too short": ("\t≥8 架\t采购合同", "\t采购合同"),
    "a row too long": ("\t采购合同\n\t质量", "\t采购合同\t多\n\t质量"),
    "an unknown level": ("效益指标\t社会效益", "神秘指标\t社会效益"),
    "no first level": ("产出指标\t数量指标", "\t数量指标"),
    "no table": ("<b>绩效目标</b>\t<p>", "<p>"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PDF_TROUBLES.values(), ids=PDF_TROUBLES)
def test_trouble_in_a_table_of_the_pdf_layout_is_refused(old, new):
    assert refuses(changed(old, new, PDF)).line
