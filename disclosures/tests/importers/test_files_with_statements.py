"""Whole files with all twelve tables: a library of our own making, and the real one."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from disclosures.document.as_json import from_json, to_json
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import (
    BALANCE,
    FIXED_ASSETS,
    GOVERNMENT_FUND,
    ORGANISATION,
    PROCUREMENT,
    REVENUE,
    THREE_PUBLIC,
    kind_of,
)
from disclosures.document.statement_rows import row_sums, rows_by_line, statement_of, total_row, yuan
from disclosures.importers import parse, parse_file

#: A department's words, other orders, amounts in 元 and words in 万元, funds and purchases filled, no projects; made by
#: tests/statement_text.py with pages cut at random.
LIBRARY = parse((Path(__file__).parent / "files" / "library-2022.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office(documents) -> Document:
    (path,) = documents.glob("003_*")
    return parse_file(path.name, path.read_bytes())


def sums_that_fail(document: Document) -> list[tuple[str, str, int]]:
    """Kind, column and row of every sum of rows or columns that does not hold."""
    found = []
    for statement in document.statements:

        def amounts(column: str, *rows: int, of: BudgetStatement = statement) -> Decimal:
            return sum((yuan(document, of, row, column) or Decimal() for row in rows), Decimal())

        for rows in row_sums(statement):
            found += [
                (statement.kind, column, rows.total)
                for column in rows.columns
                if amounts(column, rows.total) != amounts(column, *rows.parts)
            ]
        for columns in kind_of(statement.kind).column_sums:
            found += [
                (statement.kind, columns.total, row)
                for row in range(len(statement.rows))
                if amounts(columns.total, row) != sum(amounts(part, row) for part in columns.parts)
            ]
    return found


def test_the_library_is_read_whole():
    assert LIBRARY.problems == ()
    assert LIBRARY.projects == ()
    assert (LIBRARY.department.code, LIBRARY.fiscal_year, LIBRARY.money_unit) == ("345001", 2022, "元")
    assert [(one.kind, len(one.rows), one.section, one.paragraph) for one in LIBRARY.statements] == [
        ("three_public", 9, None, None),
        ("state_capital", 4, None, None),
        ("government_fund", 4, None, None),
        ("basic", 10, None, None),
        ("general_public", 10, None, None),
        ("appropriations", 36, None, None),
        ("expenditure", 16, None, None),
        ("revenue", 16, None, None),
        ("balance", 33, None, None),
        ("organisation", 2, 1, 1),
        ("procurement", 2, 3, 1),
        ("fixed_assets", 5, 4, 1),
    ]
    assert [one.heading for one in LIBRARY.explanations][3] == "国有资产信息"
    assert LIBRARY.explanations[3].text == "上年末固定资产金额为 320.00 万元（详见下表）。\n本年度不再购置。"


def test_statements_behind_the_explanation_belong_to_no_section(office, documents):
    (path,) = documents.glob("003_*")
    text = path.read_text(encoding="utf-8")
    begin, end = (
        text.index("## 单位预算收支总表"),
        text.index("# 中共秦皇岛经济技术开发区工作委员会办公室(本级)\n\n## 2022"),
    )
    read = parse(f"{text[:begin]}{text[end:]}\n{text[begin:end]}")
    assert read.explanations == office.explanations
    assert set(read.statements) == set(office.statements)
    assert [one.section for one in read.statements] == [1, 5, 6, *[None] * 9]


def test_every_sum_of_the_library_holds():
    assert sums_that_fail(LIBRARY) == []


def test_a_changed_amount_breaks_the_sums_it_belongs_to():
    vehicles = ("8", "公务用车运行维护费", "15001.00", "15000.00", "", "")
    statement = statement_of(LIBRARY, THREE_PUBLIC)
    rows = (*statement.rows[:7], vehicles, statement.rows[8])
    changed = replace(LIBRARY, statements=(replace(statement, rows=rows),))
    assert sums_that_fail(changed) == [("three_public", "total", 5), ("three_public", "total", 7)]


def test_some_rows_of_the_library():
    revenue = statement_of(LIBRARY, REVENUE)
    assert revenue.rows[3][:7] == ("4", "2070104", "图书馆", "1230000.00", "1220000.00", "1200000.00", "")
    assert revenue.rows[3][12] == "10000.00"
    assert total_row(revenue) == 0
    assert statement_of(LIBRARY, GOVERNMENT_FUND).title == "部门预算政府性基金预算财政拨款支出表"
    assert statement_of(LIBRARY, PROCUREMENT).rows[1][:3] == ("图书购置", "", "阅览桌椅")
    assert statement_of(LIBRARY, FIXED_ASSETS).as_of == "2021-12-31"
    assert [row[0] for row in statement_of(LIBRARY, FIXED_ASSETS).rows][1:3] == [
        "1、土地房屋 (平方米)",
        "其中：办公用房",
    ]
    assert rows_by_line(statement_of(LIBRARY, BALANCE), "revenue_item")[33] == 32


def test_it_is_printed_as_json_and_read_again():
    assert from_json(to_json(LIBRARY)) == LIBRARY


def test_the_real_file_has_nine_statements_and_three_tables(office):
    assert [(one.kind, one.title, one.money_unit, len(one.rows), one.line) for one in office.statements] == [
        ("balance", "单位预算收支总表", "万元", 33, 38),
        ("revenue", "单位预算收入总表", "万元", 23, 95),
        ("expenditure", "单位预算支出总表", "万元", 23, 155),
        ("appropriations", "单位预算财政拨款收支总表", "万元", 36, 202),
        ("general_public", "单位预算一般公共预算财政拨款支出表", "万元", 23, 270),
        ("basic", "单位预算一般公共预算财政拨款基本支出表", "万元", 27, 317),
        ("government_fund", "单位预算政府基金预算财政拨款支出表", "万元", 0, 366),
        ("state_capital", "单位预算国有资本经营预算财政拨款支出表", "万元", 0, 380),
        ("three_public", "单位预算财政拨款“三公”经费支出表", "万元", 9, 394),
        ("organisation", "单位机构设置情况", "", 1, 445),
        ("procurement", "单位政府采购预算", "万元", 0, 916),
        ("fixed_assets", "单位固定资产占用情况表", "万元", 6, 933),
    ]
    assert [(one.section, one.paragraph) for one in office.statements[-3:]] == [(1, 18), (5, 1), (6, 1)]
    assert sums_that_fail(office) == []


def test_cells_of_the_real_file(office):
    balance, revenue, expenditure, *_ = office.statements
    assert balance.rows[30] == ("31", "本年收入合计", "847.45", "本年支出合计", "847.45")
    assert revenue.rows[9][:4] == ("10", "208", "社会保障和就业支出", "158.35")
    assert expenditure.rows[3] == ("4", "2011102", "一般行政管理事务", "31.00", "", "31.00", "", "", "")
    assert statement_of(office, THREE_PUBLIC).rows[3][1] == "其中：教学科研人员因公出国（境）费"
    assert statement_of(office, ORGANISATION).rows[0][1:] == ("行政", "副处(县)级", "财政拨款")
    assert statement_of(office, PROCUREMENT).notes == (
        "注：同一采购目录序号的物品，其单价会因配置规格不同而变动，均符合资产配置标准。涉密采购事项按照相关规定执行。",
        "注：无政府采购预算，空表列示。",
    )
    assert statement_of(office, FIXED_ASSETS).rows[1] == ("1、土地房屋 (平方米)", "", "29.23")


def test_no_printed_amount_of_the_real_file_is_lost(office, documents):
    """Every amount in the lines of its tables, counted in the file, stands in a cell."""
    (path,) = documents.glob("003_*")
    lines = path.read_text(encoding="utf-8").split("\n")
    printed = Counter(
        cell.removeprefix("<b>").removesuffix("</b>")
        for line in [*lines[37:413], *lines[932:945]]
        for cell in line.split("\t")[1:]
        if "." in cell and cell.strip("<b/>").replace(".", "").isdigit()
    )
    read = Counter(
        cell for one in office.statements for row in one.rows for cell in row if "." in cell and cell[-1:].isdigit()
    )
    assert read == printed
    assert sum(printed.values()) == 264
