"""The one door for edits: who may pass, what is recorded, which marks go, and what the changes of a document do."""

from dataclasses import replace
from decimal import Decimal
from threading import Barrier, Thread

import psycopg
import pytest
from django.db import OperationalError, connection

from disclosures.document.model import Document, DutySection
from disclosures.models import PlanChange
from disclosures.plans.edits import (
    mark_carried_over,
    project_of,
    restore,
    save,
    with_money_unit,
    with_project,
    with_project_moved,
    without_project,
)
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import NotStorable
from disclosures.tests.builders import document, indicator, project, withheld_project
from disclosures.tests.stages import draft, fresh, refused, some, submitted
from indicators.models import AnnualPlan

pytestmark = pytest.mark.django_db


def renamed(made):
    return replace(made, projects=(replace(made.projects[0], name="古籍修复"), *made.projects[1:]))


def changes(submission) -> list[tuple]:
    return list(PlanChange.objects.filter(plan=submission.plan).values_list("key", "field", "before", "after"))


def test_a_change_is_stored_with_a_new_revision_and_recorded_field_by_field():
    submission = draft(document(department=replace(document().department, code="345001")))
    before = submission.plan.revision
    li = some("li")
    after = save(submission, renamed, li)
    assert assemble(submission) == after
    assert fresh(submission).plan.revision == before + 1
    assert changes(submission) == [("1", "name", "图书馆购书", "古籍修复")]
    assert PlanChange.objects.get().actor == li


def test_nothing_is_written_where_nothing_changed():
    submission = draft(document())
    before = fresh(submission).plan.revision
    save(submission, lambda made: made, some("li"))
    assert (fresh(submission).plan.revision, changes(submission)) == (before, [])


def test_out_of_turn_and_from_elsewhere_nothing_passes():
    li, zhao = some("li"), some("zhao")
    submission = draft()
    with refused("只有本单位的填报员和负责人可以修改绩效计划。"):
        save(submission, renamed, zhao)
    submitted(submission)
    with refused("本单位2021年绩效计划“待审核”，现在不能修改。"):
        save(submission, renamed, li)
    assert changes(submission) == []


def test_what_the_tables_cannot_hold_is_refused_and_nothing_stored():
    submission = draft(document())
    before = assemble(submission)
    with pytest.raises(NotStorable):
        save(
            submission, lambda made: replace(made, projects=(replace(made.projects[0], total=Decimal(-1)),)), some("li")
        )
    assert assemble(submission) == before


def test_a_mark_of_last_year_goes_where_a_part_is_touched_or_looked_at():
    submission = draft(document(project(1), project(2, "夜校")))
    blank = replace(assemble(submission), overall_objective="", duties=(), safeguards="", projects=())
    mark_carried_over(submission, blank, assemble(submission))
    marked = ["1", "1.1", "1.2", "2", "2.1", "2.2", "d1", "d2", "overall_objective", "safeguards"]
    assert fresh(submission).plan.carried_over == marked
    save(submission, renamed, some("li"), reviewed=frozenset({"2", "safeguards"}))
    assert fresh(submission).plan.carried_over == ["1.1", "1.2", "2.1", "2.2", "d1", "d2", "overall_objective"]


def test_a_text_that_comes_back_brings_no_marks_of_last_year():
    """Also where the text is the one that stands there, and where a marked part is not in it."""
    submission = draft(document(project(1), project(2, "夜校")))
    before = assemble(submission)
    for after in (before, without_project(before, "2")):
        submission = fresh(submission)
        mark_carried_over(submission, replace(before, projects=()), before)
        assert fresh(submission).plan.carried_over == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
        restore(fresh(submission), after, some("li"))
        assert fresh(submission).plan.carried_over == []
        assert assemble(submission) == after


def test_a_number_that_only_followed_the_order_touches_nothing():
    submission = draft(document(project(1), project(2, "夜校")))
    plan = submission.plan
    plan.carried_over = ["2", "2.1"]
    plan.save()
    save(submission, lambda made: without_project(made, "1"), some("li"))
    assert fresh(submission).plan.carried_over == ["2", "2.1"]
    assert [(one.key, one.number) for one in assemble(submission).projects] == [("2", 1)]


def test_a_new_project_comes_last_and_gets_a_key_never_used_before():
    submission, li = draft(document(project(1), project(2, "夜校"))), some("li")
    save(submission, lambda made: without_project(made, "2"), li)
    save(submission, lambda made: with_project(made, project(None, "数字阅读")), li)
    assert [(one.key, one.number, one.name) for one in assemble(submission).projects] == [
        ("1", 1, "图书馆购书"),
        ("p3", 2, "数字阅读"),
    ]


def test_projects_move_one_place_and_their_numbers_with_them():
    made = document(project(1, key="1"), project(2, "夜校", key="2"), project(3, "巡展", key="3"))
    up = with_project_moved(made, "3", -1)
    assert [(one.key, one.number) for one in up.projects] == [("1", 1), ("3", 2), ("2", 3)]
    assert with_project_moved(made, "1", -1) == made
    assert with_project_moved(made, "3", 1) == made
    assert with_project_moved(made, "9", 1) == made


def test_amounts_follow_the_unit_of_the_plan_exactly():
    own = project(2, "夜校", money_unit="元", code="")
    made = document(project(1, total=Decimal("120000.55")), own)
    converted = with_money_unit(made, "万元")
    assert (converted.money_unit, converted.projects[0].total) == ("万元", Decimal("12.000055"))
    assert converted.projects[1] == own
    assert with_money_unit(converted, "元") == made
    assert with_money_unit(made, "元") is made


def test_another_unit_of_money_touches_nothing_that_was_carried_over():
    secret = withheld_project(2, total=Decimal("890100.55"))
    submission = draft(document(project(1), secret, project(3, "夜校")))
    plan = submission.plan
    plan.carried_over = ["1", "2", "3"]
    plan.save()
    save(submission, lambda made: with_money_unit(made, "万元"), some("li"))
    assert fresh(submission).plan.carried_over == ["1", "2", "3"]

    def back_and_one_amount_changed(made: Document) -> Document:
        made = with_money_unit(made, "元")
        return with_project(made, replace(made.projects[2], total=Decimal(1)))

    save(submission, back_and_one_amount_changed, some("li"))
    assert fresh(submission).plan.carried_over == ["1", "2"]
    assert [one.withheld for one in assemble(submission).projects] == [None, secret.withheld, None]


def test_a_duty_put_in_the_place_of_a_removed_one_is_a_new_duty():
    submission = draft(document())
    reading, _ = assemble(submission).duties
    save(submission, lambda made: replace(made, duties=(reading, DutySection(title="古籍保护"))), some("li"))
    assert [duty.key for duty in assemble(submission).duties] == ["d1", "d3"]


def test_a_row_keeps_its_key_through_renaming_and_moving():
    submission = draft(document())
    sheet = assemble(submission).projects[0]
    first, second = sheet.indicators
    rows = (second, replace(first, name="培训总人数"), indicator("新增"))
    save(submission, lambda made: with_project(made, replace(sheet, indicators=rows)), some("li"))
    assert [row.key for row in project_of(assemble(submission), "1").indicators] == ["1.2", "1.1", "1.3"]


def deadlock() -> OperationalError:
    """What Django raises where PostgreSQL chose this transaction to give way."""
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    return error


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_again_and_recorded_once():
    submission, errors = draft(document()), [deadlock(), deadlock()]

    def change(made):
        if errors:
            raise errors.pop()
        return renamed(made)

    save(submission, change, some("li"))
    assert changes(submission) == [("1", "name", "图书馆购书", "古籍修复")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [deadlock(), OperationalError("the connection is lost")])
def test_what_does_not_pass_is_raised_with_nothing_stored(error):
    submission, attempts = draft(document()), []

    def change(made):
        attempts.append(made)
        raise error

    with pytest.raises(OperationalError):
        save(submission, change, some("li"))
    assert (len(attempts), changes(submission)) == (3 if error.__cause__ else 1, [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_two_saves_that_stand_in_each_others_way_both_succeed():
    one = draft(document())
    other = draft(document(fiscal_year=2020))
    li, barrier, failures = some("li"), Barrier(2), []

    def saving(own, theirs):
        waited = []

        def change(made):
            if not waited:
                waited.append(barrier.wait())
            AnnualPlan.objects.select_for_update().get(pk=theirs.plan_id)
            return renamed(made)

        try:
            save(own, change, li)
        except OperationalError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=saving, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(changes(one)) == len(changes(other)) == 1
