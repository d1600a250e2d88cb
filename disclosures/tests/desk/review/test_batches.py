"""Batches: the clean ones together, each recorded singly; what is left over, and why; slices of twenty."""

from dataclasses import replace
from unittest import mock

import pytest

from disclosures.desk.review import batches
from disclosures.document.model import Withheld
from disclosures.models import Disclosure, DisclosureBody, Opinion, ReviewNote, RuleSetting, SubmissionEvent
from disclosures.plans import edits
from disclosures.publication.verification import verify
from disclosures.tests import cast, stages
from disclosures.tests.checks.builders import a_project
from disclosures.tests.desk.crowd import crowd
from disclosures.tests.desk.reviewing import at, enter, look, read, said, send_step, tight
from disclosures.tests.stages import fresh, some
from disclosures.workflow.steps import MOVED_ON
from indicators.models import Project

pytestmark = pytest.mark.django_db

APPROVE, PUBLISH = "approve", "publish"


def tickets(client, action: str) -> list[str]:
    """What the page offers, all of it ticked."""
    return [ticket for _, ticket in client.get(at("batch", action)).context["candidates"]]


def start(client, action: str, chosen: list[str] | None = None):
    return client.post(
        at("batch", action), {"ticket": tickets(client, action) if chosen is None else chosen}, follow=True
    )


def go_on(client, action: str, handled: int):
    return client.post(at("batch-run", action), {"handled": handled}, follow=True)


def left(page) -> dict[str, str]:
    """Department → why it was left over."""
    return {one.plan.department.name: why for one, why in page.context["left"]}


def statuses() -> dict[str, int]:
    found = [one.status for one in stages.Submission.objects.all()]
    return {status: found.count(status) for status in found}


def submitted(number: int, **changes):
    """A plan of the numbered neighbour, sent in; the changes are made to its project before."""
    submission = stages.another_draft(number)
    edits.save(
        submission,
        lambda before: edits.with_project(before, replace(before.projects[0], **changes)),
        some("chen"),
    )
    return stages.submitted_with_reasons(submission)


# --- approving -------------------------------------------------------------------------------------------------------


def test_the_clean_ones_are_approved_each_with_an_event_of_its_own(client):
    for number in range(3):
        submitted(number)
    enter(client, "liu")
    page = start(client, APPROVE)
    assert "已全部处理，共3件：审核通过3件，留下0件。" in tight(read(page))
    events = SubmissionEvent.objects.filter(action=APPROVE)
    assert [(event.actor, event.from_status, event.to_status) for event in events] == [
        (some("liu"), "submitted", "approved")
    ] * 3
    assert statuses() == {"approved": 3}


def test_what_somebody_must_look_at_is_left_over_with_the_reason(client):
    submitted(1)
    noted, refused, strict = submitted(2), submitted(3), submitted(5)
    submitted(4, withheld=Withheld("安全防范"))
    ReviewNote.objects.create(submission=noted, words="请补充。", author=some("wang"))
    grades = dict.fromkeys(("completeness", "relevance", "appropriateness", "feasibility"), "D")
    revision = fresh(refused).plan.revision
    Opinion.objects.create(submission=refused, reviewer=some("wang"), revision=revision, **grades)
    cast.assign(some("liu"), "head", strict.plan.department)
    stages.step(strict, "recall", some("liu"))
    stages.step(strict, "submit", some("liu"))
    enter(client, "liu")
    page = start(client, APPROVE)
    assert left(page) == {
        "山海关区第2文化站": "还有未处理的审核意见。",
        "山海关区第3文化站": "审核员没有建议通过。",
        "山海关区第4文化站": "须先完成保密审查：项目“社区图书角”还没有保密审查。",
        "山海关区第5文化站": "这份绩效计划由您送审，不能由您审核。",
    }
    assert statuses() == {"approved": 1, "submitted": 4}


def test_an_error_found_meanwhile_leaves_a_plan_over(client):
    """The bureau made a rule stricter after the plan was sent in."""
    submitted(1, indicators=a_project().indicators[:-1])
    RuleSetting.objects.create(region=cast.shanhaiguan(), rule="A10", choice="E", reason="从严", changed_by=some("liu"))
    enter(client, "liu")
    assert left(start(client, APPROVE)) == {"山海关区第1文化站": "检查有 1 处错误。"}


def test_a_plan_that_moved_on_since_it_was_shown_is_left_over(client):
    first, second = submitted(1), submitted(2)
    enter(client, "liu")
    chosen = tickets(client, APPROVE)
    stages.step(first, "recall", some("chen"))
    edits.save(first, lambda before: replace(before, safeguards="改。"), some("chen"))
    stages.submitted(first)
    page = start(client, APPROVE, chosen)
    assert list(left(page).values()) == [MOVED_ON]
    assert (fresh(first).status, fresh(second).status) == ("submitted", "approved")


def test_one_that_somebody_returned_meanwhile_is_left_over(client):
    submission = submitted(1)
    enter(client, "liu")
    chosen = tickets(client, APPROVE)
    stages.returned(submission)
    assert list(left(start(client, APPROVE, chosen)).values()) == [MOVED_ON]
    assert fresh(submission).status == "returned"


# --- publishing ------------------------------------------------------------------------------------------------------


def test_approved_plans_are_published_in_slices_of_twenty(client):
    crowd(45, "approved")
    enter(client, "liu")
    page = start(client, PUBLISH)
    assert "共45件，已处理20件：公开20件，留下0件。" in tight(read(page))
    assert Disclosure.objects.count() == 20
    assert "共45件，已处理40件：公开40件，留下0件。" in tight(read(go_on(client, PUBLISH, 20)))
    page = go_on(client, PUBLISH, 40)
    assert "已全部处理，共45件：公开45件，留下0件。" in tight(read(page))
    assert list(DisclosureBody.objects.values_list("sequence", flat=True)) == list(range(1, 46))
    assert verify().altered == []


def test_stopping_half_way_leaves_whole_publications_only(client):
    crowd(25, "approved")
    enter(client, "liu")
    start(client, PUBLISH)
    assert statuses() == {"published": 20, "approved": 5}
    assert (Disclosure.objects.count(), DisclosureBody.objects.count()) == (20, 20)
    assert SubmissionEvent.objects.filter(action=PUBLISH).count() == 20


def test_a_slice_that_breaks_in_the_middle_leaves_whole_publications_and_can_be_taken_up_again(client):
    crowd(5, "approved")
    enter(client, "liu")
    chosen, taken = tickets(client, PUBLISH), []

    def break_at_the_fourth(*arguments):
        taken.append(1)
        if len(taken) == 4:
            raise ConnectionError("the database went away")
        return apply(*arguments)

    apply = batches.apply
    with mock.patch.object(batches, "apply", break_at_the_fourth), pytest.raises(ConnectionError):
        start(client, PUBLISH, chosen)
    assert (statuses(), Disclosure.objects.count()) == ({"published": 3, "approved": 2}, 3)
    page = start(client, PUBLISH, chosen)
    assert "已全部处理，共5件：公开5件，留下0件。" in tight(read(page))
    assert (Disclosure.objects.count(), SubmissionEvent.objects.filter(action=PUBLISH).count()) == (5, 5)


def test_a_slice_posted_twice_publishes_once(client):
    crowd(25, "approved")
    enter(client, "liu")
    start(client, PUBLISH)
    go_on(client, PUBLISH, 20)
    page = go_on(client, PUBLISH, 20)
    assert "已全部处理，共25件：公开25件，留下0件。" in tight(read(page))
    assert SubmissionEvent.objects.filter(action=PUBLISH).count() == 25


def test_two_hundred_run_to_their_report(client):
    crowd(200, "approved")
    unreviewed = Project.objects.filter(plan__department__code="500007")
    assert unreviewed.update(withheld_reason="安全防范") == 1
    enter(client, "liu")
    page = start(client, PUBLISH)
    while waiting := page.context["batch"].waiting:
        page = go_on(client, PUBLISH, 200 - len(waiting))
    assert "已全部处理，共200件：公开199件，留下1件。" in tight(read(page))
    assert left(page) == {"第500007办公室": "公开前须完成保密审查：项目“项目”还没有保密审查。"}
    assert verify().altered == []


# --- who and what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("username", ["li", "chen", "wang", "zhou"])
@pytest.mark.parametrize("action", [APPROVE, PUBLISH])
def test_only_the_director_has_batches(client, username, action):
    stages.submitted()
    enter(client, username)
    assert client.get(at("batch", action)).status_code == 404
    assert client.post(at("batch", action), {"ticket": ["1:submitted:1:x"]}).status_code == 404


def test_a_plan_of_another_region_is_out_of_reach(client):
    submission = submitted(1)
    ticket = "{pk}:{status}:{revision}:{content_sha256}".format(
        pk=submission.pk, **batches.Shown.of(submission).__dict__
    )
    region = cast.Region.objects.get(code="130322")
    client.force_login(cast.official("far", "孙强", "director", region))
    page = start(client, APPROVE, [ticket])
    assert (page.context["batch"].left, page.context["left"]) == ([[submission.pk, "不在您审核的区划内。"]], [])
    assert fresh(submission).status == "submitted"


@pytest.mark.parametrize("ticket", ["nonsense", f"{'9' * 40}:submitted:1:x", "-1:submitted:1:x", "0:submitted:1:x"])
def test_a_damaged_ticket_is_no_ticket(client, ticket):
    enter(client, "liu")
    assert client.post(at("batch", APPROVE), {"ticket": [ticket]}).status_code == 404


@pytest.mark.parametrize("year", ["9" * 40, "9" * 5000, "-1", "２０２１"])
def test_a_year_that_is_none_narrows_nothing(client, year):
    submitted(1)
    enter(client, "liu")
    assert len(client.get(at("batch", APPROVE), {"year": year}).context["candidates"]) == 1


def test_nothing_ticked_is_nothing_done(client):
    submitted(1)
    enter(client, "liu")
    assert said(start(client, APPROVE, [])) == ["没有勾选任何一件。"]


def test_without_a_batch_there_is_no_report(client):
    enter(client, "liu")
    assert client.get(at("batch-run", PUBLISH)).url == at("batch", PUBLISH)


def test_the_page_keeps_the_filters_of_the_queue(client):
    submitted(1)
    submitted(2)
    enter(client, "liu")
    page = look(client, f"{at('queues')}?department=第2")
    way = page.links["批量审核通过…"]
    assert [one.plan.department.name for one, _ in client.get(way).context["candidates"]] == ["山海关区第2文化站"]


def test_a_plan_taken_singly_meanwhile_is_not_taken_twice(client):
    submission = submitted(1)
    enter(client, "liu")
    chosen = tickets(client, APPROVE)
    send_step(client, submission, "approve")
    page = start(client, APPROVE, chosen)
    assert "审核通过1件，留下0件" in tight(read(page))
    assert SubmissionEvent.objects.filter(action=APPROVE).count() == 1
