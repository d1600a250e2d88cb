"""Where units stand: due are those of a declared roster; the states, on the home page, of a region, of a unit."""

from datetime import date

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosedYear
from disclosures.publication.public_years import refresh_year
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, loaded, project, published
from disclosures.tests.public.reading import read
from disclosures.tests.rosters import roster, unit
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

YOUTH = DepartmentRef("345002", "山海关区少年宫")
LONG_AGO = date(2021, 2, 25)


def fractions() -> list[str]:
    """已公开 / 应公开单位 of each year on the page of 山海关区."""
    return [row[1] for row in read("/130303/").tables[0][1:]]


def standings() -> dict[str, list[str]]:
    """Unit → its cells on the page of 山海关区, newest year first."""
    return {name: cells for name, *cells in read("/130303/").tables[1][1:]}


def test_without_a_declared_roster_there_is_no_fraction_and_no_blame():
    published(document(project(1)))
    published(document(project(1), department=YOUTH, fiscal_year=2020))
    loaded(document(project(1), department=YOUTH))
    roster(2019, unit("345009", "未核定单位"), declared=False)
    assert read("/").tables[0][0][1] == read("/130303/").tables[0][0][1] == "已公开单位"
    assert fractions() == ["1", "1", "0"]
    assert standings() == {
        "山海关区文化馆 345001": ["120,000.00", "不详"],
        "山海关区少年宫 345002": ["不详", "120,000.00"],
    }
    pages = "".join(read(address).text for address in ("/", "/130303/", "/130303/345001/", "/130303/345002/"))
    assert [word for word in ("未公开", "未核定单位", "应公开") if word in pages] == []
    assert Client().get("/130303/345009/").status_code == 404


def test_an_import_raises_nothing():
    roster(2021, unit())
    published(document(project(1)))
    loaded(document(project(1), department=YOUTH))
    published(document(project(1), department=DepartmentRef("345003", "山海关区美术馆")))
    assert DisclosedYear.objects.get().departments_due == 1
    assert fractions() == ["1 / 1另有 1 个不在应公开之列"]


def test_every_state_of_a_unit_in_a_year():
    published(document(project(1)))
    published(document(project(1), department=YOUTH))
    withdraw("130303", "345002", 2021, "附件有误")
    published(document(project(1), department=YOUTH, fiscal_year=2020))
    roster(
        2021,
        unit(),
        unit("345002", "山海关区少年宫"),
        unit("345003", "山海关区美术馆"),
        unit("345004", "某单位", excused_reason="依法不公开部门预算"),
        unit("345005", "山海关区科技馆", since=date(2021, 9, 1)),
        unit("345006", "山海关区影剧院", until=date(2021, 1, 31)),
        publication_deadline=LONG_AGO,
    )
    page = read("/130303/")
    assert page.tables[0][0][1] == "已公开 / 应公开单位"
    assert fractions() == ["1 / 3", "1"]
    assert standings() == {
        "山海关区文化馆 345001": ["120,000.00", "不详"],
        "山海关区少年宫 345002": ["已撤回", "120,000.00"],
        "山海关区美术馆 345003": ["未公开", "不详"],
        "某单位 345004": ["不适用依法不公开部门预算", "不详"],
        "山海关区科技馆 345005": ["不适用2021年9月1日设立", "不详"],
        "山海关区影剧院 345006": ["不适用2021年1月31日撤销", "不详"],
    }
    assert page.links["已撤回"] == "/130303/345002/2021/"
    assert page.links["山海关区美术馆"] == "/130303/345003/"


def test_a_unit_that_published_and_is_not_in_the_roster_of_another_year():
    published(document(project(1), fiscal_year=2020))
    roster(2021, unit("345003", "山海关区美术馆"))
    assert standings()["山海关区文化馆 345001"] == ["不适用不在当年名册", "120,000.00"]


@pytest.mark.parametrize(
    ("deadline", "said"), [(date(2099, 1, 1), "未公开期限未到"), (LONG_AGO, "未公开"), (None, "未公开")]
)
def test_whoever_still_has_time_is_not_late(deadline, said):
    roster(2021, unit(), publication_deadline=deadline)
    assert standings() == {"山海关区文化馆 345001": [said]}


def test_the_page_of_a_unit_says_where_it_stands_in_every_year_of_a_roster():
    roster(2021, unit("345003", "山海关区美术馆"), publication_deadline=LONG_AGO)
    roster(2022, unit("345003", "山海关区美术馆", excused_reason="机构改革，并入文化馆"))
    page = read("/130303/345003/")
    assert (page.status, page.headings[0]) == (200, (1, "山海关区美术馆"))
    assert page.tables == [
        [
            ["年度", "预算数合计（元）", "项目", "指标", "版次", "公开日期"],
            ["2022年", "不适用（机构改革，并入文化馆）"],
            ["2021年", "未公开"],
        ]
    ]
    assert page.links["山海关区"] == "/130303/"


def test_a_unit_is_called_by_its_newest_name():
    roster(2021, unit("345003", "山海关区画院"))
    roster(2022, unit("345003", "山海关区美术馆"))
    assert list(standings()) == ["山海关区美术馆 345003"]


def test_two_regions_with_one_code_do_not_mix():
    roster(2021, unit("345001"))
    published(document(project(1), region=CHANGLI))
    assert fractions() == ["0 / 1"]


def test_a_roster_that_is_taken_back_is_not_public_any_more():
    made = roster(2021, unit("345003", "山海关区美术馆"))
    made.declared = False
    made.save()
    refresh_year(FiscalYear.objects.get())
    assert fractions() == ["0"]
    assert Client().get("/130303/345003/").status_code == 404
