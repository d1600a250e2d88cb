"""Sums over the units of a region and year, versions side by side, the search for subjects, the glossary."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import DepartmentRef
from disclosures.document.statement_kinds import BALANCE, EXPENDITURE
from disclosures.models import DisclosedStatement, DisclosedUnit, DisclosedYear
from disclosures.public.sums import publishers, region_sums
from disclosures.publication.publishing import withdraw
from disclosures.tests import statements
from disclosures.tests.builders import document, published
from disclosures.tests.public.reading import read
from disclosures.tests.rosters import roster, unit

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
PALACE = DepartmentRef("345002", "山海关区少年宫")


def sums_of(kind):
    return region_sums("130303", 2021, kind, publishers("130303", 2021))


def culture(**fields):
    values = {"statements": statements.statements(), "explanations": statements.EXPLANATIONS} | fields
    return published(document(**values))


def palace(**fields):
    return culture(**({"department": PALACE} | fields))


def test_sums_run_over_all_units_by_subject_and_column():
    culture()
    palace(statements=(statements.expenditure(projects="4.40", total="11.40"),))
    page = read("/130303/2021/sums/")
    assert page.tables[0][:3] == [
        [
            "科目或项目",
            "合计",
            "基本支出",
            "项目支出",
            "经营支出",
            "上解上级支出",
            "对附属单位补助支出",
            "单位数",
        ],
        ["合计", "218,000.00", "140,000.00", "78,000.00", "", "", "", "2"],
        ["207 文化旅游体育与传媒支出", "140,000.00", "140,000.00", "", "", "", "", "2"],
    ]
    assert "计入 345001 山海关区文化馆 、 345002 山海关区少年宫" in page.text


def test_lines_of_a_form_are_summed_by_their_number_in_both_halves():
    culture()
    palace()
    tables = sums_of(BALANCE).tables
    assert [table.title for table in tables] == ["收入", "支出"]
    assert [(row.subject, row.amounts) for row in tables[0].rows if row.amounts[0]] == [
        (subject, (Decimal("208000.00"),)) for subject in ("1", "31", "33")
    ]


def test_who_is_not_in_the_sums_is_named():
    culture()
    palace(statements=(statements.balance(),))
    DisclosedYear.objects.filter(fiscal_year=2021).update(departments_due=3)
    for code, name, exemption in (("345003", "山海关区博物馆", ""), ("345004", "山海关区驿站", "已撤销")):
        DisclosedUnit.objects.create(region_code="130303", fiscal_year=2021, code=code, name=name, exemption=exemption)
    text = read("/130303/2021/sums/").text
    assert "没有公开这张表 345002 山海关区少年宫 应公开而没有公开 345003 山海关区博物馆" in text
    assert "不公开的数" not in text
    assert "驿站" not in text


def test_without_a_declared_roster_nobody_is_said_to_be_missing():
    culture()
    DisclosedYear.objects.update(departments_due=None)
    assert "应公开而没有公开 不详" in read("/130303/2021/sums/").text


def test_a_statement_with_a_withheld_cell_is_in_no_sum_and_named():
    culture()
    palace()
    DisclosedStatement.objects.filter(disclosure__department_code="345002").update(complete=False)
    page = read("/130303/2021/sums/")
    assert page.tables[0][1][1] == "104,000.00"
    assert "表中有不公开的数，不计入 345002 山海关区少年宫" in page.text


def test_what_is_withdrawn_leaves_the_sums():
    culture()
    palace()
    withdraw("130303", "345002", 2021, "金额有误")
    assert sums_of(EXPENDITURE).tables[0].rows[0].amounts[0] == Decimal("104000.00")
    withdraw("130303", "345001", 2021, "金额有误")
    assert read("/130303/2021/sums/").status == 404


@pytest.mark.parametrize("kind", ["nothing", "organisation", "Expenditure", "a" * 300, "<b>"])
def test_a_kind_that_cannot_be_summed_gives_a_sentence_and_no_rows(kind):
    culture()
    page = read("/130303/2021/sums/", kind=kind)
    assert (page.status, page.tables) == (200, [])
    assert f"筛选条件有误，没有列出任何结果： “{kind[:20]}”不是可以汇总的报表。 去掉这个条件" in page.text
    assert "哪些单位" not in page.text


def test_a_year_without_publications_has_no_sums():
    culture()
    roster(2022, unit())
    assert [read(f"/130303/{year}/sums/").status for year in (2020, 2022)] == [404, 404]


def test_a_subject_is_called_as_most_units_call_it_and_the_other_names_are_told():
    culture()
    palace()
    renamed = statements.expenditure()
    rows = (*renamed.rows[:3], ("4", "2070109", "群众文化活动", *renamed.rows[3][3:]), *renamed.rows[4:])
    culture(department=DepartmentRef("345003", "山海关区博物馆"), statements=(replace(renamed, rows=rows),))
    assert read("/130303/2021/sums/").tables[0][4] == [
        "2070109 群众文化 也作“群众文化活动”",
        "210,000.00",
        "210,000.00",
        *[""] * 4,
        "3",
    ]


def test_years_stand_side_by_side_with_the_change():
    culture(fiscal_year=2020)
    culture(statements=(statements.expenditure(projects="4.40", total="11.40"),))
    assert read(f"{YEAR}statements/").links["2020年"] == f"{YEAR}statements/beside/130303/345001/2020/"
    page = read(f"{YEAR}statements/beside/130303/345001/2020/")
    assert page.tables[0][:2] == [
        ["科目或项目", "2020年", "2021年", "增减"],
        ["合计", "104,000.00", "114,000.00", "+10,000.00"],
    ]
    assert page.links["2020年"] == "/130303/345001/2020/statements/#s-expenditure"
    assert page.headings[1:] == [(2, "单位预算支出总表"), (2, "没有对照的报表")]
    assert "单位预算收入总表：2021年没有公开这张表" in page.text


def test_units_stand_side_by_side():
    culture()
    palace()
    assert read(f"{YEAR}statements/").links["345002 山海关区少年宫"] == f"{YEAR}statements/beside/130303/345002/2021/"
    page = read(f"{YEAR}statements/beside/130303/345002/2021/")
    assert page.tables[0][0] == ["科目或项目", "山海关区少年宫 345002", "山海关区文化馆 345001", "增减"]


def test_halves_of_a_form_stand_apart_and_what_only_one_has_among_its_kind():
    culture(fiscal_year=2020)
    culture(statements=(statements.balance("11.40"), statements.expenditure(total="-1.00", basic="", projects="-1.00")))
    page = read(f"{YEAR}statements/beside/130303/345001/2020/")
    assert page.headings[1:5] == [(2, "单位预算收支总表"), (3, "收入"), (3, "支出"), (2, "单位预算支出总表")]
    assert page.tables[1][1:] == [
        ["一、一般公共服务支出", "104,000.00", "114,000.00", "+10,000.00"],
        ["本年支出合计", "104,000.00", "114,000.00", "+10,000.00"],
        ["支出总计", "104,000.00", "114,000.00", "+10,000.00"],
    ]
    assert page.tables[2][1:3] == [
        ["合计", "104,000.00", "-10,000.00", "-114,000.00"],
        ["207 文化旅游体育与传媒支出", "70,000.00", "–", "-70,000.00"],
    ]


def test_two_units_of_one_name_are_told_apart_by_their_codes():
    culture(fiscal_year=2020)
    culture(department=DepartmentRef("345009", "山海关区文化馆"))
    page = read("/130303/345009/2021/statements/beside/130303/345001/2020/")
    assert page.tables[0][0] == [
        "科目或项目",
        "山海关区文化馆 345001 2020年",
        "山海关区文化馆 345009 2021年",
        "增减",
    ]


def test_a_unit_that_is_called_otherwise_now_is_compared_by_year():
    culture(fiscal_year=2020)
    culture(department=DepartmentRef("345001", "山海关区图书文化馆"))
    page = read(f"{YEAR}statements/beside/130303/345001/2020/")
    assert page.tables[0][0] == ["科目或项目", "2020年", "2021年", "增减"]


def test_a_version_has_nothing_beside_itself_or_what_is_not_there():
    culture()
    palace()
    withdraw("130303", "345002", 2021, "金额有误")
    beside = f"{YEAR}statements/beside/130303/"
    assert [read(f"{beside}{other}").status for other in ("345001/2021/", "345009/2021/", "345001/2019/")] == [404] * 3
    gone = read(f"{beside}345002/2021/")
    assert (gone.status, gone.tables) == (410, [])
    assert "撤回原因：金额有误" in gone.text


def test_a_unit_with_an_empty_statement_only_has_a_sentence_for_every_other():
    culture()
    palace(statements=(statements.empty(),))
    page = read(f"{YEAR}statements/beside/130303/345002/2021/")
    assert page.tables == []
    assert "两边没有同一种可以对照的报表。" in page.text
    assert "单位预算国有资本经营预算财政拨款支出表：没有可以对照的数" in page.text
    assert "单位预算收支总表：山海关区少年宫没有公开这张表" in page.text


def test_search_finds_subjects_by_name_and_code_in_current_versions_only():
    culture()
    palace(statements=(statements.revenue(),))
    for asked in ("就业见习", "2080711"):
        page = read("/subjects/", q=asked, kind="expenditure")
        assert page.tables[0][1:] == [
            ["就业见习补贴 2080711", "单位预算支出总表", "山海关区文化馆 山海关区", "2021", "34,000.00"]
        ]
        assert page.links["就业见习补贴"] == f"{YEAR}statements/#s-expenditure-7"
    culture(statements=())
    assert read("/subjects/", q="就业见习", kind="expenditure").tables == []


def test_a_line_of_a_table_in_the_explanation_leads_there():
    culture()
    assert read("/subjects/", q="通用设备").links["1、通用设备（台）"] == f"{YEAR}#s-fixed_assets-2"


def test_the_glossary_gives_each_meaning_with_its_source():
    culture()
    palace()
    page = read("/glossary/")
    assert "基本支出 指保障机构运转的支出。 山海关区少年宫 2021年 等 2 处 项目支出" in page.text
    assert page.links["山海关区少年宫 2021年"] == "/130303/345002/2021/#notes"


def test_a_glossary_without_terms_says_so():
    assert "还没有公开的名词解释。" in read("/glossary/").text
