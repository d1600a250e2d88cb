"""The Word layout: what stands between rows and around tables, and what a person would read without doubt."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import DepartmentRef, Problem
from disclosures.importers import parse
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_unseen_files import (
    DOCUMENT,
    FIRST,
    FIRST_SHEET,
    HEAD,
    SECOND,
    SECOND_SHEET,
    UNIT,
    WHOLE,
    changed,
)

SECOND_ROW = "\n\t\n\t质量指标"
HEADS = "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n"
CONTENTS = "第一部分 部门整体绩效目标{0}\n一、总体绩效目标{0}\n二、分项绩效目标{0}\n三、工作保障措施{0}\n"
CONTENTS += "第二部分 预算项目绩效目标{0}\n1、库房维护费绩效目标表{0}\n2、查档大厅改造绩效目标表{0}\n"

SAME = {
    "a page number between two rows": changed(SECOND_ROW, "\n12\n" + SECOND_ROW),
    "the heads again on a new page": changed(SECOND_ROW, "\n第 3 页\n\n" + HEADS + SECOND_ROW),
    "the unit again on top of a page": changed(SECOND_ROW, f"\n{UNIT}\n{SECOND_ROW}"),
    "the unit's name and a page number": changed(SECOND_ROW, f"\n3\n\n{UNIT[6:]}\n{SECOND_ROW}"),
    "a table that goes on": changed(SECOND_ROW, "\n续表\n\n" + HEADS + SECOND_ROW),
    "a page number within a row": changed("\t更换的架数\n", "\t更换的架数\n\n12\n\n"),
    "a page number within the head": changed("\t更换库房的密集架\n", "\t更换库房的密集架\n\n12\n"),
    "a page number within the objectives": changed("1.更换密集架\n", "1.更换密集架\n\n- 12 -\n\n"),
    "contents without pages": "目录\n" + CONTENTS.format("") + "\n" + WHOLE,
    "contents with pages behind blanks": "目  录\n" + CONTENTS.format(" 3") + WHOLE,
    "contents with leaders": "目录\n" + CONTENTS.format("......3") + WHOLE,
    "contents of hyperlinks": "目录\nTOC \\o \"1-3\" \\h \\z \\u "
    + CONTENTS.format("\tPAGEREF _Toc9 \\h 3").replace("1、", 'HYPERLINK \\l "_Toc9" 1、')
    + WHOLE,
    "a heading over two lines": changed("2.查档大厅改造绩效目标表", "2.查档大厅\n改造绩效目标表"),
    "the first heading over two lines": changed("1.库房维护费绩效目标表", "1.库房维护费绩效目\n标表"),
    "a heading with a colon": changed("费绩效目标表", "费绩效目标表："),
    "headings in Chinese numerals": changed("1.库房", "一、库房", changed("2.查档", "二、查档")),
    "headings in brackets": changed("1.库房", "（1）库房", changed("2.查档", "（2）查档")),
    "sections in brackets": WHOLE.replace("一、总体", "（一）总体").replace("三、工作", "（三）工作"),
    "sections in digits": WHOLE.replace("一、总体", "1.总体").replace("二、分项", "2.分项"),
    "sections without numbers": WHOLE.replace("一、总体", "总体").replace("三、工作", "工作"),
    "sections with a colon": WHOLE.replace("一、总体绩效目标\n", "一、总体绩效目标：\n"),
    "the text behind the section's colon": WHOLE.replace("总体绩效目标\n", "总体绩效目标：").replace(
        "保障措施\n", "保障措施："
    ),
    "other names of sections": WHOLE.replace("一、总体绩效", "一、部门总体").replace("二、分项", "二、职责分类"),
    "a currency sign": changed("32000.00", "￥32,000.00"),
    "a small percent sign": changed("25.00%", "25﹪"),
    "the unit of money in brackets": changed("\t单位：元\n", "\t（单位：元）\n"),
    "the unit of money without colon": changed("\t单位：元\n", "\t单位 元\n"),
    "the unit's code in brackets": changed(UNIT, f"(345001) {UNIT[6:]}"),
    "the unit's code with a dash": changed(UNIT, f"345001-{UNIT[6:]}"),
    "the unit's code in full width": changed(UNIT, f"３４５００１　{UNIT[6:]}"),
    "the unit's line with a label": changed(UNIT, f"单位名称：{UNIT}"),
    "the unit over two lines": changed("345001", "345001\n"),
    "form feeds": changed("2.查档大厅改造绩", "\x0c2.查档大厅改造绩", changed(SECOND_ROW, "\n\x0c" + SECOND_ROW)),
    "a cover": "海港区档案馆\n2021年\n部门预算绩效文本\n" + WHOLE,
    "a cover with the date of its making": "海港区2021年部门预算绩效文本（2020年12月）\n" + WHOLE,
    "level names over two lines": changed("\t产出指标\n", "\t产出\n指标\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_it_says_the_same(text):
    read = parse(text)
    assert read == DOCUMENT
    assert read.problems == ()


REMARK = "填表人：张三    联系电话：0335-1234567"
TOLD = {
    "a remark below the last table": (WHOLE + REMARK, f"这一行不属于任何部分：{REMARK}"),
    "a remark directly below a row": (WHOLE.rstrip() + f"\n{REMARK}\n", f"这一行不属于任何部分：{REMARK}"),
    "a remark between two tables": (HEAD + FIRST + REMARK + "\n" + SECOND, f"这一行不属于任何部分：{REMARK}"),
    "a date on the cover": ("2020年12月31日\n" + WHOLE, "这一行不属于任何部分：2020年12月31日"),
    "a heading with other words": (
        changed("库房维护费绩效目标表", "库房维护费项目绩效目标表"),
        "标题中的项目名称“库房维护费项目”与表内的“库房维护费”不一致",
    ),
    "a blank name": (changed("\t库房维护费\n", "\t\n"), "表内项目名称空白，采用标题中的“库房维护费”"),
    "a blank row": (changed("\t问卷汇总\n", "\t问卷汇总\n\n\t\n\t\n\t\n\t\n\t\n\t\n"), "指标行全部空白"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), TOLD.values(), ids=TOLD)
def test_it_is_read_and_the_trouble_told(text, message):
    read = parse(text)
    assert read == DOCUMENT
    assert [problem.message for problem in read.problems] == [message]


DOUBTFUL = {
    "a name without a value": (
        changed(SECOND_ROW, "\n\t\n\t\n\t更换次数\n\t每年更换\n\t\n\t采购合同\n" + SECOND_ROW),
        "是新的指标，还是上一行的续行",
    ),
    "a heading cut off behind its number": (HEAD + FIRST + "2.查档", "“2.查档”像是不完整的绩效目标表标题"),
    "a heading cut off within 绩效目标表": (HEAD + FIRST + "查档大厅改造绩效目", "像是不完整的绩效目标表标题"),
    "a heading cut off within its field code": (HEAD + FIRST + "2.查档绩效目标表 TC 2、", "像是不完整的绩效目标表标题"),
    "a number directly below a cell": (changed("采购合同\n" + SECOND_ROW, "采购合同\n12\n" + SECOND_ROW), "是页码还是"),
    "a number where the cell is blank": (changed("\t≥8架\n", "\t\n\n8\n\n"), "是页码还是"),
    "a text between two rows": (changed(SECOND_ROW, "\n\n以下为质量\n" + SECOND_ROW), "表格两行之间"),
    "a title between two rows": (changed(SECOND_ROW, "\n海港区2021年预算公开\n" + SECOND_ROW), "表格两行之间"),
    "the heading again with 续": (changed(SECOND_ROW, "\n1.库房绩效目标表（续）\n" + SECOND_ROW), "表格两行之间"),
    "a text below the last row": (WHOLE.rstrip() + "\n\n附件见后\n", "是最后一个单元格的内容，还是表格后面的文字"),
    "an entry of contents between two rows": (changed(SECOND_ROW, "\n验收......3\n" + SECOND_ROW), "表格两行之间"),
    "a unit without code": (changed(UNIT, UNIT[6:]), "也不是六位代码开头的单位名称"),
    "a unit with nine digits": (changed(UNIT, "345001001" + UNIT[6:]), "也不是六位代码开头的单位名称"),
    "several cells in a line": (changed(UNIT, UNIT.replace("001中", "001\t中")), "一行里有多个单元格"),
    "a heading twice": (HEAD + "1.库房维护费绩效目标表\n\n" + FIRST + SECOND, "“库房维护费”的标题后面没有绩效目标表"),
    "an amount in other digits": (changed("32000.00", "٣٢٠٠٠"), "不是以元为单位的数字"),
    "a share in other digits": (changed("25.00%", "٢٥%"), "不是百分比"),
    "a section twice": (changed("二、分项绩效目标", "一、总体绩效目标"), "“总体绩效目标”出现了两次"),
    "a table without heading": (changed("2.查档大厅改造绩效目标表\n", ""), "应为 6 个"),
    "an amount in no unit": (changed("\t单位：元\n", "\t\n"), "却没有印出金额单位"),
    "a table whose unit may be either": (
        changed("\t单位：元\n", "\t单位：万元\n", HEAD + FIRST)
        + SECOND
        + SECOND.replace("2.查", "3.查").replace("\t单位：元", "\t"),
        "却没有印出金额单位",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_in_doubt_is_refused_with_its_line(text, words):
    with pytest.raises(Refused, match=words) as refused:
        parse(text)
    assert refused.value.message.startswith(f"第 {refused.value.line} 行：")


@pytest.mark.parametrize(("old", "number"), [("1.查档", 1), ("3.查档", 3), ("查档", None)])
def test_a_number_out_of_sequence_is_told(old, number):
    read = parse(changed("2.查档大厅改造绩效目标表", f"{old}大厅改造绩效目标表"))
    assert read == replace(DOCUMENT, projects=(FIRST_SHEET, replace(SECOND_SHEET, number=number)))
    place = WHOLE.split("\n").index("2.查档大厅改造绩效目标表") + 1
    printed = number or "无序号"
    words = f"项目序号不连续：此处应为第 2 个项目，却是“{printed}”，请核对是否缺少项目"
    assert read.problems == (Problem(place, words),)


@pytest.mark.parametrize("leader", ["\t3", "......3"])
def test_a_project_that_the_contents_list_and_the_file_has_not_is_told(leader):
    contents = "目录\n" + CONTENTS.format(leader)
    read = parse(contents + HEAD + FIRST)
    assert read == replace(DOCUMENT, projects=(FIRST_SHEET,))
    assert read.problems == (Problem(contents.count("\n"), "目录中的“查档大厅改造”没有绩效目标表，文件可能不全"),)


NO_ROWS = WHOLE.split("\n").index("1.库房维护费绩效目标表") + 1
INDICATORS = FIRST[FIRST.index("\t一级指标") :]
ROWS_ONLY = FIRST[FIRST.index("\t产出指标") :]


@pytest.mark.parametrize("lost", [INDICATORS, ROWS_ONLY])
def test_a_project_without_indicators_is_read_and_told(lost):
    told = (Problem(NO_ROWS, "“库房维护费”没有指标行，请核对文件是否完整"),)
    for text in (HEAD + FIRST.replace(lost, "\n\n") + SECOND, HEAD + FIRST.replace(lost, "\n- 3 -\n\n") + SECOND):
        read = parse(text)
        assert read == replace(DOCUMENT, projects=(replace(FIRST_SHEET, indicators=()), SECOND_SHEET))
        assert read.problems == told
    alone = parse(HEAD + FIRST.replace(lost, "\n\n"))
    assert alone == replace(DOCUMENT, projects=(replace(FIRST_SHEET, indicators=()),))
    assert alone.problems == told


def test_a_row_without_name_and_value_is_the_rest_of_the_one_above():
    read = parse(changed(SECOND_ROW, "\n\t\n\t\n\t\n\t和次数\n\t\n\t\n" + SECOND_ROW))
    first, *others = FIRST_SHEET.indicators
    joined = replace(FIRST_SHEET, indicators=(replace(first, description=first.description + "和次数"), *others))
    assert read == replace(DOCUMENT, projects=(joined, *DOCUMENT.projects[1:]))
    assert read.problems == ()


def test_the_rest_of_a_name_below_the_heads_of_a_new_page_is_joined_and_told():
    read = parse(changed(SECOND_ROW, "\n\n" + HEADS + "\n\t\n\t\n\t及次数\n\t\n\t\n\t\n" + SECOND_ROW))
    first, *others = FIRST_SHEET.indicators
    joined = replace(FIRST_SHEET, indicators=(replace(first, name=first.name + "及次数"), *others))
    assert read == replace(DOCUMENT, projects=(joined, *DOCUMENT.projects[1:]))
    assert [problem.message for problem in read.problems] == ["“及次数”这一行没有指标值，已作为上一行的续行，请核对"]


def test_a_text_below_a_table_without_indicators_may_be_its_last_cell():
    with pytest.raises(Refused, match="是最后一个单元格的内容，还是表格后面的文字"):
        parse(HEAD + FIRST.replace(INDICATORS, "填表人：张三\n\n") + SECOND)


def test_a_file_that_ends_within_the_head_of_a_table_is_cut_off():
    for end in (FIRST.index(lost) for lost in (INDICATORS, ROWS_ONLY)):
        with pytest.raises(Refused, match="文件在绩效目标表里中断，可能不全"):
            parse(HEAD + FIRST[:end].rstrip("\n") + "\n")


WITHOUT_LABEL = "没有印出“其他资金”这个栏目名称，财政资金后面的单元格按其他资金读取"
WITHOUT_CELL = "没有印出其他资金的栏目或单元格，按空白读取"
OTHER_FUNDS = {
    "no label": ("\t其他资金\n\t2000\n", "\t2000\n", 2000, WITHOUT_LABEL),
    "no label, a blank cell": ("\t其他资金\n\t2000\n", "\t\n", None, WITHOUT_LABEL),
    "no cell": ("\t其他资金\n\t2000\n", "\t其他资金\n", None, WITHOUT_CELL),
    "neither": ("\t其他资金\n\t2000\n", "", None, WITHOUT_CELL),
}


@pytest.mark.parametrize(("old", "new", "amount", "words"), OTHER_FUNDS.values(), ids=OTHER_FUNDS)
def test_other_funds_whose_label_or_cell_is_missing_are_read_and_told(old, new, amount, words):
    read = parse(changed(old, new))
    other = None if amount is None else Decimal(amount)
    assert read == replace(DOCUMENT, projects=(replace(FIRST_SHEET, other_funds=other), SECOND_SHEET))
    assert read.problems == (Problem(WHOLE.split("\n").index("\t32000.00") + 1, words),)


def test_an_amount_without_label_that_does_not_add_up_is_refused():
    with pytest.raises(Refused, match="不能确定是其他资金"):
        parse(changed("\t其他资金\n\t2000\n", "\t2500\n"))


def test_a_year_printed_on_the_cover_goes_before_the_codes():
    read = parse("海港区档案馆\n2022年\n部门预算绩效文本\n" + WHOLE)
    assert (read.fiscal_year, read.fiscal_year_evidence) == (2022, "文中印有2022年")
    assert read.problems == ()


def test_a_table_that_prints_no_unit_of_money_has_the_one_of_all_others():
    text = changed("\t单位：元\n", "\t单位：万元\n").replace("\t单位：万元\n", "\t\n", 1)
    read = parse(text.replace("32000.00", "3.2").replace("30000.00", "3").replace("\t2000\n", "\t0.2\n"))
    assert (read.money_unit, read.projects[0].money_unit, read.projects[1].money_unit) == ("万元", "", "万元")
    assert read.projects[0].total == Decimal("3.2")


def test_projects_without_numbers():
    read = parse(changed("1.库房", "库房", changed("2.查档", "查档")))
    assert read == replace(DOCUMENT, projects=tuple(replace(project, number=None) for project in DOCUMENT.projects))
    assert read.problems == ()


def test_names_that_begin_with_a_number():
    text = WHOLE.replace("1.库房维护费", "一事一议奖补").replace("\t库房维护费", "\t一事一议奖补")
    text = text.replace("2.查档大厅改造", "12345热线").replace("\t查档大厅改造", "\t12345热线")
    assert [(project.number, project.name) for project in parse(text).projects] == [
        (None, "一事一议奖补"),
        (None, "12345热线"),
    ]


def test_the_document_belongs_to_the_unit_whose_code_ends_in_001():
    text = WHOLE.replace(UNIT, "345003海港区方志馆", 1)
    assert parse(text).department == DepartmentRef("345001", UNIT[6:])
    assert parse(text.replace(UNIT, "345002海港区党史馆")).department == DepartmentRef("345003", "海港区方志馆")


def test_a_document_of_tables_alone():
    read = parse(FIRST + SECOND)
    assert read == replace(DOCUMENT, overall_objective="", duties=(), safeguards="")


def test_a_missing_section_is_told():
    start, end = HEAD.index("三、工作"), HEAD.index("第二部分")
    read = parse(HEAD[:start] + HEAD[end:] + FIRST + SECOND)
    assert read == replace(DOCUMENT, safeguards="")
    assert read.problems == (Problem(None, "文中没有“工作保障措施”这一部分的标题"),)


def test_a_number_alone_is_a_page_number_only_between_blank_lines():
    text = changed("档案馆要管好全区的档案。\n", "档案馆要管好的全宗数：\n12\n\n3\n\n")
    assert parse(text).overall_objective == "档案馆要管好的全宗数：\n12\n还要方便群众查档。"
    text = changed("档案馆要管好全区的档案。\n\n", "档案馆要管好的全宗数：\n\n12\n")
    assert parse(text).overall_objective == "档案馆要管好的全宗数：\n12\n还要方便群众查档。"
    assert parse(changed("成立领导小组。\n", "成立领导小组。\n\x0c12\n")) == DOCUMENT


def test_a_text_below_the_tables_that_is_no_heading_is_told():
    read = parse(WHOLE + "\n\n1.附件见后\n")
    assert read == DOCUMENT
    assert [problem.message for problem in read.problems] == ["这一行不属于任何部分：1.附件见后"]


def test_numbers_begin_anew_in_every_part():
    read = parse(HEAD + FIRST + "第三部分\n" + SECOND.replace("2.查档", "1.查档"))
    assert [project.number for project in read.projects] == [1, 1]
    assert read.problems == ()


def test_a_table_of_endless_cells_is_refused():
    with pytest.raises(Refused, match="一张表的单元格过多，不予读取"):
        parse(HEAD + FIRST + "\t\n" * 200_001)


def test_a_unit_over_two_lines_is_joined():
    assert parse(changed(UNIT, f"{UNIT[:12]}\n{UNIT[12:]}")) == DOCUMENT


ROWS_APART = {
    "a cell too few": (changed("\t≥8架\n", ""), "\t产出指标", 5),
    "a cell too few, one too many below": (
        changed("\n\t\n\t质量", "\n\t\n\t\n\t质量", changed("\t≥8架\n", "")),
        "\t产出指标",
        5,
    ),
    "a head too many": (WHOLE.replace("依据\n", "依据\n\t权重\n", 1), "\t权重", 1),
}


@pytest.mark.parametrize(("text", "first_cell", "cells"), ROWS_APART.values(), ids=ROWS_APART)
def test_a_row_that_has_not_six_cells_between_blank_lines_is_the_one_refused(text, first_cell, cells):
    with pytest.raises(Refused, match=f"这一行指标有 {cells} 个单元格") as refused:
        parse(text)
    assert refused.value.line == text.split("\n").index(first_cell) + 1


def test_a_mention_of_a_table_within_a_sentence_is_text():
    read = parse(changed("成立领导小组。", "成立领导小组。详见1.库房维护费绩效目标表"))
    assert read.safeguards == "一、加强领导\n成立领导小组。详见1.库房维护费绩效目标表"
