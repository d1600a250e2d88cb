"""进度: stages, who is late, the sheet, and a number of queries that no year raises."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from openpyxl import load_workbook

from disclosures.desk.review.progress import STAGES
from disclosures.models import Submission
from disclosures.tests import builders, cast, stages
from disclosures.tests.desk.crowd import crowd
from disclosures.tests.desk.reviewing import at, enter, look
from disclosures.workflow.opening_years import open_year
from indicators.models import AnnualPlan, Department, FiscalYear

pytestmark = pytest.mark.django_db

PROGRESS = at("progress")


@pytest.fixture
def county():
    """One department at each stage, in the order of the stages; 文化馆 has not begun."""
    stages.revised(stages.published(stages.approved(stages.submitted(stages.another_draft(2)))))
    stages.submitted(stages.another_draft(3))
    stages.returned(stages.submitted(stages.another_draft(4)))
    stages.approved(stages.submitted(stages.another_draft(5)))
    stages.published(stages.approved(stages.submitted(stages.another_draft(6))))
    stages.another_draft(1)
    cast.culture()
    open_year(FiscalYear.objects.get())


def counts(page) -> dict[str, str]:
    headings, [*cells] = page.tables[0]
    return {heading: cell.split()[0] for heading, cell in zip(headings, cells, strict=True)}


def test_every_department_is_counted_at_its_stage(county, client):
    enter(client, "wang")
    page = look(client, PROGRESS)
    assert page.headings[0] == (1, "山海关区 2021年绩效计划进度")
    assert counts(page) == dict.fromkeys(STAGES.values(), "1") | {"合计": "7"}
    assert [(row[1], row[2]) for row in page.tables[1][1:]] == [
        ("山海关区文化馆", "未填报"),
        ("山海关区第1文化站", "填报中"),
        ("山海关区第2文化站", "调整中"),
        ("山海关区第3文化站", "待审核"),
        ("山海关区第4文化站", "已退回"),
        ("山海关区第5文化站", "审核通过"),
        ("山海关区第6文化站", "已公开"),
    ]


def test_who_is_late_is_named_with_the_days(county, client):
    today = localdate()
    FiscalYear.objects.update(entry_closes_on=today - timedelta(10), approved_on=today - timedelta(23))
    enter(client, "wang")
    rows = {row[1]: row[7] for row in look(client, f"{PROGRESS}?late=1").tables[1][1:]}
    assert rows == {
        "山海关区文化馆": "送审逾期 10 天",
        "山海关区第1文化站": "送审逾期 10 天",
        "山海关区第3文化站": "公开逾期 3 天",
        "山海关区第4文化站": "公开逾期 3 天",
        "山海关区第5文化站": "公开逾期 3 天",
    }
    assert {row[1]: row[7] for row in look(client, PROGRESS).tables[1][1:]} == rows | {
        "山海关区第2文化站": "逾期 3 天公开",
        "山海关区第6文化站": "逾期 3 天公开",
    }


def test_a_departments_own_deadline_counts_for_it_alone(client):
    today = localdate()
    for number in (1, 2):
        stages.approved(stages.submitted(stages.another_draft(number)))
    FiscalYear.objects.update(approved_on=today - timedelta(30))
    AnnualPlan.objects.filter(department__code="346002").update(publication_deadline=today + timedelta(5))
    enter(client, "wang")
    assert [row[1] for row in look(client, f"{PROGRESS}?late=1").tables[1][1:]] == ["山海关区第1文化站"]


def test_imported_history_is_never_late(client):
    builders.published()
    builders.loaded(builders.document(fiscal_year=2020))
    FiscalYear.objects.update(approved_on=date(2020, 1, 1))
    enter(client, "wang")
    for year in FiscalYear.objects.all():
        page = look(client, f"{PROGRESS}?year={year.pk}")
        assert [row[7] for row in page.tables[1][1:]] == ["历史文件导入，不计时限"]
        assert "逾期 没有" in page.text


def test_the_newest_year_is_shown_unasked_and_others_by_choice(county, client):
    FiscalYear.objects.create(region=cast.shanhaiguan(), year=2020, scheme="to_2020")
    enter(client, "wang")
    assert look(client, PROGRESS).headings[0] == (1, "山海关区 2021年绩效计划进度")
    older = FiscalYear.objects.get(year=2020)
    page = look(client, f"{PROGRESS}?year={older.pk}")
    assert page.headings[0] == (1, "山海关区 2020年绩效计划进度")
    assert "这一年还没有单位的绩效计划。" in page.text


@pytest.mark.parametrize("username", ["li", "chen", "zhou"])
def test_others_see_no_year(county, client, username):
    enter(client, username)
    assert "还没有预算年度。" in look(client, PROGRESS).text
    assert client.get(f"{at('progress-file')}?year={FiscalYear.objects.get().pk}").status_code == 404


def test_a_year_of_another_region_does_not_exist(county, client):
    far = cast.Region.objects.get(code="130322")
    year = FiscalYear.objects.create(region=far, year=2021, scheme="cost_first")
    enter(client, "wang")
    assert client.get(f"{at('progress-file')}?year={year.pk}").status_code == 404
    assert "昌黎县" not in look(client, f"{PROGRESS}?year={year.pk}").text


def sheet_of(client, year) -> list[list]:
    content = client.get(f"{at('progress-file')}?year={year.pk}").content
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def test_the_whole_is_taken_away_as_a_sheet(county, client):
    enter(client, "wang")
    title, headings, *rows = sheet_of(client, FiscalYear.objects.get())
    assert title[0] == f"山海关区 2021年绩效计划进度（{localdate():%Y-%m-%d}，共 7 个单位）"
    words = "单位代码 单位名称 阶段 最近一步 办理时间 送审期限 公开期限 逾期天数 公开版次 公开时间 说明"
    assert headings == words.split()
    assert [row[:4] + row[5:9] for row in rows] == [
        ["345001", "山海关区文化馆", "未填报", None, "2099-03-31", None, None, None],
        ["346001", "山海关区第1文化站", "填报中", "导入", "2099-03-31", None, None, None],
        ["346002", "山海关区第2文化站", "调整中", "调整", "2099-04-15", None, None, 1],
        ["346003", "山海关区第3文化站", "待审核", "送审", None, None, None, None],
        ["346004", "山海关区第4文化站", "已退回", "退回", "2099-04-15", None, None, None],
        ["346005", "山海关区第5文化站", "审核通过", "审核通过", None, None, None, None],
        ["346006", "山海关区第6文化站", "已公开", "公开", None, None, None, 1],
    ]


def test_no_name_becomes_a_formula(client):
    stages.draft()
    Department.objects.update(name='=HYPERLINK("http://example.com","点我")')
    enter(client, "wang")
    content = client.get(f"{at('progress-file')}?year={FiscalYear.objects.get().pk}").content
    cell = load_workbook(BytesIO(content)).active["B3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://example.com","点我")', "s")


@pytest.mark.parametrize("address", [PROGRESS, at("progress-file")])
def test_a_thousand_departments_take_as_many_queries_as_ten(client, address):
    enter(client, "wang")
    crowd(10, "submitted")
    address = f"{address}?year={FiscalYear.objects.get().pk}"
    with CaptureQueriesContext(connection) as ten:
        client.get(address)
    crowd(990, "submitted")
    with CaptureQueriesContext(connection) as thousand:
        answer = client.get(address)
    assert answer.status_code == 200
    assert Submission.objects.count() == 1000
    assert len(thousand) == len(ten) <= 10
