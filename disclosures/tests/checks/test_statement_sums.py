"""J06 and J01: the statements add up, each in itself and with the others, and no changed amount stays unseen."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.checks import run
from disclosures.checks.explained_sums import three_expenses_add_up
from disclosures.checks.statement_sums import items_of_both_classifications_agree, statements_add_up
from disclosures.document.blank_statements import blank_statement
from disclosures.document.budget_statements import APPROPRIATIONS
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import FIXED_ASSETS, GENERAL_PUBLIC, PROCUREMENT, THREE_PUBLIC, kind_of
from disclosures.document.statement_laws import CLASSES, EQUAL_ITEMS, LAWS
from disclosures.document.statement_shapes import ColumnKind
from disclosures.importers import parse
from disclosures.tests.checks.builders import a_document, spots
from disclosures.tests.consistent_statements import consistent
from disclosures.tests.folders import DOCUMENTS

SMALL = BudgetStatement(
    "general_public",
    "单位预算一般公共预算财政拨款支出表",
    "万元",
    (
        ("1", "", "合计", "12.00", "5.00", "7.00"),
        ("2", "201", "一般公共服务支出", "12.00", "5.00", "7.00"),
        ("3", "20111", "纪检监察事务", "4.00", "", "4.00"),
        ("4", "2011102", "一般行政管理事务", "4.00", "", "4.00"),
        ("5", "20131", "党委办公厅（室）及相关机构事务", "8.00", "5.00", "3.00"),
        ("6", "2013101", "行政运行", "5.00", "5.00", ""),
        ("7", "2013105", "专项业务", "3.00", "", "3.00"),
    ),
)


def changed(statement: BudgetStatement, row: int, column: int, text: str) -> BudgetStatement:
    rows = [list(cells) for cells in statement.rows]
    rows[row][column] = text
    return replace(statement, rows=tuple(map(tuple, rows)))


def plan(*statements: BudgetStatement) -> Document:
    return a_document(statements=statements, explanations=())


def found(document: Document) -> list:
    return [*statements_add_up.findings(document), *three_expenses_add_up.findings(document)]


def test_sound_statements_pass():
    assert found(plan(SMALL)) == []


def test_a_finding_names_statement_row_column_and_both_figures():
    (finding,) = statements_add_up.findings(plan(changed(changed(SMALL, 3, 3, "4.50"), 3, 5, "4.50")))[:1]
    assert (finding.field, finding.evidence, finding.message) == (
        "statements[0].rows[2][3]",
        "4.00",
        "《单位预算一般公共预算财政拨款支出表》第 3 行“纪检监察事务”的“合计”是 4.00 万元，第 4 行是 4.50 万元，"
        "相差 0.50 万元，请核对。",
    )


def test_a_subject_whose_next_higher_one_is_not_printed_is_added_to_the_one_above():
    rows = tuple(row for row in SMALL.rows if row[1] != "20111")
    assert found(plan(replace(SMALL, rows=rows))) == []


@pytest.mark.parametrize(
    ("unit", "printed", "severities"),
    [("万元", "7.01", ["I", "I"]), ("万元", "7.02", ["E", "E"]), ("元", "7.01", ["E", "E"]), ("元", "7.00", [])],
)
def test_rounding_is_a_hint_in_ten_thousands_only(unit, printed, severities):
    document = plan(changed(replace(SMALL, money_unit=unit), 0, 5, printed))
    assert [severity for *_, severity in spots(statements_add_up, document)] == severities


def test_an_amount_beside_a_line_without_a_name_belongs_to_nothing():
    balance = BudgetStatement("balance", "单位预算收支总表", "万元", (("1", "", "3.00", "一、一般公共服务支出", ""),))
    (finding,) = [one for one in found(plan(balance)) if one.severity == "E"]
    assert (finding.field, finding.evidence) == ("statements[0].rows[0][2]", "3.00")


def three_public(*left_out: int) -> BudgetStatement:
    """The table of the three expenses without some of its lines."""
    blank = blank_statement(THREE_PUBLIC, "万元")
    amounts = {1: "0.55", 2: "0.55", 9: "0.55"}
    rows = ((*row[:2], amounts.get(n, ""), amounts.get(n, ""), "", "") for n, row in enumerate(blank.rows, 1))
    return replace(blank, rows=tuple(row for n, row in enumerate(rows, 1) if n not in left_out))


def test_a_line_that_is_left_out_counts_as_nothing():
    assert found(plan(three_public())) == []
    assert found(plan(three_public(4, 8))) == []
    assert spots(three_expenses_add_up, plan(three_public(9))) == [
        (None, None, "statements[0].rows[1][2]", "E"),
        (None, None, "statements[0].rows[1][3]", "E"),
    ]


def test_totals_that_are_left_out_are_a_warning():
    (finding,) = found(plan(three_public(3, 6)))
    assert (finding.severity, finding.field, finding.message) == (
        "W",
        "statements[0].rows",
        "《单位预算财政拨款“三公”经费支出表》没有印出“一、因公出国（境）费”、“二、公务用车购置及运维费”，无法核对合计，请补上。",
    )


def test_a_sum_is_not_asked_where_a_line_may_be_printed_by_another_name():
    statement = three_public()
    renamed = tuple((*row[:1], row[1].replace("三、公务接待费", "三、接待费"), *row[2:]) for row in statement.rows)
    assert found(plan(replace(statement, rows=renamed))) == []


def test_lines_of_assets_that_are_part_of_another_are_not_added():
    rows = (("资产总额", "", "10.00"), ("1、设备", "", "10.00"), ("其中：车辆", "2", "4.00"))
    assets = BudgetStatement("fixed_assets", FIXED_ASSETS.title, "万元", rows)
    assert found(plan(assets)) == []
    assert spots(statements_add_up, plan(changed(assets, 2, 2, "10.01"))) == [
        (None, None, "statements[0].rows[2][2]", "E")
    ]


def test_the_total_of_what_is_bought_is_the_sum_of_its_rows():
    funds = ("8.00", "8.00", "", "", "", "", "", "")
    bought = ("项目", "8.00", "电脑", "A02", "台", "10", "0.80")
    total = ("合计", "", "", "", "", "", "", *funds)
    made = BudgetStatement("procurement", PROCUREMENT.title, "万元", (total, (*bought, *funds)))
    assert found(plan(made)) == []
    assert spots(statements_add_up, plan(changed(made, 0, 7, "9.00"))) == [
        (None, None, "statements[0].rows[0][7]", "E"),
        (None, None, "statements[0].rows[0][7]", "E"),
    ]


def test_two_statements_disagree_in_their_own_units():
    basic = BudgetStatement(
        "basic",
        "单位预算一般公共预算财政拨款基本支出表",
        "元",
        (("1", "", "合计", "50001.00", "50001.00", ""), ("2", "301", "工资福利支出", "50001.00", "50001.00", "")),
    )
    findings = found(plan(SMALL, basic))
    assert [(one.field, one.severity.value, one.message) for one in findings] == [
        (
            "statements[0].rows[0][4]",
            "I",
            "《单位预算一般公共预算财政拨款支出表》第 1 行“合计”的“基本支出”是 5.00 万元，"
            "《单位预算一般公共预算财政拨款基本支出表》第 1 行“合计”的“合计”却是 50001.00 元，请核对。",
        )
    ]


def both_classifications(paid: str, **functional: str) -> Document:
    """What a unit pays by economic subject 30110, and by functional subjects (f2101101="…")."""
    title = "单位预算一般公共预算财政拨款{}支出表"
    basic = BudgetStatement("basic", title.format("基本"), "万元", (("1", "30110", "职工医保缴费", paid, paid, ""),))
    rows = [(str(n), code[1:], "医疗", one, one, "") for n, (code, one) in enumerate(functional.items(), 1)]
    return plan(BudgetStatement("general_public", title.format(""), "万元", tuple(rows)), basic)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (both_classifications("3.00", f2101101="3.00"), []),
        (both_classifications("3.01", f2101101="3.00"), []),  # rounding
        (both_classifications("3.00", f2101101="1.00", f2101102="2.00"), []),
        (both_classifications("3.00", f2210201="1.00"), []),  # the item is printed in one of the two only
        (
            both_classifications("3.00", f2101101="2.00"),
            [
                "《单位预算一般公共预算财政拨款基本支出表》第 1 行“职工医保缴费”的“合计”是 3.00 万元，"
                "《单位预算一般公共预算财政拨款支出表》第 1 行“医疗”的“基本支出”是 2.00 万元，"
                "两处通常相等，请核对；确有原因的不必改。"
            ],
        ),
        (
            both_classifications("3.00", f2101101="2.00", f2101102="0.50"),
            [
                "《单位预算一般公共预算财政拨款基本支出表》第 1 行“职工医保缴费”的“合计”是 3.00 万元，"
                "《单位预算一般公共预算财政拨款支出表》第 1 行“医疗”的“基本支出”、"
                "《单位预算一般公共预算财政拨款支出表》第 2 行“医疗”的“基本支出”之和是 2.50 万元，"
                "两处通常相等，请核对；确有原因的不必改。"
            ],
        ),
    ],
)
def test_the_same_item_in_both_classifications_is_a_hint_with_both_figures(document, said):
    findings = items_of_both_classifications_agree.findings(document)
    assert [one.message for one in findings] == said
    assert {(one.severity.value, one.field) for one in findings} <= {("I", "statements[1].rows[0][3]")}


def test_a_statement_that_is_missing_is_compared_with_nothing_and_an_empty_one_is_nothing():
    fund = replace(SMALL, kind="government_fund", title="单位预算政府性基金预算财政拨款支出表")
    appropriations = blank_statement(APPROPRIATIONS, "万元")
    assert found(plan(appropriations)) == []
    assert found(plan(appropriations, replace(fund, rows=(), notes=("注：空表列示。",)))) == []
    wrong = {one.field for one in statements_add_up.findings(plan(appropriations, fund))}
    assert wrong == {"statements[0].rows[30][6]", "statements[0].rows[0][6]"}


def test_the_laws_speak_of_columns_and_lines_that_exist():
    assert len(CLASSES) == len(set(CLASSES)) == 30
    for law in (*LAWS, *EQUAL_ITEMS):
        for figure in (*law.parts, law.whole):
            assert figure.kind.columns[figure.kind.place(figure.column)].kind == ColumnKind.AMOUNT
            assert not figure.line or figure.kind.lines_of(figure.item)[figure.line - 1]
            assert figure.line or figure.kind.has_total_row
    assert any(figure.kind == GENERAL_PUBLIC for law in LAWS for figure in law.parts)


def amount_cells(document: Document) -> Iterator[tuple[int, int, int]]:
    for place, statement in enumerate(document.statements):
        for column in kind_of(statement.kind).places(ColumnKind.AMOUNT):
            for row in range(len(statement.rows)):
                yield place, row, column


def with_cell(document: Document, place: int, row: int, column: int, text: str) -> Document:
    statements = list(document.statements)
    statements[place] = changed(statements[place], row, column, text)
    return replace(document, statements=tuple(statements))


def more(text: str, step: str = "0.02") -> str:
    return f"{Decimal(text or '0') + Decimal(step):.2f}"


def parsed(number: str) -> Document:
    return parse(next(DOCUMENTS.glob(f"{number}_*.txt")).read_text())


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five documents are not beside the repository")
def test_every_changed_amount_of_the_real_statements_is_found():
    document = replace(parsed("003"), explanations=())
    assert found(document) == []
    cells = list(amount_cells(document))
    # 33 rows of 2 amounts, 23 of 10, 23 of 6, 36 of 5, 23 of 3, 27 of 3, 9 of 4, and 6 values of assets
    assert len(cells) == 33 * 2 + 23 * 10 + 23 * 6 + 36 * 5 + 23 * 3 + 27 * 3 + 9 * 4 + 6
    unseen = []
    for place, row, column in cells:
        text = document.statements[place].rows[row][column]
        if not any(one.severity == "E" for one in found(with_cell(document, place, row, column, more(text)))):
            unseen.append((place, row, column))
    assert unseen == []


@settings(max_examples=60, deadline=None)
@given(consistent())
def test_statements_that_agree_pass(statements):
    document = plan(*statements)
    asked = [one for one in run(document) if one.rule[0] == "J"]
    assert asked == []


@settings(max_examples=60, deadline=None)
@given(consistent(), st.data())
def test_any_single_changed_amount_is_found(statements, data):
    document = plan(*statements)
    cells = [
        (place, row, column)
        for place, row, column in amount_cells(document)
        if not document.statements[place].rows[row][0].startswith("其中")
    ]
    place, row, column = data.draw(st.sampled_from(cells))
    step = data.draw(st.sampled_from(("0.01", "0.02", "-0.01", "7")))
    text = more(document.statements[place].rows[row][column], step)
    assert found(with_cell(document, place, row, column, text)) != []
