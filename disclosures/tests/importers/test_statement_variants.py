"""Turns of the layout that nobody had in mind when the reader of statements was written: exact, or refused."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.importers import parse
from disclosures.importers.refusal import Refused

TEXT = (Path(__file__).parent / "files" / "library-2022.txt").read_text(encoding="utf-8")
LIBRARY = parse(TEXT)
LINES = TEXT.split("\n")
#: The lines in which the nine statements stand.
STATEMENTS = slice(LINES.index("# 秦皇岛市山海关区图书馆(本级)收支预算"), LINES.index("# 秦皇岛市山海关区图书馆(本级)"))
HEAD_OF_REVENUE = TEXT[TEXT.index("预算年度", TEXT.index("# 部门预算收入总表")) : TEXT.index("1\t\t合计\t1660000.00")]
TOTAL = "1\t\t合计\t1660000.00\t1650000.00\t1630000.00\t\t20000.00\t\t\t\t\t10000.00\n"
UNIT = "山海关区图书馆(本级)\t事业\t副科级\t财政性资金基本保证\n"


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def each(pattern: str, new: str | Callable[[re.Match[str]], str]) -> str:
    """The text with every place of a pattern changed."""
    made, count = re.subn(pattern, new, TEXT)
    assert count > 3
    return made


def before_rows(number: str, new: str) -> str:
    """The text with a line before each row of this number in the statements."""
    return each(rf"(?m)^{number}\t(?=.*\t)", f"{new}{number}\t")


SAME = {
    "pages with 第 N 页": before_rows("4", "\n第 7 页 共 60 页\n\n"),
    "pages with a number and without blank lines": before_rows("6", "- 12 -\n"),
    "pages with a form feed": before_rows("5", "\n\x0c"),
    "a page that ends between the rows of a head": each("\n\t科目编码", "\n\n- 3 -\n\n\t科目编码"),
    "merged cells that all say what they say": changed("序号\t收入\t\t支出\t\n", "序号\t收入\t收入\t支出\t支出\n"),
    "merged cells that say it in both rows": each(
        "序号\t收入\t\t支出\t\n\t项目\t预算数\t项目",
        "序号\t收入\t收入\t支出\t支出\n序号\t项目\t预算数\t项目",
    ),
    "no numbers of columns": each("(?m)^[栏档]次\t.*\n", ""),
    "blanks and breaks in heads": each("预算数", "预 算<br>数").replace("\t合计\t", "\t合  计\t"),
    "units of the word processor in codes": each(r"\t(\d{5})(\d{2})\t", "\t\\1\u00a0\\2\t"),
    "codes on two lines of a cell": each(r"\t(\d{5})(\d{2})\t", r"\t<p>\1</p><p>\2</p>\t"),
    "rows apart": "\n".join(f"{line}\n" if "\t" in line else line for line in LINES),
    "Windows and old Macs": TEXT.replace("\n", "\r\n").replace("\r\n\r\n", "\r\r"),
    "blanks of no width": each(r"\t(\d+\.\d\d)", "\t\u200b\\1"),
    "bold titles": each(r"(?m)^(#+) (.*预算.*表)$", r"\1 **\2**"),
    "spaced titles": changed("# 部门预算收入总表", "# 部 门 预 算 收 入 总 表"),
    "the year with its word": each("预算年度：2022", "预算年度：2022年"),
    "unit, year and money on the first page alone": re.sub(
        r"345001 [^\n\t]*\n(?:[^\n\t]+\n)?\n预算年度：2022\n\n单位：元\n\n((?:[^\n]*\n){3}(?!1\t))", r"\1", TEXT
    ),
    "a row whose amounts stand on the next page": changed(
        TOTAL, "1\t\t合计" + "\t" * 10 + f"\n\n{HEAD_OF_REVENUE}\t\t\t" + TOTAL.split("\t", 3)[3]
    ),
    "a row of which one page has the number alone": changed(
        TOTAL, "1" + "\t" * 12 + f"\n\n{HEAD_OF_REVENUE}" + TOTAL.removeprefix("1")
    ),
    "the head once more above the next statement": changed(
        "## 部门预算收支总表", f"{HEAD_OF_REVENUE}\n## 部门预算收支总表"
    ),
}  # fmt: skip


SAME |= {
    f"no projects, said as {words}": changed("\n本单位无预算项目绩效目标\n", f"\n{words}\n")
    for words in ("无", "暂无。", "（无）", "不涉及", "本部门无此项内容", "本年度无预算项目绩效目标表")
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_it_says_the_same(text):
    read = parse(text)
    assert read.statements == LIBRARY.statements
    assert (read, read.problems) == (LIBRARY, ())


#: Damage → the text, how the refusal ends.
DOUBT = "无法判断是新的一行，还是上一行的续行"
REFUSED = {
    "a line of assets without a number or a value": (changed("2、通用设备", "车辆\t\t\n2、通用设备"), DOUBT),
    "a line of assets below a complete name": (changed("其中：办公用房", "办公用房\t\t\n其中：办公用房"), DOUBT),
    "a unit of which nothing but the name is printed": (changed(UNIT, f"{UNIT}山海关区美术馆\t\t\t\n"), DOUBT),
    "a kind of purchases on a line of its own": (
        changed("图书购置\t\t", "一、货物" + "\t" * 14 + "\n图书购置\t\t"),
        DOUBT,
    ),
    "purchases of another year": (changed("2022年预留", "2021年预留"), "前面是“2022”，此处是“2021”"),
    "a count with a misplaced separator": (changed("册\t6000", "册\t60,00"), "数量“60,00”不是数字"),
    "a count with its measure": (changed("册\t6000", "册\t6000册"), "数量“6000册”不是数字"),
    "assets of two days": (
        changed("2、通用设备", "\n截止时间：2020-12-31\n\n项目\t数量\t价值 (金额单位：元)\n2、通用设备"),
        "同一张表印有两个截止时间：2021-12-31和2020-12-31",
    ),
    "an amount on two pages": (
        changed(TOTAL, TOTAL.replace("1660000.00", "16600") + f"\n{HEAD_OF_REVENUE}\t\t\t00.00" + "\t" * 9 + "\n"),
        "无法判断是不是上一行的续行",
    ),
    "amounts on two pages": (
        changed(TOTAL, TOTAL.replace("\t10000.00", "\t") + f"\n{HEAD_OF_REVENUE}" + "\t" * 12 + "10000.00\n"),
        "无法判断是不是上一行的续行",
    ),
    "a sign in place of an amount": (changed("\t15000.00\t15000.00", "\t△\t15000.00"), "金额“△”不是以元为单位的数字"),
    "brackets around an amount": (changed("\t5000.00\t", "\t(5000.00)\t"), "金额“(5000.00)”不是以元为单位的数字"),
    "an amount on two lines": (changed("1660000.00", "16600<br>00.00"), "中有空格，无法判断是不是一个数"),
    "a column too many in a head": (changed("单位规格\t", "单位规格\t编制\t"), "的表头不是这张表的栏目"),
    "an empty page above the first row": (changed(TOTAL, f"\n{HEAD_OF_REVENUE}{TOTAL}"), "表格上方没有认得的报表标题"),
}  # fmt: skip

BROKEN_CELL, TORN_ROW = "是单元格里的内容，还是表格下面的文字", "无法判断这一行是不是上面那张表的一行"
REFUSED |= {
    "the last cell of a row on two lines": (changed(UNIT, UNIT.replace("基本", "\n基本")), BROKEN_CELL),
    "the first cell of a row on two lines": (changed(UNIT, UNIT.replace("区图", "区\n图")), BROKEN_CELL),
    "the first cell of assets on two lines": (changed("2、通用设备", "2、通用\n设备"), BROKEN_CELL),
    "an amount of assets on two lines": (changed("\t800000.00\n", "\t800000\n.00\n"), BROKEN_CELL),
    "a blank line above a cell on two lines": (changed(UNIT, "\n" + UNIT.replace("区图", "区\n图")), TORN_ROW),
    "a part of projects without a word": (
        changed("\n本单位无预算项目绩效目标\n", ""),
        "从这里起没有绩效目标表，也没有写明无项目，文件可能不全",
    ),
    "words between the lines of assets": (changed("2、通用设备", "\n另有：\n\n2、通用设备"), TORN_ROW),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_in_doubt_is_refused(text, words):
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.message.endswith(words)
    assert refused.value.line


def test_the_name_of_assets_may_be_cut_by_a_page():
    head = "项目\t数量\t价值 (金额单位：元)\n"
    assert (
        parse(changed("3、图书档案\t52000\t800000.00\n", f"3、图书\t52000\t800000.00\n\n{head}档案\t\t\n")) == LIBRARY
    )


def test_lines_of_assets_may_be_numbered_in_brackets_and_have_no_value():
    rows = parse(changed("2、通用设备", "（1）办公用房\t\t\n②业务用房\t\t\n2、通用设备")).statements[-1].rows
    assert [row[0] for row in rows][2:6] == ["其中：办公用房", "（1）办公用房", "②业务用房", "2、通用设备"]


@given(st.data())
def test_a_cell_lost_or_added_in_any_row_is_refused_or_changes_nothing(data):
    at = data.draw(st.sampled_from([at for at in range(*STATEMENTS.indices(len(LINES))) if "\t" in LINES[at]]))
    line = LINES[at]
    place = data.draw(st.sampled_from([found.start() for found in re.finditer("\t", line)]))
    new = data.draw(st.sampled_from(["", "\t\t", "\n", " "]))
    lines = [*LINES[:at], line[:place] + new + line[place + 1 :], *LINES[at + 1 :]]
    try:
        assert parse("\n".join(lines)) == LIBRARY
    except Refused as refused:
        assert refused.line


@given(st.data())
def test_a_row_lost_or_moved_is_refused_but_the_last_of_its_statement(data):
    rows = [at for at in range(*STATEMENTS.indices(len(LINES))) if re.match(r"[0-9]+\t", LINES[at])]
    numbers = {at: int(LINES[at].split("\t")[0]) for at in rows}
    at, below = data.draw(
        st.sampled_from([pair for pair in pairwise(rows) if numbers[pair[1]] == numbers[pair[0]] + 1])
    )
    lines = list(LINES)
    if data.draw(st.booleans()):
        del lines[at]
    else:
        lines[at], lines[below] = lines[below], lines[at]
    with pytest.raises(Refused):
        parse("\n".join(lines))


def of_terms(text: str) -> list[str]:
    """The lines of 名词解释."""
    return parse(changed("1、**基本支出**：指为保障机构正常运转而发生的支出。", text)).explanations[-1].text.split("\n")


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("1、甲：指为保障机构，\n\n正常运转的支出。", ["1、甲：指为保障机构，正常运转的支出。"]),
        ("1、甲：指杂\n\n费、培训费。", ["1、甲：指杂费、培训费。"]),
        ("1、甲：指支出，\n\n2、乙：指收入。", ["1、甲：指支出，", "2、乙：指收入。"]),
        ("1、甲：指支出\n\n本单位无此项支出。", ["1、甲：指支出", "本单位无此项支出。"]),
        ("1、甲：指支出。\n\n费、培训费。", ["1、甲：指支出。", "费、培训费。"]),
    ],
)
def test_a_paragraph_cut_by_a_page_is_joined_where_that_is_certain(printed, lines):
    assert of_terms(printed) == lines
