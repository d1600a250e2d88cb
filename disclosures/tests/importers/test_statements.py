"""Budget statements: whatever the layout prints is read back cell for cell, and what is damaged is refused."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import BASIC, KINDS, PROCUREMENT, kind_of
from disclosures.document.statement_rows import cell, row_sums, yuan
from disclosures.document.statement_shapes import ColumnKind, MoneyPlace, StatementKind, SubjectTree
from disclosures.importers import parse
from disclosures.importers.refusal import Refused
from disclosures.tests.statement_text import UNIT, YEAR, one_printed, printed

NAMES = ("一般公共服务支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "行政运行", "维修(护)费")
CODES = {
    SubjectTree.FUNCTIONAL: ("201", "20111", "2011102", "20126", "2012602", "208", "20805", "2080505"),
    SubjectTree.ECONOMIC: ("301", "30101", "30102", "302", "30201"),
}
amounts = st.one_of(st.just(""), st.decimals(0, 9999, places=2).map(lambda amount: f"{amount:,.2f}"))
filled = st.decimals(0, 9999, places=2).map("{:.2f}".format)
texts = st.sampled_from(["办公设备", "A0201", "台 式 机", "校园安防设施改造"])


@st.composite
def rows(draw, kind: StatementKind) -> tuple[tuple[str, ...], ...]:
    """Rows such as the form has them: its own lines, 合计 and subjects, or a few of the unit's."""
    if kind.tree:
        codes = ["", *draw(st.lists(st.sampled_from(CODES[kind.tree]), unique=True).map(sorted))]
        count = len(codes)
    else:
        codes = []
        count = max((len(labels) for _, labels in kind.lines), default=draw(st.integers(0, 4)))
    return tuple(tuple(draw(cells_of(kind, number, codes))) for number in range(1, count + 1))


@st.composite
def cells_of(draw, kind: StatementKind, number: int, codes: list[str]) -> list[str]:
    cells: list[str] = []
    item: str | None = None
    for column in kind.columns:
        match column.kind:
            case ColumnKind.ORDINAL:
                cells.append(str(number))
            case ColumnKind.SUBJECT_CODE:
                cells.append(codes[number - 1])
            case ColumnKind.SUBJECT_NAME:
                cells.append(draw(st.sampled_from(NAMES)) if codes[number - 1] else "合计")
            case ColumnKind.ITEM:
                labels = kind.lines_of(column.name)
                item = labels[number - 1] if labels else f"{number}、专用设备 (台)"
                cells.append(item)
            case ColumnKind.TEXT:
                cells.append(draw(texts))
            case ColumnKind.COUNT:
                cells.append(draw(st.sampled_from(["", "860.00", "1,200", "8"])))
            case ColumnKind.AMOUNT if item == "":
                cells.append("")
            case ColumnKind.AMOUNT:
                cells.append(draw(filled if column.name in ("total", "price") else amounts))
    return cells


@st.composite
def statements(draw) -> tuple[BudgetStatement, ...]:
    """Some of the kinds in any order, of a unit or a department, in either unit of money."""
    made = []
    for kind in draw(st.permutations(KINDS).flatmap(lambda kinds: st.integers(1, 12).map(lambda n: kinds[:n]))):
        data = draw(rows(kind))
        note = kind.empty_note if not data else draw(st.sampled_from(["", "注：数据来自 预算批复。"]))
        made.append(
            BudgetStatement(
                kind.kind,
                draw(st.sampled_from([kind.title, kind.title.replace("单位", "部门", 1)])),
                "" if kind.money == MoneyPlace.NOWHERE else draw(st.sampled_from(["元", "万元"])),
                data,
                (note,) if note else (),
                "2021-12-31" if kind.has_as_of else "",
            )
        )
    return tuple(made)


@given(made=statements().filter(lambda made: any(kind_of(one.kind).has_ordinal for one in made)), seed=st.integers())
def test_whatever_the_layout_prints_is_read_back(made, seed):
    read = parse(printed(made, random.Random(seed)))
    assert read.statements == made
    assert read.problems == ()
    assert read.projects == ()


SMALL = BudgetStatement(
    "general_public",
    "单位预算一般公共预算财政拨款支出表",
    "万元",
    (
        ("1", "", "合计", "583.78", "474.90", "108.88"),
        ("2", "201", "一般公共服务支出", "583.78", "474.90", "108.88"),
        ("3", "20131", "党委办公厅（室）及相关机构事务", "583.78", "474.90", "108.88"),
        ("4", "2013101", "行政运行", "474.90", "474.90", ""),
        ("5", "2013105", "专项业务", "108.88", "", "108.88"),
    ),
)
TEXT = one_printed(SMALL)
HEAD = TEXT[TEXT.index("345001") : TEXT.index("1\t\t合计")]


def changed(old: str, new: str, text: str = TEXT) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def cut(new: str, head: str = HEAD) -> str:
    """The statement with a page's end, this head and some rows before its fourth row."""
    return changed("4\t2013101", f"\n{head}{new}4\t2013101")


SAME = {
    "a page": cut(""),
    "a page with its number": changed("4\t2013101", f"\n- 3 -\n\n{HEAD}4\t2013101"),
    "a page and the title again": changed("4\t2013101", f"\n## {SMALL.title}\n\n{HEAD}4\t2013101"),
    "a page without a head": changed("4\t2013101", "\n- 3 -\n\n4\t2013101"),
    "档次 on the second page": cut("", HEAD.replace("栏次", "档次")),
    "the unit over three lines": changed("345001 滨海县公共", "345001 滨海县\n公共\n"),
    "a unit line that breaks within its code": changed("345001 滨海县公共", "3450\n01 滨海县公共"),
    "a year that breaks": changed("预算年度：2022", "预算年\n度：20\n22"),
    "a unit of money that breaks": changed("单位：万元", "单\n位：万\n元"),
    "all in one line": changed("\n\n预算年度：2022\n\n单位：万元", " 预算年度：2022 单位：万元"),
    "breaks of the word processor": changed("345001 滨海县公共", "3450\x8501\x0b滨海县公共"),
    "breaks of the word processor within the year": changed("预算年度：2022\n", "预算年\x85度：20\u202822\n"),
    "a head that is a cell off": changed("合计\t基本支出\t项目支出\n", "合计\t基本支出\t\t项目支出\n"),
    "bold cells": changed("合计\t583.78\t474.90\t108.88", "<b>合计</b>\t<b>583.78</b>\t<b>474.90</b>\t<b>108.88</b>"),
    "stars": changed("合计\t583.78\t474.90\t108.88", "**合计**\t**583.78**\t474.90\t108.88"),
    "a code cut by a blank": changed("2013101", "201310 1"),
    "a name cut by a blank": changed("党委办公厅（室）及相关机构事务", "党委办公厅（室）及相 关机构事务"),
    "a name cut by a page": changed(
        "及相关机构事务\t583.78\t474.90\t108.88\n", f"\t583.78\t474.90\t108.88\n\n{HEAD}\t\t及相关机构事务\t\t\t\n"
    ),
    "a row cut in two where it stands": changed(
        "及相关机构事务\t583.78\t474.90\t108.88\n", "\t583.78\t474.90\t108.88\n\t\t及相关机构事务\t\t\t\n"
    ),
    "full-width numbers of rows": changed("4\t2013101", "４\t2013101"),
    "blank rows": changed("4\t2013101", "\t\t\t\t\t\n4\t2013101"),
    "a heading without marks": changed("## 单位", "单位"),
    "a bold heading": changed(f"## {SMALL.title}", f"**{SMALL.title}**"),
    "a numbered heading": changed("## 单位", "## 五、单位"),
    "a heading over two lines": changed("财政拨款支出表", "财政\n拨款支出表"),
    "contents": f"# 目录\n\n{SMALL.title}.....\t13\n\n{TEXT}",
}  # fmt: skip


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_turn_of_the_layout_says_the_same(text):
    read = parse(text)
    assert [replace(one, title=one.title.removeprefix("五、")) for one in read.statements] == [SMALL]
    assert (read.department.name, read.fiscal_year, read.money_unit) == (UNIT[7:], YEAR, "万元")


#: Another statement, so that the file is known for what it is whatever the damage.
EMPTY = one_printed(
    BudgetStatement("state_capital", "单位预算国有资本经营预算财政拨款支出表", "万元", notes=("注：空表列示。",))
)
TWICE = f"“{SMALL.title}”出现了两次，前一张在第 {EMPTY.count(chr(10)) + 1} 行"
HEADS = f"“{SMALL.title}”的表头不是这张表的栏目"
FORM = "报表的标题与表格之间、或两页表格之间，有不认得的文字"
CODE = "科目编码“{}”应为 3、5、7 位数字"
FIGURE = "金额“{}”不是以万元为单位的数字"
REST = "这一行没有序号却有金额，上一行已有金额，无法判断是不是上一行的续行"
UNITS = "报表各页的单位不一致：前面是“345001滨海县公共图书馆(本级)”，此处是“345002滨海县公共图书馆(本级)”"
YEARS = "报表各页的年度不一致：前面是“2022”，此处是“2021”"
MONEY = "同一张表印有两个金额单位：万元和元"
ROW = "4\t2013101\t行政运行\t474.90\t474.90\t\n"


def row(new: str) -> str:
    """The statement with another fourth row."""
    return changed(ROW, f"{new}\n")


#: Damage → the text, how the line begins that is refused, the message.
REFUSED = {
    "a row a cell short": (row("4\t2013101\t行政运行\t474.90\t474.90"), "4\t", "这一行有 5 个单元格，应为 6 个"),
    "a row a cell long": (row("4\t2013101\t行政运行\t474.90\t474.90\t\t"), "4\t", "这一行有 7 个单元格，应为 6 个"),
    "words in an amount": (row("4\t2013101\t行政运行\t约5\t\t"), "4\t", FIGURE.format("约5")),
    "two decimal points": (row("4\t2013101\t行政运行\t4.7.4\t\t"), "4\t", FIGURE.format("4.7.4")),
    "a blank in an amount": (
        row("4\t2013101\t行政运行\t4.7 4\t\t"),
        "4\t",
        "金额“4.7 4”中有空格，无法判断是不是一个数",
    ),
    "a number skipped": (row("5\t2013101\t行政运行\t474.90\t\t"), "5\t", "序号不连续：此处应为 4，却是 5"),
    "a number repeated": (row("3\t2013101\t行政运行\t474.90\t\t"), "3\t", "序号不连续：此处应为 4，却是 3"),
    "no number": (row("四\t2013101\t行政运行\t474.90\t\t"), "四\t", "“四”不是序号"),
    "a second amount in the rest of a row": (cut("\t\t等\t1.00\t\t\n"), "\t\t等", REST),
    "合计 without amounts": (
        changed("合计\t583.78\t474.90\t108.88", "合计\t\t\t"),
        "1\t\t合计",
        "“合计”一行没有合计金额",
    ),
    "合计 with a code": (changed("1\t\t合计", "1\t200\t合计"), "1\t200", "“合计”一行不应有科目编码“200”"),
    "code and name swapped": (row("4\t行政运行\t2013101\t474.90\t\t"), "4\t", CODE.format("行政运行")),
    "a code of four digits": (row("4\t2013\t行政运行\t474.90\t\t"), "4\t", CODE.format("2013")),
    "no code": (row("4\t\t行政运行\t474.90\t\t"), "4\t", "“行政运行”没有科目编码"),
    "no name": (row("4\t2013101\t\t474.90\t\t"), "4\t", "这一行没有科目名称"),
    "a name in numbers": (row("4\t2013101\t31.00\t474.90\t\t"), "4\t", "“31.00”是数字，不是科目名称"),
    "a page of another unit": (cut("", HEAD.replace("345001", "345002")), "345002", UNITS),
    "a page of another year": (cut("", HEAD.replace("2022", "2021")), "预算年度：2021", YEARS),
    "a page in another unit of money": (cut("", HEAD.replace("万元", "元")), "单位：元", MONEY),
    "a head of no kind": (changed("科目编码\t科目名称", "科目编码\t科目"), "\t科目编码", HEADS),
    "the head of another kind": (changed("基本支出\t项目支出\n", "人员经费\t公用经费\n"), "序号", HEADS),
    "columns changed about": (changed("基本支出\t项目支出\n", "项目支出\t基本支出\n"), "序号", HEADS),
    "a head of no kind on a later page": (cut("", HEAD.replace("基本支出", "基本")), "序号", HEADS),
    "columns numbered wrongly": (changed("栏次\t1\t2", "栏次\t2\t1"), "栏次", "栏次不是从 1 起依次排列"),
    "two tables of one kind": (f"{TEXT}\n{TEXT}", "## ", TWICE),
    "a cut inside a row": (TEXT[: TEXT.index("\t专项业务") + 3], "5\t", "这一行有 3 个单元格，应为 6 个"),
    "a title and no table": (TEXT[: TEXT.index("序号")], "## ", f"“{SMALL.title}”的标题后面没有表格"),
    "a broken page of another year": (
        cut("", HEAD.replace("345001", "3450\x8501").replace("预算年度：2022", "预算\x85年度：2021")),
        "预算\x85年度",
        YEARS,
    ),
    "words between two pages": (changed("4\t2013101", f"\n本页由财务科填\n\n{HEAD}4\t2013101"), "本页由", FORM),
    "words below the title": (changed("\n345001", "\n本页由财务科填\n345001"), "本页由", FORM),
    "a table without a title": (TEXT[TEXT.index("345001") :], "序号", "表格上方没有认得的报表标题"),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_damaged_is_refused_with_its_line(text, line, message):
    with pytest.raises(Refused) as refused:
        parse(EMPTY + text)
    number = refused.value.line
    assert refused.value.message == f"第 {number} 行：{message}"
    assert (EMPTY + text).split("\n")[number - 1].startswith(line)
    assert number > EMPTY.count("\n")


@pytest.mark.parametrize("title", ["单位预算政府基金预算财政拨款支出表", "2022年部门预算政府性基金预算财政拨款支出表"])
def test_the_fund_is_spelt_in_two_ways(title):
    fund = replace(SMALL, kind="government_fund", title=title)
    assert parse(f"{TEXT}\n{one_printed(fund)}").statements == (SMALL, fund)


def test_an_empty_statement_may_print_nothing_but_its_note():
    text = f"{TEXT}\n## 单位预算政府基金预算财政拨款支出表\n\n{UNIT}\n\n注：无政府性基金预算，\n空表列示。\n\n其他\n"
    read = parse(text)
    assert read.statements[1] == BudgetStatement(
        "government_fund", "单位预算政府基金预算财政拨款支出表", notes=("注：无政府性基金预算，空表列示。",)
    )
    assert [problem.message for problem in read.problems] == ["这一行不属于任何部分：其他"]


def test_amounts_without_any_unit_of_money_are_refused():
    with pytest.raises(Refused, match=r"^第 10 行：印有金额“583.78”，却没有印出金额单位"):
        parse(changed("单位：万元\n\n", ""))


@pytest.mark.parametrize(
    ("printed", "below"),
    [("维修(", "护)费"), ("维修(护", ")费"), ("维修(护)", "费"), ("维修(<br>护)费", ""), ("维修", "<br>(护)费")],
)
def test_a_name_may_be_cut_at_its_brackets(printed, below):
    upkeep = replace(SMALL, rows=(SMALL.rows[0], ("2", "20111", "维修(护)费", "5.00", "5.00", "")))
    text = one_printed(upkeep).replace("维修(护)费\t5.00\t5.00\t", f"{printed}\t5.00\t5.00\t\n\t\t{below}\t\t\t")
    assert parse(text).statements == (upkeep,)


def test_the_lines_of_a_code_of_purchases_are_joined():
    cells = ("办公设备", "", "Windows Server", "A02010104", "套", "8", "10.75", "86.00", "86.00", *[""] * 6)
    bought = BudgetStatement("procurement", "单位政府采购预算", "万元", (cells,))
    text = (
        one_printed(bought).replace("A0201", "A0201<br>").replace("Windows ", "Windows<br>").replace("办公", "办公<br>")
    )
    assert parse(f"{TEXT}\n{text}").statements == (SMALL, bought)


def test_purchases_that_a_page_cut():
    bought = BudgetStatement(
        "procurement",
        "单位政府采购预算",
        "万元",
        (("校园安全防范设施改造", "", "摄像机", "A020109", "套", "8", "10.75", "86.00", "86.00", *[""] * 6),),
    )
    text = one_printed(bought)
    again = "\n".join("\t".join(row) for row in PROCUREMENT.head(YEAR, "万元"))
    rest = "\t".join(["造", *[""] * 14])
    cut_text = changed("设施改造\t", "设施改\t", text).rstrip("\n") + f"\n\n{again}\n{rest}\n"
    assert parse(f"{TEXT}\n{text}").statements == (SMALL, bought)
    assert parse(f"{TEXT}\n{cut_text}").statements == (SMALL, bought)
    with pytest.raises(Refused, match="无法判断是新的一行，还是上一行的续行"):
        parse(f"{TEXT}\n{text.rstrip(chr(10))}\n{rest}\n")


def test_what_the_rows_say():
    document = parse(TEXT)
    (statement,) = document.statements
    assert cell(statement, 3, "name") == "行政运行"
    assert [yuan(document, statement, 3, column) for column in ("total", "projects")] == [Decimal("4749000.00"), None]
    columns = ("total", "basic", "projects")
    assert list(row_sums(statement)) == [(0, (1,), columns), (1, (2,), columns), (2, (3, 4), columns)]


def test_the_head_of_a_kind():
    assert BASIC.head() == (
        ("序号", "支出部门经济分类科目", "", "一般公共预算基本支出", "", ""),
        ("", "科目编码", "科目名称", "合计", "人员经费", "公用经费"),
    )
    assert PROCUREMENT.head(2022)[0][-1] == "2022年预留中小微企业份额"
