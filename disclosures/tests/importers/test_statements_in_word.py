"""Budget statements in a Word document: each cell a line begun by a tab, a blank line behind each row."""

from dataclasses import replace

import pytest

from disclosures.document.model import BudgetStatement
from disclosures.importers import parse
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_statements import EMPTY as EMPTY_TEXT
from disclosures.tests.importers.test_statements import SMALL, TEXT
from disclosures.tests.importers.test_unseen_files import DOCUMENT, WHOLE
from disclosures.tests.statement_text import UNIT, YEAR

OTHER_UNIT = "345001中共秦皇岛市海港区档案馆本级"
EMPTY = BudgetStatement("state_capital", "单位预算国有资本经营预算财政拨款支出表", "万元", notes=("注：空表列示。",))


def in_word(text: str) -> str:
    """A text of the PDF layout as Word saves it."""
    lines = (line.removeprefix("## ") for line in text.split("\n"))
    return "\n".join(f"\t{line}\n".replace("\t", "\n\t")[1:] if "\t" in line else line for line in lines)


STATEMENTS = in_word(EMPTY_TEXT + TEXT)


def test_statements_alone():
    read = parse(STATEMENTS)
    assert read.statements == (EMPTY, SMALL)
    assert (f"{read.department.code} {read.department.name}", read.fiscal_year, read.money_unit) == (UNIT, YEAR, "万元")
    assert (read.projects, read.problems, read.layout) == ((), (), "word")
    assert [one.line for one in read.statements] == [1, in_word(EMPTY_TEXT).count("\n") + 1]


def test_statements_above_and_below_the_projects():
    statements = STATEMENTS.replace(UNIT, OTHER_UNIT).replace("预算年度：2022", "预算年度：2021")
    for text in (statements + WHOLE, f"{WHOLE}\n\n{statements}"):
        read = parse(text)
        assert replace(read, statements=()) == replace(DOCUMENT, fiscal_year=2021)
        assert read.statements == (EMPTY, SMALL)
        assert read.problems == ()


def test_the_unit_and_its_money_in_cells_of_the_table():
    text = STATEMENTS.replace(
        f"{UNIT}\n\n预算年度：2022\n\n单位：万元\n\n", f"预算年度：2022\n\n\t{UNIT}\n\t单位：万元\n\n"
    )
    assert text.count("\t单位：万元") == len(parse(STATEMENTS).statements)
    assert parse(text) == parse(STATEMENTS)


def test_cells_over_lines():
    text = STATEMENTS.replace("党委办公厅（室）及相关机构事务", "党委办公厅（室）\n及相关机构事务")
    assert parse(text).statements == (EMPTY, SMALL)


FOURTH = "\n\t4\n\t2013101\n\t行政运行\n\t474.90\n\t474.90\n\t\n"
HEADS = "\n\t\n\t科目编码\n\t科目名称\n"


@pytest.mark.parametrize(
    ("row", "new", "message"),
    [
        (FOURTH, FOURTH.replace("\t474.90\n", "", 1), "这一行有 5 个单元格，应为 6 个"),
        (FOURTH, FOURTH.replace("474.90", "约5", 1), "金额“约5”不是以万元为单位的数字"),
        (FOURTH, FOURTH.replace("\t4\n", "\t5\n"), "序号不连续：此处应为 4，却是 5"),
        (FOURTH, FOURTH.replace("\t行政运行\n\t474.90\n\t474.90\n", ""), "这一行有 3 个单元格，应为 6 个"),
        (HEADS, HEADS.replace("名称", ""), f"“{SMALL.title}”的表头不是这张表的栏目"),
    ],
)
def test_what_is_damaged_is_refused(row, new, message):
    head, small = in_word(EMPTY_TEXT), in_word(TEXT)
    assert small.count(row) == 1
    line = (head + small[: small.index(row)]).count("\n") + 2
    with pytest.raises(Refused) as refused:
        parse(head + small.replace(row, new))
    assert (refused.value.line, refused.value.message) == (line, f"第 {line} 行：{message}")


def test_a_table_below_a_title_of_no_statement_is_refused():
    with pytest.raises(Refused, match="表格上方没有“……绩效目标表”的标题"):
        parse(STATEMENTS.replace(SMALL.title, "人员情况"))
