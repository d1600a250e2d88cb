"""A project and an indicator through the years: one address each, each number with its version, and doubts said."""

from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosedSuccession
from disclosures.publication.publishing import withdraw
from disclosures.tests import cast
from disclosures.tests.builders import document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

SPORTS = DepartmentRef("345002", "山海关区体育馆")


def address(called: str, *known: str) -> str:
    """Where a project is read through the years, or an indicator of it (level, name)."""
    place = ["130303", "345001", called]
    name = "indicator_years" if known else "project_years"
    return reverse(f"public:{name}", args=[*place, *known])


def bought(year: int, target: str = "≥300人", **fields):
    """A version in which books are bought under a new code and the name of the year."""
    values = {"code": f"C{year}", "indicators": (indicator("培训人数", target),)} | fields
    return published(document(project(1, f"{year}年图书馆购书", **values), fiscal_year=year))


def test_a_project_is_joined_over_codes_and_names_of_years():
    bought(2020, total=Decimal("100000"), purpose="购买图书，装订报刊。")
    bought(2021, "≥350人", purpose="购买图书，修补报刊。")
    bought(2021, "≥360人", purpose="购买图书，修补报刊。")
    page = read(address("图书馆购书"))
    assert page.headings[0] == (1, "2021年图书馆购书")
    assert page.tables[0] == [
        ["年度", "项目名称", "预算数（元）", "指标", "来自"],
        ["2020年", "2020年图书馆购书 C2020", "100,000.00", "1", "第1版"],
        ["2021年", "2021年图书馆购书 C2021", "120,000.00", "1", "第2版"],
    ]
    assert page.tables[1] == [["指标", "2020年", "2021年"], ["培训人数数量指标", "≥300人", "≥360人"]]
    assert page.links["≥360人"] == "/130303/345001/2021/1/#indicator-1.1"
    assert page.links["第2版"] == "/130303/345001/2021/v2/"
    assert [row[1:] for row in page.tables[2][1:]] == [
        ["项目名称", "2020年图书馆购书", "2021年图书馆购书"],
        ["资金用途", "购买图书，装订报刊。", "购买图书，修补报刊。"],
        ["绩效目标", "完成2020年图书馆购书 读者满意", "完成2021年图书馆购书 读者满意"],
    ]


def test_every_name_and_code_leads_to_the_one_lasting_address():
    bought(2020)
    bought(2021)
    pages = [Client().get(address(called)) for called in ("图书馆购书", "C2020", "C2021", "2021年 图书馆购书")]
    lasting = f'<link rel="canonical" href="http://testserver{address("图书馆购书")}">'
    assert [(page.status_code, lasting in page.content.decode()) for page in pages] == [(200, True)] * 4
    assert read("/130303/345001/2021/1/").links["历年：预算数、指标值和文字的变化"] == address("C2021")


def test_an_indicator_has_its_targets_by_year_as_a_chart_with_its_table():
    bought(2020)
    bought(2021, "≥350人")
    found = Client().get(address("图书馆购书", "数量", "培训人数")).content.decode()
    page = read(address("图书馆购书", "数量", "培训人数"))
    assert page.tables[0][1:] == [
        ["2020年", "≥300人", "培训人数", "2020年第1版"],
        ["2021年", "≥350人", "培训人数", "2021年第1版"],
    ]
    assert '<path class="step" d="M60 130.0L180 50.0" />' in found
    assert page.links["2020年第1版"] == "/130303/345001/2020/1/#indicator-1.1"
    way = f"/130303/2021/indicators/{quote('数量')}/{quote('培训人数')}/?unit=345001"
    assert page.links["山海关区2021年其他单位怎样定这个指标"] == way


@pytest.mark.parametrize("targets", [("≥300人", "≥350场"), ("≥300人", "明显"), ("≥300人",)])
def test_what_is_no_number_of_one_unit_is_not_drawn(targets):
    for year, target in enumerate(targets, 2020):
        bought(year, target)
    assert '<path class="step"' not in Client().get(address("图书馆购书", "数量", "培训人数")).content.decode()


def test_cost_that_moved_to_another_first_level_is_one_indicator():
    levels = {2021: ("产出指标", "成本指标"), 2022: ("成本指标", "经济成本指标")}
    for year, (category, subcategory) in levels.items():
        row = indicator("购书成本", f"≤{year}元", category=category, subcategory=subcategory)
        bought(year, indicators=(row,))
    table = read(address("图书馆购书", "成本", "购书成本")).tables[0]
    assert [row[:2] for row in table[1:]] == [["2021年", "≤2021元"], ["2022年", "≤2022元"]]


def test_two_projects_of_one_name_are_told_as_two_and_joined_with_neither():
    published(document(project(1, "办公经费", code=""), project(2, "办公经费", code=""), fiscal_year=2020))
    published(document(project(1, "办公经费", code="A1")))
    several = read(address("办公经费"))
    assert several.headings[0] == (1, "“办公经费”不止一个项目")
    page = read(address("A1"))
    assert [row[0] for row in page.tables[0][1:]] == ["2021年"]
    assert (
        "以下项目可能也是本项目：编码或者名称相同的不止一个，不能确定，没有列入。 2020年 办公经费 2020年 办公经费"
        in page.text
    )


def test_two_indicators_of_one_level_and_name_are_told_as_two():
    twins = (indicator("培训人数", "≥1人"), indicator("培训人数", "≥2人"))
    bought(2020, indicators=twins)
    bought(2021)
    page = read(address("图书馆购书", "数量", "培训人数"))
    assert "同一级别、同一名称的指标不止一个" in page.text
    assert [one for one in ("≥1人", "≥2人", "≥300人") if one in page.text] == ["≥1人", "≥2人", "≥300人"]
    assert "同名的不止一个" in read(address("图书馆购书")).text


def test_a_renamed_unit_keeps_its_history_and_says_what_it_was_called():
    for year, name in ((2020, "山海关区文化站"), (2021, "山海关区文化馆")):
        sheet = project(1, "夜校", unit_name=name)
        published(document(sheet, fiscal_year=year, department=DepartmentRef("345001", name)))
    assert "原名山海关区文化站（到2020年）" in read("/130303/345001/").text
    assert [row[2] for row in read(address("夜校")).tables[0]] == ["单位", "山海关区文化站", "山海关区文化馆"]


def test_merged_units_keep_their_history():
    """体育馆 is carried on by 文化馆 from 2021 on; what it published for 2021 by itself does not belong here."""
    for year in (2020, 2021):
        sheet = project(1, f"{year}年健身" if year == 2020 else "操场", code="")
        published(document(sheet, fiscal_year=year, department=SPORTS))
    published(document(project(1, "2021年健身", code=""), project(2, "操场养护", code="")))
    DisclosedSuccession.objects.create(
        region=cast.shanhaiguan(), earlier="345002", later="345001", since=2021, words="两馆合并"
    )
    page = read(address("健身"))
    assert [row[:3] for row in page.tables[0][1:]] == [
        ["2020年", "2020年健身", "山海关区体育馆"],
        ["2021年", "2021年健身", "山海关区文化馆"],
    ]
    assert "单位沿革：2021年起承续单位 345002，两馆合并。" in page.text.replace(
        "承续 单位 345002 ，", "承续单位 345002，"
    )
    assert Client().get(address("操场")).status_code == 404
    assert "由单位 345001承续" in read("/130303/345002/").text.replace("由 单位 345001 承续", "由单位 345001承续")


def test_successions_that_go_in_a_circle_end():
    region = cast.shanhaiguan()
    for earlier, later in (("345001", "345002"), ("345002", "345001")):
        DisclosedSuccession.objects.create(region=region, earlier=earlier, later=later, since=2021)
    bought(2021)
    assert read(address("图书馆购书")).status == 200


def test_a_withheld_project_has_no_history_and_is_in_none():
    published(document(project(1), withheld_project(2, "档案加固"), fiscal_year=2020))
    published(document(project(1), project(2, "档案加固", total=Decimal("7305.19"))))
    published(document(project(1), withheld_project(2, "档案加固"), fiscal_year=2022))
    assert [row[0] for row in read(address("档案加固")).tables[0][1:]] == ["2021年"]
    assert "历年" not in read("/130303/345001/2022/2/").text
    withdraw("130303", "345001", 2021, "附件有误")
    assert Client().get(address("档案加固")).status_code == 404


@pytest.mark.parametrize("name", ["甲/乙 工程", "..", "-", "100%达标", "甲?乙#丙", "《书香》（一）"])
def test_names_of_any_letters_have_an_address(name):
    published(document(project(1, name, code="")))
    way = read("/130303/345001/2021/1/").links["历年：预算数、指标值和文字的变化"]
    assert read(way).headings[0] == (1, name)


@pytest.mark.parametrize(
    "wrong",
    [
        "/130303/345001/projects/没有/",
        "/130303/345009/projects/图书馆购书/",
        "/130303/345001/projects/图书馆购书/indicators/数量/没有/",
        "/130303/345001/projects/图书馆购书/indicators/质量/培训人数/",
        "/130303/345001/projects/没有/indicators/数量/培训人数/",
        "/130303/345001/projects/-/",
    ],
)
def test_wrong_addresses_are_answered_with_a_sentence(wrong):
    bought(2021)
    answer = Client().get(wrong)
    assert (answer.status_code, "没有找到这个页面" in answer.content.decode()) == (404, True)
