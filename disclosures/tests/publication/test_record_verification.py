"""The record of what was done: whatever somebody with the database changes in it is found and named."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.models import (
    Disclosure,
    DisclosureBody,
    PlanChange,
    RecordChain,
    SourceFile,
    Submission,
    SubmissionEvent,
)
from disclosures.models.chains import of_change, of_event, row_sha256, seal, texts_sha256
from disclosures.plans.submissions import record_changes
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests import cast, stages
from disclosures.tests.builders import document, loaded, project, published, withheld_project
from disclosures.tests.tampering import alterations, forge, in_order, verified

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

PLAN = "山海关区文化馆 2021年"


@pytest.fixture
def whole_way():
    """Published, revised, given up, withdrawn and published again, as officials do it."""
    submission = stages.revised(stages.published(stages.approved(stages.submitted(stages.draft()))))
    submission = stages.withdrawn(stages.step(submission, "abandon", stages.some("chen")))
    return stages.published(stages.approved(stages.submitted(submission)))


@pytest.fixture
def withdrawn():
    """Published, and withdrawn again."""
    published()
    return withdraw("130303", "345001", 2021, "金额有误").submission


@pytest.fixture
def changed():
    """A plan in which 李敏 changed three things."""
    submission = loaded().submission
    for text in "甲", "乙", "丙":
        record_changes(submission, stages.some("li"), [{"field": "safeguards", "before": "", "after": text}])
    return submission


def event(action: str) -> SubmissionEvent:
    return SubmissionEvent.objects.filter(action=action).last()


def rows(event: SubmissionEvent):
    return SubmissionEvent.objects.filter(pk=event.pk)


def test_what_officials_do_is_in_order(whole_way):
    assert verified() == (in_order(2), 0)


def test_each_event_holds_the_hash_of_the_one_before_it(whole_way):
    events = list(whole_way.events.order_by("number"))
    assert [one.number for one in events] == list(range(1, len(events) + 1))
    assert [one.previous_sha256 for one in events] == ["0" * 64, *(one.sha256 for one in events[:-1])]
    assert [one.sha256 for one in events] == [row_sha256(one, of_event) for one in events]
    chain = RecordChain.objects.get(submission=whole_way)
    assert (chain.events, chain.events_sha256) == (len(events), events[-1].sha256)


def test_the_salt_keeps_equal_texts_from_having_equal_hashes(changed):
    record_changes(changed, stages.some("li"), [{"field": "safeguards", "before": "", "after": "丙"}])
    third, fourth = PlanChange.objects.order_by("number")[2:]
    assert third.texts_sha256 == texts_sha256(third, of_change) != fourth.texts_sha256


def test_a_version_closed_by_a_later_one_is_in_order():
    published(document(project(1), project(2, "夜校")))
    published(document(project(1), withheld_project(2, "夜校")))
    assert Disclosure.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert verified() == (in_order(2), 0)


@pytest.mark.parametrize(
    "columns",
    [{"document": "{}"}, {"document": ""}, {"words": "别的话"}, {"findings": [{"rule": "A01"}]}, {"salt": "x"}],
)
def test_a_changed_text_of_an_event_is_found(columns):
    published()
    forge(rows(event("import")), **columns)
    assert alterations() == [f"{PLAN}：办理记录“{event('import')}”的文字与其指纹不符"]


def test_another_actor_is_found(whole_way):
    forge(rows(event("approve")), actor=cast.zhao())
    assert alterations() == [f"{whole_way.plan}：办理记录“{event('approve')}”与其指纹不符"]


def test_another_time_is_found(whole_way):
    forge(rows(event("submit")), at=timezone.now() - timedelta(days=30))
    assert alterations() == [f"{whole_way.plan}：办理记录“{event('submit')}”与其指纹不符"]


def test_another_time_of_a_publication_is_found(whole_way):
    forge(rows(event("publish")), at=timezone.now() - timedelta(days=30))
    assert alterations() == [
        f"{whole_way.plan}：办理记录“{event('publish')}”与其指纹不符",
        f"{whole_way.plan}：第2版的公开时间与办理记录不符",
    ]


def test_another_content_is_found():
    published()
    forge(rows(event("import")), content_sha256="f" * 64)
    assert alterations() == [f"{PLAN}：办理记录“{event('import')}”与其指纹不符"]


def test_a_changed_event_with_a_fitting_hash_breaks_the_chain(whole_way):
    first = whole_way.events.order_by("number").first()
    first.at -= timedelta(days=30)
    forge(rows(first), at=first.at, sha256=row_sha256(first, of_event))
    second = whole_way.events.order_by("number")[1]
    assert alterations() == [f"{whole_way.plan}：办理记录“{second}”与前一条的指纹接不上"]


def test_a_removed_record_of_a_publication_is_found():
    published()
    forge(SubmissionEvent.objects.all())
    assert alterations() == [
        f"{PLAN}：办理记录的末端记为第1条，实际到第0条，或指纹不同",
        f"{PLAN}：状态是“已公开”，按办理记录应为“填报中”",
        f"{PLAN}：有1个公开版本，办理记录中却有0次公开",
    ]


def test_a_removed_step_is_found(whole_way):
    removed = whole_way.events.filter(action="submit").first()
    following = whole_way.events.get(number=removed.number + 1)
    forge(rows(removed))
    assert alterations() == [
        f"{whole_way.plan}：缺少第{removed.number}条办理记录",
        f"{whole_way.plan}：办理记录“{following}”之前缺少记录，状态应为“填报中”",
    ]


def forged(submission: Submission, action: str, **columns) -> SubmissionEvent:
    """An event that nobody made, put behind the last one."""
    last = submission.events.order_by("number").last()
    made = SubmissionEvent(
        submission=submission,
        action=action,
        from_status=submission.status,
        to_status=submission.status,
        **({"words": "看不见"} | columns),
    )
    seal(made, of_event, last.number + 1, last.sha256)
    made.save()
    return made


def test_a_forged_withdrawal_is_found():
    submission = published().submission
    forged(submission, "withdraw")
    assert alterations() == [
        f"{PLAN}：办理记录的末端记为第1条，实际到第2条，或指纹不同",
        f"{PLAN}：第1版有撤回公开的办理记录，却没有撤回时间",
        f"{PLAN}：第1版是现行版本，按办理记录不应是",
    ]


def test_a_forged_second_withdrawal_is_found_also_with_a_fitting_head(withdrawn):
    withdrawn.refresh_from_db()
    made = forged(withdrawn, "withdraw")
    RecordChain.objects.update(events=made.number, events_sha256=made.sha256)
    assert alterations() == [f"{PLAN}：办理记录“{made}”：当时没有公开的版本可以撤回"]


def test_a_forged_erasure_is_found_also_with_a_fitting_head():
    made = forged(published().submission, "erase")
    RecordChain.objects.update(events=made.number, events_sha256=made.sha256)
    assert alterations() == [
        f"{PLAN}：办理记录“{event('import')}”应已依法清除，却没有清除",
        f"{PLAN}：办理记录“{made}”：当时还有现行的公开版本",
        f"{PLAN}：第1版应已依法清除，却没有清除",
    ]


def test_an_event_erased_by_one_statement_is_found():
    published()
    SubmissionEvent.objects.update(salt="", words="", findings=[], document="", erased_at=timezone.now())
    assert alterations() == [f"{PLAN}：办理记录“{event('import')}”被清除，却没有依法清除的办理记录"]


@pytest.mark.parametrize(
    ("number", "troubles"),
    [
        (1, ["缺少第1条修改记录"]),
        (2, ["缺少第2条修改记录"]),
        (3, ["修改记录的末端记为第3条，实际到第2条，或指纹不同"]),
    ],
)
def test_a_deleted_change_is_found(changed, number, troubles):
    forge(PlanChange.objects.filter(number=number))
    assert alterations() == [f"{changed.plan}：{trouble}" for trouble in troubles]


def test_a_changed_word_of_a_change_is_found(changed):
    forge(PlanChange.objects.filter(number=2), after="别的")
    assert alterations() == [f"{changed.plan}：第2条修改记录的文字与其指纹不符"]


@pytest.mark.parametrize("columns", [{"revision": 9}, {"field": "overall_objective"}, {"key": "1"}])
def test_another_place_of_a_change_is_found(changed, columns):
    forge(PlanChange.objects.filter(number=2), **columns)
    assert alterations() == [f"{changed.plan}：第2条修改记录与其指纹不符"]


def test_a_changed_status_is_found():
    submission = published().submission
    Submission.objects.filter(pk=submission.pk).update(status="draft")
    assert alterations() == [f"{PLAN}：状态是“填报中”，按办理记录应为“已公开”"]


def test_a_withdrawal_undone_is_found(withdrawn):
    forge(Disclosure.objects.all(), withdrawn_at=None, withdrawn_reason="")
    assert alterations() == [
        f"{PLAN}：第1版有撤回公开的办理记录，却没有撤回时间",
        f"{PLAN}：最新的第1版没有撤回，却不是现行版本",
    ]


def test_another_reason_of_a_withdrawal_is_found(withdrawn):
    forge(Disclosure.objects.all(), withdrawn_reason="没有原因")
    assert alterations() == [f"{PLAN}：第1版的撤回原因与办理记录不符"]


def test_a_withdrawal_nobody_decided_is_found():
    published()
    Disclosure.objects.update(current=False, withdrawn_at=timezone.now(), withdrawn_reason="看不见")
    assert f"{PLAN}：第1版有撤回时间，却没有撤回公开的办理记录" in alterations()


def test_another_time_of_a_withdrawal_is_found(withdrawn):
    forge(Disclosure.objects.all(), withdrawn_at=timezone.now() - timedelta(days=3))
    assert alterations() == [f"{PLAN}：第1版的撤回时间与办理记录不符"]


def test_a_reason_without_a_withdrawal_is_found():
    published()
    forge(Disclosure.objects.all(), withdrawn_reason="看不见")
    assert alterations() == [f"{PLAN}：第1版没有撤回，却有撤回原因"]


@pytest.mark.parametrize("columns", [{"erased_reason": "没有原因"}, {"erased_by": "张三、李四"}])
def test_another_reason_of_an_erasure_and_other_names_are_found(withdrawn, columns):
    erase_year("130303", "345001", 2021, "含有国家秘密", ("李四", "王五"))
    forge(DisclosureBody.objects.all(), **columns)
    assert alterations() == [f"{PLAN}：第1版的清除时间、原因或经办人与办理记录不符"]


def test_what_came_back_into_an_erased_row_is_found(withdrawn):
    erase_year("130303", "345001", 2021, "含有国家秘密", ("李四", "王五"))
    forge(SourceFile.objects.all(), name="原来的名字.txt", content=b"x")
    forge(rows(event("import")), salt="x")
    short = SourceFile.objects.get().sha256[:12]
    assert alterations() == [
        f"原件 {short} 已清除，却仍有文件名或内容",
        f"{PLAN}：办理记录“{event('import')}”已清除，却仍有文字",
    ]
