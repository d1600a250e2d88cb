"""J08, J09: what is nothing, and not said to be."""

from dataclasses import replace

import pytest

from disclosures.checks.empty_statements import what_is_bought_is_planned, what_is_empty_is_said_to_be
from disclosures.document.budget_statements import GOVERNMENT_FUND, THREE_PUBLIC
from disclosures.document.model import Explanation
from disclosures.document.statement_kinds import PROCUREMENT
from disclosures.tests.checks.builders import a_document, a_project, spots
from disclosures.tests.checks.test_explained_sums import THREE, table

BUYING = a_project(name="采购讲解器费用")


def test_something_is_bought_and_nothing_planned_for_it():
    nothing = a_document(BUYING, a_project(number=2), statements=(table(PROCUREMENT),))
    assert spots(what_is_bought_is_planned, nothing) == [(1, None, "name", "W")]
    bought = ("讲解器", "3.00", "讲解器", "A02", "个", "30", "0.10", "3.00", "3.00", "", "", "", "", "", "")
    planned = replace(nothing, statements=(table(PROCUREMENT, (bought,)),))
    assert [what_is_bought_is_planned.applies(one) for one in (planned, a_document(BUYING))] == [False, False]


@pytest.mark.parametrize("notes", [(), PROCUREMENT.standing_notes])
def test_an_empty_table_says_that_it_is_empty(notes):
    empty = replace(table(PROCUREMENT), notes=notes)
    document = a_document(statements=(table(GOVERNMENT_FUND), empty))
    assert spots(what_is_empty_is_said_to_be, document) == [(None, None, "statements[1].notes", "E")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("公务用车购置及运维费 8.24 万元，公务接待费 0.55 万元。", ["一、因公出国（境）费", "其中：公务用车购置费"]),
        ("未安排因公出国费用，公务用车购置及运维费 8.24 万元，其中购置费 0.00 万元。", []),
        ("未安排因公出国费用，公务用车运维费 8.24 万元。", ["其中：公务用车购置费"]),
    ],
)
def test_an_expense_that_is_nothing_is_told(text, asked):
    glossary = Explanation("名词解释", "“三公”经费：因公出国（境）费、公务用车购置费和公务接待费。")
    document = a_document(
        statements=(table(THREE_PUBLIC, THREE),), explanations=(Explanation("“三公”经费情况", text), glossary)
    )
    findings = what_is_empty_is_said_to_be.findings(document)
    assert [(one.field, one.severity.value, one.evidence) for one in findings] == [
        ("notes[0].text", "W", label) for label in asked
    ]


def test_none_of_the_three_is_told_at_once():
    none = tuple((*row[:2], "", "", "", "") for row in THREE)
    said = Explanation("“三公”经费情况", "2021年未安排“三公”经费。")
    document = a_document(statements=(table(THREE_PUBLIC, none),), explanations=(said,))
    assert spots(what_is_empty_is_said_to_be, document) == []
