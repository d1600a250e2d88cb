"""Feeds: what was published and withdrawn lately, of everything, a region, a unit."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.models import Disclosure
from disclosures.public import feeds
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import CHANGLI, document, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
YOUTH = DepartmentRef("345002", "山海关区少年宫")


def entries(address: str) -> list[tuple[str, str]]:
    """The titles of a feed with what they say."""
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ET.fromstring(answer.content)
    return [(one.find(f"{ATOM}title").text, one.find(f"{ATOM}summary").text) for one in feed.iter(f"{ATOM}entry")]


def test_the_newest_comes_first_with_when_it_was_published_and_how_much_it_holds():
    published(document(project(1), withheld_project(2)), originally_published_on=date(2021, 2, 18))
    published(document(project(1), region=CHANGLI, department=YOUTH))
    assert entries("/feed.atom") == [
        ("山海关区少年宫2021年预算绩效信息第1版", "昌黎县。原公开日期不详（后补录入）。1 个项目，2 条指标。"),
        (
            "山海关区文化馆2021年预算绩效信息第1版",
            "山海关区。原公开 2021年2月18日（后补录入）。1 个项目，2 条指标，另有 1 个项目不公开。",
        ),
    ]


def test_a_withdrawal_takes_the_place_of_the_version_under_its_id_and_says_why():
    published(document(project(1)))
    published(document(project(1), department=YOUTH))

    def ids() -> list[str]:
        return [one.text for one in ET.fromstring(Client().get("/feed.atom").content).iter(f"{ATOM}id")][1:]

    before = ids()
    withdraw("130303", "345001", 2021, "附件有误")
    assert ids() == before[::-1]
    assert entries("/feed.atom")[0] == (
        "已撤回：山海关区文化馆2021年预算绩效信息第1版",
        "山海关区。撤回原因：附件有误",
    )


def test_regions_and_units_have_feeds_of_their_own():
    published(document(project(1)))
    published(document(project(1), department=YOUTH))
    published(document(project(1), region=CHANGLI))
    addresses = ("/feed.atom", "/130303/feed.atom", "/130303/345002/feed.atom")
    assert [len(entries(address)) for address in addresses] == [3, 2, 1]
    assert [Client().get(place).status_code for place in ("/130399/feed.atom", "/130303/345009/feed.atom")] == [404] * 2


def test_pages_lead_to_their_feed():
    published()
    feed = '<link rel="alternate" type="application/atom+xml" title="最新公开" href="/feed.atom">'
    assert [feed in read(address).html for address in ("/", "/projects/", "/130303/345001/2021/")] == [True] * 3
    assert 'href="/130303/feed.atom"' in read("/130303/").html
    assert 'href="/130303/345001/feed.atom"' in read("/130303/345001/").html


def test_a_feed_is_no_longer_than_it_may_be(monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for year in (2019, 2020, 2021):
        published(document(project(1), fiscal_year=year))
    assert len(entries("/feed.atom")) == 2


def test_a_feed_without_entries_and_one_of_odd_characters_can_be_read():
    assert entries("/feed.atom") == []
    published(document(project(1), department=DepartmentRef("345001", "文化馆\x0b<甲>")))
    assert entries("/feed.atom")[0][0] == "文化馆<甲>2021年预算绩效信息第1版"


def test_nothing_of_a_draft_or_of_the_work_before_publication_is_told():
    stages.published()
    stages.revised(stages.fresh(Disclosure.objects.get().submission))
    assert len(entries("/feed.atom")) == 1
    assert "预算调整" not in Client().get("/feed.atom").content.decode()
