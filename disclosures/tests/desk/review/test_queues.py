"""The bureau's queues: what stands where, counts, filters, and a number of queries that no crowd raises."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from disclosures.models import Opinion, ReviewNote, Submission
from disclosures.tests import builders, stages
from disclosures.tests.checks.builders import SOUND_ROWS, a_project
from disclosures.tests.desk.crowd import crowd
from disclosures.tests.desk.reviewing import at, enter, look
from disclosures.tests.stages import fresh, some
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

QUEUES = at("queues")


def departments(page) -> list[str]:
    """The departments of the list, in its order."""
    return [row[0].split()[0] for row in page.tables[0][1:]] if page.tables else []


def tabs(client, query: str = "") -> dict[str, int]:
    context = client.get(f"{QUEUES}?{query}").context
    return {name: count for name, _, count in context["tabs"]}


@pytest.fixture
def five():
    """One plan in each queue, and a draft: numbers 1 to 4, and 文化馆's."""
    stages.submitted(stages.another_draft(1))
    stages.returned(stages.submitted(stages.another_draft(2)))
    stages.approved(stages.submitted(stages.another_draft(3)))
    stages.published(stages.approved(stages.submitted(stages.another_draft(4))))
    return stages.draft()


def test_every_plan_stands_in_the_queue_of_its_state(five, client):
    enter(client, "wang")
    assert tabs(client) == {"submitted": 1, "returned": 1, "approved": 1, "published": 1, "late": 0}
    names = {name: departments(look(client, f"{QUEUES}?queue={name}")) for name in tabs(client)}
    assert names == {
        "submitted": ["山海关区第1文化站"],
        "returned": ["山海关区第2文化站"],
        "approved": ["山海关区第3文化站"],
        "published": ["山海关区第4文化站"],
        "late": [],
    }


def test_what_waits_longest_stands_first(client):
    for number in (3, 1, 2):
        stages.submitted(stages.another_draft(number))
    enter(client, "wang")
    page = look(client, QUEUES)
    assert departments(page) == ["山海关区第3文化站", "山海关区第1文化站", "山海关区第2文化站"]
    assert "待审共 3 件，最早送审的在前" in page.text


def test_a_line_says_what_a_reviewer_must_know_before_opening(client):
    sheet = a_project(*SOUND_ROWS[:-1], unit_code="345001", unit_name="山海关区文化馆")
    submission = stages.submitted_with_reasons(stages.draft(stages.sound_document(sheet)))
    ReviewNote.objects.create(submission=submission, words="请补充。", author=some("wang"))
    grades = dict.fromkeys(("completeness", "relevance", "appropriateness", "feasibility"), "B")
    revision = fresh(submission).plan.revision
    Opinion.objects.create(submission=submission, reviewer=some("wang"), revision=revision, recommended=True, **grades)
    FiscalYear.objects.update(approved_on=localdate() - timedelta(days=23))
    enter(client, "wang")
    [row] = look(client, QUEUES).tables[0][1:]
    assert [row[0], row[1], *row[3:]] == [
        "山海关区文化馆 345001",
        "2021年",
        "1",
        "警告 1",
        "1 条未处理",
        "建议通过",
        f"逾期 3 天 公开 {in_words(localdate() - timedelta(days=3))}",
    ]
    assert row[2].endswith(" 陈立")


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_late_plans_of_every_state_stand_in_the_queue_of_the_late(five, client):
    yesterday = localdate() - timedelta(days=1)
    FiscalYear.objects.update(entry_closes_on=yesterday, publication_deadline=yesterday)
    enter(client, "wang")
    assert tabs(client)["late"] == 4
    assert departments(look(client, f"{QUEUES}?queue=late")) == [
        "山海关区文化馆",
        "山海关区第1文化站",
        "山海关区第2文化站",
        "山海关区第3文化站",
    ]


def test_imported_history_is_never_late(client):
    builders.published()
    builders.loaded(builders.document(fiscal_year=2020))
    FiscalYear.objects.update(approved_on=date(2021, 1, 1))
    enter(client, "wang")
    assert tabs(client) == {"submitted": 0, "returned": 0, "approved": 0, "published": 1, "late": 0}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("year=2021", 2),
        ("year=1999", 2),
        ("department=第1", 1),
        ("department=346002", 1),
        ("department=没有", 0),
        ("findings=W", 0),
        ("findings=clean", 2),
        ("findings=nonsense", 2),
    ],
)
def test_filters_narrow_list_and_counts(client, query, count):
    for number in (1, 2):
        stages.submitted(stages.another_draft(number))
    enter(client, "wang")
    assert tabs(client, query)["submitted"] == count
    assert len(departments(look(client, f"{QUEUES}?{query}"))) == count


def test_plans_with_warnings_are_told_from_clean_ones(client):
    sheet = a_project(*SOUND_ROWS[:-1], unit_code="345001", unit_name="山海关区文化馆")
    stages.submitted_with_reasons(stages.draft(stages.sound_document(sheet)))
    stages.submitted(stages.another_draft(1))
    enter(client, "wang")
    assert departments(look(client, f"{QUEUES}?findings=W")) == ["山海关区文化馆"]
    assert departments(look(client, f"{QUEUES}?findings=clean")) == ["山海关区第1文化站"]


def test_an_empty_queue_says_so(client):
    enter(client, "wang")
    assert "现在没有待审的绩效计划。" in look(client, QUEUES).text
    assert "没有符合条件的绩效计划，可以放宽条件再看。" in look(client, f"{QUEUES}?department=无").text


@pytest.mark.parametrize("username", ["li", "chen", "zhou"])
def test_those_who_do_not_review_find_nothing_in_it(five, client, username):
    enter(client, username)
    assert set(tabs(client).values()) == {0}


@pytest.mark.parametrize("queue", ["submitted", "returned", "approved", "published", "late"])
def test_a_thousand_plans_take_as_many_queries_as_ten(client, queue):
    enter(client, "liu")
    crowd(10, queue)
    with CaptureQueriesContext(
        connection,
    ) as ten:
        assert len(departments(look(client, f"{QUEUES}?queue={queue}"))) == 10
    crowd(990, queue)
    with CaptureQueriesContext(connection) as thousand:
        page = look(client, f"{QUEUES}?queue={queue}")
    assert len(departments(page)) == 50
    assert "共 1000 件，本页第 1–50 件" in page.text
    assert len(thousand) == len(ten) <= 16


def test_pages_follow_each_other(client):
    crowd(60, "submitted")
    enter(client, "wang")
    first, second = (departments(look(client, f"{QUEUES}?page={number}")) for number in (1, 2))
    assert (len(first), len(second), set(first) & set(second)) == (50, 10, set())
    assert Submission.objects.count() == 60
