"""Sums over the units of a region and year, versions side by side, the search for subjects, the glossary."""

from decimal import Decimal

import pytest

from disclosures.document.model import DepartmentRef
from disclosures.document.statement_kinds import BALANCE, EXPENDITURE
from disclosures.models import DisclosedStatement, DisclosedUnit, DisclosedYear
from disclosures.public.sums import region_sums
from disclosures.publication.publishing import withdraw
from disclosures.tests import statements
from disclosures.tests.builders import document, published
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
PALACE = DepartmentRef("345002", "山海关区少年宫")


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
            "科目编码",
            "科目或项目",
            "合计",
            "基本支出",
            "项目支出",
            "经营支出",
            "上解上级支出",
            "对附属单位补助支出",
            "单位数",
        ],
        ["", "合计", "218,000.00", "140,000.00", "78,000.00", "", "", "", "2"],
        ["207", "文化旅游体育与传媒支出", "140,000.00", "140,000.00", "", "", "", "", "2"],
    ]
    assert "计入 345001 山海关区文化馆 、 345002 山海关区少年宫" in page.text


def test_lines_of_a_form_are_summed_by_their_number_in_both_halves():
    culture()
    palace()
    tables = region_sums("130303", 2021, BALANCE).tables
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
    assert "没有公开这张表 345002 山海关区少年宫 表中有不公开的数，不计入 没有" in text
    assert "应公开而没有公开 345003 山海关区博物馆" in text
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
    assert page.tables[0][1][2] == "104,000.00"
    assert "表中有不公开的数，不计入 345002 山海关区少年宫" in page.text


def test_what_is_withdrawn_leaves_the_sums():
    culture()
    palace()
    withdraw("130303", "345002", 2021, "金额有误")
    assert region_sums("130303", 2021, EXPENDITURE).tables[0].rows[0].amounts[0] == Decimal("104000.00")
    withdraw("130303", "345001", 2021, "金额有误")
    assert read("/130303/2021/sums/").status == 404


def test_a_kind_that_does_not_exist_gives_the_first_table():
    culture()
    assert read("/130303/2021/sums/", kind="nothing").tables == read("/130303/2021/sums/").tables


def test_years_stand_side_by_side_with_the_change():
    culture(fiscal_year=2020)
    culture(statements=(statements.expenditure(projects="4.40", total="11.40"),))
    assert read(f"{YEAR}statements/").links["2020年"] == f"{YEAR}statements/beside/130303/345001/2020/"
    page = read(f"{YEAR}statements/beside/130303/345001/2020/")
    assert page.tables[0][:2] == [
        ["科目编码", "科目或项目", "2020年", "2021年", "增减"],
        ["", "合计", "104,000.00", "114,000.00", "10,000.00"],
    ]


def test_units_stand_side_by_side():
    culture()
    palace()
    assert read(f"{YEAR}statements/").links["345002 山海关区少年宫"] == f"{YEAR}statements/beside/130303/345002/2021/"
    page = read(f"{YEAR}statements/beside/130303/345002/2021/")
    assert page.tables[0][0] == ["科目或项目", "山海关区少年宫", "山海关区文化馆", "增减"]


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
