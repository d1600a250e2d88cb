"""What the public is told of the changes between two versions, and what stays away."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import BudgetStatement
from disclosures.models import Disclosure
from disclosures.public.changes import MOST_CELLS
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests import statements
from disclosures.tests.builders import document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.statements import EXPLANATIONS

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"


@pytest.fixture
def two_versions():
    published(document(project(1), project(2, "夜校")))
    changed = project(1, purpose="用于图书馆购书和书架", indicators=(indicator("培训人数", "≥350人"),))
    published(document(changed, project(3, "展览")))


def table(page) -> list:
    return page.tables[0][1:]


def test_each_difference_is_a_line_with_the_old_and_the_new_words(two_versions):
    page = read(YEAR + "v2/changes/")
    assert page.headings[0] == (1, "第1版与第2版的不同")
    assert "共 5 处不同，金额单位：元" in page.text
    assert table(page) == [
        ["项目“图书馆购书”", "资金用途", "用于图书馆购书", "用于图书馆购书和书架"],
        ["指标“培训人数”项目“图书馆购书”", "指标值", "≥300人", "≥350人"],
        ["指标“读者满意度”项目“图书馆购书”", "整项", "有", "已删除"],
        ["项目“展览”", "整项", "没有", "新增，预算数 120,000.00"],
        ["项目“夜校”", "整项", "有，预算数 120,000.00", "已删除"],
    ]


def test_a_number_that_moved_on_is_no_news_unless_it_is_all_there_is():
    published(document(project(1), project(2, "夜校", key="2"), project(3, "展览", key="3")))
    published(document(project(1), project(2, "展览", code="13030321" + f"{3:013d}", key="3")))
    assert [line[:2] for line in table(read(YEAR + "v2/changes/"))] == [["项目“夜校”", "整项"]]
    published(document(project(1), project(5, "展览", code="13030321" + f"{3:013d}", key="3")))
    assert table(read(YEAR + "v3/changes/")) == [["项目“展览”", "序号", "2", "5"]]


def test_the_newest_version_leads_to_what_changed_since_each_older_one(two_versions):
    page = read(YEAR)
    assert page.links["与本版的不同"] == YEAR + "v2/changes/?since=1"
    assert read(page.links["与本版的不同"]).status == 200
    assert "与本版的不同" not in read(YEAR + "v1/").links


def test_the_version_before_is_taken_where_none_is_named():
    for purpose in ("甲", "乙", "丙"):
        published(document(project(1, purpose=purpose)))
    assert table(read(YEAR + "v3/changes/")) == [["项目“图书馆购书”", "资金用途", "乙", "丙"]]
    assert table(read(YEAR + "v3/changes/?since=1")) == [["项目“图书馆购书”", "资金用途", "甲", "丙"]]


@pytest.mark.parametrize("ending", ["v1/changes/", "v2/changes/?since=2", "v2/changes/?since=9", "v2/changes/?since=x"])
def test_there_is_nothing_to_compare_with_a_version_that_is_no_older(two_versions, ending):
    assert read(YEAR + ending).status == 404


def test_a_project_withheld_in_both_versions_changes_in_nothing_the_public_sees():
    first = document(project(1), withheld_project(2, purpose="密一"))
    published(first)
    published(replace(first, safeguards="按周检查。", projects=(project(1), withheld_project(2, purpose="密二"))))
    page = read(YEAR + "v2/changes/")
    assert [line[:2] for line in table(page)] == [["整体", "工作保障措施"]]
    assert [word for word in ("密一", "密二") if word in page.html] == []


def test_a_withheld_project_that_came_or_went_has_no_amount_even_where_the_body_was_not_redacted(monkeypatch):
    monkeypatch.setattr("disclosures.publication.publishing.redact", lambda made: made)
    monkeypatch.setattr("disclosures.publication.publishing.write_flat_rows", lambda disclosure, made: None)
    monkeypatch.setattr("disclosures.publication.publishing._close_versions_that_show", lambda made, disclosure: None)
    for number in (2, 3):
        published(document(project(1), withheld_project(number, f"档案{number}", total=Decimal("770100.00"))))
    page = read(YEAR + "v2/changes/")
    assert table(page) == [
        ["项目“档案3”", "整项", "没有", "新增"],
        ["项目“档案2”", "整项", "有", "已删除"],
    ]
    assert "770,100" not in page.html


def test_what_is_withheld_now_is_readable_in_no_older_version():
    published(document(project(1), project(2, "密名", purpose="密用", indicators=(indicator("密数", "≥77人"),))))
    published(document(project(1), project(2, "密名"), project(3, "展览")))
    published(document(project(1), withheld_project(2, "档案加固", code="13030321" + f"{2:013d}")))
    assert list(Disclosure.objects.order_by("version").values_list("version", "withdrawn_reason")) == [
        (1, "本版载有的部分项目自第3版起不再公开。"),
        (2, "本版载有的部分项目自第3版起不再公开。"),
        (3, ""),
    ]
    endings = ("v1/", "v2/", "v1/2/", "v1/1/", "v1/body.json", "v1/download.json", "v2/changes/", "v3/changes/?since=2")
    for ending in endings:
        page = read(YEAR + ending)
        assert page.status == 410
        assert page.links["查看现行版本"] == YEAR
        assert "第3版起不再公开" in page.text
        assert "密" not in page.html
    assert [read(YEAR + ending).status for ending in ("v3/changes/", "", "2/")] == [404, 200, 200]
    assert "其他版本" not in read(YEAR).text


def test_an_older_version_without_the_withheld_project_stays():
    published(document(project(1)))
    published(document(project(1), project(2, "密名")))
    published(document(project(1), withheld_project(2, "密名")))
    assert [read(f"{YEAR}v{number}/").status for number in (1, 2, 3)] == [200, 410, 200]
    assert table(read(YEAR + "v3/changes/")) == [["项目“密名”", "整项", "没有", "新增"]]


def test_a_project_withheld_under_a_new_key_is_known_by_its_code():
    published(document(project(1), project(2, "密名", code="13030321ABCDEFGHJKLMN")))
    published(document(project(1)))
    published(document(project(1), withheld_project(7, "另名", code="13030321ABCDEFGHJKLMN")))
    assert [read(f"{YEAR}v{number}/").status for number in (1, 2, 3)] == [410, 200, 200]


def test_what_was_withheld_first_and_is_shown_now_closes_nothing():
    published(document(project(1), withheld_project(2, "夜校")))
    published(document(project(1), project(2, "夜校")))
    assert [read(f"{YEAR}v{number}/").status for number in (1, 2)] == [200, 200]


def test_an_erased_version_is_not_read_when_a_later_one_is_published():
    published(document(project(1), project(2, "密名")))
    published(document(project(1)))
    withdraw("130303", "345001", 2021, "附件有误")
    erase_year("130303", "345001", 2021, "依法不得保存", ("李", "王"))
    published(document(project(1), withheld_project(2, "密名")))
    assert read(YEAR + "v1/").headings == [(1, "内容已依法清除")]


def test_a_withdrawn_year_says_nothing_of_its_changes(two_versions):
    withdraw("130303", "345001", 2021, "附件有误")
    assert read(YEAR + "v2/changes/").status == 410
    assert "购书" not in read(YEAR + "v2/changes/").html


def test_the_cells_of_statements_that_differ_are_a_table_of_their_own():
    """In another statement 合计 changes; the table of assets goes, and it alone is told as before."""
    older = statements.expenditure()
    rows = (*older.rows, ("8", "212", "城乡社区支出", "1.00", "", "1.00", "", "", ""))
    published(document(statements=(replace(older, rows=rows), statements.assets()), explanations=EXPLANATIONS))
    newer = statements.expenditure(total="11.40")
    published(document(statements=(newer,), explanations=EXPLANATIONS))
    page = read(YEAR + "v2/changes/")
    assert page.headings == [(1, "第1版与第2版的不同"), (2, "预算报表的改动")]
    assert page.tables == [
        [["部分", "栏目", "原", "新"], ["报表“单位固定资产占用情况表”", "整项", "有", "已删除"]],
        [
            ["行", "栏", "原", "新", "增减"],
            ["合计", "合计", "10.40", "11.40", "+1.00"],
            ["212 城乡社区支出", "合计", "1.00", "没有这一行", "-1.00"],
            ["212 城乡社区支出", "项目支出", "1.00", "没有这一行", "-1.00"],
        ],
    ]
    assert "单位预算支出总表（万元），3 处不同" in page.text
    assert page.links["合计"] == f"{YEAR}statements/#s-expenditure-1"
    assert page.links["城乡社区支出"] == f"{YEAR}v1/statements/#s-expenditure-8"


def test_rows_in_another_order_alone_are_still_told():
    older = statements.assets()
    published(document(statements=(older,), explanations=EXPLANATIONS))
    swapped = replace(older, rows=tuple(reversed(older.rows)))
    published(document(statements=(swapped,), explanations=EXPLANATIONS))
    rows = ["资产总额 12.00", "1、通用设备（台） 4 12.00"]
    assert table(read(YEAR + "v2/changes/")) == [
        ["报表“单位固定资产占用情况表”", "表内各行", " ".join(rows), " ".join(reversed(rows))]
    ]


def test_of_very_many_cells_the_rest_is_counted():
    def assets(value: str) -> BudgetStatement:
        rows = tuple((f"第{number}项", "", value) for number in range(MOST_CELLS + 5))
        return replace(statements.assets(), rows=rows)

    for value in ("1.00", "2.00"):
        published(document(statements=(statements.expenditure(total=value), assets(value)), explanations=EXPLANATIONS))
    page = read(YEAR + "v2/changes/")
    assert [len(rows) for rows in page.tables] == [2, MOST_CELLS]
    assert f"{MOST_CELLS - 1} 处不同，另有 6 处没有列出" in page.text
