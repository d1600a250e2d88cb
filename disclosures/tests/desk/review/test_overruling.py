"""刘芳 reads what C02 found where she approves and publishes, says why it stands, and finds it in the trail."""

import re
from dataclasses import replace

import pytest

from disclosures.models import Disclosure, RuleSetting, Submission
from disclosures.plans import edits
from disclosures.tests import cast, stages
from disclosures.tests.desk.review.test_batches import PUBLISH, left, start
from disclosures.tests.desk.reviewing import at, enter, look, read, send_step, shown, tight
from disclosures.tests.stages import fresh, some
from disclosures.workflow.steps import MOVED_ON

pytestmark = pytest.mark.django_db

FOUND = (
    "总体绩效目标写着“11万元”，由此可以得出不公开的第 2 个项目的金额，"
    "请改写；确须照此公开的，请说明理由，由财政负责人决定。"
)
CHANCE = "工作保障措施写着“8万元”，由此可以得出不公开的第 2 个项目的金额，请改写；与不公开项目无关的，请说明理由。"


@pytest.fixture
def sent() -> Submission:
    submission = stages.submitted_with_reasons(stages.telling_draft())
    stages.review(submission, may=False, key="2")
    return submission


def form_of(client, submission: Submission, action: str) -> dict[str, str]:
    """The fields of the form of a step, as the page shows them."""
    html = client.get(at("review", submission.pk)).content.decode()
    form = re.search(rf'<form method="post"\s+action="[^"]*/steps/{action}/.*?</form>', html, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return fields | dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form))


def overrule(client, submission: Submission, action: str, reason: str = "合计已依法公开", **changed):
    typed = form_of(client, submission, action) | {"reason": reason} | changed
    return client.post(at("review-step", submission.pk, action), typed)


def raise_the_rule(submission: Submission) -> None:
    region = submission.plan.fiscal_year.region
    RuleSetting.objects.create(region=region, rule="C02", choice="E", reason="从严", changed_by=some("liu"))


def test_she_sees_each_finding_and_says_why_at_approval_and_at_publication(client, sent):
    enter(client, "liu")
    page = look(client, at("review", sent.pk))
    assert "规则 C02：有 1 处可以推算出不公开项目的金额。" in page.text
    assert "单位说明的理由：已核实。" in page.text
    assert set(form_of(client, sent, "approve")) == {
        *("csrfmiddlewaretoken", "status", "revision", "content_sha256", "words", "seen", "reason")
    }
    assert overrule(client, sent, "approve").status_code == 302
    assert overrule(client, sent, "publish", "合计见批复").status_code == 302
    assert (fresh(sent).status, stages.current_version(sent)) == ("published", 1)
    rows = look(client, at("trail", sent.pk)).tables[0][1:3]
    assert [row[1:4] for row in rows] == [
        ["公开", "刘芳", f"C02 的理由：已核实。 规则 C02 的 1 处，决定照此公开：合计见批复 {FOUND}"],
        ["审核通过", "刘芳", f"C02 的理由：已核实。 规则 C02 的 1 处，决定照此公开：合计已依法公开 {FOUND}"],
    ]


def test_without_a_reason_nothing_goes_on_and_with_one_it_comes_back_if_refused(client, sent):
    enter(client, "liu")
    answer = overrule(client, sent, "approve", " 　")
    assert answer.status_code == 409
    assert "规则C02的检查结果，决定照此公开的须写明理由。" in tight(read(answer))
    seen = form_of(client, sent, "approve")
    raise_the_rule(sent)
    answer = client.post(at("review-step", sent.pk, "approve"), seen | {"reason": "合计已依法公开"})
    page = read(answer)
    assert answer.status_code == 409
    assert "规则 C02 的检查结果与您看到的不同，没有办理，请看过现在的检查结果再决定。" in page.text
    assert "合计已依法公开</textarea>" in page.html
    assert "规则 C02：有 2 处可以推算出不公开项目的金额。" in page.text
    assert tight(page).count("".join(CHANCE.split())) == 3  # among the findings, beside the field, and at the step
    assert fresh(sent).status == "submitted"
    assert overrule(client, sent, "approve").status_code == 302


def test_a_form_that_showed_no_finding_overrules_none(client, sent):
    enter(client, "liu")
    for typed in ({}, {"reason": "合计已依法公开"}, {"reason": "合计已依法公开", "seen": "0" * 64}):
        assert send_step(client, sent, "approve", **typed).status_code == 409
    assert fresh(sent).status == "submitted"


def test_what_changed_since_is_not_overruled(client, sent):
    enter(client, "liu")
    seen = form_of(client, sent, "approve") | {"reason": "合计已依法公开"}
    stages.step(sent, "recall", some("chen"))
    edits.save(sent, lambda before: replace(before, overall_objective="安排项目资金11万元整。"), some("li"))
    stages.submitted(sent)
    answer = client.post(at("review-step", sent.pk, "approve"), seen)
    assert (answer.status_code, fresh(sent).status) == (409, "submitted")
    assert MOVED_ON in read(answer).text


@pytest.mark.parametrize("username", ["wang", "chen"])
def test_nobody_else_is_asked_nor_may(client, sent, username):
    if username == "chen":
        cast.assign(some("chen"), "director", cast.shanhaiguan())
    seen = vars(stages.overruling(sent))
    enter(client, username)
    assert "规则 C02：有" not in look(client, at("review", sent.pk)).text
    answer = client.post(at("review-step", sent.pk, "approve"), shown(sent) | seen)
    assert (answer.status_code, fresh(sent).status) == (409, "submitted")


def test_a_batch_overrules_nothing(client, sent):
    enter(client, "liu")
    assert left(start(client, "approve")) == {"山海关区文化馆": "检查有 1 处错误。"}
    overrule(client, sent, "approve")
    assert left(start(client, PUBLISH)) == {
        "山海关区文化馆": "由总体绩效目标可以推算不公开项目的金额，不能公开（规则 C02）；"
        "请改写，或者由财政负责人决定照此公开，并写明理由。"
    }
    assert Disclosure.objects.count() == 0


def test_a_batch_overrules_nothing_where_the_region_made_a_warning_of_it(client, sent):
    region = sent.plan.fiscal_year.region
    RuleSetting.objects.create(region=region, rule="C02", choice="W", reason="试行", changed_by=some("liu"))
    enter(client, "liu")
    assert list(left(start(client, "approve"))) == ["山海关区文化馆"]
    assert fresh(sent).status == "submitted"


def test_the_clerk_is_asked_why_and_the_reviewer_reads_it(client):
    submission = stages.telling_draft()
    enter(client, "chen")
    page = look(client, at("plan", submission.pk))
    assert "还有 1 条规则查出的问题没有说明理由，不能送审。" in page.text
    assert "错误 C02 差额可推算涉密金额 2 处" in page.text
    client.post(at("reasons", submission.pk), {"reason-C02": "合计已依法公开。"})
    stages.submitted(submission)
    enter(client, "wang")
    assert look(client, at("review", submission.pk)).text.count("理由：合计已依法公开。") == 2
    assert len(look(client, at("queues") + "?findings=clean").tables) == 0
