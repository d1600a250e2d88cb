"""The page of a plan: findings by gravity, reasons, projects, and what is offered."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import RuleSetting, Waiver
from disclosures.tests import cast
from disclosures.tests.builders import document, project, withheld_project
from disclosures.tests.checks.builders import a_project
from disclosures.tests.desk.pages import look
from disclosures.tests.stages import draft, some, sound_document, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(client):
    person = some("li")
    client.force_login(person)
    return person


def address(submission) -> str:
    return f"/admin/plans/{submission.pk}/"


def with_a_warning():
    """A draft whose only finding is a warning: its project has no code, and the region is content to be told."""
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆")
    submission = draft(sound_document(replace(sheet, code="")))
    RuleSetting.objects.create(region=cast.shanhaiguan(), rule="A01", choice="W", reason="试点", changed_by=some("liu"))
    return submission


def test_projects_stand_with_their_sums_in_yuan(client, li):
    made = document(
        project(1, total=Decimal("12.5")), withheld_project(2), project(3, "夜校", total=None), money_unit="万元"
    )
    text = look(client, address(draft(made))).text
    assert "3 个项目，单位：元" in text
    assert "125,000.00" in text
    assert "档案加固 不公开" in text
    assert "夜校 130303210000000000003 未填" in text
    assert "合计 1,200,125,000.00" in text


def test_findings_are_grouped_by_gravity_and_lead_to_their_fields(client, li):
    submission = draft(document(project(1, code="", indicators=())))
    html = client.get(address(submission)).content.decode()
    assert html.index("count-E") < html.index("count-I")
    assert f'<a href="{address(submission)}projects/1/#id_code">' in html


def test_one_reason_for_a_rule_is_typed_and_kept(client, li):
    submission = with_a_warning()
    assert "警告 A01 表头缺失 1 处" in look(client, address(submission)).text
    answer = client.post(address(submission) + "reasons/", {"reason-A01": " 编码尚未下达。 "})
    assert (answer.status_code, answer.url) == (302, address(submission) + "#reasons")
    assert list(Waiver.objects.values_list("rule", "reason", "given_by__username")) == [("A01", "编码尚未下达。", "li")]
    assert "理由：编码尚未下达。" in look(client, address(submission)).text


def test_submission_is_offered_to_the_head_when_nothing_is_open(client):
    client.force_login(some("chen"))
    submission = with_a_warning()
    page = look(client, address(submission))
    assert "还有 1 条规则查出的问题没有说明理由，不能送审。" in page.text
    assert "/steps/submit/" not in page.answer.content.decode()
    client.post(address(submission) + "reasons/", {"reason-A01": "编码尚未下达。"})
    assert "/steps/submit/" in client.get(address(submission)).content.decode()


def test_a_clerk_is_told_who_submits(client, li):
    page = look(client, address(draft()))
    assert "/steps/submit/" not in page.answer.content.decode()
    assert "送审由本单位负责人办理。" in page.text


def test_a_submitted_plan_is_shown_and_not_offered_for_change(client, li):
    submission = submitted()
    page = look(client, address(submission))
    assert "本单位2021年绩效计划“待审核”，现在不能修改。" in page.text
    html = page.answer.content.decode()
    assert ("projects/new/" in html, "/move/" in html, "/remove/" in html) == (False, False, False)
    assert '<fieldset class="whole" disabled>' in client.get(address(submission) + "projects/1/").content.decode()


def test_other_peoples_plans_do_not_exist(client):
    submission = draft()
    for person in ("zhao", "wang", "zhou"):
        client.force_login(some(person))
        assert client.get(address(submission)).status_code == 404
        assert client.post(address(submission) + "reasons/", {"reason-A01": "甲"}).status_code == 404
        assert client.post(address(submission) + "projects/1/move/", {"to": "up"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_plan(client, li):
    counts = []
    for few in (2, 40):
        made = document(*(project(n, f"项目{n}") for n in range(1, few + 1)), fiscal_year=2020 + few)
        submission = draft(made)
        client.get(address(submission))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(submission))
        counts.append(len(queries))
    assert counts[0] == counts[1]
