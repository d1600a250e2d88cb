"""The date that readers see: of the publication, never of the import; 最新公开 in that order."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from disclosures.document.model import DepartmentRef
from disclosures.models import Disclosure
from disclosures.tests import stages
from disclosures.tests.builders import document, project, published
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
ORIGINAL, UNKNOWN = "原公开 2021年2月18日（后补录入）", "原公开日期不详（后补录入）"


def today() -> str:
    day = date.today()
    return f"{day.year}年{day.month}月{day.day}日"


def newest() -> list[tuple[str, str]]:
    """最新公开 of the home page: the date and what was published."""
    html = read("/").html
    days = re.findall(r'class="day">([^<]*)</span>', html)
    names = re.findall(r'class="day">.*?<a [^>]*>\s*([^<]*?)\s*</a>', html, re.DOTALL)
    return list(zip(days, names, strict=True))


@pytest.mark.parametrize(("day", "words"), [(date(2021, 2, 18), ORIGINAL), (None, UNKNOWN)])
def test_imported_history_bears_its_own_date_everywhere(day, words):
    published(document(project(1)), originally_published_on=day)
    published(document(project(1), project(2)), originally_published_on=day)
    for address in ("/", "/130303/345001/", YEAR, YEAR + "v1/", YEAR + "1/", YEAR + "v2/changes/"):
        assert words in read(address).text
    for address in ("/", "/130303/345001/", YEAR + "1/", YEAR + "v2/changes/"):
        assert today() not in read(address).text
    assert f"已被第2版取代，第2版公开日期：{words}。" in read(YEAR + "v1/").text


def test_what_the_bureau_published_bears_the_day_in_beijing():
    """Half past midnight in Beijing is the day before in Greenwich."""
    made = stages.published()
    at = datetime(2021, 3, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert Disclosure(published_at=at).published_words == "2021年3月1日"
    assert newest() == [(today(), f"{made.plan.department.name} {made.plan.fiscal_year.year}年")]


def test_the_newest_are_those_published_last_and_those_of_an_unknown_day_come_behind():
    for year, day in ((2018, date(2018, 2, 1)), (2019, None), (2020, date(2020, 2, 1))):
        published(document(project(1), fiscal_year=year), originally_published_on=day)
    stages.published()
    published(document(project(1), department=DepartmentRef("345002", "山海关区体育馆")))
    assert newest() == [
        (today(), "山海关区文化馆 2021年"),
        ("原公开 2020年2月1日（后补录入）", "山海关区文化馆 2020年"),
        ("原公开 2018年2月1日（后补录入）", "山海关区文化馆 2018年"),
        (UNKNOWN, "山海关区体育馆 2021年"),
        (UNKNOWN, "山海关区文化馆 2019年"),
    ]
