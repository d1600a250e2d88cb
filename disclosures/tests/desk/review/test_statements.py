"""The reviewer reads the budget statements in their layout, and sees which cells changed since the version before."""

from dataclasses import replace

import pytest

from disclosures.checks import Finding, Severity
from disclosures.desk.review.annotated_form import annotated_form, place_of
from disclosures.plans import edits
from disclosures.tests import stages, statements
from disclosures.tests.builders import document
from disclosures.tests.desk.reviewing import at, enter, look
from disclosures.tests.stages import some, sound_document

pytestmark = pytest.mark.django_db


def test_the_statements_stand_in_their_layout_below_the_projects(client):
    made = sound_document(statements=(statements.expenditure(projects="3.00", total="10.00"),))
    submission = stages.submitted_with_reasons(stages.draft(made))
    enter(client, "wang")
    page = look(client, at("review", submission.pk))
    assert (2, "预算报表") in page.headings
    table = next(table for table in page.tables if table[0][:2] == ["序号", "功能分类科目"])
    assert table[3] == ["1", "", "合计Σ", "10.00", "7.00", "3.00", "", "", "", "＋意见"]


def test_a_changed_cell_shows_what_stood_there(client):
    older = (statements.expenditure(projects="3.00", total="10.00"),)
    submission = stages.returned(stages.submitted_with_reasons(stages.draft(sound_document(statements=older))))
    newer = (statements.expenditure(basic="7.50", projects="3.00", total="10.50"),)
    edits.save(submission, lambda before: replace(before, statements=newer), some("li"))
    submission = stages.submitted_with_reasons(submission)
    enter(client, "wang")
    page = look(client, at("review", submission.pk))
    table = next(table for table in page.tables if table[0][:2] == ["序号", "功能分类科目"])
    assert table[3] == ["1", "", "合计Σ", "10.00 10.50", "7.00 7.50", "3.00", "", "", "", "＋意见"]
    assert table[7][:3] == ["5", "208", "社会保障和就业支出Σ"]


def test_rows_that_came_and_went_and_new_statements_are_told():
    older = document(statements=(statements.expenditure(), statements.assets(None, None)))
    rows = statements.expenditure().rows
    newer = document(statements=(replace(statements.expenditure(), rows=rows[:4]), statements.revenue()))
    parts = {part.key: part for part in annotated_form(newer, older, [], []).statements}
    assert {key: part.change for key, part in parts.items()} == {
        "s-expenditure": "altered",
        "s-revenue": "added",
        "s-fixed_assets": "removed",
    }
    assert [row[2] for row in parts["s-expenditure"].layout.gone] == ["社会保障和就业支出", "就业补助", "就业见习补贴"]
    back = annotated_form(older, newer, [], []).statements[0].layout
    assert [row.place for row in back.rows if row.added] == [5, 6, 7]


def test_a_finding_about_a_statement_stands_at_it():
    made = document(statements=(statements.revenue(), statements.expenditure()))
    finding = Finding("B05", Severity.ERROR, None, None, "statements[1].rows[0]", "", "合计不对")
    form = annotated_form(made, None, [finding], [])
    assert [one.message for one in form.statements[1].fields["rows"].findings] == ["合计不对"]
    assert place_of(made, finding) == "at-s-expenditure-rows"
