"""Oddities that do no harm: each is read as the plain file is, or told with its line, or refused with it."""

from dataclasses import replace

import pytest

from disclosures.importers import parse, parse_file
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_pdf_layout import FULL, FULL_HEAD, GOALS, HEADS, PLAIN, ROW, UNIT, of, with_row
from disclosures.tests.importers.test_unseen_files import (
    DOCUMENT,
    FIRST,
    FIRST_SHEET,
    HEAD,
    PDF,
    SECOND,
    SECOND_SHEET,
    WHOLE,
    changed,
    with_first,
)
from disclosures.tests.importers.test_unseen_files import UNIT as WORD_UNIT
from disclosures.tests.importers.test_unseen_files import with_row as with_word_row

NEXT_ROW = "\n\t\n\t质量指标"
LEVELS = "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n"
LIST = "1.更换密集架\n2.保持温度"
TC = "\x13 TC {0} \\f A \\l 1 \x15"
CONTENTS = """目录
\x13 TOC \\o "1-3" \\h \\z \\u \x14\x13 HYPERLINK \\l "_Toc1" \x14一、总体绩效目标\t\x13 PAGEREF _Toc1 \\h \x141\x15\x15
二、分项绩效目标\t2
三、工作保障措施\t3
1.库房维护费绩效目标表\t4
2.查档大厅改造绩效目标表\t5
\x15
"""

WORD_SAME = {
    # form feeds
    "a form feed before a heading": changed("2.查档大厅改造绩", "\x0c2.查档大厅改造绩"),
    "a form feed before a row": changed(NEXT_ROW, "\n\x0c" + NEXT_ROW[1:]),
    "a form feed before a first level": changed("\n\t满意度指标\n", "\n\x0c\t满意度指标\n"),
    "a form feed within a row": changed("\t更换的架数\n", "\t更换的架数\n\x0c"),
    "a form feed within the head": changed("\t资金支出计划", "\x0c\n\t资金支出计划"),
    "a form feed within the objectives": changed("1.更换密集架\n", "1.更换密集架\n\x0c"),
    "a form feed at the end": WHOLE + "\x0c",
    "a form feed in the sections": changed("还要方便", "\x0c还要方便"),
    "a page number and a form feed": changed(NEXT_ROW, "\n3\n\x0c" + NEXT_ROW),
    "a page number at a form feed": changed(NEXT_ROW, "\n\n3\x0c" + NEXT_ROW),
    "a page number at a form feed between sections": changed("\n还要方便", "\n2\n\x0c还要方便"),
    "a form feed and the heads again": changed(NEXT_ROW, "\n\x0c" + LEVELS + NEXT_ROW),
    # marks of DOS and of Word
    "the end mark of DOS": WHOLE + "\x1a",
    "the end mark of DOS on a line": WHOLE + "\r\n\x1a\x1a\r\n",
    "Word's fields": changed("一、总体绩效目标\n", "一、总体绩效目标" + TC.format("总体绩效目标") + "\n"),
    "Word's fields in headings of tables": changed("费绩效目标表", "费绩效目标表" + TC.format('"1、库房维护费"')),
    "Word's fields in front": changed("第二部分\n", TC.format("第二部分") + "第二部分\n"),
    "a cross-reference in a cell": changed("\t更换数量", "\t\x13 REF _R \\h \x14更换\x15数量"),
    "contents made of fields": CONTENTS + WHOLE,
    # objectives
    "objectives broken within words": changed(LIST, "1.更换密\n集架\n2.保\n持温度"),
    "objectives broken by blank lines": changed(LIST, "1.更换密\n\n集架\n2.保持\n温度"),
    "objectives with circled numbers": changed(LIST, "①更换密集架\n②保持\n温度"),
    "objectives with Chinese numbers": changed(LIST, "一、更换密集架\n二、保\n持温度"),
    "objectives with Chinese numbers in brackets": changed(LIST, "（一）更换密集架\n（二）保持温度"),
    # units and amounts
    "a unit over three lines": changed(WORD_UNIT, "345001中共秦皇岛\n市海港区\n档案馆本级"),
    "money in words": changed("32000.00", "叁万贰仟元整"),
    "money in words with 人民币": changed("30000.00", "人民币叁万元整"),
}


@pytest.mark.parametrize("text", WORD_SAME.values(), ids=WORD_SAME)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_of_the_word_layout(text, encoding):
    read = parse_file("甲.txt", text.encode(encoding))
    assert read == DOCUMENT
    assert read.problems == ()


WORD_TEXTS = ("项目<b>甲</b>", "<p>甲</p>", "<8架>", "A&amp;B &lt;甲&gt;", "《<项目>办法》", "<br>", "甲<a", "x<y>z")


@pytest.mark.parametrize("text", WORD_TEXTS)
def test_what_looks_like_a_tag_in_a_word_document_was_typed(text):
    assert parse(changed("更换的架数", text)) == with_word_row(0, description=text)
    assert parse(changed("\t更换库房的密集架\n", f"\t{text}\n")) == with_first(purpose=text)


PDF_SAME = {
    "a form feed before a row": of(ROW, "\n\x0c" + ROW[1:]),
    "a form feed on its own": of(ROW, "\n\x0c" + ROW),
    "a page number and a form feed": of(ROW, "\n\n12\n\x0c" + ROW[1:]),
    "a form feed and the heads again": of(ROW, "\n\x0c" + HEADS + ROW),
    "a form feed before a heading": of("#### 2、", "\x0c#### 2、"),
    "a form feed before the unit": of("345001 中", "\x0c345001 中"),
    "a form feed in the notes": of("管理档案。", "管理档案。\n\x0c"),
    "the end mark of DOS": PDF + "\x1a",
    "the unit over three lines": of(UNIT, "345001 中共秦皇岛经\n济技术开发区档\n案馆(本级)"),
    "the unit over four lines": of(UNIT, "345001 中共秦皇\n岛经济技术\n开发区档\n案馆(本级)"),
    "the year at once below a unit over lines": of(f"{UNIT}\n\n", "345001 中共秦皇岛经\n济技术开发区档\n案馆(本级)\n"),
    "objectives broken within words": of("1.更换密集架 2.保持温度", "1.更换密\n集架 2.保持\n温度"),
    "objectives broken by tags": of(
        "<p>1.大厅焕然一新</p> <p>2.方便群众</p>", "<p>1.大厅焕</p><p>然一新</p><p>2.方便群众</p>"
    ),
    "objectives with breaks": of("<p>1.大厅焕然一新</p> <p>2.方便群众</p>", "1.大厅焕然<br>一新<br/>2.方便<br>群众"),
    "entities of blanks": of("采购合同\n\t质量", "采购合同&nbsp;\n\t质量"),
    "an entity for a sign": of("≥95%", "&ge;95%"),
}


@pytest.mark.parametrize("text", PDF_SAME.values(), ids=PDF_SAME)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_of_the_pdf_layout(text, encoding):
    read = parse_file("甲.txt", text.encode(encoding))
    assert read == PLAIN
    assert read.problems == ()


def test_angle_brackets_of_a_converted_pdf_that_are_no_tags():
    assert parse(of("更换的架数", "&lt;项目&gt;的架数")) == with_row(0, description="<项目>的架数")
    assert parse(of("更换的架数", "<项目甲>的架数")) == with_row(0, description="<项目甲>的架数")


LAST = "2.查档大厅改造绩效目标表"
TOLD = {
    "the last project without indicators": (
        HEAD + FIRST + SECOND[: SECOND.index("\t一级指标")],
        replace(DOCUMENT, projects=(FIRST_SHEET, replace(SECOND_SHEET, indicators=()))),
        (LAST, "“查档大厅改造”没有指标行，请核对文件是否完整"),
    ),
    "the last project without rows": (
        HEAD + FIRST + SECOND[: SECOND.index("\t产出指标")] + "\n",
        replace(DOCUMENT, projects=(FIRST_SHEET, replace(SECOND_SHEET, indicators=()))),
        (LAST, "“查档大厅改造”没有指标行，请核对文件是否完整"),
    ),
    "a part between projects, whose numbers go on": (HEAD + FIRST + "第三部分\n" + SECOND, DOCUMENT, None),
    "a project of the PDF layout without indicators": (
        PDF[: PDF.index("<b>一级指标")] + PDF[PDF.index("\n#### 2、") :],
        replace(PLAIN, projects=(replace(PLAIN.projects[0], indicators=()), PLAIN.projects[1])),
        ("## 1、库房维护费绩效目标表", "“库房维护费”没有指标行，请核对文件是否完整"),
    ),
    "a number of the PDF layout twice": (
        of("2、大厅", "1、大厅"),
        replace(PLAIN, projects=(PLAIN.projects[0], replace(PLAIN.projects[1], number=1))),
        ("#### 1、大厅改造绩效目标表", "项目序号不连续：此处应为第 2 个项目，却是“1”，请核对是否缺少项目"),
    ),
    "a table of the PDF layout without 其他资金": (
        of(GOALS, f"{UNIT}\n单位：元\n\n" + FULL_HEAD.replace("\t其他资金\t", "") + GOALS),
        replace(PLAIN, projects=(FULL, PLAIN.projects[1])),
        (
            "预算规模及资金用途\t预算数\t10000.00\t其中：财政资金\t10000.00",
            "没有印出其他资金的栏目或单元格，按空白读取",
        ),
    ),
}


@pytest.mark.parametrize(("text", "document", "told"), TOLD.values(), ids=TOLD)
def test_what_is_missing_is_told_with_its_line(text, document, told):
    read = parse(text)
    assert read == document
    lines = text.split("\n")
    assert [(lines[problem.line - 1], problem.message) for problem in read.problems] == ([told] if told else [])


def test_an_amount_of_the_pdf_layout_without_its_label():
    head = FULL_HEAD.replace("\t10000.00\t其他资金\t", "\t9000.00\t1000.00")
    read = parse(of(GOALS, f"{UNIT}\n单位：元\n\n{head}{GOALS}"))
    assert (read.projects[0].fiscal_funds, read.projects[0].other_funds) == (9000, 1000)
    with pytest.raises(Refused, match="不能确定是其他资金"):
        parse(of(GOALS, f"{UNIT}\n单位：元\n\n{head.replace('9000', '8000')}{GOALS}"))


REFUSED = {
    "a NUL": (WHOLE.replace("更换的架数", "更\x00换").encode(), "更\x00换"),
    "a NUL in UTF-16": (WHOLE.replace("更换的架数", "更\x00换").encode("utf-16"), "更\x00换"),
    "a NUL in GB18030": (WHOLE.replace("更换的架数", "更\x00换").encode("gb18030"), "更\x00换"),
    "the end mark of DOS within": (WHOLE.replace("更换的架数", "更\x1a换").encode(), "更\x1a换"),
    "a field without end": (WHOLE.replace("更换的架数", "更\x13 TC 换").encode(), "更\x13 TC 换"),
    "an end without a field": (WHOLE.replace("更换的架数", "更\x15换").encode(), "更\x15换"),
}


@pytest.mark.parametrize(("data", "printed"), REFUSED.values(), ids=REFUSED)
def test_damage_is_refused_with_its_line(data, printed):
    with pytest.raises(Refused) as refused:
        parse_file("甲.txt", data)
    line = WHOLE.split("\n").index("\t更换的架数") + 1
    assert refused.value.line == line
    assert refused.value.message.startswith(f"第 {line} 行：")
