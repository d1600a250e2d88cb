"""What a citizen reads: home, region, department, disclosure, project."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef, DutySection, ObjectivePair
from disclosures.models import DisclosedYear
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import (
    CHANGLI,
    document,
    indicator,
    plan,
    project,
    published,
    withheld_project,
)
from disclosures.tests.document.test_redaction import SECRET
from disclosures.tests.public.reading import read
from disclosures.tests.rosters import roster, unit

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
BARE = {"total": None, "fiscal_funds": None, "other_funds": None, "code": "", "spending_plan": None}

UNKNOWN = "原公开日期不详（后补录入）"


def today() -> str:
    day = date.today()
    return f"{day.year}年{day.month}月{day.day}日"


def test_home_before_anything_is_published_says_so():
    page = read("/")
    assert page.status == 200
    assert page.title == "绩效公开"
    assert "还没有公开的信息。单位公开后，将按区划和年度列在这里。" in page.text


def test_home_shows_regions_and_years_with_what_is_published_of_what_is_due():
    published(document(project(1), project(2, total=Decimal("30000.00")), withheld_project(3)))
    published(document(project(1, **BARE), region=CHANGLI, fiscal_year=2022))
    roster(2021, unit(), unit("345009", "山海关区美术馆"))
    page = read("/")
    assert page.tables == [
        [
            ["年度", "已公开 / 应公开单位", "项目", "指标", "预算数合计（元）"],
            ["山海关区"],
            ["2021年", "1 / 2", "2另有 1 个不公开", "4", "150,000.00不含不公开项目"],
            ["昌黎县"],
            ["2022年", "1", "1", "2", "未列预算"],
        ]
    ]
    assert page.links["山海关区文化馆 2022年"] == "/130322/345001/2022/"
    assert "已公开单位 2 个" in page.text and "预算项目 3 个" in page.text and "绩效指标 6 条" in page.text


def test_a_region_lists_its_departments_by_year():
    published(document(project(1)))
    published(document(project(1, **BARE), fiscal_year=2022))
    published(document(project(1), department=DepartmentRef("345002", "山海关区少年宫")))
    DisclosedYear.objects.filter(fiscal_year=2022).update(publication_due_on="2022-02-20")
    page = read("/130303/")
    assert page.title == "山海关区 - 绩效公开"
    assert page.tables == [
        [
            ["年度", "已公开单位", "项目", "指标", "预算数合计（元）", "公开截止日期"],
            ["2022年", "1", "1", "2", "未列预算", "2022年2月20日"],
            ["2021年", "2", "2", "4", "240,000.00", "–"],
        ],
        [
            ["单位", "2022年", "2021年"],
            ["山海关区文化馆 345001", "未列预算", "120,000.00"],
            ["山海关区少年宫 345002", "不详", "120,000.00"],
        ],
    ]
    assert page.links["未列预算"] == "/130303/345001/2022/"


def test_a_department_lists_its_years_and_tells_a_withdrawn_one():
    published(document(project(1)))
    published(document(project(1, total=Decimal("60000.00")), withheld_project(2), fiscal_year=2020))
    published(document(fiscal_year=2019))
    withdraw("130303", "345001", 2019, "附件有误")
    page = read("/130303/345001/")
    assert page.title == "山海关区文化馆 - 绩效公开"
    assert page.tables == [
        [
            ["年度", "预算数合计（元）", "项目", "指标", "版次", "公开日期"],
            ["2021年", "120,000.00", "1", "2", "第1版", UNKNOWN],
            ["2020年", "60,000.00不含不公开项目", "1另有 1 个不公开", "2", "第1版", UNKNOWN],
            ["2019年", f"已于{today()}撤回公开"],
        ]
    ]
    assert page.text.count("让全区居民看得上书、听得到戏。") == 1
    assert "各年度预算数合计（元） 60,000.00 2020年 120,000.00 2021年" in page.text


def test_a_disclosure_answers_whose_which_year_which_version_when():
    published(
        document(project(1), project(2, "夜校", total=Decimal("30000.50")), withheld_project(3, reason="涉及国家秘密"))
    )
    page = read(YEAR)
    assert page.title == "山海关区文化馆 2021年 - 绩效公开"
    assert f"单位代码 345001 区划 山海关区 年度 2021年 版次 第1版（现行） 公开日期 {UNKNOWN}" in page.text
    assert "预算数合计 150,000.50 元 项目 2 个 绩效指标 4 条 不公开项目 1 个，各数均不含" in page.text
    assert page.headings == [
        (1, "山海关区文化馆 2021年预算绩效目标"),
        (2, "总体绩效目标"),
        (2, "分项绩效目标"),
        (3, "公共阅读"),
        (3, "群众演出"),
        (2, "工作保障措施"),
        (2, "预算项目绩效目标"),
        (2, "情况说明"),
        (3, "名词解释"),
        (2, "版本与核对"),
    ]
    assert page.tables == [
        [
            ["序号", "项目名称", "预算数", "财政资金", "其他资金", "指标"],
            ["1", "图书馆购书 130303210000000000001", "120,000.00", "100,000.00", "20,000.00", "2"],
            ["2", "夜校 130303210000000000002", "30,000.50", "100,000.00", "20,000.00", "2"],
            ["3", "档案加固", "不公开：涉及国家秘密"],
            ["", "合计（不含不公开项目）", "150,000.50", "200,000.00", "40,000.00", "4"],
        ]
    ]
    assert f"由历史文件导入于{today()}，原公开日期不详，文字照录原件。" in page.text


def test_a_disclosure_without_amounts_has_no_money_column_and_no_zero():
    published(document(project(1, **BARE), withheld_project(2)))
    page = read(YEAR)
    assert page.tables == [
        [
            ["序号", "项目名称", "指标"],
            ["1", "图书馆购书", "2"],
            ["2", "档案加固", "不公开：原件标注涉密"],
            ["", "合计（不含不公开项目）", "2"],
        ]
    ]
    assert "预算数合计 未列预算" in page.text and "原件没有列出各项目的预算数。" in page.text
    assert "0.00" not in page.text


def test_one_project_without_an_amount_is_said_beside_the_sum():
    published(document(project(1), project(2, **BARE)))
    page = read(YEAR)
    assert "有 1 个项目未列预算，不计入合计。" in page.text
    assert page.tables[0][2] == ["2", "图书馆购书", "未列预算", "", "", "2"]


def test_duties_are_printed_in_whichever_shape_they_have():
    published(
        document(
            duties=(
                DutySection(title="甲", responsibilities="一", duty_goal="二", objective="三", indicators="四"),
                DutySection(title="乙", text="只有一段话。"),
                DutySection(pairs=(ObjectivePair("办演出", ("场次", "人数")), ObjectivePair("办展览"))),
                DutySection(title="丙", objective="五", rating_bands="90%以上为优"),
            )
        )
    )
    text = read(YEAR).text
    assert "甲 主要职责 一 职责目标 二 绩效目标 三 绩效指标 四 乙 只有一段话。" in text
    assert "绩效目标 办演出 绩效指标 场次 人数 绩效目标 办展览 丙 绩效目标 五 绩效标准 90%以上为优" in text


def test_a_project_has_the_shape_of_the_official_form():
    published(
        document(
            project(
                1,
                spending_plan=plan("25", None, "80", "100"),
                indicators=(
                    indicator(),
                    indicator("购书册数", "≥2000册"),
                    indicator("按时到馆率", "≥95%", subcategory="时效指标"),
                    indicator("读者满意度", "≥90%", category="满意度指标", subcategory="服务对象满意度指标"),
                ),
            )
        )
    )
    page = read(YEAR + "1/")
    assert page.title == "图书馆购书 - 山海关区文化馆 2021年 - 绩效公开"
    assert page.headings == [(1, "图书馆购书绩效目标表"), (2, "预算与绩效目标"), (2, "绩效指标"), (2, "资金支出计划")]
    form, indicators, numbers = page.tables
    assert form == [
        ["项目编码", "130303210000000000001", "项目名称", "图书馆购书"],
        ["预算规模及资金用途", "预算数", "120,000.00", "其中：财政资金", "100,000.00", "其他资金", "20,000.00"],
        ["用于图书馆购书"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["25.00", "未填", "80.00", "100.00"],
        ["绩效目标", "完成图书馆购书读者满意"],
    ]
    assert [row[:-3] for row in indicators[1:]] == [
        ["产出指标", "数量指标", "产出指标 › 数量指标培训人数"],
        ["产出指标 › 数量指标购书册数"],
        ["时效指标", "产出指标 › 时效指标按时到馆率"],
        ["满意度指标", "服务对象满意度指标", "满意度指标 › 服务对象满意度指标读者满意度"],
    ]
    assert [row[-2] for row in indicators[1:]] == ["≥300人", "≥2000册", "≥95%", "≥90%"]
    assert numbers == [
        ["时点", "累计折合金额（元）"],
        ["3月底", "30,000.00"],
        ["6月底", "未填"],
        ["10月底", "96,000.00"],
        ["12月底", "120,000.00"],
    ]
    assert 'rowspan="3"' in page.html and 'scope="rowgroup"' in page.html


def test_a_plan_left_blank_is_told_in_words_without_a_chart():
    published(document(project(spending_plan=plan(None, None, None, None))))
    page = read(YEAR + "1/")
    assert page.tables[0][4] == ["未填"] * 4
    assert "<svg" not in page.html


def test_a_project_without_amounts_code_and_plan_says_so():
    published(document(project(1, **BARE, purpose="", objectives=(), indicators=())))
    page = read(YEAR + "1/")
    assert page.tables == [
        [
            ["项目编码", "未列", "项目名称", "图书馆购书"],
            ["预算规模及资金用途", "预算数", "未列预算", "其中：财政资金", "未列", "其他资金", "未列"],
            ["未列资金用途"],
            ["绩效目标", "未填"],
        ],
        [["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"], ["没有绩效指标。"]],
    ]
    assert "单位：" not in page.text


def test_a_withheld_project_shows_its_place_and_the_reason():
    published(document(project(1), SECRET))
    page = read(YEAR + "2/")
    assert page.title == "名称可见 - 山海关区文化馆 2021年 - 绩效公开"
    assert page.headings == [(1, "名称可见"), (2, "本项目不公开")]
    assert page.tables == []
    assert "第 2 个项目" in page.text and "原因：涉及国家秘密" in page.text


def test_a_project_whose_very_name_is_withheld():
    published(document(project(1), withheld_project(2, name="涉密")))
    page = read(YEAR + "2/")
    assert page.title == "名称不公开 - 山海关区文化馆 2021年 - 绩效公开"
    assert page.headings[0] == (1, "名称不公开")
    assert read(YEAR).links["名称不公开"] == YEAR + "2/"


def test_projects_lead_to_their_neighbours():
    published(document(project(1), withheld_project(2, name="涉密"), project(3, "夜校")))
    links = [{text: to for text, to in read(f"{YEAR}{key}/").links.items() if "个：" in text} for key in (1, 2, 3)]
    assert links == [
        {"下一个：名称不公开": YEAR + "2/"},
        {"上一个：图书馆购书": YEAR + "1/", "下一个：夜校": YEAR + "3/"},
        {"上一个：名称不公开": YEAR + "2/"},
    ]


def test_equal_projects_are_told_apart_by_their_keys():
    published(document(project(None), project(None), project(9, "夜校")))
    assert read(YEAR + "p2/").links["下一个：夜校"] == YEAR + "9/"


def test_too_many_wrong_passwords_are_told_in_chinese():
    client = Client()
    for _ in range(9):
        response = client.post("/admin/login/", {"username": "li", "password": "wrong"})
    assert response.status_code == 429
    assert "登录已暂时锁定" in response.content.decode()


def test_breadcrumbs_lead_from_region_to_project():
    published()
    links = read(YEAR + "1/").links
    assert {text: links[text] for text in ("首页", "山海关区", "山海关区文化馆", "2021年")} == {
        "首页": "/",
        "山海关区": "/130303/",
        "山海关区文化馆": "/130303/345001/",
        "2021年": YEAR,
    }


def test_two_departments_with_one_code_stay_two():
    published(document(overall_objective="山海关的目标。"))
    published(document(region=CHANGLI, overall_objective="昌黎的目标。"))
    assert "山海关的目标。" in read("/130303/345001/2021/").text
    assert "昌黎的目标。" in read("/130322/345001/2021/").text


@pytest.mark.parametrize(
    "address",
    ["/", "/about/", "/130303/", "/130303/345001/", YEAR, YEAR + "1/", YEAR + "2/", YEAR + "v1/", "/projects/"],
)
def test_every_page_has_one_first_heading_and_skips_no_level(address):
    published(document(project(1), withheld_project(2)))
    published(document(project(1), fiscal_year=2020))
    page = read(address)
    levels = [level for level, _ in page.headings]
    assert page.status == 200
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.links["跳到正文"] == "#content"


@pytest.mark.parametrize(
    "address",
    [
        "/999999/",
        "/130303/999999/",
        "/130303/345001/1999/",
        YEAR + "v2/",
        YEAR + "v99999999999999999999/",
        YEAR + "77/",
        YEAR + "v1/77/",
        YEAR + "v1/download.exe",
        "/nowhere/",
    ],
)
def test_what_never_was_is_a_chinese_404(address):
    published()
    page = read(address)
    assert (page.status, page.title) == (404, "没有找到这个页面 - 绩效公开")


def test_a_failure_is_a_chinese_500_that_needs_no_database(monkeypatch):
    monkeypatch.setattr("disclosures.public.views.site.year_figures", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "系统暂时不能提供这个页面" in response.content.decode()


def test_pages_carry_a_strict_policy_and_no_inline_style_or_script():
    published(document(project(1), withheld_project(2)))
    for address in ("/", "/130303/345001/", YEAR, YEAR + "1/", "/projects/", "/about/"):
        response = Client().get(address)
        policy = response.headers["Content-Security-Policy"]
        html = response.content.decode()
        assert "script-src 'self'" in policy and "style-src 'self'" in policy and "unsafe" not in policy
        assert " style=" not in html and "<style" not in html and " onclick" not in html
        data = html.count('<script type="application/ld+json">')  # no browser runs it
        assert (html.count("<script") - data, html.count("<script src=")) == (1, 1)


def test_what_has_not_changed_is_answered_304_and_pages_are_never_kept_unasked():
    published()
    first = Client().get(YEAR)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = Client().get(YEAR, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    withdraw("130303", "345001", 2021, "附件有误")
    assert Client().get(YEAR, headers={"if-none-match": first.headers["ETag"]}).status_code == 410


def test_reading_leaves_no_cookie():
    published()
    assert [Client().get(address).cookies.output() for address in ("/", YEAR, "/projects/")] == ["", "", ""]


def test_public_pages_are_compressed():
    published(document(*(project(number) for number in range(1, 20))))
    response = Client().get(YEAR, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_nothing_is_written_by_reading():
    assert Client().post("/").status_code == 405


def test_the_site_says_no_more_than_an_equal_hash_shows():
    published()
    record, about = "".join(read(YEAR).text.split()), "".join(read("/about/").text.split())
    assert "与上面的一致，就说明下载的是本网站现在公开的这一版；记下这个值，以后可以证明有没有改动。" in record
    assert "只与网站自己的页面比较，不能说明网站没有同时改动正文和校验值，所以记下的校验值才是凭据。" in about


@pytest.mark.parametrize(
    ("address", "one"),
    [
        (YEAR, YEAR),
        (YEAR + "v2/", YEAR),
        (YEAR + "v1/", YEAR + "v1/"),
        (YEAR + "v2/1/", YEAR + "1/"),
        (YEAR + "v1/1/", YEAR + "v1/1/"),
    ],
)
def test_a_text_that_stands_at_several_addresses_names_the_one(address, one):
    published()
    published(document(project(1), project(2)))
    assert f'<link rel="canonical" href="http://testserver{one}">' in read(address).html


def test_pages_describe_themselves_without_what_is_withheld():
    published(document(project(1), SECRET, withheld_project(3, name="涉密")))
    described = {address: read(address).html for address in (YEAR, YEAR + "1/", YEAR + "2/", YEAR + "3/")}
    found = {
        address: re.search('name="description"\\s+content="([^"]*)"', html)[1] for address, html in described.items()
    }
    assert {address: " ".join(words.split()) for address, words in found.items()} == {
        YEAR: "山海关区文化馆2021年部门预算绩效目标，1个项目，2条绩效指标。",
        YEAR + "1/": "山海关区文化馆2021年图书馆购书：预算绩效目标表。",
        YEAR + "2/": "山海关区文化馆2021年名称可见：预算绩效目标表。",
        YEAR + "3/": "山海关区文化馆2021年名称不公开的项目：预算绩效目标表。",
    }


def test_what_changed_is_one_click_from_the_version():
    published()
    published(document(project(1), project(2)))
    for address in (YEAR, YEAR + "1/"):
        assert read(address).links["与第1版的不同"] == YEAR + "v2/changes/"
    assert "与第1版的不同" not in read(YEAR + "v1/").links


def test_a_year_on_the_home_page_leads_to_its_projects():
    published()
    assert read(read("/").links["2021年"]).tables[0][1][0] == "图书馆购书"
