"""A clerk's file on its way in: which of the plan's projects its rows are, and what it leaves as it is."""

from dataclasses import replace

import pytest

from disclosures.document.model import Document
from disclosures.exports.as_word_text import word_text
from disclosures.exports.as_xlsx import xlsx
from disclosures.intake import uploads
from disclosures.models import Submission
from disclosures.tests.builders import document, loaded, project, statement
from disclosures.tests.desk.plans import now
from disclosures.tests.importers.test_statements_in_word import in_word
from disclosures.tests.statement_text import UNIT, YEAR, one_printed

pytestmark = pytest.mark.django_db

PLAN = document(project(), project(2, "流动图书车"))


def keys_and_names(submission: Submission, made: Document) -> list[tuple[str, str]]:
    """What an Excel file of a document would be in a plan."""
    read = uploads.read(submission, "计划.xlsx", xlsx(made))
    return [(one.key, one.name) for one in read.projects]


def test_hidden_keys_that_contradict_their_rows_swap_no_projects():
    submission = loaded(PLAN).submission
    made = now(submission)
    books, bus = made.projects
    as_it_is = [("1", "图书馆购书"), ("2", "流动图书车")]
    swapped = replace(made, projects=(replace(books, key="2"), replace(bus, key="1")))
    assert keys_and_names(submission, swapped) == as_it_is
    assert keys_and_names(submission, replace(made, projects=(bus, books))) == as_it_is[::-1]
    copied = replace(books, number=3, name="数字阅读", code="13030321999")
    assert keys_and_names(submission, replace(made, projects=(copied, books, bus))) == [("3", "数字阅读"), *as_it_is]


def test_a_file_of_last_year_brings_no_keys_into_this_year():
    last = replace(PLAN, fiscal_year=2020, projects=tuple(replace(one, code="") for one in PLAN.projects[::-1]))
    made = now(loaded(last).submission)
    assert [(one.key, one.name) for one in made.projects] == [("2", "流动图书车"), ("1", "图书馆购书")]
    books, bus = PLAN.projects
    this_year = replace(PLAN, projects=(replace(bus, number=1), replace(books, number=2)))
    submission = loaded(this_year).submission
    assert [(one.key, one.name) for one in now(submission).projects] == [("1", "流动图书车"), ("2", "图书馆购书")]
    relabelled = replace(made, fiscal_year=2021)
    assert keys_and_names(submission, relabelled) == [("1", "流动图书车"), ("2", "图书馆购书")]


def test_a_file_whose_layout_prints_no_statements_leaves_them_as_they_are():
    made = document(statements=(statement(),))
    submission = loaded(made).submission
    assert uploads.read(submission, "计划.xlsx", xlsx(replace(made, safeguards="按季检查"))) == replace(
        made, safeguards="按季检查"
    )


def test_a_file_that_prints_statements_replaces_them():
    made = document(statements=(statement(),))
    submission = loaded(made).submission
    other = replace(statement(), rows=(("1", "", "合计", "5.00", "5.00", ""),))
    unit, year = f"{made.department.code} {made.department.name}", f"预算年度：{made.fiscal_year}"
    printed = in_word(one_printed(other)).replace(UNIT, unit).replace(f"预算年度：{YEAR}", year)
    read = uploads.read(submission, "计划.txt", f"{word_text(replace(made, statements=()))}\n\n\n{printed}".encode())
    assert read.statements == (other,)
