"""我的填报: where a person begins the day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import ReviewNote, Role
from disclosures.tests import cast
from disclosures.tests.builders import document, loaded
from disclosures.tests.desk.pages import look
from disclosures.tests.stages import draft, returned, some, submitted
from disclosures.workflow.opening_years import open_year
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db


def enter(client, username: str):
    person = some(username)
    client.force_login(person)
    return person


def test_a_clerk_sees_this_years_plan_its_state_deadline_and_what_is_missing(client):
    enter(client, "li")
    loaded(document(fiscal_year=2020))
    year = FiscalYear.objects.create(
        region=cast.shanhaiguan(),
        year=2099,
        scheme="cost_first",
        entry_opens_on=date(2000, 1, 1),
        entry_closes_on=date(2098, 12, 15),
    )
    open_year(year)
    page = look(client, "/admin/")
    for words in (
        "山海关区文化馆 2099年绩效计划",
        "填报中",
        "送审期限 2098年12月15日",
        "0%，还缺 4 项",
        "还缺什么 总体绩效目标 未填写 分项绩效目标 至少一项职责 工作保障措施 未填写 预算项目 至少一个项目",
        "其他年度 年度 状态 绩效计划 2020年",
    ):
        assert words in page.text


def test_after_a_return_the_bureaus_words_and_open_notes_come_first(client):
    submission = submitted()
    wang = some("wang")
    ReviewNote.objects.create(submission=submission, key="1", field="purpose", words="请写清购书范围。", author=wang)
    ReviewNote.objects.create(submission=submission, key="1", field="code", words="已改好。", author=wang, done=True)
    returned(submission)
    enter(client, "li")
    page = look(client, "/admin/")
    assert "退回意见 请补充依据。 王强" in page.text
    assert "待处理的审核意见 审核意见 请写清购书范围。" in page.text
    assert "已改好。" not in page.text
    assert f'href="/admin/plans/{submission.pk}/projects/1/#id_purpose"' in page.answer.content.decode()


def test_notes_that_were_not_sent_yet_are_not_shown(client):
    submission = submitted()
    ReviewNote.objects.create(submission=submission, key="1", words="还在写。", author=some("wang"))
    enter(client, "li")
    assert "还在写。" not in look(client, "/admin/").text
    assert "还在写。" not in look(client, f"/admin/plans/{submission.pk}/").text


def test_before_a_year_is_opened_the_page_says_so(client):
    enter(client, "li")
    assert "本单位还没有可以填报的年度。" in look(client, "/admin/").text


def test_whoever_enters_for_two_departments_sees_both(client):
    person = enter(client, "li")
    cast.assign(person, Role.HEAD, cast.sports())
    text = look(client, "/admin/").text
    assert text.index("山海关区文化馆") < text.index("山海关区体育馆")


def test_a_reviewer_begins_with_what_waits_and_since_when(client):
    submitted()
    for username in ("wang", "liu"):
        enter(client, username)
        text = look(client, "/admin/").text
        assert "审核 打开审核工作台 待审核 1 份 已退回 0 份 审核通过 0 份 最早送审" in text
        assert "我的填报" not in text


def test_an_administrator_begins_at_the_pages_of_the_models(client):
    submission = draft()
    enter(client, "zhou")
    answer = client.get("/admin/")
    assert (answer.status_code, answer.templates[0].name) == (200, "admin/index.html")
    assert f"/admin/plans/{submission.pk}/" not in answer.content.decode()


def test_the_number_of_queries_grows_neither_with_years_nor_with_projects(client):
    enter(client, "li")
    counts = []
    for years in (range(2010, 2012), range(2012, 2020)):
        for year in years:
            loaded(document(fiscal_year=year))
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
