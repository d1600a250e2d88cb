"""What programs look for: maps of the site, data sets in the words of schema.org and DCAT."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosedOwner
from disclosures.public import sitemap
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import document, project, published, withheld_project
from disclosures.tests.cast import shanhaiguan

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
YOUTH = DepartmentRef("345002", "山海关区少年宫")


def addresses(place: str) -> list[str]:
    """The addresses in a map, without the site."""
    answer = Client().get(place)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    found = ET.fromstring(answer.getvalue()).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [one.text.removeprefix(SITE) for one in found]


@pytest.fixture
def some_years():
    """A shown project and a withheld one of a unit, two projects of another, and an older year that was withdrawn."""
    published(document(project(1), withheld_project(2)))
    published(document(project(1), project(2), department=YOUTH))
    published(document(project(1), fiscal_year=2020))
    withdraw("130303", "345001", 2020, "附件有误")


def test_the_maps_hold_every_page_that_is_public_now(some_years):
    index = addresses("/sitemap.xml")
    assert index == ["/sitemap-places-1.xml", "/sitemap-years-1.xml", "/sitemap-projects-1.xml"]
    pages = [address for part in index for address in addresses(part)]
    assert pages == [
        *("/", "/about/", "/projects/", "/indicators/", "/subjects/", "/glossary/", "/api/v1/"),
        *("/130303/", "/130303/345001/", "/130303/345002/"),
        *("/130303/345001/2021/", "/130303/345002/2021/"),
        *("/130303/345001/2021/1/", "/130303/345002/2021/1/", "/130303/345002/2021/2/"),
    ]
    assert [Client().get(address).status_code for address in pages] == [200] * len(pages)


def test_a_part_holds_no_more_than_it_may(some_years, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 2)
    assert addresses("/sitemap.xml")[1:] == [
        "/sitemap-years-1.xml",
        "/sitemap-projects-1.xml",
        "/sitemap-projects-2.xml",
    ]
    assert addresses("/sitemap-projects-2.xml") == ["/130303/345002/2021/2/"]


def test_there_is_no_part_beyond_the_last(some_years):
    wrong = ("projects-2", "projects-0", "drafts-1", "years-9999999999999999999999")
    assert [Client().get(f"/sitemap-{part}.xml").status_code for part in wrong] == [404] * 4


def test_robots_are_told_where_the_map_is():
    assert f"Sitemap: {SITE}/sitemap.xml" in Client().get("/robots.txt").content.decode()


def data_of(address: str) -> dict:
    """What search engines read of a page."""
    html = Client().get(address).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def test_a_version_describes_itself_to_search_engines():
    version = published(document(project(1), withheld_project(2)), originally_published_on=date(2021, 2, 18))
    data = data_of("/130303/345001/2021/")
    assert data.pop("distribution")[1] == {
        "@type": "DataDownload",
        "encodingFormat": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "contentUrl": f"{SITE}/130303/345001/2021/v1/download.docx",
    }
    assert data == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "山海关区文化馆2021年部门预算绩效信息",
        "description": "山海关区山海关区文化馆2021年部门预算的绩效目标和绩效指标：1 个项目，2 条指标。第1版。"
        "任何人均可查阅、下载和引用。引用时请注明来源、取得日期和版次。",
        "url": f"{SITE}/130303/345001/2021/",
        "identifier": f"sha256:{version.body.sha256}",
        "version": "1",
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
        "temporalCoverage": "2021",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": "山海关区", "identifier": "130303"},
        "creator": {"@type": "GovernmentOrganization", "name": "山海关区文化馆"},
        "datePublished": "2021-02-18",
    }


def test_a_name_cannot_leave_the_data():
    published(document(project(1), department=DepartmentRef("345001", "</script><script>alert(1)</script>&")))
    html = Client().get("/130303/345001/2021/").content.decode()
    assert "<script>alert" not in html
    assert data_of("/130303/345001/2021/")["creator"]["name"] == "</script><script>alert(1)</script>&"


def test_an_imported_version_of_an_unknown_day_says_no_day():
    published()
    assert "datePublished" not in data_of("/130303/345001/2021/")


def test_data_portals_find_a_data_set_for_each_year_with_files_that_are_there(some_years):
    DisclosedOwner.objects.create(region=shanhaiguan(), name="山海关区财政局", contact="电话", errors_to="a@example.cn")
    answer = Client().get("/catalog.jsonld")
    catalog = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert (catalog["@type"], catalog["dct:publisher"]["foaf:name"]) == ("dcat:Catalog", "山海关区财政局")
    (one,) = catalog["dcat:dataset"]
    assert (one["dct:title"], one["dct:description"]) == (
        "山海关区2021年预算绩效公开",
        "2 个单位，3 个项目，6 条指标。",
    )
    files = [file["dcat:downloadURL"]["@id"].removeprefix(SITE) for file in one["dcat:distribution"]]
    assert files == [
        "/130303/2021/archive.zip",
        "/projects.csv?region=130303&year=2021",
        "/indicators.csv?region=130303&year=2021",
    ]
    assert [len(Client().get(file).getvalue()) > 0 for file in files] == [True] * 3
