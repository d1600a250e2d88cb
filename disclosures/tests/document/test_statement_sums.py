"""The sums that a statement's form asks for, and what statements say of each other."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.blank_statements import blank_statement, has_figures, with_statement
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import KINDS, kind_of
from disclosures.document.statement_offers import offers
from disclosures.document.statement_sums import implied_sums, with_subjects_above, with_sums
from disclosures.tests.builders import document, statement

NAMES = {"208": "社会保障和就业支出", "20807": "就业补助"}
LEAF = ("1", "2080711", "就业见习补贴", "", "", "3.40")


def in_form(kind: str, **cells: str) -> BudgetStatement:
    """A blank form with figures; a figure is named column_line."""
    made = blank_statement(kind_of(kind), "万元")
    rows = [list(row) for row in made.rows]
    for name, text in cells.items():
        column, _, line = name.rpartition("_")
        rows[int(line) - 1][kind_of(kind).place(column)] = text
    return replace(made, rows=tuple(map(tuple, rows)))


def test_one_subject_makes_all_above_it():
    made = with_sums(with_subjects_above(statement(LEAF), NAMES))
    assert made == statement(
        ("1", "", "合计", "3.40", "", "3.40"),
        ("2", "208", "社会保障和就业支出", "3.40", "", "3.40"),
        ("3", "20807", "就业补助", "3.40", "", "3.40"),
        ("4", "2080711", "就业见习补贴", "3.40", "", "3.40"),
    )


def test_a_sum_that_is_printed_otherwise_stays_to_the_letter():
    rows = statement().rows
    odd = statement(("1", "", "合计", "３.4", "", "3.400"), *rows[1:])
    assert with_sums(odd) == odd


def test_cells_without_parts_stand_for_themselves():
    made = in_form("three_public", total_3="2.00", general_public_8="8.24", general_public_9="三")
    found = implied_sums(made)
    assert (found[0, "total"], found[1, "total"], found[5, "total"]) == (
        Decimal("10.24"),
        Decimal("10.24"),
        Decimal("8.24"),
    )
    assert {place for place in found if place[0] in (2, 8)} == set()


def test_what_is_spent_is_offered_to_the_form_in_its_unit():
    fund = statement()
    blank = blank_statement(kind_of("appropriations"), "元")
    found = offers(document(statements=(fund,)), blank)
    assert [(one.place, one.printed, one.source) for one in found] == [
        ("7:general_public", "34,000.00", "单位预算一般公共预算财政拨款支出表科目 208 的合计"),
        ("30:general_public", "34,000.00", "单位预算一般公共预算财政拨款支出表合计行的合计"),
    ]


def test_a_figure_that_several_add_up_to_is_offered_once():
    balance = in_form("balance", revenue_1="3.00", revenue_2="0.40")
    revenue = BudgetStatement("revenue", "单位预算收入总表", "万元", (("1", "", "合计", *[""] * 10),))
    found = offers(document(statements=(balance,)), revenue)
    lines = kind_of("balance").lines_of("revenue_item")[:3]
    words = f"单位预算收支总表{'、'.join(f'“{line}”' for line in lines)}的收入预算数"
    assert [(one.place, one.printed, one.source) for one in found] == [("0:appropriations", "3.40", words)]
    assert offers(document(statements=(revenue,)), balance) == []


def test_a_blank_form_holds_its_lines_and_no_figure():
    blank = [blank_statement(kind, "万元") for kind in KINDS]
    assert [len(one.rows) for one in blank] == [33, 0, 0, 36, 0, 0, 0, 0, 9, 0, 0, 0]
    assert [has_figures(one, kind) for one, kind in zip(blank, KINDS, strict=True)] == [False] * 12
    assert has_figures(statement(), kind_of("general_public"))
    assert not has_figures(statement(("1", "", "合计", "", "", "")), kind_of("general_public"))


def test_a_new_statement_stands_where_the_form_has_it():
    made: tuple[BudgetStatement, ...] = ()
    for kind in (KINDS[4], KINDS[0], KINDS[11], KINDS[2]):
        made = with_statement(made, blank_statement(kind, "万元"))
    assert [one.kind for one in made] == ["balance", "expenditure", "general_public", "fixed_assets"]
