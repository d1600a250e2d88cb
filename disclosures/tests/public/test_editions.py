"""Versions at their addresses: current, superseded, withdrawn, erased, and projects that are gone."""

from datetime import date

import pytest

from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import document, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"


def today() -> str:
    day = date.today()
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.fixture
def two_versions():
    """Version 1 with the projects 1 and 2, version 2 with 1 (renamed) and 3."""
    published(document(project(1), project(2, "夜校")))
    published(document(project(1, "图书馆买书"), project(3, "展览")))


def test_the_newest_version_stands_at_the_plain_address(two_versions):
    page = read(YEAR)
    assert page.headings[0] == (1, "山海关区文化馆 2021年预算绩效目标")
    assert "第2版（现行）" in page.text
    assert page.links["第1版"] == YEAR + "v1/"
    assert read(YEAR + "v2/").tables == page.tables


def test_an_older_version_stays_and_says_that_it_is_superseded(two_versions):
    page = read(YEAR + "v1/")
    assert page.status == 200
    assert page.title == "山海关区文化馆 2021年（第1版，已被取代） - 绩效公开"
    assert "旧版本 这是第1版，已被第2版取代，第2版公开日期：原公开日期不详（后补录入）。 查看现行版本" in page.text
    assert page.links["查看现行版本"] == YEAR
    assert page.links["夜校"] == YEAR + "v1/2/"
    assert '<meta name="robots" content="noindex">' in page.html


def test_a_project_of_an_older_version_stays_and_leads_to_the_current_one(two_versions):
    page = read(YEAR + "v1/1/")
    assert page.title == "图书馆购书 - 山海关区文化馆 2021年（第1版，已被取代） - 绩效公开"
    assert page.links["这个项目的现行版本"] == YEAR + "1/"
    assert page.links["2021年第1版"] == YEAR + "v1/"


def test_an_older_version_of_a_project_that_is_gone_leads_to_the_current_version_as_a_whole(two_versions):
    page = read(YEAR + "v1/2/")
    assert page.links["现行版本（已没有这个项目）"] == YEAR
    assert "这个项目的现行版本" not in page.links
    assert [read(YEAR + one).links.get("现行版本（已没有这个项目）") for one in ("1/", "v1/1/", "v2/3/")] == [None] * 3


def test_the_number_of_a_version_is_written_in_one_way(two_versions):
    assert [read(f"{YEAR}v{number}/").status for number in ("1", "01", "0", "3", "9" * 30)] == [200, 404, 404, 404, 404]


def test_a_project_gone_from_the_current_version_leads_to_the_last_that_had_it(two_versions):
    page = read(YEAR + "2/")
    assert page.status == 410
    assert page.headings == [(1, "这一版没有这个项目")]
    assert "山海关区文化馆2021年绩效信息第2版没有编号为 2 的项目。" in page.text
    assert page.links["查看最后载有这个项目的第1版"] == YEAR + "v1/2/"
    assert "夜校" not in page.text


def test_the_last_version_that_had_it_is_the_newest_of_those():
    published(document(project(1), project(2, "夜校")))
    published(document(project(1), project(2, "夜校二期")))
    published(document(project(1)))
    assert read(YEAR + "2/").links["查看最后载有这个项目的第2版"] == YEAR + "v2/2/"


def test_a_withheld_project_gone_says_no_more_than_its_number():
    published(document(project(1), withheld_project(2, "密名")))
    published(document(project(1)))
    page = read(YEAR + "2/")
    assert page.status == 410
    assert "密名" not in page.html


def test_every_address_of_a_withdrawn_year_answers_with_the_reason(two_versions):
    withdraw("130303", "345001", 2021, "附件有误，更正后重新公开。")
    for ending in ("", "v1/", "v2/", "1/", "v1/2/", "source/", "v1/source/", "v1/body.json", "v2/download.json"):
        page = read(YEAR + ending)
        assert (page.status, page.headings) == (410, [(1, "已撤回公开")])
        assert f"山海关区文化馆2021年绩效信息已于{today()}撤回公开。" in page.text
        assert "撤回原因：附件有误，更正后重新公开。" in page.text
        assert "图书馆" not in page.html
        assert page.links["查看山海关区文化馆各年度"] == "/130303/345001/"


def test_what_is_published_after_a_withdrawal_is_public_and_what_came_before_stays_away():
    published(document(project(1, "旧项目")))
    withdraw("130303", "345001", 2021, "附件有误")
    published(document(project(1, "新项目")))
    page = read(YEAR)
    assert page.status == 200
    assert "第2版（现行）" in page.text
    assert "其他版本" not in page.text
    assert [read(YEAR + "v1/").status, read(YEAR + "v1/1/").status] == [410, 410]
    assert read(YEAR + "v9/").status == 404


def test_the_reason_is_that_of_the_version_asked_for():
    for number, reason in enumerate(("第一个原因", "第二个原因")):
        published(document(project(1, f"项目{number}")))
        withdraw("130303", "345001", 2021, reason)
    assert "第一个原因" in read(YEAR + "v1/").text
    assert "第二个原因" in read(YEAR + "v2/").text
    assert "第二个原因" in read(YEAR).text


def test_a_project_of_a_withdrawn_version_is_no_way_on():
    published(document(project(1), project(2)))
    withdraw("130303", "345001", 2021, "附件有误")
    published(document(project(1)))
    assert read(YEAR + "2/").status == 404


def test_an_erased_version_says_so(two_versions):
    withdraw("130303", "345001", 2021, "附件写有密名")
    erase_year("130303", "345001", 2021, "含有依法不得保存的内容", ("李", "王"))
    for number, address in ((1, "v1/"), (2, "v2/"), (2, "")):
        page = read(YEAR + address)
        assert (page.status, page.headings) == (410, [(1, "内容已依法清除")])
        assert f"山海关区文化馆2021年绩效信息第{number}版的内容已依法清除。" in page.text
        assert "清除原因：含有依法不得保存的内容" in page.text
        assert "密名" not in page.text


def test_an_erased_year_may_be_published_anew(two_versions):
    withdraw("130303", "345001", 2021, "附件有误")
    erase_year("130303", "345001", 2021, "含有依法不得保存的内容", ("李", "王"))
    published(document(project(1, "新书")))
    assert [read(f"{YEAR}{address}").status for address in ("v1/", "v3/", "")] == [410, 200, 200]
