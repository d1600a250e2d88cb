"""The amounts of statements one by one, and side by side."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.statement_kinds import BALANCE, EXPENDITURE, REVENUE
from disclosures.document.statement_lines import LinePair, is_complete, line_pairs, statement_lines
from disclosures.tests import statements
from disclosures.tests.builders import document


def of(*found):
    return document(statements=found)


def test_blank_cells_are_left_out_but_for_the_first_amount_of_a_name():
    made = of(statements.expenditure(projects=""))
    lines = [line for line in statement_lines(made, made.statements[0]) if line.position in (2, 5)]
    assert [(line.subject, line.column, line.leading, line.amount) for line in lines] == [
        ("207", "total", True, Decimal("70000.00")),
        ("207", "basic", False, Decimal("70000.00")),
        ("208", "total", True, None),
    ]


def test_a_statement_with_a_cell_that_is_no_amount_is_not_complete():
    for statement, complete in ((statements.expenditure(), True), (statements.expenditure(basic="***"), False)):
        assert is_complete(of(statement), statement) is complete


def test_lines_of_two_documents_stand_side_by_side_in_yuan():
    older, newer = of(statements.expenditure()), of(statements.expenditure(projects="4.40", total="11.40"))
    pairs = line_pairs(EXPENDITURE, older, newer)
    assert pairs[0] == LinePair("name", "", "合计", Decimal("104000.00"), Decimal("114000.00"))
    assert [(pair.subject, pair.change) for pair in pairs[1:5]] == [
        ("207", Decimal("0.00")),
        ("20701", Decimal("0.00")),
        ("2070109", Decimal("0.00")),
        ("208", Decimal("10000.00")),
    ]


def test_a_subject_of_one_side_stands_there_alone():
    rows = statements.expenditure().rows
    older, newer = of(statements.expenditure()), of(replace(statements.expenditure(), rows=rows[:4]))
    assert [(one.subject, one.before, one.after, one.change) for one in line_pairs(EXPENDITURE, older, newer)[4:]] == [
        (code, Decimal("34000.00"), None, Decimal("-34000.00")) for code in ("208", "20807", "2080711")
    ]


def test_both_halves_of_a_form_are_compared_and_blank_lines_are_left_out():
    made = of(statements.balance())
    assert [(pair.subject, pair.name) for pair in line_pairs(BALANCE, made, made)] == [
        ("1", "一、一般公共预算拨款收入"),
        ("1", "一、一般公共服务支出"),
        ("31", "本年收入合计"),
        ("31", "本年支出合计"),
        ("33", "收入总计"),
        ("33", "支出总计"),
    ]


def test_nothing_is_compared_with_what_is_missing_or_not_complete():
    made = of(statements.expenditure())
    assert line_pairs(REVENUE, made, made) == []
    assert line_pairs(EXPENDITURE, of(statements.expenditure(basic="***")), made) == []
