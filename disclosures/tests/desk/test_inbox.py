"""The inbox: one's own notices, read by opening them."""

import pytest

from disclosures.models import Notice, Submission
from disclosures.tests import stages
from disclosures.tests.desk.reviewing import at, enter, look
from disclosures.tests.stages import some

pytestmark = pytest.mark.django_db

INBOX = at("inbox")


def test_it_holds_what_one_was_told_and_says_how_much_is_unread(client):
    some("li")
    stages.returned()
    enter(client, "li")
    page = look(client, INBOX)
    assert page.headings[0] == (1, "收件箱 1 条未读")
    assert "山海关区文化馆 2021年绩效计划已退回。请在2099年4月15日前修改后重新送审。意见：请补充依据。" in page.text


def test_opening_a_notice_reads_it_and_leads_to_the_plan(client):
    some("li")
    submission = stages.returned()
    enter(client, "li")
    assert client.post(at("notice", Notice.objects.get(person=some("li")).pk)).url == at("plan", submission.pk)
    assert look(client, INBOX).headings[0] == (1, "收件箱")


def test_a_reviewer_is_led_to_the_reviewers_page(client):
    submission = stages.submitted()
    notice = Notice.objects.create(person=some("wang"), submission=submission, kind="late", occasion="1", words="迟")
    enter(client, "wang")
    assert client.post(at("notice", notice.pk)).url == at("review", submission.pk)


def test_who_lost_the_role_stays_in_the_inbox(client):
    submission = stages.submitted()
    notice = Notice.objects.create(person=some("zhou"), submission=submission, kind="late", occasion="1", words="迟")
    enter(client, "zhou")
    assert client.post(at("notice", notice.pk)).url == INBOX


def test_all_are_read_at_once(client):
    some("li")
    stages.approved(stages.submitted(stages.returned()))
    enter(client, "li")
    client.post(at("inbox-read"))
    assert Notice.objects.filter(person=some("li"), read_at=None).count() == 0
    assert Notice.objects.filter(person=some("chen"), read_at=None).count() == 2


def test_nobody_reads_or_opens_anothers(client):
    some("li")
    stages.returned()
    enter(client, "zhao")
    assert "已退回" not in look(client, INBOX).text
    assert client.post(at("notice", Notice.objects.first().pk)).status_code == 404


def test_the_head_of_every_page_counts_what_is_unread(client):
    some("li")
    stages.returned()
    enter(client, "li")
    assert look(client, at("plan", Submission.objects.get().pk)).links["1"] == INBOX
    client.post(at("inbox-read"))
    assert "收件箱 / 公开页面" in look(client, at("plan", Submission.objects.get().pk)).text


def test_an_empty_inbox_says_so(client):
    enter(client, "li")
    assert "还没有通知。" in look(client, INBOX).text
