"""The layout of PDF files turned into markdown: pages that cut tables, units above tables, notes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import Checkpoint, DepartmentRef, Problem
from disclosures.importers import parse
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_unseen_files import PDF, changed

UNIT = "345001 中共秦皇岛经济技术开发区档案馆(本级)"
HEADS = "<b>一级指标</b>\t<b>二级指标</b>\t<b>三级指标</b>\t<b>绩效指标描述</b>\t<b>指标值</b>\t<b>指标值确定依据</b>"
ROW = "\n\t质量指标\t合格率\t验收合格的比例\t100%\t采购合同"
GOALS = "<b>绩效目标</b>\t1.更换密集架 2.保持温度\t\t\t\t\n"
CONTENTS = "# 目录\n\n单位预算收支总表{0}\n一、单位职责及机构设置情况{0}\n二、预算绩效信息{0}\n三、名词解释{0}\n\n"
HEADED_CONTENTS = CONTENTS.format("").replace("单位预算收", "## 单位预算公开表\n\n单位预算收")
PLAIN = parse(PDF)


def of(old: str, new: str) -> str:
    return changed(old, new, PDF)


SAME = {
    "a page between two rows": of(ROW, f"\n\n12\n\n{HEADS}{ROW}"),
    "a marked page number directly below a row": of(ROW, f"\n- 12 -{ROW}"),
    "the page's head printed again": of(ROW, f"\n\n{UNIT}\n\n预算年度：2022\n\n单位：万元\n\n{HEADS}{ROW}"),
    "a running title": of(ROW, f"\n\n2022 年开发区档案馆预算公开\n\n{HEADS}{ROW}"),
    "the heads again at once": of(f"\n{HEADS}", f"\n{HEADS}\n{HEADS}"),
    "a blank line above the heads": of(f"\n{HEADS}", f"\n\n{HEADS}"),
    "objectives over lines": of(GOALS, "<b>绩效目标</b>\t1.更换密集架\n2.保持温度\t\t\t\t\n"),
    "objectives in lines of their own": of(GOALS, "<b>绩效目标</b>\t1.更换密集架\n2.保持温度\n"),
    "headings without a blank behind their marks": PDF.replace("# ", "#"),
    "a heading over two lines": of("## 1、库房维护费绩效目标表", "## 1、库房维护费\n绩效目标表"),
    "a heading cut by a blank line": of("## 1、库房维护费绩效目标表", "## 1、库房维护费绩效目\n\n标表"),
    "contents without pages": CONTENTS.format("") + PDF,
    "contents with pages": CONTENTS.format(" 20") + PDF,
    "contents with leaders": CONTENTS.format(".....\t20") + PDF,
    "contents with tabs": CONTENTS.format("\t20") + PDF,
    "contents with headings of their own": HEADED_CONTENTS + PDF,
    "contents without the unit's line": "# 目录\n\n" + PDF[PDF.index("## 单位预算收支总表") :],
    "a cover": "**2022 年开发区档案馆**\n\n**预算信息公开**\n\n" + PDF,
    "the unit over two lines": of(UNIT, "345001 中共秦皇岛经济技术开发  \n区档案馆(本级)"),
    "no title above the explanation": of("## 2022 年单位预算信息公开情况说明\n\n", ""),
    "level names over lines": of("满意度指标\t服务对象满意度", "满意度<br>指标\t服务对象<br>满意度"),
}  # fmt: skip


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_it_says_the_same(text):
    read = parse(text)
    assert read == PLAIN
    assert read.problems == ()


def with_row(index: int, **fields):
    rows = list(PLAIN.projects[0].indicators)
    rows[index] = replace(rows[index], **fields)
    return replace(PLAIN, projects=(replace(PLAIN.projects[0], indicators=tuple(rows)), *PLAIN.projects[1:]))


def test_a_row_cut_by_a_page_is_joined():
    assert parse(of(ROW, f"\n\n{HEADS}\n\t\t\t和次数\t\t{ROW}")) == with_row(0, description="更换的架数和次数")
    assert parse(of(ROW, f"\n\n{HEADS}\n\t\t\t\t以上\t等{ROW}")) == with_row(0, target="≥8 架以上", basis="采购合同等")


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n12\n\n", f"\n\n{HEADS}\n"])
def test_the_rest_of_a_row_whose_other_cells_are_blank_is_joined(between):
    assert parse(of(ROW, f"{between}\t\t\t和次数\t\t{ROW}")) == with_row(0, description="更换的架数和次数")
    assert parse(of(ROW, f"{between}\t\t\t\t以上\t等{ROW}")) == with_row(0, target="≥8 架以上", basis="采购合同等")


@pytest.mark.parametrize("between", ["\n", f"\n\n{HEADS}\n"])
def test_the_rest_of_a_name_is_joined_and_told(between):
    read = parse(of(ROW, f"{between}\t\t及次数\t\t\t{ROW}"))
    assert read == with_row(0, name="更换数量及次数")
    assert [problem.message for problem in read.problems] == ["“及次数”这一行没有指标值，已作为上一行的续行，请核对"]


@pytest.mark.parametrize("between", ["\n", f"\n\n{HEADS}\n"])
def test_the_rest_of_several_cells_is_joined_and_told(between):
    text = of(ROW, f"{between}\t\t及次数\t和次数\t\t等{ROW}")
    read = parse(text)
    assert read == with_row(0, name="更换数量及次数", description="更换的架数和次数", basis="采购合同等")
    line = text[: text.index("\t\t及次数")].count("\n") + 1
    assert read.problems == (Problem(line, "“及次数”这一行没有指标值，已作为上一行的续行，请核对"),)


@pytest.mark.parametrize("between", ["\n", "\n\n12\n\n", f"\n\n{HEADS}\n"])
@pytest.mark.parametrize(("first", "rest"), [("质", "量指标"), ("质量", "指标"), ("质量指", "标")])
def test_the_rest_of_a_level_is_joined(between, first, rest):
    cut = f"\n\t{first}\t合格率\t验收合格\t100%\t采购合同{between}\t{rest}\t\t的比例\t\t"
    assert parse(of(ROW, cut)) == PLAIN


def test_a_row_broken_over_lines_is_joined():
    assert parse(of("验收合格的比例", "验收合格\n的比例")) == with_row(1, description="验收合格\n的比例")
    assert parse(of("\t100%\t采购合同", "\t100%\t采购\n合同")) == with_row(1, basis="采购\n合同")
    assert parse(of("\t100%\t采购合同", "\t100%\t")) == with_row(1, basis="")


DOUBTFUL = {
    "a value without a name": (of(ROW, f"\n\t\t\t\t≥3 次\t合同{ROW}"), "新的指标，还是上一行的续行"),
    "a name and the basis above again": (of(ROW, f"\n\t\t次数\t次数\t\t采购合同{ROW}"), "还是上一行的续行"),
    "a name and a value": (of(ROW, f"\n\n{HEADS}\n\t\t次数\t\t≥3 次\t{ROW}"), "新的指标，还是上一行的续行"),
    "a name and words in place of a value": (of(ROW, f"\n\t\t次数\t\t较多\t{ROW}"), "新的指标，还是上一行的续行"),
    "two names without a value": (of("\t≥8 架\t采购合同", "\t\t采购合同\n\t\t次数\t次数\t\t合同"), "新的指标"),
    "a number directly below a row": (of(ROW, f"\n12{ROW}"), "是页码还是单元格里的内容"),
    "a title directly below a row": (of(ROW, f"\n2022 年档案馆预算公开{ROW}"), "是标题还是单元格里的内容"),
    "an entry of contents between two rows": (of(ROW, f"\n验收......3{ROW}"), "表格两行之间"),
    "a note directly below a row": (of(ROW, f"\n注：以合同为准。{ROW}"), "是表格下面的说明还是单元格里的内容"),
    "a heading cut off": (PDF[: PDF.index("## 2、") + 7] + "\n", "像是不完整的绩效目标表标题"),
    "a row with a cell too few": (of("\t100%\t采购合同", "\t100%"), "单元格数目不对"),
    "a row with a cell too many": (of("\n产出指标\t", "\n\t产出指标\t"), "应为 6 个"),
    "a cell over a blank line": (of("\t100%\t采购合同", "\t100%\t采购\n\n合同"), "表格上方没有"),
    "no unit line": (of(f"{UNIT}\n", ""), "文中没有印出单位代码和名称"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_in_doubt_is_refused(text, words):
    with pytest.raises(Refused, match=words):
        parse(text)


def test_a_row_cut_short_is_the_one_refused():
    text = of("\t100%\t采购合同", "\t100%")
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.line == next(
        place for place, line in enumerate(text.split("\n"), 1) if line.endswith("\t100%")
    )


FULL_HEAD = """项目编码\t13037122ABCDEFGHIJKLM\t项目名称\t库房维护费\t\t
预算规模及资金用途\t预算数\t10000.00\t其中：财政资金\t10000.00\t其他资金\t
\t更换密集架\t\t\t\t
资金支出计划（%）\t3月底\t6月底\t10月底\t12月底\t
\t25\t50\t\t100\t
"""
FULL = replace(
    PLAIN.projects[0],
    code="13037122ABCDEFGHIJKLM",
    money_unit="元",
    unit_code="345001",
    unit_name="中共秦皇岛经济技术开发区档案馆(本级)",
    total=Decimal(10000),
    fiscal_funds=Decimal(10000),
    purpose="更换密集架",
    spending_plan=tuple(
        Checkpoint(month, share and Decimal(share)) for month, share in ((3, 25), (6, 50), (10, None), (12, 100))
    ),
)


@pytest.mark.parametrize(
    "above", [f"{UNIT}\n单位：元\n\n", f"{UNIT}\t\t\t\t\t单位：元\n", f"{UNIT}\n\n\t\t\t\t\t单位：元\n"]
)
def test_a_table_with_its_whole_head_keeps_its_own_unit_of_money(above):
    read = parse(of(GOALS, f"{above}{FULL_HEAD}{GOALS}"))
    assert read.projects == (FULL, PLAIN.projects[1])
    assert read.money_unit == "万元"


def test_a_head_without_a_unit_of_money_has_the_documents():
    read = parse(of(GOALS, FULL_HEAD.replace("10000.00", "1.00") + GOALS))
    assert (read.projects[0].money_unit, read.projects[0].total) == ("", Decimal(1))


FUND_IN_YUAN = """
## 单位预算政府性基金预算财政拨款支出表

单位：元

注：空表列示。

## 2022 年单位预算信息公开情况说明"""


def test_amounts_where_the_statements_have_two_units_are_refused():
    with pytest.raises(Refused, match="却没有印出金额单位"):
        parse(changed("\n## 2022 年单位预算信息公开情况说明", FUND_IN_YUAN, of(GOALS, FULL_HEAD + GOALS)))


def test_a_file_without_statements_needs_its_unit_somewhere():
    explanation = PDF[PDF.index("## 2022 年单位预算信息公开情况说明") :]
    assert parse(f"{UNIT}\n\n{explanation}").department == DepartmentRef("345001", UNIT[7:])


def test_a_remark_below_a_table_is_told():
    read = parse(of("历年数据\n", "历年数据\n填表人：张三\n"))
    assert read == PLAIN
    assert [problem.message for problem in read.problems] == ["这一行不属于任何部分：填表人：张三"]


def test_years_that_contradict_each_other():
    read = parse(of("预算年度：2022", "预算年度：2021"))
    assert (read.fiscal_year, read.fiscal_year_evidence) == (None, "文中印有互相矛盾的年度：2021、2022")


def test_notes():
    text = of(
        "管理档案。\n", "管理档案。\n\n- 1、**保管**。\n\n- 2、利用。\n\n单位名称\t性质\n档案馆\t行政\n\n另有说明。\n"
    )
    text = changed("## 三、名词解释", "三、其他：无。\n\n#### 四、名词解释", text)
    assert [(note.heading, note.text) for note in parse(text).explanations] == [
        ("单位职责及机构设置情况", "管理档案。\n1、保管。\n2、利用。\n另有说明。"),
        ("其他", "无。"),
        ("名词解释", "1、基本支出：为保障运转而发生的支出。"),
    ]


def test_a_number_alone_is_a_page_number_only_between_blank_lines():
    texts = ("全宗数：\n12\n\n", "全宗数：\n\n12\n管理档案。\n", "全宗数：\n\n12\n\n")
    assert [parse(of("管理档案。\n", text)).explanations[0].text for text in texts] == [
        "全宗数：\n12",
        "全宗数：\n12\n管理档案。",
        "全宗数：",
    ]


def test_a_note_with_numbers_of_its_own_is_told():
    read = parse(of("管理档案。\n", "管理档案。\n\n一、保管\n\n甲\n"))
    assert [problem.message for problem in read.problems] == ["这一行像是说明的标题，但序号不连续：一、保管"]


BROKEN = "345001 中共秦皇岛经\n济技术开发\n区档案馆(本级)\n"


@pytest.mark.parametrize("below", ["\n", "预算年度：2022\n\n", "单位：万元\n\n", "2022年单位预算信息公开目录\n\n"])
def test_a_unit_broken_over_three_lines_keeps_its_end(below):
    read = parse(of(f"{UNIT}\n\n", BROKEN + below))
    assert read == PLAIN
    assert read.problems == ()


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_unit_broken_over_three_lines_above_a_project(between):
    read = parse(of("## 1、库房维护费绩效目标表\n\n", f"## 1、库房维护费绩效目标表{between}{BROKEN}"))
    unit = {"unit_code": "345001", "unit_name": "中共秦皇岛经济技术开发区档案馆(本级)"}
    assert read == replace(PLAIN, projects=(replace(PLAIN.projects[0], **unit), *PLAIN.projects[1:]))


LISTED = (
    "# 目录\n\n单位预算收支总表.....3\n一、单位职责及机构设置情况.....5\n二、预算绩效信息.....6\n三、名词解释.....9\n\n"
)


@pytest.mark.parametrize("cut", ["## 三、名词解释", "满意度指标\t服务对象满意度"])
def test_a_file_cut_above_the_last_section_that_it_lists(cut):
    text = LISTED + PDF[: PDF.index(cut)]
    line = text.rstrip("\n").count("\n") + 1
    with pytest.raises(Refused) as refused:
        parse(text)
    assert (refused.value.line, refused.value.message) == (
        line,
        f"第 {line} 行：目录中的“三、名词解释”没有出现，文件可能不全",
    )


def test_contents_that_list_what_is_there():
    assert parse(LISTED + PDF) == PLAIN


def test_a_section_under_another_number_is_there():
    listed = LISTED.replace("三、名词解释", "三、其他说明.....8\n四、名词解释")
    assert parse(listed + PDF) == PLAIN
