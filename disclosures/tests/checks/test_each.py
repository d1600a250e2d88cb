"""What rules tell of a project is remembered with it; the answers are those of rules that remember nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.checks import run
from disclosures.checks.each import EACH_OPEN_ROW, EACH_PROJECT, EACH_ROW, EACH_TEXT
from disclosures.checks.places import place_of, projects
from disclosures.document.model import Document, Withheld
from disclosures.tests.builders import document, indicator, plan, project
from disclosures.tests.checks.test_any_document import documents, project_sheets, texts


@pytest.fixture(autouse=True)
def nothing_remembered():
    place_of.cache_clear()


def anew(asked: Document, previous: Document | None) -> list:
    place_of.cache_clear()
    return run(replace(asked), previous and replace(previous))


@st.composite
def edits(draw, before: Document) -> Document:
    """The document as it is after a few of the things that people do to projects."""
    sheets = list(before.projects)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(sheets)))
        if at == len(sheets):
            sheets.append(draw(project_sheets))
            continue
        changed = [
            replace(sheets[at], purpose=draw(texts)),
            replace(sheets[at], indicators=sheets[at].indicators[1:]),
            replace(sheets[at], total=draw(st.sampled_from([None, Decimal(3), Decimal("3.00")]))),
            replace(sheets[at], withheld=draw(st.none() | st.just(Withheld("涉密")))),
            None,
        ]
        sheet = draw(st.sampled_from(changed))
        sheets[at : at + 1] = [sheet] if sheet else []
    return replace(
        before,
        projects=tuple(draw(st.permutations(sheets))),
        overall_objective=draw(st.just(before.overall_objective) | texts),
        money_unit=draw(st.sampled_from([before.money_unit, "元"])),
        fiscal_year=draw(st.sampled_from([before.fiscal_year, 2024])),
    )


@settings(max_examples=60, deadline=None)
@given(documents, st.none() | documents, st.data())
def test_what_is_remembered_is_what_is_found_anew(first: Document, previous: Document | None, data):
    told, asked = [], first
    place_of.cache_clear()
    for _ in range(3):
        told.append((asked, run(asked, previous)))
        asked = data.draw(edits(asked))
    for one, found in told:
        assert found == anew(one, previous)


def test_a_part_is_asked_about_once_as_long_as_its_project_says_the_same():
    asked = []

    def find(row):
        asked.append(row.row.name)
        return ()

    before = document(
        project(1, "购书", indicators=(indicator("册数"),)), project(2, "夜校", indicators=(indicator("场次"),))
    )
    list(EACH_ROW.ask(before, find))
    list(EACH_ROW.ask(replace(before, safeguards="另有安排"), find))
    assert asked == ["册数", "场次"]
    changed = replace(before.projects[1], purpose="用于讲师费")
    list(EACH_ROW.ask(replace(before, projects=(before.projects[0], changed)), find))
    assert asked == ["册数", "场次", "场次"]
    list(EACH_ROW.ask(replace(before, projects=before.projects[::-1]), find))  # other numbers, other words
    assert asked == ["册数", "场次", "场次", "场次", "册数"]


def test_equal_numbers_that_are_printed_differently_are_two_projects():
    sheets = [
        project(1, "购书", total=Decimal(total), spending_plan=plan("25", "50", "75", last))
        for total, last in (("50", "100"), ("50.00", "100"), ("50", "100.00"))
    ]
    assert sheets[0] == sheets[1] == sheets[2]
    places = [projects(document(sheet))[0] for sheet in sheets]
    assert [[str(place.sheet.total), str(place.sheet.spending_plan[3].cumulative_percent)] for place in places] == [
        ["50", "100"],
        ["50.00", "100"],
        ["50", "100.00"],
    ]


def test_parts_come_in_the_order_of_the_document():
    asked = replace(
        document(
            project(
                1, "购书", purpose="甲", objectives=("乙",), indicators=(indicator("册数", "涉密"), indicator("种数"))
            ),
        ),
        overall_objective="总",
        safeguards="保障",
    )
    assert list(EACH_ROW.ask(asked, lambda row: [row.row.name])) == ["册数", "种数"]
    assert list(EACH_OPEN_ROW.ask(asked, lambda row: [row.row.name])) == ["种数"]
    assert list(EACH_PROJECT.ask(asked, lambda one: [one.number])) == [1]
    fields = [text.field for text in EACH_TEXT.ask(asked, lambda text: [text] if text.text else [])]
    assert [fields[0], *fields[-2:]] == ["overall_objective", "notes[0].heading", "notes[0].text"]
    assert fields.index("safeguards") < fields.index("purpose") < fields.index("objectives[0]") < fields.index("target")
