"""Who is told of what, once, in the inbox and by e-mail."""

from datetime import date, timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils.timezone import localdate

from disclosures.models import Notice, Role
from disclosures.tests import cast, stages
from disclosures.tests.stages import some
from disclosures.workflow import notices
from disclosures.workflow.notices import remind, unread
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

PLAN = "山海关区文化馆 2021年绩效计划"


def told() -> list[tuple]:
    """Who was told of what, in the order of the telling."""
    return [(notice.person.username, notice.kind, notice.words) for notice in Notice.objects.order_by("id")]


@pytest.fixture
def everybody():
    """李 and 陈 in the department; 赵 in another; 王, 刘 in the bureau; 周 the administrator."""
    for username in ("li", "chen", "zhao", "wang", "liu", "zhou"):
        user = some(username)
        user.email = f"{username}@example.gov.cn"
        user.save()


# --- steps -----------------------------------------------------------------------------------------------------------


def test_the_department_is_told_of_a_return_an_approval_and_a_publication(everybody):
    submission = stages.returned()
    stages.published(stages.approved(stages.submitted(submission)))
    returned = f"{PLAN}已退回。请在2099年4月15日前修改后重新送审。意见：请补充依据。"
    assert sorted(told()) == [
        ("chen", "approved", f"{PLAN}审核通过，等待公开。"),
        ("chen", "published", f"{PLAN}已向社会公开。"),
        ("chen", "returned", returned),
        ("li", "approved", f"{PLAN}审核通过，等待公开。"),
        ("li", "published", f"{PLAN}已向社会公开。"),
        ("li", "returned", returned),
    ]


def test_other_steps_are_nobodys_news(everybody):
    stages.withdrawn(stages.published(stages.approved(stages.submitted(stages.revised()))))
    assert set(Notice.objects.values_list("kind", flat=True)) == {"approved", "published"}


def test_who_left_is_told_nothing(everybody):
    submission = stages.submitted()
    li = some("li")
    li.is_active = False
    li.save()
    stages.returned(submission)
    assert [person for person, _, _ in told()] == ["chen"]


def test_somebody_with_two_roles_in_the_department_is_told_once(everybody):
    cast.assign(some("chen"), Role.CLERK, cast.culture())
    stages.returned()
    assert sorted(person for person, _, _ in told()) == ["chen", "li"]


def test_every_return_is_news_again(everybody):
    stages.returned(stages.submitted(stages.returned()))
    assert Notice.objects.filter(kind="returned", person=some("li")).count() == 2


def test_it_goes_by_mail_to_those_with_an_address_once_the_step_is_kept(everybody, django_capture_on_commit_callbacks):
    li = some("li")
    li.email = ""
    li.save()
    submission = stages.submitted()
    with django_capture_on_commit_callbacks(execute=True):
        stages.returned(submission)
        assert mail.outbox == []
    [message] = mail.outbox
    assert (message.to, message.subject) == (["chen@example.gov.cn"], f"已退回：{PLAN}")
    assert message.body == f"{PLAN}已退回。请在2099年4月15日前修改后重新送审。意见：请补充依据。"


def test_a_mail_server_that_fails_stops_nobody(everybody, django_capture_on_commit_callbacks, caplog):
    submission = stages.submitted()
    unreachable = mock.patch.object(notices, "get_connection", side_effect=ConnectionRefusedError("nobody there"))
    with unreachable, django_capture_on_commit_callbacks(execute=True):
        assert stages.returned(submission).status == "returned"
    assert "notices by e-mail were not sent: 2" in caplog.text
    assert Notice.objects.count() == 2


def test_a_notice_tells_only_the_one_who_got_it(everybody):
    stages.returned()
    assert (unread(some("li")), unread(some("zhao")), unread(some("wang"))) == (1, 0, 0)


# --- reminders -------------------------------------------------------------------------------------------------------

TODAY = date(2021, 3, 10)


def draft_due(day: date):
    submission = stages.draft()
    FiscalYear.objects.update(entry_closes_on=day)
    return submission


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        (date(2021, 3, 17), "due_soon", "应于2021年3月17日前送审，还有 7 天，现在“填报中”。"),
        (date(2021, 3, 10), "due_soon", "应于2021年3月10日前送审，今天到期，现在“填报中”。"),
        (date(2021, 3, 9), "late", "应于2021年3月9日前送审，已逾期 1 天，现在“填报中”。"),
    ],
)
def test_the_department_is_reminded_within_seven_days_and_when_it_is_late(everybody, day, kind, words):
    draft_due(day)
    assert remind(TODAY) == 2
    assert sorted(told()) == [("chen", kind, PLAN + words), ("li", kind, PLAN + words)]


def test_eight_days_before_nobody_is_reminded(everybody):
    draft_due(date(2021, 3, 18))
    assert (remind(TODAY), told()) == (0, [])


def test_reminding_twice_tells_nobody_twice(everybody):
    draft_due(date(2021, 3, 12))
    assert [remind(TODAY), remind(TODAY), remind(TODAY + timedelta(1))] == [2, 0, 0]
    assert [remind(TODAY + timedelta(5)), remind(TODAY + timedelta(6))] == [2, 0]
    assert [kind for _, kind, _ in told()] == ["due_soon", "due_soon", "late", "late"]


def test_a_deadline_that_was_moved_is_told_again(everybody):
    draft_due(date(2021, 3, 12))
    remind(TODAY)
    FiscalYear.objects.update(entry_closes_on=date(2021, 3, 15))
    assert remind(TODAY) == 2


def test_the_bureau_is_reminded_of_a_publication_that_waits_for_it(everybody):
    stages.approved()
    Notice.objects.all().delete()
    FiscalYear.objects.update(approved_on=date(2021, 2, 20))
    remind(TODAY)
    words = f"{PLAN}应于2021年3月12日前公开，还有 2 天，现在“审核通过”。"
    assert sorted(told()) == [("liu", "due_soon", words), ("wang", "due_soon", words)]


def test_nobody_is_reminded_of_what_is_public(everybody):
    stages.published()
    Notice.objects.all().delete()
    FiscalYear.objects.update(approved_on=date(2021, 1, 1))
    assert remind(TODAY) == 0


def test_the_command_says_how_many_and_may_run_twice(everybody):
    draft_due(localdate() + timedelta(3))
    said = StringIO()
    call_command("send_reminders", stdout=said)
    call_command("send_reminders", stdout=said)
    assert said.getvalue() == "发出 2 条提醒。\n发出 0 条提醒。\n"
