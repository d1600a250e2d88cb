"""A department's own last day for publication: set by the director, recorded."""

from datetime import date

import pytest

from disclosures.models import PlanChange, Submission
from disclosures.tests import stages
from disclosures.tests.desk.reviewing import at, enter, look, said
from disclosures.tests.stages import fresh, some
from disclosures.workflow.deadlines import standings

pytestmark = pytest.mark.django_db


def set_day(client, submission, day: str):
    return client.post(at("deadline", submission.pk), {"day": day}, follow=True)


def test_the_director_sets_it_and_takes_it_back(client):
    submission = stages.submitted()
    enter(client, "liu")
    assert said(set_day(client, submission, "2021-03-15")) == ["公开期限已保存。"]
    found = standings(Submission.objects.all())[submission.pk]
    assert found.publication_due_on == date(2021, 3, 15)
    assert "单独规定为2021年3月15日" in look(client, at("review", submission.pk)).text
    set_day(client, submission, "")
    assert fresh(submission).plan.publication_deadline is None


def test_each_change_is_recorded_and_told_in_the_trail(client):
    submission = stages.submitted()
    enter(client, "liu")
    for day in ("2021-03-15", "2021-03-15", "2021-03-20"):
        set_day(client, submission, day)
    changes = PlanChange.objects.filter(field="publication_deadline")
    assert [(one.actor, one.before, one.after) for one in changes] == [
        (some("liu"), "", "2021-03-15"),
        (some("liu"), "2021-03-15", "2021-03-20"),
    ]
    assert "单独规定的公开期限" in look(client, at("trail", submission.pk)).text


def test_what_is_no_day_is_refused(client):
    submission = stages.submitted()
    enter(client, "liu")
    assert said(set_day(client, submission, "三月")) == ["公开期限须是日期，如 2023-03-15。"]
    assert fresh(submission).plan.publication_deadline is None


@pytest.mark.parametrize("username", ["li", "chen", "zhao", "wang", "zhou"])
def test_nobody_else_sets_it(client, username):
    submission = stages.submitted()
    enter(client, username)
    assert client.post(at("deadline", submission.pk), {"day": "2021-03-15"}).status_code == 404
    assert fresh(submission).plan.publication_deadline is None


def test_a_day_changes_nothing_that_was_shown_for_a_step(client):
    submission = stages.submitted()
    before = stages.Shown.of(fresh(submission))
    enter(client, "liu")
    set_day(client, submission, "2021-03-15")
    assert stages.Shown.of(fresh(submission)) == before
