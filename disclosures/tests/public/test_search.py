"""The search over everything that is published: what is found, in which order, how it is shown."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef, DutySection
from disclosures.models import DisclosedAlias
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.statements import statements

pytestmark = pytest.mark.django_db

SCHOOLS = DepartmentRef("325001", "山海关区教育和体育局")
CITY = DepartmentRef("480001", "山海关区城市管理综合行政执法局")
WATER = DepartmentRef("456001", "昌黎县水务局")


def found(text: str, **query) -> dict[str, tuple[int, list[str]]]:
    """By each kind with hits, how many there are and the names of the foremost."""
    answer = Client().get("/search.json", {"q": text} | query)
    assert answer.status_code == 200
    groups = json.loads(answer.content)["groups"]
    return {
        group["kind"]: (group["count"], [result["name"] for result in group["results"]])
        for group in groups
        if group["count"]
    }


@pytest.fixture
def some_texts():
    """What three units publish, one of them in two years."""
    roads = project(
        1,
        "道路养护",
        purpose="用于路面维修和供水管网抢修",
        objectives=("完成道路养护十公里",),
        indicators=(
            indicator("养护里程", "≥10公里", description="全年养护里程", basis="年度工作计划"),
            indicator("群众满意度", "≥95%", description="沿线居民满意程度", basis="问卷调查"),
        ),
    )
    pipes = project(
        2, "供水管网改造", indicators=(indicator("更换管道长度", "＝5ＫＭ"), indicator("管网漏损率", "≤10%"))
    )
    duty = DutySection(title="供水安全", responsibilities="保障城区供水")
    for year in (2020, 2021):
        published(document(roads, pipes, department=CITY, fiscal_year=year, duties=(duty,)))
    published(document(project(1, "教师培训"), department=SCHOOLS, statements=statements(), duties=()))
    published(document(project(1, "供水"), department=WATER, region=CHANGLI, fiscal_year=2019, duties=()))


def test_a_question_is_answered_in_groups(some_texts):
    answer = json.loads(Client().get("/search.json?q=教师培训").content)
    assert answer == {
        "q": "教师培训",
        "groups": [
            {"kind": "department", "count": 0, "results": []},
            {
                "kind": "project",
                "count": 1,
                "results": [
                    {
                        "name": "教师培训",
                        "url": "/130303/325001/2021/1/",
                        "department": "山海关区教育和体育局",
                        "fiscal_year": 2021,
                    }
                ],
            },
            {"kind": "indicator", "count": 0, "results": []},
            {"kind": "statement_line", "count": 0, "results": []},
        ],
    }


def test_a_units_name_opens_the_unit_and_does_not_list_its_indicators(some_texts):
    answer = json.loads(Client().get("/search.json?q=综合行政执法").content)
    assert [group["count"] for group in answer["groups"]] == [1, 0, 0, 0]
    assert answer["groups"][0]["results"] == [
        {"name": CITY.name, "url": "/130303/480001/", "department": CITY.name, "fiscal_year": 2021}
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("道路养护", {"project": (2, ["道路养护"] * 2)}),
        ("沿线居民", {"indicator": (2, ["群众满意度"] * 2)}),
        ("问卷", {"indicator": (2, ["群众满意度"] * 2)}),
        ("5km", {"indicator": (2, ["更换管道长度"] * 2)}),
        ("≥95％", {"indicator": (2, ["群众满意度"] * 2)}),
        ("130303210000000000001", {"project": (4, ["道路养护", "教师培训", "道路养护", "供水"])}),
        ("十公里", {"project": (2, ["道路养护"] * 2)}),
        ("480001", {"department": (1, [CITY.name])}),
        ("没有的字", {}),
        (
            "％",
            {"indicator": (6, ["群众满意度", "管网漏损率", "读者满意度"] * 2)},
        ),
        (
            "网",
            {
                "project": (4, ["供水管网改造", "供水管网改造", "道路养护", "道路养护"]),
                "indicator": (2, ["管网漏损率"] * 2),
            },
        ),
    ],
)
def test_what_is_found(some_texts, text, kinds):
    assert found(text) == kinds


def test_the_foremost_is_the_whole_name_then_a_name_then_a_purpose(some_texts):
    assert found("供水")["project"] == (5, ["供水", *["供水管网改造"] * 2, *["道路养护"] * 2])


def test_within_a_rank_the_newest_year_comes_first(some_texts):
    groups = json.loads(Client().get("/search.json?q=漏损").content)["groups"]
    assert [result["fiscal_year"] for result in groups[2]["results"]] == [2021, 2020]


def test_a_text_of_a_unit_opens_the_newest_year_that_has_it(some_texts):
    group = json.loads(Client().get("/search.json?q=城区供水").content)["groups"][0]
    assert (group["count"], [result["url"] for result in group["results"]]) == (1, ["/130303/480001/2021/"])
    page = read("/search/", q="城区供水")
    assert "供水安全：" in page.text and "保障<mark>城区供水</mark>" in page.html


def test_all_words_must_occur_and_what_a_hit_is_a_part_of_counts(some_texts):
    assert found("道路 满意度") == {"indicator": (2, ["群众满意度"] * 2)}
    assert found("2020年 漏损") == {"indicator": (1, ["管网漏损率"])}
    assert found("昌黎 供水") == {"project": (1, ["供水"])}
    assert found("城管局 漏损") == {"indicator": (2, ["管网漏损率"] * 2)}
    assert found("道路 昌黎") == {}


@pytest.mark.parametrize(
    ("text", "unit"),
    [("教育局", SCHOOLS), ("城管局", CITY), ("水利局", WATER), ("体育局", SCHOOLS), ("山海关区教育和体育局", SCHOOLS)],
)
def test_units_are_found_by_short_names(some_texts, text, unit):
    assert found(text) == {"department": (1, [unit.name])}


def test_the_bureau_keeps_the_short_names(some_texts):
    assert found("路灯所") == {}
    DisclosedAlias.objects.create(alias="路灯所", words="城市管理")
    assert found("路灯所") == {"department": (1, [CITY.name])}


def test_lines_of_statements_are_found_by_subject_and_code(some_texts):
    group = json.loads(Client().get("/search.json?q=就业见习").content)["groups"][3]
    assert group["count"] > 0
    assert {result["name"] for result in group["results"]} == {"就业见习补贴"}
    assert group["results"][0]["url"].startswith("/130303/325001/2021/statements/#s-")
    assert found("2080711")["statement_line"][0] == group["count"]


def test_the_lists_find_what_the_search_finds(some_texts):
    page = read("/projects/", q="供水")
    assert "共 5 个项目" in page.text
    assert read("/indicators/", q="道路 满意度").text.count("群众满意度") == 2
    assert read("/projects/", q="综合行政执法").tables == []
    assert read("/projects/", q="\ue000").tables == []


def test_the_page_marks_hits_and_leads_to_all_of_them(some_texts):
    published(document(*(project(number, f"书屋{number}") for number in range(1, 13)), fiscal_year=2018))
    page = read("/search/", q="书屋")
    assert page.status == 200 and page.title == "书屋 - 搜索 - 绩效公开"
    assert '<a href="/130303/345001/2018/1/"><mark>书屋</mark>1</a>' in page.html
    assert page.links["全部 12 个项目"] == "/projects/?q=%E4%B9%A6%E5%B1%8B"


def test_one_kind_alone_is_shown_whole(some_texts):
    page = read("/search/", q="山海关区", kind="department")
    assert [text for level, text in page.headings] == ["搜索：山海关区", "单位 2"]


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ({}, 200, "请输入要找的字词"),
        ({"q": ""}, 200, "请输入要找的字词"),
        ({"q": " 　"}, 200, "请输入要找的字词"),
        ({"q": "没有的字"}, 200, "没有找到“没有的字”。"),
        ({"q": "车" * 501}, 400, "要找的字词太长（501字），请不超过500字。"),
        (
            {"q": "车", "kind": "page"},
            400,
            "没有“page”这个类别，可以是 department、project、indicator、statement_line。",
        ),
        ({"q": "车", "limit": "3"}, 400, "不认得条件“limit”，搜索只有 q（要找的字词）和 kind（类别）两个条件。"),
        ({"q": "车 " * 9 + " ".join("一二三四五六七八")}, 200, "只查前8个词，每词前50字：“车 一 二 三 四 五 六 七”。"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_so(query, status, sentence):
    page = read("/search/", **query)
    assert page.status == status
    assert sentence in page.text


def test_json_tells_too_what_is_wrong():
    answer = Client().get("/search.json?q=车&kind=x")
    assert (answer.status_code, json.loads(answer.content)) == (
        400,
        {"error": "没有“x”这个类别，可以是 department、project、indicator、statement_line。"},
    )
    assert json.loads(Client().get("/search.json").content) == {"q": "", "groups": []}


def test_every_page_has_a_box_and_the_front_page_its_own():
    assert read("/about/").html.count('action="/search/"') == 1
    assert read("/").html.count('action="/search/"') == 1


def test_what_is_withheld_is_found_by_its_public_name_alone():
    published(document(project(1), withheld_project(2, "档案加固", purpose="密用途", objectives=("密目标",))))
    assert found("档案加固") == {"project": (1, ["档案加固"])}
    assert "不公开：原件标注涉密" in read("/search/", q="档案加固").text
    assert found("密用途") == found("密目标") == {}
    published(document(project(1), replace(withheld_project(2), name="涉密"), fiscal_year=2022))
    assert found("涉密") == {}


def test_what_is_withdrawn_or_was_replaced_is_not_found():
    published(document(project(1, "旧版项目")))
    published(document(project(1, "新版项目")))
    assert found("旧版") == {}
    assert found("新版项目") == {"project": (1, ["新版项目"])}
    withdraw("130303", "345001", 2021, "附件有误")
    assert found("新版") == found("文化馆") == {}
