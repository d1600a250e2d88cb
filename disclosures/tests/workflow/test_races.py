"""Two hands at once on one submission: one outcome, one event, and a clear message to the loser.

Run with --postgresql these are real races; SQLite lets one writer in at a time and must give the same answers.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from disclosures.desk.entry.saving import AsShown, project_part, save_project
from disclosures.desk.review.batches import Batch, run_slice
from disclosures.document.as_json import content_sha256
from disclosures.exports.as_word_text import word_text
from disclosures.intake.history import Options, import_file, known_regions
from disclosures.models import DisclosedProject, Disclosure, DisclosureBody, Notice, PlanChange, Submission
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import publish, withdraw
from disclosures.publication.record_verification import record_troubles
from disclosures.tests import builders, cast, stages
from disclosures.tests.interleaving import at_once
from disclosures.tests.stages import fresh, some
from disclosures.tests.tampering import alterations, dump
from disclosures.workflow.steps import MOVED_ON, Said, Shown, apply
from disclosures.workflow.table import Action
from indicators.models import AnnualPlan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]

ROUNDS = 2


def hand(submission, action: Action, username: str, words: str = "") -> Callable:
    """A step by somebody who sees the submission as it is before the race."""
    user, shown = some(username), Shown.of(fresh(submission))
    return lambda: apply(action, submission, user, shown, Said(words, stages.DUE_ON)).status


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


def test_two_directors_approve_at_once():
    submission = stages.submitted()
    cast.official("second", "第二位负责人", "director", cast.shanhaiguan())
    answers, events = race(
        submission, "submit", *(hand(submission, Action.APPROVE, name) for name in ("liu", "second"))
    )
    answers.remove("approved")
    [told] = answers
    assert told.startswith("这一步已经办过了：山海关区文化馆 2021年“审核通过”（")
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
    """The first slice, and how it went."""
    run_slice(begun, user)
    return f"{len(begun.done)} left {len(begun.left)}"


def test_plans_of_many_departments_are_published_at_once():
    """They share only the chain: nobody waits in vain and nobody loses."""
    submissions = [stages.approved(stages.submitted(stages.another_draft(number))) for number in range(4)]
    liu = some("liu")
    shown = [Shown.of(fresh(one)) for one in submissions]
    answers = at_once(
        *(
            lambda one=one, seen=seen: apply(Action.PUBLISH, one, liu, seen, Said()).status
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
        return publish(Submission.objects.get(), imported=True).version

    def withdrawal():
        return withdraw("130303", "345001", 2021, "附件有误。").version

    at_once(*[publication] * 4, withdrawal)
    current = list(Disclosure.objects.current().values_list("pk", flat=True))
    assert list(DisclosedProject.objects.values_list("disclosure", flat=True)) == current
    assert Submission.objects.get().status == ("published" if current else "draft")
    assert list(record_troubles()) == []


# --- the department's own work --------------------------------------------------------------------------------------


def saving(submission, username: str, key: str, **fields) -> Callable:
    """A page of a project saved by somebody who looked at it before the race: what stands in the project then."""
    user, seen = some(username), assemble(submission)
    sheet = edits.project_of(seen, key)
    shown = AsShown(fresh(submission).plan.revision, project_part(seen, sheet))

    def step():
        after, _ = save_project(submission, shown, replace(sheet, **fields), user, frozenset())
        return edits.project_of(after, key)

    return step


def recorded(submission) -> list[tuple]:
    return sorted(PlanChange.objects.filter(plan=submission.plan).values_list("key", "field", "after"))


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_projects_are_saved_at_once(attempt):
    submission = stages.draft(builders.document(builders.project(1), builders.project(2, "夜校")))
    revision = submission.plan.revision
    at_once(saving(submission, "li", "1", purpose="购书"), saving(submission, "chen", "2", purpose="上课"))
    assert [one.purpose for one in assemble(submission).projects] == ["购书", "上课"]
    assert recorded(submission) == [("1", "purpose", "购书"), ("2", "purpose", "上课")]
    assert (fresh(submission).plan.revision, alterations()) == (revision + 2, [])


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_fields_of_one_project_are_saved_at_once(attempt):
    submission = stages.draft()
    at_once(saving(submission, "li", "1", purpose="购书"), saving(submission, "chen", "1", name="古籍修复"))
    [sheet] = assemble(submission).projects
    assert (sheet.purpose, sheet.name) == ("购书", "古籍修复")
    assert recorded(submission) == [("1", "name", "古籍修复"), ("1", "purpose", "购书")]
    assert alterations() == []


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_head_submits_while_a_clerk_saves(attempt):
    """What is sent in is the text that the head saw, or nothing."""
    submission = stages.draft()
    before = assemble(submission)
    saved, sent = at_once(
        saving(submission, "li", "1", purpose="另一种用途。"), hand(submission, Action.SUBMIT, "chen")
    )
    now = assemble(submission)
    if sent == "submitted":
        assert (saved, now, recorded(submission)) == ("本单位2021年绩效计划“待审核”，现在不能修改。", before, [])
        assert submission.events.last().content_sha256 == content_sha256(before)
    else:
        assert (sent, saved) == (MOVED_ON, now.projects[0])
        assert recorded(submission) == [("1", "purpose", "另一种用途。")]
    assert alterations() == []


# --- the bureau and the commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_file_is_imported_and_published_while_the_bureau_publishes(attempt, tmp_path):
    """The file says something else than the plan that was approved."""
    submission = stages.approved()
    path = tmp_path / "另一份.txt"
    path.write_text(word_text(stages.sound_document(safeguards="另一种保障。")), "utf-8")

    def importing():
        outcome = import_file(path, known_regions(), Options(region="130303", year=2021, publish=True))
        return outcome.message or outcome.status

    imported, published = at_once(importing, hand(submission, Action.PUBLISH, "liu"))
    refused = "该单位该年度的文本审核通过，不能导入；请先取消送审或退回"
    assert (imported, published, events_since(submission, "approve")) in [
        (refused, "published", ["publish"]),
        ("published", "published", ["publish", "import"]),
    ]
    assert alterations() == []


#: What is asked for while a year is erased: the public's addresses, and a clerk's.
READ = ("/130303/345001/2021/", "/130303/345001/2021/v1/body.json", "/130303/345001/2021/v1/download.docx")
ENTERED = ("/admin/plans/{}/", "/admin/plans/{}/projects/1/", "/admin/plans/{}/export.docx")
MARK = "魑魅魍魉"


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_year_is_erased_while_it_is_read(attempt):
    """Nothing that a reader had the database remember stays in it."""
    sheet = builders.project(1, MARK, purpose=f"{MARK}共３万元")
    submission = builders.published(builders.document(sheet)).submission
    withdraw("130303", "345001", 2021, "附件有误。")
    li = some("li")

    def reading(address: str) -> Callable:
        client = Client()
        if address.startswith("/admin/"):
            client.force_login(li)
        return lambda: client.get(address.format(submission.pk)).status_code

    readers = [reading(address) for address in (*READ, *ENTERED)]
    *answers, erased = at_once(
        *readers, lambda: erase_year("130303", "345001", 2021, "依法不得保存", ("李四", "王五")).status
    )
    assert (answers[:3], erased) == ([410] * 3, "draft")
    assert set(answers[3:]) <= {200, 302, 404}  # 302: the session ended, 404: the project is gone
    assert [line for line in dump().splitlines() if MARK in line] == []
    assert alterations() == []
