"""Overruling C02 by steps: the department says why, 财政负责人 decides, and everything is kept."""

from dataclasses import replace

import pytest

from disclosures.models import Disclosure, Role, RuleSetting, Submission
from disclosures.plans import edits
from disclosures.tests import cast, stages
from disclosures.tests.stages import fresh, refused, some, step

pytestmark = pytest.mark.django_db

TOLD = (
    "由总体绩效目标可以推算不公开项目的金额，不能公开（规则 C02）；请改写，或者由财政负责人决定照此公开，并写明理由。"
)
OTHERS = "规则 C02 的检查结果与您看到的不同，没有办理，请看过现在的检查结果再决定。"


@pytest.fixture
def sent() -> Submission:
    """Sent in with reasons, and its withheld project reviewed."""
    submission = stages.submitted_with_reasons(stages.telling_draft())
    stages.review(submission, may=False, key="2")
    return submission


def overrule(submission: Submission, action: str, by: str = "liu", seen=None) -> Submission:
    return step(submission, action, some(by), "", None, seen or stages.overruling(submission))


def kept(submission: Submission, action: str) -> list[tuple]:
    """Of the findings of C02 that an event keeps: place, severity, and both reasons."""
    event = submission.events.get(action=action)
    return [
        (one["field"], one["severity"], one["reason"], one.get("overruled", ""))
        for one in event.findings
        if one["rule"] == "C02"
    ]


def test_the_department_says_why_before_it_sends_it_in():
    submission = stages.telling_draft()
    with refused("还有 1 条规则查出的问题没有说明理由，不能送审。"):
        stages.submitted(submission)
    stages.submitted_with_reasons(submission)
    assert kept(submission, "submit") == [
        ("overall_objective", "E", "已核实。", ""),
        ("safeguards", "W", "已核实。", ""),
    ]


def test_neither_approval_nor_publication_goes_on_without_it(sent):
    with refused(TOLD):
        stages.approved(sent)
    overrule(sent, "approve")
    with refused(TOLD):
        stages.published(sent)
    assert (fresh(sent).status, Disclosure.objects.count()) == ("approved", 0)


def test_the_director_overrules_and_the_events_keep_who_what_and_why(sent):
    overrule(sent, "approve")
    overrule(sent, "publish", seen=stages.overruling(sent, " 合计见批复 "))
    assert kept(sent, "approve") == [
        ("safeguards", "W", "已核实。", ""),
        ("overall_objective", "E", "已核实。", "合计已依法公开"),
    ]
    assert kept(sent, "publish") == [("overall_objective", "E", "已核实。", "合计见批复")]
    assert [sent.events.get(action=one).actor for one in ("approve", "publish")] == [some("liu")] * 2
    assert stages.current_version(sent) == 1


@pytest.mark.parametrize("action", ["approve", "publish"])
def test_nobody_else_does(sent, action):
    if action == "publish":
        overrule(sent, "approve")
    label = {"approve": "审核通过", "publish": "公开"}[action]
    for username in ("wang", "chen", "li"):
        with refused(f"您没有“{label}”的权限。"):
            overrule(sent, action, username)
    cast.assign(some("chen"), Role.DIRECTOR, cast.shanhaiguan())
    with refused("这份绩效计划由您送审，不能由您审核。"):
        step(sent, action, type(some("chen")).objects.get(username="chen"), "", None, stages.overruling(sent))
    assert Disclosure.objects.count() == 0


def test_what_was_not_seen_is_not_overruled(sent):
    seen = stages.overruling(sent)
    region = sent.plan.fiscal_year.region
    RuleSetting.objects.create(region=region, rule="C02", choice="E", reason="从严", changed_by=some("liu"))
    with refused(OTHERS):
        overrule(sent, "approve", seen=seen)
    assert fresh(sent).status == "submitted"
    assert overrule(sent, "approve").status == "approved"


def test_another_error_is_not_overruled_with_it():
    submission = stages.telling_draft()
    edits.save(submission, lambda now: replace(now, safeguards="每月盘点,每年检查。"), some("li"))
    submission = stages.submitted_with_reasons(submission)
    region = submission.plan.fiscal_year.region
    RuleSetting.objects.create(region=region, rule="G03", choice="E", reason="从严", changed_by=some("liu"))
    with refused("按现行规则有 1 处错误（规则 G03），须退回改正。"):
        overrule(submission, "approve")
