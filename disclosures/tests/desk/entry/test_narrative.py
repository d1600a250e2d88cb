"""The page of what is said of the whole department, as a browser without script sends it."""

from decimal import Decimal

import pytest

from disclosures.document.model import DutySection, Explanation, ObjectivePair
from disclosures.models import PlanChange
from disclosures.plans.from_rows import assemble
from disclosures.tests.builders import document, project
from disclosures.tests.desk.pages import look, send
from disclosures.tests.stages import draft, fresh, some

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(client):
    person = some("li")
    client.force_login(person)
    return person


def address(submission) -> str:
    return f"/admin/plans/{submission.pk}/narrative/"


def send_to(client, submission, **changes):
    where = address(submission)
    return send(client, where, look(client, where).values, **changes)


def test_a_page_saved_untouched_changes_nothing_to_the_letter(client, li):
    duty = DutySection(
        title="公共阅读 ",
        text="第一段\n\n第二段\n",
        pairs=(ObjectivePair("一、办好演出\n", ("场次\n（含下乡）", "人数")), ObjectivePair("", ("册数",))),
    )
    submission = draft(
        document(duties=(duty,), overall_objective="\n目标 ", explanations=(Explanation(" 名词", "解释\n"),))
    )
    before = assemble(submission)
    assert send_to(client, submission).messages == ["已保存。"]
    assert assemble(submission) == before
    assert list(PlanChange.objects.all()) == []


def test_texts_duties_pairs_and_notes_are_stored(client, li):
    submission = draft(document())
    page = send_to(
        client,
        submission,
        overall_objective="书香满城",
        safeguards="",
        duties__0__objective="人均两册",
        duties__0__pairs__0__objective="送书下乡",
        duties__0__pairs__0__indicators="场次\r\n\r\n册数 ",
        duties__1__remove="on",
        duties__2__title="古籍保护",
        duties__2__rating_bands="≥90%为优",
        duties__2__order="0.5",
        notes__0__heading="",
        notes__0__text="",
        notes__1__heading="其他",
    )
    assert page.messages == ["已保存。"]
    made = assemble(submission)
    assert (made.overall_objective, made.safeguards, made.explanations) == ("书香满城", "", (Explanation("其他", ""),))
    assert made.duties == (
        DutySection(title="古籍保护", rating_bands="≥90%为优"),
        DutySection(
            title="公共阅读",
            responsibilities="管理图书",
            duty_goal="人人有书读",
            objective="人均两册",
            pairs=(ObjectivePair("送书下乡", ("场次", "册数")),),
        ),
    )
    assert [duty.key for duty in made.duties] == ["d3", "d1"]


def test_another_unit_of_money_converts_every_amount(client, li):
    submission = draft(document(project(1, total=Decimal("120000.55"))))
    send_to(client, submission, money_unit="万元")
    made = assemble(submission)
    assert (made.money_unit, made.projects[0].total) == ("万元", Decimal("12.000055"))


def test_two_people_on_one_page_lose_nothing(client, li):
    submission = draft(document())
    mine = look(client, address(submission))
    client.force_login(some("chen"))
    send_to(client, submission, duties__0__duty_goal="陈立改的目标", safeguards="陈立改的措施")
    client.force_login(li)
    page = send(client, address(submission), mine.values, duties__0__title="全民阅读", safeguards="李敏改的措施")
    assert page.messages == ["还没有保存：陈立在此期间改了您也改过的 1 处。双方的内容都在下面，请核对后再保存一次。"]
    assert "陈立已改为“陈立改的措施”。" in page.text
    assert page.values["safeguards"] == "李敏改的措施"
    page = send(client, address(submission), page.values)
    assert page.messages == ["已保存。"]
    made = assemble(submission)
    assert (made.safeguards, made.duties[0].title, made.duties[0].duty_goal) == (
        "李敏改的措施",
        "全民阅读",
        "陈立改的目标",
    )


def test_a_clash_in_the_pairs_of_a_duty_is_shown_at_the_duty(client, li):
    submission = draft(document())
    mine = look(client, address(submission))
    client.force_login(some("chen"))
    send_to(client, submission, duties__1__pairs__0__objective="陈立的目标")
    client.force_login(li)
    page = send(client, address(submission), mine.values, duties__1__pairs__0__objective="李敏的目标")
    assert "陈立已改为“1、绩效目标：陈立的目标 绩效指标：场次 绩效指标：观众人数”。" in page.text
    assert page.values["duties-1-pairs-0-objective"] == "李敏的目标"


def test_marks_of_last_year_go_when_the_page_is_looked_at(client, li):
    submission = draft(document())
    plan = submission.plan
    plan.carried_over = ["1", "d1", "safeguards"]
    plan.save()
    send_to(client, submission, duties__0__title="全民阅读")
    assert fresh(submission).plan.carried_over == ["1", "safeguards"]
    send_to(client, submission, reviewed="on")
    assert fresh(submission).plan.carried_over == ["1"]


def test_findings_stand_beside_their_field(client, li):
    submission = draft(document(duties=(DutySection(title="公共阅读"),), overall_objective="绩校目标"))
    html = client.get(address(submission)).content.decode()
    assert 'href="#id_overall_objective"' in html
    assert 'href="#id_duties-0-objective"' in html
    assert 'id="id_overall_objective_remarks"' in html


def test_other_peoples_plans_do_not_exist(client):
    submission = draft()
    for person in ("zhao", "wang", "zhou"):
        client.force_login(some(person))
        assert client.get(address(submission)).status_code == 404
        assert client.post(address(submission)).status_code == 404
