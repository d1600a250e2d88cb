"""A save writes what differs: rows that say the same stay, and whatever was saved comes out again."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.keys import Ledger, with_keys
from disclosures.document.model import Document, IndicatorRow
from disclosures.plans.edits import save, with_money_unit, with_project, with_project_moved, without_project
from disclosures.plans.from_rows import assemble
from disclosures.plans.to_rows import update_rows
from disclosures.tests.builders import document, indicator, loaded, plan, project
from disclosures.tests.plans.test_round_trip import fits
from disclosures.tests.stages import draft, fresh, some
from disclosures.tests.strategies import documents
from indicators.models import Duty, Indicator, Project, SpendingPlan

pytestmark = pytest.mark.django_db

NAMES = ("购书", "夜校", "展览")


@pytest.fixture
def submission():
    """Three projects with two indicators each."""
    return draft(document(*(project(number, name) for number, name in enumerate(NAMES, 1)), explanations=()))


def ids(model) -> dict[str, list[int]]:
    """Project → the ids of its rows of a model."""
    by = "name" if model is Project else "project__name"
    return {name: sorted(model.objects.filter(**{by: name}).values_list("pk", flat=True)) for name in NAMES}


def all_ids() -> list[dict[str, list[int]]]:
    return [ids(model) for model in (Project, Indicator, SpendingPlan)]


def test_the_rows_of_projects_that_did_not_change_stay(submission):
    projects, indicators, points = all_ids()
    save(submission, lambda now: with_project(now, replace(now.projects[1], purpose="用于夜校的讲师费")), some("li"))
    assert all_ids() == [projects, indicators, points]
    sheet = assemble(fresh(submission)).projects[1]
    more = replace(
        sheet, indicators=(*sheet.indicators, indicator("场次", "≥20场")), spending_plan=plan("0", "0", "0", "1")
    )
    save(submission, lambda now: with_project(now, more), some("li"))
    assert ids(Project) == projects
    assert {name for name in NAMES if ids(Indicator)[name] != indicators[name]} == {"夜校"}
    assert {name for name in NAMES if ids(SpendingPlan)[name] != points[name]} == {"夜校"}


def test_a_new_order_and_a_removal_touch_no_row_below(submission):
    projects, indicators, points = all_ids()
    after = save(submission, lambda now: with_project_moved(now, "3", -2), some("li"))
    assert [(sheet.number, sheet.name) for sheet in after.projects] == [(1, "展览"), (2, "购书"), (3, "夜校")]
    assert all_ids() == [projects, indicators, points]
    after = save(submission, lambda now: without_project(now, "1"), some("li"))
    assert [(sheet.number, sheet.name) for sheet in after.projects] == [(1, "展览"), (2, "夜校")]
    assert all_ids() == [one | {"购书": []} for one in (projects, indicators, points)]
    assert assemble(fresh(submission)) == after


def test_codes_may_change_hands(submission):
    first, second, _ = (sheet.code for sheet in assemble(submission).projects)

    def exchange(now: Document) -> Document:
        codes = (second, "", first)
        return replace(
            now, projects=tuple(replace(sheet, code=code) for sheet, code in zip(now.projects, codes, strict=True))
        )

    after = save(submission, exchange, some("li"))
    assert [sheet.code for sheet in after.projects] == [second, "", first]
    assert assemble(fresh(submission)) == after


def test_another_unit_of_money_changes_no_amount_that_is_kept(submission):
    before = all_ids(), list(Project.objects.order_by("pk").values_list("total", "fiscal_funds"))
    after = save(submission, lambda now: with_money_unit(now, "万元"), some("li"))
    assert (all_ids(), list(Project.objects.order_by("pk").values_list("total", "fiscal_funds"))) == before
    assert assemble(fresh(submission)) == after


def test_duties_stay_where_only_a_project_changed(submission):
    duties = list(Duty.objects.order_by("pk").values_list("pk", flat=True))
    save(submission, lambda now: with_project(now, replace(now.projects[0], purpose="购书")), some("li"))
    assert list(Duty.objects.order_by("pk").values_list("pk", flat=True)) == duties
    save(submission, lambda now: replace(now, duties=(replace(now.duties[0], title="阅读"), now.duties[1])), some("li"))
    assert [duty.title for duty in Duty.objects.order_by("position")] == ["阅读", "群众演出"]


def test_saving_asks_as_often_whatever_the_number_of_projects(submission):
    many = draft(  # as many as one statement of SQLite inserts at once
        document(*(project(number, f"项目{number}") for number in range(1, 13)), fiscal_year=2022, explanations=())
    )

    def change(now: Document) -> Document:
        changed = [
            replace(sheet, purpose="改", indicators=(*sheet.indicators, indicator("新增"))) for sheet in now.projects
        ]
        return replace(now, projects=(*changed[1:], changed[0]))

    asked = []
    for one in (submission, many):
        li = some("li")  # a person who asks anew what they may do
        with CaptureQueriesContext(connection) as queries:
            save(one, change, li)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@given(documents(), documents(), st.data())
def test_whatever_is_saved_over_whatever_comes_out_again(old: Document, new: Document, data):
    """Parts of `new` take the place of, or stand among, parts of `old`, in any order."""
    if not (fits(old) and fits(new)):
        return
    with transaction.atomic():
        submission = loaded(old).submission
        before = assemble(submission)
        sheets = {sheet.code or sheet.name: sheet for sheet in (*new.projects, *before.projects)}
        chosen = data.draw(st.permutations(list(sheets.values())))[: data.draw(st.integers(0, len(sheets)))]
        wanted = replace(
            before,
            money_unit=new.money_unit,
            overall_objective=new.overall_objective,
            duties=data.draw(st.sampled_from([before.duties, new.duties, before.duties[::-1]])),
            explanations=new.explanations,
            projects=tuple(sheet if sheet.money_unit else replace(sheet, money_unit="元") for sheet in chosen),
        )
        wanted = with_keys(wanted, before, Ledger(**submission.plan.used_keys))
        update_rows(submission, before, wanted)
        rebuilt = assemble(submission)
        transaction.set_rollback(True)
    assert rebuilt == wanted
    assert keys(rebuilt) == keys(wanted)


def keys(made: Document) -> list:
    """Every key and line, which equality leaves out."""
    rows: list[IndicatorRow] = [row for sheet in made.projects for row in sheet.indicators]
    return [(part.key, part.line) for part in (*made.duties, *made.projects, *rows)]
