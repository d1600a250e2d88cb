"""What a citizen reads of the budget statements."""

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.tests import statements
from disclosures.tests.builders import document, project, published
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
BARE = project(1, total=None, fiscal_funds=None, other_funds=None)


def with_statements(*projects, **fields):
    """A published document with all statements, its projects without amounts unless some are given."""
    values = {"statements": statements.statements(), "explanations": statements.EXPLANATIONS} | fields
    return published(document(*(projects or (BARE,)), **values))


def test_the_page_prints_every_statement_in_the_layout_of_the_form():
    with_statements()
    page = read(f"{YEAR}statements/")
    assert page.status == 200
    assert [text for level, text in page.headings if level == 2] == [
        "按科目分类",
        "单位预算收支总表",
        "单位预算收入总表",
        "单位预算支出总表",
        "单位预算一般公共预算财政拨款基本支出表",
        "单位预算国有资本经营预算财政拨款支出表",
    ]
    table = page.tables[5]
    assert table[1][:3] == ["科目编码", "科目名称"]
    assert table[2] == ["栏次", "1", "2", "3", "4", "5", "6", "7", "8"]
    assert table[3] == ["1", "", "合计Σ", "10.40", "7.00", "3.40", "", "", ""]
    assert table[6] == ["4", "2070109", "群众文化", "7.00", "7.00", "", "", "", ""]
    assert "注：无国有资本经营预算财政拨款预算，空表列示。" in page.text
    assert "345001山海关区文化馆 预算年度：2021 单位：万元" in page.text


def test_a_sum_links_to_what_makes_it_up():
    with_statements()
    html = read(f"{YEAR}statements/").html
    assert 'href="#s-expenditure-2"' in html and 'aria-label="合计等于第 2、5 行之和"' in html
    assert 'id="s-expenditure-2"' in html
    assert 'title="等于基本支出＋项目支出＋经营支出＋上解上级支出＋对附属单位补助支出"' in html


def test_the_true_figures_stand_in_place_of_no_budget():
    with_statements()
    page = read(YEAR)
    assert "未列预算" not in page.text
    assert "支出总计 104,000.00 元 单位预算支出总表 第1行" in page.text
    assert page.links["单位预算收入总表 第1行"] == f"{YEAR}statements/#s-revenue-1"


def test_a_sum_of_projects_is_told_from_the_figures_of_the_statements():
    with_statements(project(1))
    assert "项目预算数合计 120,000.00 元 收入总计 104,000.00 元" in read(YEAR).text


def test_a_document_without_statements_says_as_before_that_there_is_no_budget():
    published(document(BARE))
    page = read(YEAR)
    assert "预算数合计 未列预算" in page.text
    assert "预算报表" not in page.text
    answer = read(f"{YEAR}statements/")
    assert (answer.status, answer.tables) == (404, [])
    assert "山海关区文化馆2021年绩效信息第1版没有预算报表。" in answer.text
    assert answer.links["查看这一版的全文"] == YEAR


def test_a_table_stands_in_its_explanation_and_nowhere_else():
    with_statements()
    page = read(YEAR)
    told = page.text[page.text.index("资产总额 12.00 万元") :]
    assert told.index("单位固定资产占用情况表") < told.index("截止时间：2020-12-31") < told.index("没有购置计划")
    assert "固定资产" not in read(f"{YEAR}statements/").text


def test_where_all_tables_stand_in_the_explanation_the_page_of_statements_leads_there():
    with_statements(statements=(statements.assets(),))
    response = Client().get(f"{YEAR}statements/")
    assert (response.status_code, response["Location"]) == (302, YEAR)


def test_an_older_version_keeps_its_statements_at_its_own_address():
    with_statements()
    with_statements(statements=(statements.expenditure(total="11.40"),))
    assert "11.40" in read(f"{YEAR}statements/").text
    old = read(f"{YEAR}v1/statements/")
    assert (old.status, "11.40" in old.text) == (200, False)
    same = f'<link rel="canonical" href="http://testserver{YEAR}statements/">'
    pages = (read(f"{YEAR}{version}statements/") for version in ("", "v2/", "v1/"))
    assert [same in page.html for page in pages] == [True, True, False]
    assert '<meta name="robots" content="noindex">' in old.html
    assert Client().post(f"{YEAR}statements/").status_code == 405


def test_lists_tell_total_expenditure_where_no_project_has_a_budget():
    with_statements()
    with_statements(project(1), fiscal_year=2020)
    published(document(BARE, fiscal_year=2019))
    region = read("/130303/")
    assert [row[4] for row in region.tables[0][1:]] == ["104,000.001 个单位的支出总计", "120,000.00", "未列预算"]
    assert region.tables[1][1][1:] == ["104,000.00支出总计", "120,000.00", "未列预算"]
    years = read("/130303/345001/").tables[0]
    told = "104,000.00支出总计，见单位预算支出总表 第1行"
    assert [row[1] for row in years[1:]] == [told, "120,000.00", "未列预算"]
    assert "第1版，1 个项目，支出总计 104,000.00 元" in read("/").text


def test_a_region_tells_both_sorts_of_sums():
    with_statements()
    published(document(project(1), department=DepartmentRef("345002", "山海关区少年宫")))
    cell = read("/130303/").tables[0][1][4]
    assert cell == "120,000.00另有 1 个单位支出总计 104,000.00"
