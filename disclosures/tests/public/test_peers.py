"""How units of a region set one indicator: found by level and name, drawn as dots, withheld projects in none."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.document.model import DepartmentRef
from disclosures.public.peers import peers
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db


def trained(number: int, target: str, *more, **fields):
    """A unit that trains people."""
    name = f"第{number}馆"
    sheet = project(1, indicators=(indicator("培训人数", target),), unit_name=name)
    return published(document(sheet, *more, department=DepartmentRef(f"34500{number}", name), **fields))


def address(name: str = "培训人数", level: str = "数量", year: int = 2021) -> str:
    return reverse("public:peers", args=["130303", year, level, name])


def test_units_stand_by_their_numbers_and_ones_own_first():
    trained(1, "≥300人")
    trained(2, "≥50人")
    trained(3, "全部")
    page = read(address(), unit="345001")
    assert "3 个单位的 3 条指标" in page.text
    assert page.tables == [
        [["单位", "项目", "指标值"], ["第1馆", "图书馆购书", "≥300人"]],
        [
            ["单位", "项目", "指标值"],
            ["第2馆", "图书馆购书", "≥50人"],
            ["第1馆", "图书馆购书", "≥300人"],
            ["第3馆", "图书馆购书", "全部"],
        ],
    ]
    assert page.links["第2馆"] == "/130303/345002/2021/"
    dots = peers("130303", 2021, "数量", "培训人数", unit="345001", page="").chart
    assert [(dot.x, dot.marked) for dot in dots.dots] == [(44, False), (424, True)]
    assert (dots.unit, dots.count) == ("人", 2)


def test_the_same_name_without_its_year_counts_and_another_level_year_or_region_does_not():
    trained(1, "≥300人")
    other = indicator("培训人数", "≥2人", subcategory="质量指标")
    published(document(project(1, indicators=(other,)), department=DepartmentRef("345002", "第2馆")))
    same = indicator("2021年培训人数", "≥7人", subcategory="数量")
    published(document(project(1, indicators=(same,)), department=DepartmentRef("345003", "第3馆")))
    trained(4, "≥8人", fiscal_year=2020)
    trained(5, "≥9人", region=CHANGLI)
    assert [row[2] for row in read(address()).tables[0][1:]] == ["≥7人", "≥300人"]


def test_what_is_withheld_superseded_or_withdrawn_is_no_peer():
    secret = withheld_project(2, indicators=(indicator("培训人数", "≥730519人"),))
    trained(1, "≥300人", secret)
    trained(2, "≥661人")
    trained(2, "≥50人")
    trained(3, "≥662人")
    withdraw("130303", "345003", 2021, "附件有误")
    assert [row[2] for row in read(address()).tables[0][1:]] == ["≥50人", "≥300人"]


def test_numbers_of_the_commonest_unit_are_drawn():
    for number, target in enumerate(("≥1人", "≥2人", "≥90%", "≥3人"), 1):
        trained(number, target)
    chart = peers("130303", 2021, "数量", "培训人数", unit="", page="").chart
    assert (chart.unit, chart.count, str(chart.lowest.normalize()), str(chart.highest.normalize())) == (
        "人",
        3,
        "1",
        "3",
    )
    assert [one.x for one in chart.dots] == [44, 234, 424]


def test_one_number_alone_is_not_drawn():
    trained(1, "≥300人")
    trained(2, "≥300人")
    assert peers("130303", 2021, "数量", "培训人数", unit="", page="").chart is None


@pytest.mark.parametrize("wrong", [{"name": "没有"}, {"level": "质量"}, {"year": 2019}, {"name": "-"}])
def test_wrong_addresses_are_answered_with_a_sentence(wrong):
    trained(1, "≥300人")
    answer = Client().get(address(**wrong))
    assert (answer.status_code, "没有找到这个页面" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"page": "99"}, {"unit": "x"}, {"unit": "999999"}])
def test_a_page_or_unit_that_is_not_there_is_no_error(query):
    trained(1, "≥300人")
    assert [row[0] for row in read(address(), **query).tables[0][1:]] == ["第1馆"]


def test_peers_are_found_by_an_index():
    if connection.vendor != "sqlite":
        pytest.skip("a small table of PostgreSQL is read whole")
    trained(1, "≥300人")
    with CaptureQueriesContext(connection) as asked:
        read(address())
    reads = [one["sql"] for one in asked if '"likeness"' in one["sql"].partition("WHERE")[2]]
    with connection.cursor() as cursor:
        plans = [str(cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in reads]
    assert len(plans) == 5
    assert [plan for plan in plans if "disclosed_indicator_likeness" not in plan] == []
