"""Headings and furniture."""

import pytest

from disclosures.importers.outline import (
    ProjectHeading,
    contents_lines,
    is_page_line,
    is_page_number,
    is_part,
    join_headings,
    numeral,
    project_heading,
    section_of,
)


def test_chinese_numerals():
    read = [numeral(text) for text in ("一", "十", "十二", "二十", "三十一", "一百", "一百零三", "二百一十", "甲")]
    assert read == [1, 10, 12, 20, 31, 100, 103, 210, 0]


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("1.车辆保险费绩效目标表", 1, "车辆保险费"),
        ("１２、车辆保险费绩效目标表", 12, "车辆保险费"),
        ("3 车辆保险费绩效目标表", 3, "车辆保险费"),
        ("（4）车辆保险费绩效目标表", 4, "车辆保险费"),
        ("十二、车辆保险费 绩 效 目 标 表", 12, "车辆保险费"),
        ("（一）车辆保险费绩效目标表：", 1, "车辆保险费"),
        ("6.2020年补助资金绩效目标表", 6, "2020年补助资金"),
        ("7、（提前下达）补助绩效目标表", 7, "（提前下达）补助"),
        ("8.绩效目标表", 8, ""),
        ("车辆保险费绩效目标表", None, "车辆保险费"),
        ("一事一议奖补绩效目标表", None, "一事一议奖补"),
        ("12345热线绩效目标表", None, "12345热线"),
        ("2022年补助绩效目标表", None, "2022年补助"),
        ("1,000人培训绩效目标表", None, "1,000人培训"),
        ("绩效目标表", None, ""),
    ],
)
def test_the_heading_of_a_project(text, number, name):
    assert project_heading(text, 5) == ProjectHeading(number, name, 5)


@pytest.mark.parametrize(
    "text",
    ["车辆保险费绩效目标", "绩效目标表如下", "加强领导。详见车辆保险费绩效目标表", "1.车辆保险费绩效目标表......5", ""],
)
def test_what_is_no_heading_of_a_project(text):
    assert project_heading(text, 5) is None


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一、总体绩效目标", "overall"),
        ("（一） 部门整体绩效目标：", "overall"),
        ("二、分项绩效目标", "duties"),
        ("二、部门职责分类绩效目标", "duties"),
        ("三、工作保障措施", "safeguards"),
        ("三.实现年度发展规划目标的保障措施", "safeguards"),
        ("总体绩效目标", None),
        ("一、总体绩效目标是加强领导", None),
        ("一、加强领导", None),
    ],
)
def test_the_heading_of_a_section(text, section):
    assert section_of(text) == section


def test_parts():
    yes = ("第一部分", "第 二 部分", "第三部分 预算项目绩效目标", "部门整体绩效目标", "预算项目绩效目标", "第1部分")
    no = ("第一部分工作由办公室负责", "第一", "预算项目绩效目标表", "总体绩效目标")
    assert [is_part(text) for text in yes + no] == [True] * len(yes) + [False] * len(no)


def test_page_numbers():
    yes = ("3", "１２", "- 3 -", "—12—", "第 3 页", "第3页 共9页", "第 3 页/共 9 页", "3/9", "~ 5 ~", "Page 3")
    no = ("2021", "3.5", "3年", "第三页", "一", "3-4", "", "第3页是附件")
    assert [is_page_number(text) for text in yes + no] == [True] * len(yes) + [False] * len(no)


@pytest.mark.parametrize(
    ("above", "below", "is_page"),
    [
        ("", "", True),
        (" \u3000", "\t", True),
        ("要管好的全宗数：", "", False),
        ("", "还要方便群众查档。", False),
        ("要管好的全宗数：", "还要方便群众查档。", False),
        ("要管好的全宗数：\x0c", "还要方便群众查档。", True),
        ("要管好的全宗数：", "\x0c还要方便群众查档。", True),
        ("要管好的\x0c全宗数：", "还要方便群众查档。", False),
    ],
)
@pytest.mark.parametrize("number", ["12", "１２", " 3 "])
def test_a_bare_number_is_a_page_number_between_blank_lines_or_at_a_page_break(number, above, below, is_page):
    assert is_page_line([above, number, below], 1, number.strip()) is is_page


def test_a_bare_number_in_the_first_or_last_line_needs_one_blank_line():
    assert [is_page_line(["12", below], 0, "12") for below in ("", "档案馆")] == [True, False]
    assert [is_page_line([above, "12"], 1, "12") for above in ("", "档案馆")] == [True, False]
    assert is_page_line(["档案馆", "\x0c12"], 1, "12")


def test_a_marked_page_number_needs_no_blank_lines_and_other_text_is_none():
    lines = ["档案馆", "- 12 -", "查档"]
    assert is_page_line(lines, 1, "- 12 -")
    assert [is_page_line(["", text, ""], 1, text) for text in ("12件", "2021", "")] == [False, False, False]


BODY = ["第一部分", "部门整体绩效目标", "一、总体绩效目标", "管好档案。", "1.库房绩效目标表", "\t一级指标"]
CONTENTS = {
    "with leaders": ["目 录", "一、总体绩效目标......1", "1、库房绩效目标表……2", ""],
    "with tabs": ["目录", "一、总体绩效目标\t1", "1、库房绩效目标表\t 2"],
    "with blanks": ["目录", "第一部分 部门整体绩效目标 1", "一、总体绩效目标 1", "1、库房绩效目标表 2"],
    "without pages": ["目录", "第一部分 部门整体绩效目标", "（一）总体绩效目标", "1、库房绩效目标表"],
    "parts over two lines": ["目录", "第一部分", "部门整体绩效目标", "一、总体绩效目标", "1.库房绩效目标表"],
    "of the whole document": ["绩效文本目录", "一、总体绩效目标", "1.库房绩效目标表"],
    "without title": ["一、总体绩效目标......1", "1.库房绩效目标表\t2"],
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
def test_a_table_of_contents_ends_where_the_text_begins(contents):
    listed = contents_lines([*contents, *BODY])
    assert listed >= {place for place, line in enumerate(contents) if line}
    assert max(listed) < len(contents)


def test_no_contents():
    assert contents_lines(BODY) == set()
    assert contents_lines(["\t2021\t1", *BODY]) == set()


def test_a_heading_cut_in_two_is_joined():
    table = ["\t甲", ""]
    assert join_headings([*table, "2.查档大厅", "改造绩效目标表"]) == [*table, "2.查档大厅改造绩效目标表", ""]
    assert join_headings(["第二部分", "## 1、库房绩效目", "", "标表"]) == ["第二部分", "1、库房绩效目标表", "", ""]


@pytest.mark.parametrize(
    "lines",
    [
        ["三、工作保障措施", "1、加强领导", "库房绩效目标表"],
        ["\t甲", "1.库房绩效目标表", "绩效目标表"],
        ["\t甲", "加强领导", "绩效目标表"],
        ["\t甲", "1.库房。", "绩效目标表"],
        ["\t甲", "1.库房", "2.大厅绩效目标表"],
    ],
)
def test_what_is_no_cut_heading_stays(lines):
    assert join_headings(lines) == lines
