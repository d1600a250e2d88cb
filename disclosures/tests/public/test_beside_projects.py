"""Projects and indicators of two versions side by side, and what a version's head says of the change."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
SPORTS = DepartmentRef("345002", "山海关区体育馆")
BOOKS = project(1, total=Decimal("120000"))


def beside(other: str = "345001", year: int = 2020):
    return read(f"{YEAR}beside/130303/{other}/{year}/")


def test_two_years_of_a_unit_stand_side_by_side():
    old = replace(BOOKS, code="C20", total=Decimal("90000"), indicators=(indicator("培训人数", "≥200人"),))
    published(document(old, project(2, "夜校", code="N20"), fiscal_year=2020))
    published(document(BOOKS, project(2, "书展", code="S21")))
    page = beside()
    assert page.tables[0] == [
        ["合计", "2020年", "2021年"],
        ["预算数合计（元）", "210,000.00", "240,000.00"],
        ["项目", "2", "2"],
        ["绩效指标", "3", "4"],
    ]
    assert page.tables[1] == [
        ["指标", "2020年", "2021年"],
        ["培训人数数量指标", "≥200人", "≥300人"],
        ["读者满意度服务对象满意度指标", "–", "≥90%"],
    ]
    assert "预算数合计增加 30,000.00 元。" in page.text
    assert page.headings[1:] == [
        (2, "两边都有的项目"),
        (3, "图书馆购书"),
        (2, "只在2020年的项目"),
        (2, "只在2021年的项目"),
    ]
    assert (page.links["夜校"], page.links["书展"]) == ("/130303/345001/2020/2/", YEAR + "2/")


def test_two_units_stand_side_by_side():
    published(document(BOOKS))
    published(document(replace(BOOKS, code="X", total=Decimal("70000")), department=SPORTS))
    page = beside("345002", 2021)
    assert page.tables[0][:2] == [
        ["合计", "山海关区体育馆", "山海关区文化馆"],
        ["预算数合计（元）", "70,000.00", "120,000.00"],
    ]
    assert page.headings[2] == (3, "图书馆购书")


def test_two_versions_stand_side_by_side():
    published(document(BOOKS))
    published(document(replace(BOOKS, total=Decimal("100000"))))
    page = read(YEAR + "v2/beside/v1/")
    assert page.tables[0][:2] == [["合计", "第1版", "第2版"], ["预算数合计（元）", "120,000.00", "100,000.00"]]
    assert page.links["120,000.00"] == YEAR + "v1/1/"


@pytest.mark.parametrize("withholding", ["older", "newer", "both"])
def test_sums_are_not_subtracted_where_a_year_withholds_something(withholding):
    more = {
        2020: [withheld_project(2)] * (withholding != "newer"),
        2021: [withheld_project(2)] * (withholding != "older"),
    }
    for year, total in ((2020, "700000"), (2021, "110000")):
        published(document(replace(BOOKS, total=Decimal(total)), *more[year], fiscal_year=year))
    page = beside()
    assert "有不公开的项目，不比较合计。" in page.text
    assert page.text.count("590,000") == 1  # of the project that both years show
    assert "不含不公开项目" in page.text and "档案加固" not in page.text


def test_what_cannot_be_joined_for_sure_stands_alone():
    twins = [project(1, "办公经费", code=""), project(2, "办公经费", code="")]
    published(document(*twins, fiscal_year=2020))
    published(document(project(1, "办公经费", code="")))
    assert [words for level, words in beside().headings] == ["项目和指标对照", "只在2020年的项目", "只在2021年的项目"]


def test_a_version_offers_its_years_units_and_versions():
    published(document(BOOKS, fiscal_year=2020))
    published(document(BOOKS))
    published(document(replace(BOOKS, total=Decimal("1"))))
    published(document(BOOKS, department=SPORTS))
    assert read(YEAR).links["与其他年度、其他单位、旧版本对照"] == YEAR + "beside/"
    links = read(YEAR + "beside/").links
    assert [links[one] for one in ("2020年", "第1版", "345002 山海关区体育馆")] == [
        YEAR + "beside/130303/345001/2020/",
        YEAR + "v2/beside/v1/",
        YEAR + "beside/130303/345002/2021/",
    ]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [("beside/130303/345001/2019/", 404), ("beside/130303/345001/2020/", 410), ("v1/beside/v7/", 404)],
)
def test_wrong_addresses_are_answered_with_a_sentence(wrong, status):
    published(document(BOOKS, fiscal_year=2020))
    withdraw("130303", "345001", 2020, "附件有误")
    published(document(BOOKS))
    answer = Client().get(YEAR + wrong)
    sentence = "没有找到这个页面" if status == 404 else "撤回原因：附件有误"
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)


def head(*sheets, **fields) -> str:
    """What the head of the next version says of what it changed."""
    published(document(*sheets, **fields))
    text = read(YEAR).text.partition("逐处查看")
    return text[0].rpartition("公开日期")[2].partition("第2版")[2].replace(" ", "") if text[1] else ""


def test_the_first_version_says_nothing_of_a_change():
    assert head(BOOKS) == ""


def test_a_version_says_in_its_head_what_it_changed():
    head(BOOKS, project(2, "夜校"), project(3, "书展"))
    changed = replace(BOOKS, total=Decimal("79500"), purpose="购买图书")
    assert head(changed, project(3, "书展"), project(4, "讲座", total=Decimal("120000"))) == (
        "与第1版相比：预算数合计减少40,500.00元（由360,000.00元变为319,500.00元）；"
        "新增1个项目（讲座）；删去1个项目；改动1个项目（图书馆购书）。"
    )


def test_of_many_projects_the_first_are_named():
    head(BOOKS)
    more = [project(number, f"讲座{number}", total=None) for number in range(2, 7)]
    assert "预算数合计没有增减；新增5个项目（讲座2、讲座3、讲座4等）。" in head(BOOKS, *more)


def test_what_changed_elsewhere_is_said():
    head(BOOKS)
    assert head(BOOKS, safeguards="另行制定。") == "与第1版相比：预算数合计没有增减；项目以外的内容也有改动。"


def test_a_version_that_changes_nothing_says_so():
    head(BOOKS)
    assert head(BOOKS) == "与第1版内容相同。"


def test_no_difference_of_sums_is_told_where_other_projects_are_withheld():
    """What was withheld in version 1 is shown in version 2: the older stays public, the sums are not subtracted."""
    head(BOOKS, withheld_project(2, "档案加固"))
    told = head(BOOKS, project(2, "档案加固", total=Decimal("730519")))
    assert told.startswith("与第1版相比：两版不公开的项目不同，不比较合计；改动1个项目（档案加固）")
    assert Client().get(YEAR + "v1/").status_code == 200
    assert "不比较合计" in read(YEAR + "v2/beside/v1/").text


def test_sums_are_told_where_the_same_projects_are_withheld():
    head(BOOKS, withheld_project(2, "档案加固"))
    told = head(replace(BOOKS, total=Decimal("100000")), withheld_project(2, "档案加固", total=Decimal("730519")))
    assert told == (
        "与第1版相比：预算数合计减少20,000.00元（由120,000.00元变为100,000.00元，不含不公开项目）"
        "；改动1个项目（图书馆购书）。"
    )
