"""The workflow as truth tables: every state, every action, every role, with literal answers."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from disclosures.checks import RULE_SET
from disclosures.document.as_json import content_sha256, from_json
from disclosures.document.model import Withheld
from disclosures.models import (
    Disclosure,
    Notice,
    PlanChange,
    Role,
    RuleSetting,
    SubmissionEvent,
    Turn,
)
from disclosures.people.permissions import NotAllowed
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast, stages
from disclosures.tests.builders import CHANGLI
from disclosures.tests.checks.builders import a_project, a_row
from disclosures.tests.stages import Action, Status, draft, fresh, refused, review, some, sound_document, step
from disclosures.workflow.steps import MOVED_ON, Said, Shown, apply, available
from disclosures.workflow.table import TRANSITIONS
from indicators.models import FiscalYear, Region

pytestmark = pytest.mark.django_db

STATES = {
    "draft": stages.draft,
    "submitted": stages.submitted,
    "returned": stages.returned,
    "approved": stages.approved,
    "published": stages.published,
    "draft again": stages.revised,
    "returned again": lambda: stages.returned(stages.submitted(stages.revised())),
    "submitted again": lambda: stages.submitted(stages.revised()),
    "approved again": lambda: stages.approved(stages.submitted(stages.revised())),
    "draft withdrawn": stages.withdrawn,
}
#: The whole truth: what may be done in which state, by which roles, and what becomes of it. Nothing else may.
MAY = {
    ("draft", "submit"): ({"head"}, "submitted"),
    ("returned", "submit"): ({"head"}, "submitted"),
    ("draft again", "submit"): ({"head"}, "submitted"),
    ("returned again", "submit"): ({"head"}, "submitted"),
    ("draft withdrawn", "submit"): ({"head"}, "submitted"),
    ("submitted", "recall"): ({"head"}, "draft"),
    ("submitted again", "recall"): ({"head"}, "draft"),
    ("submitted", "return"): ({"reviewer", "director"}, "returned"),
    ("approved", "return"): ({"reviewer", "director"}, "returned"),
    ("submitted again", "return"): ({"reviewer", "director"}, "returned"),
    ("approved again", "return"): ({"reviewer", "director"}, "returned"),
    ("submitted", "approve"): ({"director"}, "approved"),
    ("submitted again", "approve"): ({"director"}, "approved"),
    ("approved", "publish"): ({"director"}, "published"),
    ("approved again", "publish"): ({"director"}, "published"),
    ("published", "revise"): ({"director"}, "draft"),
    ("published", "withdraw"): ({"director"}, "draft"),
    ("draft again", "withdraw"): ({"director"}, "draft"),
    ("submitted again", "withdraw"): ({"director"}, "submitted"),
    ("returned again", "withdraw"): ({"director"}, "returned"),
    ("approved again", "withdraw"): ({"director"}, "approved"),
    ("draft again", "abandon"): ({"head", "director"}, "published"),
    ("returned again", "abandon"): ({"head", "director"}, "published"),
}
ACTIONS = {"submit", "recall", "return", "approve", "publish", "revise", "abandon", "withdraw"}
ROLES = {"clerk", "head", "reviewer", "director", "administrator"}


def holders(region: Region, department) -> dict:
    """Somebody for each role, who took no step so far."""
    places = {"clerk": department, "head": department}
    return {
        role: cast.official(f"other {role}", f"另一位{role}", Role(role), places.get(role, region)) for role in ROLES
    }


def outcome(submission, action, user) -> str | None:
    """The status after a step, taken and rolled back; None where it is refused and nothing changed."""
    before, events = Shown.of(submission), submission.events.count()
    with transaction.atomic():
        try:
            after = step(submission, action, user, "意见", stages.DUE_ON).status
            assert submission.events.count() == events + 1
        except NotAllowed:
            after = None
            assert (Shown.of(fresh(submission)), submission.events.count()) == (before, events)
        transaction.set_rollback(True)
    return after


@pytest.mark.parametrize("state", STATES)
def test_every_action_of_every_role_in(state):
    submission = fresh(STATES[state]())
    region, department = submission.plan.fiscal_year.region, submission.plan.department
    answers = {
        (action, role): after
        for role, user in holders(region, department).items()
        for action in ACTIONS
        if (after := outcome(submission, action, user))
    }
    assert answers == {
        (action, role): after for (at, action), (roles, after) in MAY.items() if at == state for role in roles
    }


@pytest.mark.parametrize("state", STATES)
def test_the_same_roles_elsewhere_may_do_nothing_in(state):
    submission = STATES[state]()
    changli, _ = Region.objects.get_or_create(code=CHANGLI.code)
    strangers = holders(changli, cast.sports())
    assert {(a, r) for a in ACTIONS for r, user in strangers.items() if outcome(fresh(submission), a, user)} == set()


@pytest.mark.parametrize("state", STATES)
def test_nobody_without_a_membership_or_no_longer_active_may_do_anything_in(state):
    submission = STATES[state]()
    former = some("liu")
    former.is_active = False
    former.save()
    nobody = (cast.person("nobody"), former)
    assert {(a, user.username) for a in ACTIONS for user in nobody if outcome(fresh(submission), a, user)} == set()


def test_no_state_no_action_and_no_role_is_forgotten():
    assert {status.value for status in Status} - {state.split()[0] for state in STATES} == set()
    assert {transition.action.value for transition in TRANSITIONS.values()} == ACTIONS
    assert {action.value for action in Action} - ACTIONS == {"import", "erase"}
    assert {role.value for role in Role} == ROLES
    table = {
        (source.value, transition.action.value): ({role.value for role in transition.roles}, target.value)
        for transition in TRANSITIONS.values()
        for source, target in [
            *((source, transition.target) for source in transition.sources),
            *((source, source) for source in transition.also_in),
        ]
    }
    assert {(state.split()[0], action): answer for (state, action), answer in MAY.items()} | {
        ("draft", "abandon"): ({"head", "director"}, "published"),
        ("returned", "abandon"): ({"head", "director"}, "published"),
    } == table


def test_what_the_bureau_sends_to_the_departments_turn_is_sent_back():
    sent_back = {action for action, row in TRANSITIONS.items() if row.sends_back}
    assert sent_back == {"return", "revise", "withdraw"}
    assert sent_back == {action for action, row in TRANSITIONS.items() if row.sets_due_date}
    assert sent_back == {
        action
        for action, row in TRANSITIONS.items()
        if row.target.turn == Turn.DEPARTMENT and not row.roles_of(Turn.DEPARTMENT)
    }


def test_every_step_of_the_bureau_is_for_another_hand_than_the_submitters():
    asked = {transition.action.value for transition in TRANSITIONS.values() if transition.by_other_hand}
    assert asked == {"return", "approve", "publish", "revise", "withdraw"}


# --- who submitted -------------------------------------------------------------------------------------------------


@pytest.fixture
def chen_of_the_bureau():
    """陈立, head of the department, is the bureau's reviewer and director as well."""
    chen = some("chen")
    for role in (Role.REVIEWER, Role.DIRECTOR):
        cast.assign(chen, role, cast.shanhaiguan())
    return chen


@pytest.mark.parametrize("action", ["return", "approve"])
def test_who_submitted_neither_returns_nor_approves_with_two_roles(chen_of_the_bureau, action):
    submission = stages.submitted(by=chen_of_the_bureau)
    assert [one.action.value for one in available(chen_of_the_bureau, submission)] == ["recall"]
    with refused("这份绩效计划由您送审，不能由您审核。"):
        step(submission, action, chen_of_the_bureau, "意见")


def test_who_submitted_does_not_publish_what_another_approved(chen_of_the_bureau):
    submission = stages.approved(stages.submitted(by=chen_of_the_bureau))
    assert outcome(fresh(submission), "publish", chen_of_the_bureau) is None


def test_a_recall_and_anothers_submission_start_a_new_round(chen_of_the_bureau):
    submission = step(stages.submitted(by=chen_of_the_bureau), "recall", chen_of_the_bureau)
    second = cast.official("second", "副职", Role.HEAD, cast.culture())
    submission = step(submission, "submit", second)
    assert outcome(fresh(submission), "approve", chen_of_the_bureau) == "approved"


# --- compare and set -------------------------------------------------------------------------------------------------


def test_a_second_click_is_told_who_has_done_it_already():
    submission = stages.submitted()
    shown = Shown.of(submission)
    stages.approved(submission)
    with pytest.raises(NotAllowed, match=r"^这一步已经办过了：山海关区文化馆 2021年“审核通过”（刘芳，.*）。$"):
        apply(Action.APPROVE, submission, some("liu"), shown)
    assert [event.action for event in submission.events.all()] == ["import", "submit", "approve"]


def test_another_step_that_led_to_the_same_state_is_not_the_same_step():
    submission = stages.published()
    shown = Shown.of(submission)
    stages.revised(submission)
    with refused(MOVED_ON):
        apply(Action.WITHDRAW, submission, some("liu"), shown, Said("附件有误"))
    assert stages.current_version(submission) == 1


def test_an_approval_of_something_that_changed_since_is_refused():
    submission = stages.submitted()
    shown = Shown.of(submission)
    submission = step(submission, "recall", some("chen"))
    edits.save(submission, lambda before: replace(before, safeguards="每周盘点一次。"), some("chen"))
    stages.submitted(submission)
    with refused(MOVED_ON):
        apply(Action.APPROVE, submission, some("liu"), shown)
    assert fresh(submission).status == "submitted"


@pytest.mark.parametrize("wrong", [{"status": "draft"}, {"revision": 7}, {"content_sha256": "0" * 64}])
def test_each_part_of_what_was_shown_is_compared(wrong):
    submission = stages.submitted()
    with refused(MOVED_ON):
        apply(Action.APPROVE, submission, some("liu"), replace(Shown.of(submission), **wrong))


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_nothing_is_edited_out_of_turn_so_an_edit_after_approval_needs_a_return(state):
    submission = STATES[state]()
    for username in ("li", "chen", "wang", "liu"):
        with pytest.raises(NotAllowed):
            edits.save(submission, lambda before: replace(before, safeguards="改。"), some(username))
    assert assemble(submission) == sound_document()


def test_an_edit_after_a_return_takes_a_new_approval():
    submission = stages.returned(stages.approved())
    edits.save(submission, lambda before: replace(before, safeguards="改。"), some("li"))
    assert [one.action.value for one in available(some("liu"), fresh(submission))] == []
    assert [one.action.value for one in available(some("chen"), fresh(submission))] == ["submit"]


# --- words, days, findings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "action", "sentence"),
    [
        ("submitted", "return", "退回须写明意见或原因。"),
        ("approved", "return", "退回须写明意见或原因。"),
        ("published", "revise", "调整须写明意见或原因。"),
        ("published", "withdraw", "撤回公开须写明意见或原因。"),
    ],
)
def test_words_are_required(state, action, sentence):
    submission = STATES[state]()
    with refused(sentence):
        step(submission, action, some("liu"), " 　\n")
    assert fresh(submission).status == state


def test_no_other_step_asks_for_words():
    asked = {transition.action.value for transition in TRANSITIONS.values() if transition.words_required}
    assert asked == {"return", "revise", "withdraw"}


@pytest.mark.parametrize(
    ("reached", "action"), [(stages.submitted, "return"), (stages.published, "revise"), (stages.published, "withdraw")]
)
def test_what_sends_a_plan_back_sets_a_due_date(reached, action):
    assert step(reached(), action, some("liu"), "请改。", stages.DUE_ON).due_on == stages.DUE_ON


def test_no_other_step_touches_the_due_date():
    submission = stages.returned()
    for take in (stages.submitted, stages.approved, stages.published):
        submission = take(submission)
        assert fresh(submission).due_on == stages.DUE_ON


def test_an_error_bars_the_submission_and_a_warning_asks_for_a_reason():
    rows = [a_row("数量", "册数", "≥800册"), a_row("社会效益", "新增借阅", "≥500人")]
    submission = draft(sound_document(a_project(*rows, unit_code="345001", unit_name="山海关区文化馆", total=None)))
    with pytest.raises(NotAllowed, match=r"^还有 [0-9]+ 处错误未改正，不能送审。$"):
        step(submission, "submit", some("chen"))
    project = replace(assemble(submission).projects[0], total=Decimal(30000))
    edits.save(submission, lambda before: replace(before, projects=(project,)), some("li"))
    with pytest.raises(NotAllowed, match=r"^还有 [0-9]+ 条规则查出的问题没有说明理由，不能送审。$"):
        step(submission, "submit", some("chen"))
    event = stages.submitted_with_reasons(submission).events.last()
    assert {finding["severity"] for finding in event.findings if finding["severity"] != "I"} == {"W"}
    assert {finding["reason"] for finding in event.findings if finding["severity"] == "W"} == {"已核实。"}
    assert {finding["rule_set"] for finding in event.findings} == {RULE_SET}


def test_the_window_bars_the_first_submission_and_the_steps_of_the_department_only():
    submission = draft()
    FiscalYear.objects.update(entry_closes_on=date(2001, 1, 1))
    with pytest.raises(NotAllowed, match=r"已于2001年1月1日截止填报，请与财政局联系。$"):
        step(submission, "submit", some("chen"))
    FiscalYear.objects.update(entry_closes_on=stages.CLOSES_ON)
    submission = stages.submitted(submission)
    FiscalYear.objects.update(entry_closes_on=date(2001, 1, 1))
    assert stages.submitted(stages.returned(submission)).status == "submitted"


def test_abandoning_takes_a_version_that_the_public_reads():
    with refused("现在没有公开的版本，不能放弃调整。"):
        step(stages.draft(), "abandon", some("chen"))


# --- what a step leaves behind ---------------------------------------------------------------------------------------


def test_every_step_writes_one_event_with_the_text_as_it_was():
    submission = stages.withdrawn(stages.published(stages.approved(stages.submitted(stages.returned()))))
    events = submission.events.exclude(action="import").select_related("actor")
    assert [(e.action, e.from_status, e.to_status, e.actor.name, e.words) for e in events] == [
        ("submit", "draft", "submitted", "陈立", ""),
        ("return", "submitted", "returned", "王强", "请补充依据。"),
        ("submit", "returned", "submitted", "陈立", ""),
        ("approve", "submitted", "approved", "刘芳", ""),
        ("publish", "approved", "published", "刘芳", ""),
        ("withdraw", "published", "draft", "刘芳", "附件有误。"),
    ]
    kept = [event for event in events if event.action != "withdraw"]
    assert [from_json(json.loads(event.document)) for event in kept] == [sound_document()] * 5
    assert {event.content_sha256 for event in kept} == {fresh(submission).plan.content_sha256}


def test_abandoning_brings_the_published_text_back_with_its_keys_and_records_it():
    unit = {"unit_code": "345001", "unit_name": "山海关区文化馆"}
    second = a_project(number=2, name="夜间开放", code="13030321ABCDEFGH05678", purpose="夜间照明", **unit)
    submission = stages.published(
        stages.approved(stages.submitted_with_reasons(draft(sound_document(a_project(**unit), second))))
    )
    text, sha256 = assemble(submission), fresh(submission).plan.content_sha256
    stages.revised(submission)
    edits.save(submission, lambda before: edits.without_project(before, "2"), some("li"))
    edits.save(submission, lambda before: replace(before, safeguards="改。"), some("li"))
    edits.mark_carried_over(submission, replace(text, projects=()), text)
    after = step(submission, "abandon", some("chen"))
    assert assemble(after) == text
    assert after.plan.carried_over == fresh(after).plan.carried_over == []
    assert content_sha256(assemble(after)) == sha256 == after.plan.content_sha256
    assert [sheet.key for sheet in assemble(after).projects] == ["1", "2"]
    assert stages.current_version(after) == 1
    changes = PlanChange.objects.filter(plan=after.plan, revision=after.plan.revision)
    assert [(change.key, change.field, change.before, change.after) for change in changes] == [
        ("", "safeguards", "改。", "每月盘点一次。"),
        ("2", "added", "", "夜间开放"),
    ]


def test_a_key_given_in_an_abandoned_revision_is_not_given_again():
    submission = stages.revised()
    new = a_project(number=None, name="夜间开放", code="")
    edits.save(submission, lambda before: edits.with_project(before, new), some("li"))
    assert [sheet.key for sheet in assemble(submission).projects] == ["1", "2"]
    stages.revised(step(submission, "abandon", some("chen")))
    edits.save(submission, lambda before: edits.with_project(before, new), some("li"))
    assert [sheet.key for sheet in assemble(submission).projects] == ["1", "p3"]


def test_the_public_reads_the_published_version_through_a_revision_until_the_next_one():
    submission = stages.revised()
    assert stages.current_version(submission) == 1
    edits.save(submission, lambda before: replace(before, safeguards="每周盘点一次。"), some("li"))
    for make in (stages.submitted, stages.approved):
        submission = make(submission)
        assert stages.current_version(submission) == 1
    assert stages.current_version(stages.published(submission)) == 2


def test_no_older_version_comes_back_when_one_is_withdrawn():
    submission = stages.published(stages.approved(stages.submitted(stages.revised())))
    stages.withdrawn(submission)
    assert list(Disclosure.objects.values_list("current", "withdrawn_reason")) == [(False, "附件有误。")] * 2
    assert fresh(submission).status == "draft"


# --- publication asks for 保密审查 ---------------------------------------------------------------------------------


def withheld_draft():
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", withheld=Withheld("涉及安全防范"))
    return draft(sound_document(sheet))


def test_a_withheld_project_is_published_only_after_its_review():
    submission = stages.approved(stages.submitted(withheld_draft()))
    with refused("公开前须完成保密审查：项目“社区图书角”还没有保密审查。"):
        step(submission, "publish", some("liu"))
    review(submission, may=False)
    assert stages.published(submission).status == "published"


def test_a_review_that_says_otherwise_than_the_mark_bars_publication():
    submission = stages.approved(stages.submitted(withheld_draft()))
    review(submission, may=True)
    with pytest.raises(NotAllowed, match=r"经审查可以公开，却标为不公开，须退回改正。$"):
        step(submission, "publish", some("liu"))


def test_a_review_holds_only_as_long_as_the_project_is_what_it_was():
    submission = stages.submitted(withheld_draft())
    review(submission, may=False)
    stages.returned(submission)
    edits.save(
        submission,
        lambda before: edits.with_project(before, replace(before.projects[0], purpose="购买书架")),
        some("li"),
    )
    submission = stages.approved(stages.submitted(submission))
    with pytest.raises(NotAllowed, match=r"审查以后又有修改，须重新审查。$"):
        step(submission, "publish", some("liu"))


def test_a_sensitive_name_is_published_only_after_its_review():
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", name="保密柜购置", purpose="购买保密柜")
    submission = stages.submitted_with_reasons(draft(sound_document(sheet)))
    submission = stages.approved(submission)
    with pytest.raises(NotAllowed, match=r"项目“保密柜购置”还没有保密审查。$"):
        step(submission, "publish", some("liu"))
    review(submission, may=True)
    assert stages.published(submission).status == "published"


def test_a_refused_publication_changes_nothing_and_tells_nobody():
    submission = stages.approved(stages.submitted(withheld_draft()))
    events, notices = SubmissionEvent.objects.count(), Notice.objects.count()
    with pytest.raises(NotAllowed):
        step(submission, "publish", some("liu"))
    assert (fresh(submission).status, Disclosure.objects.count()) == ("approved", 0)
    assert (SubmissionEvent.objects.count(), Notice.objects.count()) == (events, notices)


def test_a_region_that_switched_the_rule_off_reviews_no_names():
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", name="保密柜购置", purpose="购买保密柜")
    RuleSetting.objects.create(
        region=cast.shanhaiguan(), rule="C03", choice="off", reason="另有制度", changed_by=some("liu")
    )
    submission = stages.approved(stages.submitted_with_reasons(draft(sound_document(sheet))))
    assert stages.published(submission).status == "published"


@pytest.mark.parametrize(
    ("empty", "named"),
    [
        ({"overall_objective": "", "duties": ()}, "总体绩效目标、分项绩效目标"),
        ({"safeguards": ""}, "工作保障措施"),
    ],
)
def test_a_plan_with_an_empty_section_is_not_submitted(empty, named):
    plan = draft(sound_document(**empty))
    with refused(f"还没有填写{named}，不能送审。"):
        step(plan, "submit", some("chen"))
