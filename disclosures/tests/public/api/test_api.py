"""The API: pages of rows that neither repeat nor skip, and refusals that say what is wrong."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.public.api.resources import RESOURCES
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.statements import statements

pytestmark = pytest.mark.django_db

YOUTH = DepartmentRef("345002", "山海关区少年宫")


@pytest.fixture
def some_years():
    """Two shown projects and a withheld one of a unit, and one of another region and year."""
    published(document(project(1), project(2, "培训", total=Decimal("8000.00")), withheld_project(3)))
    published(document(project(1, "车辆维修"), region=CHANGLI, department=YOUTH, fiscal_year=2020))


def ask(name: str, **query):
    """The answer to a question, and what it says."""
    answer = Client().get(f"/api/v1/{name}/", query)
    return answer.status_code, json.loads(answer.content)


def walk(name: str, **query) -> list[dict]:
    """All rows, page by page, as `next` leads."""
    rows, address = [], f"/api/v1/{name}/?" + "&".join(f"{key}={value}" for key, value in query.items())
    while address:
        page = json.loads(Client().get(address).content)
        rows += page["results"]
        address = page["next"]
    return rows


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("regions", {}, [{"region_code": "130303", "first_year": 2021}, {"region_code": "130322", "first_year": 2020}]),
        ("departments", {"region": "130322"}, [{"department_name": "山海关区少年宫", "year_count": 1}]),
        (
            "years",
            {},
            [
                {"fiscal_year": 2021, "project_count": 2, "withheld_project_count": 1, "total_yuan": "128000.00"},
                {"fiscal_year": 2020, "project_count": 1, "withheld_project_count": 0, "total_yuan": "120000.00"},
            ],
        ),
        ("disclosures", {"year": 2020}, [{"version": 1, "url": "http://testserver/130322/345002/2020/"}]),
        ("versions", {"q": "文化"}, [{"state": "current", "url": "http://testserver/130303/345001/2021/v1/"}]),
        ("projects", {"amount_max": "8000"}, [{"name": "培训", "total_yuan": "8000.00", "withheld": False}]),
        (
            "projects",
            {"q": "档案"},
            [
                {
                    "name": "档案加固",
                    "code": None,
                    "total_yuan": None,
                    "withheld": True,
                    "withheld_reason": "原件标注涉密",
                }
            ],
        ),
        ("indicators", {"q": "读者", "year": 2020}, [{"number": "90", "sign": "≥", "unit": "%", "target": "≥90%"}]),
    ],
)
def test_each_resource_answers_its_filters(some_years, name, query, found):
    status, page = ask(name, **query)
    shown = [{key: row[key] for key in one} for row, one in zip(page["results"], found, strict=True)]
    assert (status, page["count"], page["next"], shown) == (200, len(found), None, found)


def test_the_amounts_of_statements_are_in_yuan_with_the_words_of_their_form():
    published(document(project(1), statements=statements()))
    rows = [row for row in walk("statements", kind="expenditure", q="就业", limit=2) if row["subject"] == "2080711"]
    assert [(row["column"], row["amount_yuan"], row["leading"]) for row in rows] == [
        ("合计", "34000.00", True),
        ("项目支出", "34000.00", False),
    ]


@pytest.mark.parametrize("name", RESOURCES)
def test_pages_neither_repeat_nor_skip_a_row(some_years, name):
    published(document(project(1), department=DepartmentRef("345003", "美术馆"), statements=statements()))
    _, whole = ask(name, limit=500)
    assert whole["count"] == len(whole["results"]) > 1
    assert walk(name, limit=1) == walk(name, limit=2) == whole["results"]


def test_what_is_published_meanwhile_comes_last_and_the_pages_before_stay(some_years):
    _, first = ask("projects", limit=2)
    published(document(project(1, "新项目"), department=DepartmentRef("345000", "更早的单位"), fiscal_year=2022))
    _, second = ask("projects", limit=500, cursor=first["next_cursor"])
    assert [row["name"] for row in first["results"]] == ["图书馆购书", "培训"]
    assert [row["name"] for row in second["results"]] == ["档案加固", "车辆维修", "新项目"]
    assert (first["count"], second["count"]) == (4, 4)


def test_what_is_withdrawn_meanwhile_is_gone_from_the_next_page(some_years):
    _, first = ask("projects", limit=2)
    withdraw("130322", "345002", 2020, "附件有误")
    assert [row["name"] for row in walk("projects", limit=2, cursor=first["next_cursor"])] == ["档案加固"]


@pytest.mark.parametrize(
    ("name", "query", "parameter", "sentence"),
    [
        (
            "projects",
            {"year": "2099"},
            "year",
            "参数 year 不能用：年度“2099”没有公开的信息，可能写错了，也可能已经撤回公开。",
        ),
        (
            "indicators",
            {"level": "x"},
            "level",
            "参数 level 不能用：指标级别“x”没有公开的信息，可能写错了，也可能已经撤回公开。",
        ),
        ("projects", {"amount_min": "多"}, "amount_min", "参数 amount_min 不能用：预算数不低于（元）：输入一个数字。"),
        ("regions", {"region": "130399"}, "region", "参数 region 不能用：区划“130399”没有公开的信息。"),
        ("regions", {"year": "2021"}, "year", "不认识参数 year，这里可用的有：region、limit、cursor。"),
        ("projects", {"yaer": "2021"}, "yaer", None),
        ("projects", {"year": " "}, "year", "参数 year 是空的，请写上值或者去掉它。"),
        ("projects", {"year": ["2020", "2021"]}, "year", "参数 year 写了不止一次，只能写一次。"),
        ("projects", {"limit": "501"}, "limit", "参数 limit 须是 1 到 500 的整数。"),
        ("projects", {"limit": "0"}, "limit", "参数 limit 须是 1 到 500 的整数。"),
        ("projects", {"limit": "-1"}, "limit", "参数 limit 须是 1 到 500 的整数。"),
        ("projects", {"limit": "١"}, "limit", "参数 limit 须是 1 到 500 的整数。"),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence_that_names_the_parameter(
    some_years, name, query, parameter, sentence
):
    status, said = ask(name, **query)
    assert (status, said["parameter"]) == (400, parameter)
    assert said["error"] == (sentence or said["error"])
    assert parameter in said["error"]


def test_a_cursor_that_was_altered_or_is_of_another_question_is_refused(some_years):
    words = "参数 cursor 不是这个问题的，或者已被改动。请去掉 cursor，从第一页取起。"
    cursor = ask("projects", limit=1)[1]["next_cursor"]
    content, _, seal = cursor.partition(":")
    wrong = ["x", "0", cursor[:-1], f"{content[:-2]}AA:{seal}", f"{content}:{seal}:", "密", cursor + "\n"]
    answers = [ask("projects", cursor=one) for one in wrong]
    answers += [ask("indicators", cursor=cursor), ask("projects", cursor=cursor, year="2021")]
    assert answers == [(400, {"error": words, "parameter": "cursor"})] * len(answers)


def test_an_unknown_resource_and_a_wrong_method_are_answered_as_json():
    status, said = ask("persons")
    assert (status, said) == (
        404,
        {
            "error": "接口没有“persons”，可用的有：regions、departments、years、disclosures、versions、projects、"
            "indicators、statements。"
        },
    )
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/projects/")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert json.loads(answer.content) == {"error": "接口只供读取，只接受 GET、HEAD 和 OPTIONS 请求。"}


@pytest.mark.parametrize("name", [*RESOURCES, "openapi.json", "nothing"])
def test_pages_of_any_site_may_read_and_no_cookie_is_ever_set(some_years, name):
    for method in ("get", "head", "options"):
        answer = getattr(Client(), method)(f"/api/v1/{name}", headers={"origin": "https://example.cn"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"


def test_what_the_program_has_is_not_sent_again(some_years):
    first = Client().get("/api/v1/projects/")
    again = Client().get("/api/v1/projects/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")


def test_the_versions_of_a_unit_say_which_one_is_current_and_of_a_withdrawn_one_only_why():
    published(document(project(1, "旧项目")))
    published(document(project(1, total=Decimal("7.00"))))
    published(document(project(1, "别的"), department=YOUTH))
    shown = ("version", "state", "total_yuan", "withdrawn_reason")
    _, page = ask("versions", department="130303-345001")
    assert [[row[name] for name in shown] for row in page["results"]] == [
        [1, "superseded", "120000.00", None],
        [2, "current", "7.00", None],
    ]
    withdraw("130303", "345001", 2021, "附件有误")
    _, page = ask("versions")
    unknown = ("project_count", "withheld_project_count", "indicator_count", "total_yuan", "sha256", "body_url")
    gone = page["results"][:2]
    assert [[row["version"], row["state"], row["withdrawn_reason"]] for row in gone] == [
        [1, "withdrawn", "附件有误"],
        [2, "withdrawn", "附件有误"],
    ]
    assert {row[name] for row in gone for name in unknown} == {None}


def test_the_page_that_describes_it_names_every_resource_parameter_and_column():
    page = read("/api/v1/")
    assert (page.status, page.headings[0]) == (200, (1, "数据接口"))
    titles = ["搜索", *(one.table.title for one in RESOURCES.values())]
    assert [text for level, text in page.headings if level == 2][1:] == titles
    assert [[row[0] for row in table[1:]] for table in page.tables] == [one.table.names for one in RESOURCES.values()]
    assert page.links["OpenAPI 3.1 说明（JSON）"] == "/api/v1/openapi.json"
    assert "<script" not in page.html.replace('<script src="/static/js/site.js" defer></script>', "")


def test_targets_keep_all_digits():
    published(document(project(1, indicators=(indicator("甲", "0.1234567891万人"), indicator("乙", "效果明显")))))
    assert [row["number"] for row in ask("indicators")[1]["results"]] == ["0.1234567891", None]


def test_the_search_answers_as_its_page_does(some_years):
    status, answer = ask("search", q="档案", kind="project")
    assert (status, answer) == (200, json.loads(Client().get("/search.json?q=档案&kind=project").content))
    assert [(group["kind"], group["count"]) for group in answer["groups"]] == [("project", 1)]
    assert ask("search") == (400, {"error": "请用参数 q 写上要找的字词。", "parameter": "q"})
    assert ask("search", q="档案", limit=1)[0] == 400
