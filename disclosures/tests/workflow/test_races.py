"""Two hands at once on one submission: one outcome, one event, and a clear message to the loser.

Run with --postgresql these are real races; SQLite lets one writer in at a time and must give the same answers.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.db import connection

from disclosures.desk.review.batches import Batch, run_slice
from disclosures.models import DisclosedProject, Disclosure, DisclosureBody, Notice, Submission
from disclosures.people.permissions import NotAllowed
from disclosures.publication.publishing import PublishRefused, publish, withdraw
from disclosures.publication.record_verification import record_troubles
from disclosures.tests import builders, cast, stages
from disclosures.tests.stages import fresh, some
from disclosures.workflow.steps import MOVED_ON, Said, Shown, apply
from disclosures.workflow.table import Action
from indicators.models import AnnualPlan

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def at_once(*steps: Callable) -> list:
    """What each step gives, or the sentence that refuses it, when all of them run at the same time."""
    barrier, answers = Barrier(len(steps)), [None] * len(steps)

    def run(place: int, step: Callable):
        barrier.wait()
        try:
            answers[place] = step().status
        except (NotAllowed, PublishRefused) as refusal:
            answers[place] = str(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def hand(submission, action: Action, username: str, words: str = "") -> Callable:
    """A step by somebody who sees the submission as it is before the race."""
    user, shown = some(username), Shown.of(fresh(submission))
    return lambda: apply(action, submission, user, shown, Said(words, stages.DUE_ON))


def events_since(submission, first: str) -> list[str]:
    actions = [event.action for event in submission.events.all()]
    return actions[len(actions) - actions[::-1].index(first) :]


def race(submission, last: str, one: Callable, other: Callable) -> tuple[set, list[str]]:
    """The answers, and the actions of the events after the last one with the name `last`."""
    return set(at_once(one, other)), events_since(submission, last)


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_reviewers_approve_and_return_at_once(attempt):
    submission = stages.submitted()
    approve, send_back = hand(submission, Action.APPROVE, "liu"), hand(submission, Action.RETURN, "wang", "请改。")
    answers, events = race(submission, "submit", approve, send_back)
    assert (answers, events) in [({"approved", MOVED_ON}, ["approve"]), ({"returned", MOVED_ON}, ["return"])]
    assert Notice.objects.values_list("kind", flat=True).distinct().count() == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_head_recalls_while_the_bureau_approves(attempt):
    submission = stages.submitted()
    answers, events = race(
        submission, "submit", hand(submission, Action.RECALL, "chen"), hand(submission, Action.APPROVE, "liu")
    )
    assert (answers, events) in [({"draft", MOVED_ON}, ["recall"]), ({"approved", MOVED_ON}, ["approve"])]


def test_one_person_clicks_twice():
    submission = stages.submitted()
    answers, events = race(submission, "submit", *[hand(submission, Action.APPROVE, "liu")] * 2)
    answers.remove("approved")
    [told] = answers
    assert told.startswith("这一步已经办过了：山海关区文化馆 2021年“审核通过”（刘芳，")
    assert events == ["approve"]


def test_two_directors_publish_one_plan_at_once():
    submission = stages.approved()
    cast.official("second", "第二位负责人", "director", cast.shanhaiguan())
    answers = set(at_once(*(hand(submission, Action.PUBLISH, name) for name in ("liu", "second"))))
    answers.remove("published")
    [told] = answers
    assert told.startswith("这一步已经办过了：山海关区文化馆 2021年“已公开”（")
    assert events_since(submission, "approve") == ["publish"]
    assert (Disclosure.objects.count(), DisclosureBody.objects.count()) == (1, 1)


def test_one_revises_while_another_withdraws():
    submission = stages.published()
    answers, events = race(
        submission,
        "publish",
        hand(submission, Action.REVISE, "liu", "预算调整。"),
        hand(submission, Action.WITHDRAW, "liu", "附件有误。"),
    )
    assert (answers, events) in [({"draft", MOVED_ON}, ["revise"]), ({"draft", MOVED_ON}, ["withdraw"])]
    assert Disclosure.objects.current().count() == (events == ["revise"])


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_batch_against_a_single_return(attempt):
    submissions = [stages.submitted(stages.another_draft(number)) for number in range(3)]
    liu, begun = some("liu"), a_batch("approve", submissions)
    answers = at_once(lambda: slice_of(begun, liu), hand(submissions[1], Action.RETURN, "wang", "请改。"))
    outcome = fresh(submissions[1]).status
    assert (answers, begun.left) in [
        (["2 left 1", "returned"], [[submissions[1].pk, MOVED_ON]]),
        (["3 left 0", MOVED_ON], []),
    ]
    assert events_since(submissions[1], "submit") == [{"returned": "return", "approved": "approve"}[outcome]]


def test_two_batches_of_one_person_publish_each_plan_once():
    submissions = [stages.approved(stages.submitted(stages.another_draft(number))) for number in range(4)]
    liu = some("liu")
    batches = [a_batch("publish", submissions) for _ in range(2)]
    assert at_once(*(lambda one=one: slice_of(one, liu) for one in batches)) == ["4 left 0"] * 2
    assert list(DisclosureBody.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    assert [events_since(one, "approve") for one in submissions] == [["publish"]] * 4


def test_batches_of_two_directors_publish_each_plan_once():
    submissions = [stages.approved(stages.submitted(stages.another_draft(number))) for number in range(4)]
    cast.official("second", "第二位负责人", "director", cast.shanhaiguan())
    begun = {name: a_batch("publish", submissions) for name in ("liu", "second")}
    at_once(*(lambda name=name: slice_of(begun[name], some(name)) for name in begun))
    assert sorted(pk for one in begun.values() for pk in one.done) == sorted(one.pk for one in submissions)
    told = [why for one in begun.values() for _, why in one.left]
    assert [why.startswith("这一步已经办过了：") for why in told] == [True] * 4
    assert Disclosure.objects.count() == 4


def a_batch(action: str, submissions) -> Batch:
    """A batch as the page begins it, with what is shown now."""
    waiting = [[one.pk, *vars(Shown.of(fresh(one))).values()] for one in submissions]
    return Batch(action, waiting, [], [])


def slice_of(begun: Batch, user):
    """The first slice, and how it went in words where others give a status."""
    run_slice(begun, user)
    return SimpleNamespace(status=f"{len(begun.done)} left {len(begun.left)}")


def test_plans_of_many_departments_are_published_at_once():
    """They share only the chain: nobody waits in vain and nobody loses."""
    submissions = [stages.approved(stages.submitted(stages.another_draft(number))) for number in range(4)]
    liu = some("liu")
    shown = [Shown.of(fresh(one)) for one in submissions]
    answers = at_once(
        *(
            lambda one=one, seen=seen: apply(Action.PUBLISH, one, liu, seen, Said())
            for one, seen in zip(submissions, shown, strict=True)
        )
    )
    assert answers == ["published"] * 4
    assert list(DisclosureBody.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    assert AnnualPlan.objects.count() == 4


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_withdrawal_among_publications_leaves_no_rows_of_what_is_not_public(attempt):
    """Each publication is of a plan with one project, and all of them are of one plan."""
    builders.published()

    def publication():
        return publish(Submission.objects.get(), imported=True).submission

    def withdrawal():
        return withdraw("130303", "345001", 2021, "附件有误。").submission

    at_once(*[publication] * 4, withdrawal)
    current = list(Disclosure.objects.current().values_list("pk", flat=True))
    assert list(DisclosedProject.objects.values_list("disclosure", flat=True)) == current
    assert Submission.objects.get().status == ("published" if current else "draft")
    assert list(record_troubles()) == []
