"""The same rows of two statements, and the cells that differ."""

from dataclasses import replace

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_pairs import StatementChanges, changes_between, paired_rows
from disclosures.tests import statements

OLDER = statements.expenditure()


def without(statement: BudgetStatement, *gone: int) -> BudgetStatement:
    """A statement without some rows (from 0), the others numbered anew."""
    kept = [row for place, row in enumerate(statement.rows) if place not in gone]
    return replace(statement, rows=tuple((str(number), *row[1:]) for number, row in enumerate(kept, 1)))


def test_the_same_statement_has_no_changes():
    assert not changes_between(OLDER, OLDER)
    assert changes_between(OLDER, OLDER) == StatementChanges({}, frozenset(), ())


def test_a_subject_is_known_by_its_code_wherever_it_stands():
    newer = without(statements.expenditure(projects="4.40", total="11.40"), 1, 2, 3)
    found = changes_between(OLDER, newer)
    assert [row[2] for row in found.gone] == ["文化旅游体育与传媒支出", "文化和旅游", "群众文化"]
    assert found.before == {
        (0, 3): "10.40",
        (0, 5): "3.40",
        **{(row, column): "3.40" for row in (1, 2, 3) for column in (3, 5)},
    }
    assert changes_between(newer, OLDER).added == {1, 2, 3}


def test_a_renamed_subject_is_the_same_with_another_name():
    rows = list(OLDER.rows)
    rows[3] = ("4", "2070109", "群众文化活动", *rows[3][3:])
    assert changes_between(OLDER, replace(OLDER, rows=tuple(rows))).before == {(3, 2): "群众文化"}


def test_lines_of_a_form_are_known_by_both_labels():
    found = changes_between(statements.balance(), statements.balance("11.40"))
    assert found.before == {(row, column): "10.40" for row in (0, 30, 32) for column in (2, 4)}


def test_rows_of_one_name_belong_together_in_order():
    twice = replace(statements.assets(), rows=(("车辆", "1", "2.00"), ("车辆", "2", "3.00")))
    once = replace(twice, rows=(("车辆", "1", "2.00"),))
    assert list(paired_rows(twice, once)) == [(0, 0), (1, None)]
