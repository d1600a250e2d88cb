"""The cells that differ between the statements of two documents."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_changes import statement_changes
from disclosures.document.statement_kinds import ORGANISATION
from disclosures.tests import statements
from disclosures.tests.builders import document

OLDER = statements.expenditure()


def changes(older: BudgetStatement, newer: BudgetStatement) -> list[tuple]:
    """What is said of each cell that differs."""
    (found,) = statement_changes(document(statements=(older,)), document(statements=(newer,)))
    return [(cell.code, cell.name, cell.column, cell.before, cell.after, cell.difference) for cell in found.cells]


def with_row(statement: BudgetStatement, place: int, *row: str) -> BudgetStatement:
    """The statement with a row in another's place (from 0), or at its end."""
    filled = (*row, *[""] * (len(statement.columns) - len(row)))
    return replace(statement, rows=(*statement.rows[:place], filled, *statement.rows[place + 1 :]))


def in_yuan(statement: BudgetStatement) -> BudgetStatement:
    """The same amounts in yuan."""
    rows = (
        (*row[:3], *(f"{Decimal(cell) * 10_000:,.2f}" if cell else "" for cell in row[3:])) for row in statement.rows
    )
    return replace(statement, rows=tuple(rows), money_unit="元")


def test_the_same_statements_have_no_changes():
    made = document(statements=statements.statements())
    assert statement_changes(made, made) == []


def test_a_statement_that_only_one_document_has_is_no_matter_of_cells():
    one, other = document(statements=(OLDER,)), document(statements=(statements.revenue(),))
    assert statement_changes(one, other) == []


def test_an_amount_is_told_with_its_difference():
    newer = with_row(OLDER, 3, "4", "2070109", "群众文化", "1,006.50", "7.00", "-0.50")
    assert changes(OLDER, newer) == [
        ("2070109", "群众文化", "合计", "7.00", "1,006.50", "+999.50"),
        ("2070109", "群众文化", "项目支出", "", "-0.50", "-0.50"),
    ]


def test_an_amount_printed_otherwise_differs_by_nothing():
    assert changes(OLDER, with_row(OLDER, 3, "4", "2070109", "群众文化", "7", "7.00")) == [
        ("2070109", "群众文化", "合计", "7.00", "7", "0.00")
    ]


def test_a_subject_of_another_name_is_told_by_its_code():
    assert changes(OLDER, with_row(OLDER, 3, "4", "2070109", "群众文化活动", "7.00", "7.00")) == [
        ("2070109", "群众文化活动", "科目名称", "群众文化", "群众文化活动", "")
    ]


def test_rows_that_came_and_went_are_told_cell_by_cell():
    more = with_row(with_row(OLDER, 7, "8", "212", "城乡社区支出", "1.00", "", "1.00"), 8, "9", "21201", "没有金额的")
    assert changes(OLDER, more) == [
        ("212", "城乡社区支出", "合计", None, "1.00", "+1.00"),
        ("212", "城乡社区支出", "项目支出", None, "1.00", "+1.00"),
        ("21201", "没有金额的", "整行", None, "", ""),
    ]
    assert changes(more, OLDER) == [
        ("212", "城乡社区支出", "合计", "1.00", None, "-1.00"),
        ("212", "城乡社区支出", "项目支出", "1.00", None, "-1.00"),
        ("21201", "没有金额的", "整行", "", None, ""),
    ]


def test_amounts_in_another_unit_are_told_in_yuan_and_equal_ones_not_at_all():
    same, other = in_yuan(OLDER), in_yuan(with_row(OLDER, 3, "4", "2070109", "群众文化", "7.00", "6.00"))
    assert statement_changes(document(statements=(OLDER,)), document(statements=(same,))) == []
    assert changes(OLDER, other) == [("2070109", "群众文化", "基本支出", "70,000.00", "60,000.00", "-10,000.00")]
    (found,) = statement_changes(document(statements=(OLDER,)), document(statements=(other,)))
    assert found.unit == "元"


def test_each_half_of_a_form_names_its_own_line():
    assert changes(statements.balance(), statements.balance("11.40"))[:2] == [
        ("", "一、一般公共预算拨款收入", "收入预算数", "10.40", "11.40", "+1.00"),
        ("", "一、一般公共服务支出", "支出预算数", "10.40", "11.40", "+1.00"),
    ]


def test_a_number_of_things_and_a_text_are_told_as_they_are():
    assets = statements.assets()
    more = replace(assets, rows=(assets.rows[0], ("1、通用设备（台）", "6", "12.00")))
    assert changes(assets, more) == [("", "1、通用设备（台）", "数量", "4", "6", "+2")]
    office = BudgetStatement(ORGANISATION.kind, ORGANISATION.title, rows=(("文化馆", "事业", "股级", "全额"),))
    moved = replace(office, rows=(("文化馆", "事业", "副科级", "全额"), ("图书馆", "事业", "股级", "")))
    assert changes(office, moved) == [
        ("", "文化馆", "单位规格", "股级", "副科级", ""),
        ("", "图书馆", "单位性质", None, "事业", ""),
        ("", "图书馆", "单位规格", None, "股级", ""),
    ]
