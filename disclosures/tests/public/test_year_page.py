"""A region's year: who published, when, how late where that may be said, and the year before."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.timezone import get_current_timezone

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosedSuccession, Disclosure
from disclosures.public.year_page import YearOnYear, year_page
from disclosures.publication.public_years import refresh_year
from disclosures.publication.publishing import publish, withdraw
from disclosures.tests import builders, cast
from disclosures.tests.builders import document, indicator, loaded, project, published, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.rosters import roster, unit
from disclosures.tests.tampering import forge
from indicators.models import AnnualPlan

pytestmark = pytest.mark.django_db

YEAR = "/130303/2021/"
SPORTS = DepartmentRef("345002", "山海关区体育馆")
DUE = {"publication_deadline": date(2021, 2, 20)}


def published_on(day: date, made=None) -> Disclosure:
    """A document approved and published at the desk on a day."""
    version = publish(builders.approved(loaded(made or document()).submission))
    at = datetime(day.year, day.month, day.day, 10, tzinfo=get_current_timezone())
    forge(Disclosure.objects.filter(pk=version.pk), published_at=at)
    return version


def lateness() -> dict[str, int | None]:
    """Unit → how late it is told to be."""
    return {line.code: line.days_late for line in year_page("130303", 2021).lines}


def states() -> dict[str, list[str]]:
    """State → the units in it."""
    return {state: [line.name for line in lines] for state, lines in year_page("130303", 2021).standing()}


def test_every_unit_of_the_roster_stands_in_its_state_by_name():
    published()
    published(document(department=SPORTS))
    withdraw("130303", "345002", 2021, "附件有误")
    exempt = unit("345004", "山海关区机要馆", excused_reason="依法不公开")
    roster(2021, unit(), unit("345002", SPORTS.name), unit("345003", "山海关区美术馆"), exempt, **DUE)
    assert states() == {
        "已公开": ["山海关区文化馆"],
        "未公开": ["山海关区美术馆"],
        "已撤回": ["山海关区体育馆"],
        "不适用": ["山海关区机要馆"],
    }
    page = read(YEAR)
    assert "已公开 1 / 3 个应公开单位" in page.text
    assert page.links["山海关区体育馆"] == "/130303/345002/2021/"
    assert "山海关区机要馆（依法不公开）" in page.text.replace(" ", "")
    assert "山海关区美术馆（已过公开期限）" in page.text.replace(" ", "")


def test_without_a_declared_roster_there_is_no_fraction_and_no_blame():
    published()
    published(document(department=SPORTS, fiscal_year=2020))
    roster(2021, unit("345003", "山海关区美术馆"), declared=False, **DUE)
    assert states() == {"已公开": ["山海关区文化馆"], "不详": ["山海关区体育馆"]}
    text = read(YEAR).text
    assert ("应公开单位" in text, "未公开" in text, "美术馆" in text) == (False, False, False)


def test_lateness_is_told_of_the_first_version_where_deadline_and_roster_are_known():
    roster(2021, unit(), unit("345002", SPORTS.name), **DUE)
    published_on(date(2021, 2, 23))
    published_on(date(2021, 2, 20), document(department=SPORTS))
    assert lateness() == {"345001": 3, "345002": 0}
    table = read(YEAR).tables[-1]
    assert [row[7] for row in table] == ["晚于期限", "3 天", "按期"]


def test_a_correction_is_not_late():
    roster(2021, unit(), **DUE)
    submission = published_on(date(2021, 2, 18)).submission
    builders.published(document(project(1), project(2, "夜校")))
    assert (submission.disclosures.count(), lateness()) == (2, {"345001": 0})


@pytest.mark.parametrize("of_roster", [{"declared": False, **DUE}, {}], ids=["no declared roster", "no deadline"])
def test_nothing_is_said_of_lateness_where_it_is_not_known(of_roster):
    roster(2021, unit(), **of_roster)
    published_on(date(2021, 12, 1))
    assert lateness() == {"345001": None}


def test_nothing_is_said_of_the_lateness_of_what_was_imported_withdrawn_or_is_not_due():
    published(originally_published_on=date(2021, 12, 1))
    published_on(date(2021, 12, 1), document(department=SPORTS))
    withdraw("130303", "345002", 2021, "附件有误")
    published_on(date(2021, 12, 1), document(department=DepartmentRef("345003", "山海关区美术馆")))
    roster(2021, unit(), unit("345002", SPORTS.name), unit("345003", "美术馆", excused_reason="试点"), **DUE)
    assert lateness() == {"345001": None, "345002": None, "345003": None}


def test_the_deadline_of_a_single_unit_goes_before_that_of_the_year():
    submission = published_on(date(2021, 2, 23)).submission
    made = roster(2021, unit(), **DUE)
    AnnualPlan.objects.filter(pk=submission.plan_id).update(publication_deadline=date(2021, 2, 28))
    refresh_year(made.fiscal_year)
    assert lateness() == {"345001": 0}


def test_sums_are_compared_over_units_that_withhold_nothing_in_either_year():
    for year, total in ((2020, "100000"), (2021, "130000")):
        published(document(project(1, total=Decimal(total)), fiscal_year=year))
        published(document(project(1), fiscal_year=year, department=DepartmentRef("345003", "山海关区美术馆")))
    published(document(project(1, total=Decimal("700000")), fiscal_year=2020, department=SPORTS))
    published(document(project(1), withheld_project(2), department=SPORTS))
    page = year_page("130303", 2021)
    assert {line.code: line.change for line in page.lines} == {"345001": 30000, "345002": None, "345003": 0}
    assert page.year_on_year == YearOnYear(2, Decimal("220000.00"), Decimal("250000.00"))
    assert "增加 30,000.00 元" in read(YEAR).text


def test_a_unit_that_carries_on_another_is_not_compared_with_what_it_was_before():
    for year in (2020, 2021):
        published(document(fiscal_year=year))
    published(document(fiscal_year=2020, department=SPORTS))
    assert set(states()) == {"已公开", "不详"}
    DisclosedSuccession.objects.create(region=cast.shanhaiguan(), earlier="345002", later="345001", since=2021)
    page = year_page("130303", 2021)
    assert ([line.change for line in page.lines], page.year_on_year, set(states())) == ([None], None, {"已公开"})


def test_the_largest_projects_stand_first_and_withheld_ones_nowhere():
    published(
        document(project(1, total=Decimal("5")), project(2, "夜校", total=Decimal("900000")), withheld_project(3))
    )
    published(document(project(1, "书展", total=Decimal("70000")), department=SPORTS))
    assert [row.name for row in year_page("130303", 2021).largest] == ["夜校", "书展", "图书馆购书"]


def test_units_are_ordered_as_asked_and_by_code_where_the_order_is_unknown():
    made = indicator("书香", "社会效益明显")
    published(document(project(1, total=Decimal("5"), indicators=(made,))))
    published(document(project(1, total=None, indicators=(made, indicator())), department=SPORTS))
    published(document(project(1, total=Decimal("9")), department=DepartmentRef("345003", "山海关区美术馆")))
    orders = {
        "": "123",
        "-amount": "312",
        "amount": "132",
        "-share": "321",
        "nonsense": "123",
        "-indicators": "231",
    }
    found = {sort: "".join(row[0][-1] for row in read(YEAR, sort=sort).tables[-1][1:]) for sort in orders}
    assert found == orders


def test_a_version_with_an_older_one_leads_to_what_changed():
    published()
    published(document(project(1, "夜校")))
    assert read(YEAR).links["第2版，改了什么"] == "/130303/345001/2021/v2/changes/"


def test_home_and_region_lead_to_the_year():
    published()
    assert read("/").links["2021年"] == read("/130303/").links["2021年"] == YEAR


@pytest.mark.parametrize("address", ["/130303/2019/", "/999999/2021/", "/130303/0000/"])
def test_a_year_of_which_nothing_is_known_is_answered_with_a_sentence(address):
    published()
    answer = Client().get(address)
    assert (answer.status_code, "没有找到这个页面" in answer.content.decode()) == (404, True)
