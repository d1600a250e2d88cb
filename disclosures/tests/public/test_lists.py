"""The lists of projects and of indicators: searching, filtering, sorting, paging."""

from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YOUTH = DepartmentRef("345002", "山海关区少年宫")


@pytest.fixture
def some_projects():
    """Four shown projects and one withheld, of three departments in two regions and two years."""
    published(
        document(
            project(1, "公务车辆保险费", total=Decimal("32000.00")),
            project(2, "培训会议费", total=Decimal("8000.00")),
            withheld_project(3, "档案加固"),
        )
    )
    published(document(project(1, "车辆维修", total=Decimal("50000.00")), department=YOUTH, fiscal_year=2020))
    published(document(project(1, "购书", total=None, fiscal_funds=None, other_funds=None, code=""), region=CHANGLI))


def names(**query) -> list[str]:
    page = read("/projects/", **query)
    assert page.status == 200
    return [row[0] for row in page.tables[0][1:]] if page.tables else []


def test_the_list_shows_what_is_published_newest_year_first(some_projects):
    page = read("/projects/")
    assert page.title == "预算项目 - 绩效公开"
    assert page.tables[0] == [
        ["项目名称", "单位", "年度", "指标", "预算数（元）"],
        ["公务车辆保险费", "山海关区文化馆 山海关区", "2021", "2", "32,000.00"],
        ["培训会议费", "山海关区文化馆 山海关区", "2021", "2", "8,000.00"],
        ["档案加固", "山海关区文化馆 山海关区", "2021", "不公开：原件标注涉密"],
        ["购书", "山海关区文化馆 昌黎县", "2021", "2", "未列预算"],
        ["车辆维修", "山海关区少年宫 山海关区", "2020", "2", "50,000.00"],
    ]
    assert "共 4 个项目，另有 1 个不公开" in page.text
    assert page.links["车辆维修"] == "/130303/345002/2020/1/"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "车辆"}, ["公务车辆保险费", "车辆维修"]),
        ({"q": "车辆 保险"}, ["公务车辆保险费"]),
        ({"q": "少年宫 车辆"}, ["车辆维修"]),
        ({"q": "130303210000000000002"}, ["培训会议费"]),
        ({"q": "没有的"}, []),
        ({"region": "130322"}, ["购书"]),
        ({"region": "130303", "year": "2020"}, ["车辆维修"]),
        ({"department": "130303-345001"}, ["公务车辆保险费", "培训会议费", "档案加固"]),
        ({"amount_min": "8000", "amount_max": "32000"}, ["公务车辆保险费", "培训会议费"]),
        ({"amount_min": "8000.01"}, ["公务车辆保险费", "车辆维修"]),
    ],
)
def test_filters(some_projects, query, found):
    assert names(**query) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("total", ["培训会议费", "公务车辆保险费", "车辆维修", "购书", "档案加固"]),
        ("-total", ["车辆维修", "公务车辆保险费", "培训会议费", "档案加固", "购书"]),
        ("fiscal_year", ["车辆维修", "公务车辆保险费", "培训会议费", "档案加固", "购书"]),
        ("department", ["公务车辆保险费", "培训会议费", "档案加固", "车辆维修", "购书"]),
        ("nonsense", ["公务车辆保险费", "培训会议费", "档案加固", "购书", "车辆维修"]),
    ],
)
def test_sorting_puts_what_has_no_amount_last(some_projects, sort, found):
    assert names(sort=sort) == found


def test_the_chosen_column_says_which_way_it_is_sorted(some_projects):
    assert 'aria-sort="descending"' in read("/projects/", sort="-total").html


def test_chosen_filters_are_words_that_can_be_taken_away(some_projects):
    page = read("/projects/", q="车辆", region="130303", year="2021", amount_min="1000", sort="-total")
    chosen = page.links
    assert chosen["含“车辆”"] == "?region=130303&year=2021&amount_min=1000&sort=-total"
    assert chosen["山海关区"] == "?q=%E8%BD%A6%E8%BE%86&year=2021&amount_min=1000&sort=-total"
    assert chosen["2021年"] == "?q=%E8%BD%A6%E8%BE%86&region=130303&amount_min=1000&sort=-total"
    assert chosen["预算数不低于 1,000.00 元"] == "?q=%E8%BD%A6%E8%BE%86&region=130303&year=2021&sort=-total"
    assert page.links["全部清除"] == "?"


def test_taking_a_filter_away_begins_at_the_first_page(some_projects):
    """The page that was open may not exist in the longer list, and is another one there."""
    published(document(*(project(number, f"项目{number}") for number in range(1, 61)), department=YOUTH))
    page = read("/projects/", q="项目", region="130303", year="", page="2", sort="-total")
    assert "第 2 页，共 2 页" in page.text
    assert page.links["含“项目”"] == "?region=130303&sort=-total"
    assert page.links["山海关区"] == "?q=%E9%A1%B9%E7%9B%AE&sort=-total"
    page = read("/indicators/", q="满意", level="satisfaction", page="2")
    assert page.links["满意度指标（全部）"] == "?q=%E6%BB%A1%E6%84%8F"


def test_units_are_offered_by_region_and_code_under_their_newest_name(some_projects):
    """少年宫 has another name since 2022; what 昌黎县 has comes behind, whatever its codes."""
    published(document(department=DepartmentRef("345002", "山海关区青少年之家"), fiscal_year=2022))
    published(document(department=DepartmentRef("301001", "昌黎县文旅局"), region=CHANGLI))
    assert Client().get("/units.json").json() == {
        "units": [
            "345001 山海关区文化馆",
            "345002 山海关区青少年之家",
            "301001 昌黎县文旅局",
            "345001 山海关区文化馆",
        ]
    }


@pytest.mark.parametrize("typed", ["345002", "少年宫", "345002 山海关区少年宫", "山海关 少年"])
def test_a_typed_unit_leads_to_the_list_of_the_one_that_it_means(some_projects, typed):
    answer = Client().get("/projects/", {"unit": typed, "year": "2020", "page": "2"})
    assert (answer.status_code, answer["Location"]) == (302, "/projects/?year=2020&department=130303-345002")


def test_of_several_units_that_a_typed_one_may_mean_one_is_chosen(some_projects):
    page = read("/projects/", unit="文化馆", year="2021")
    assert page.tables == []
    assert "单位“文化馆”可能是下面2个单位中的一个，请选择。" in page.text
    assert [page.links["去掉这个条件"], page.links["345001 山海关区文化馆"]] == [
        "?year=2021",
        "?year=2021&department=130322-345001",
    ]
    assert names(unit="文化馆", region="130322") == ["购书"]


def test_a_typed_unit_that_is_none_is_told(some_projects):
    page = read("/indicators/", unit="水利局")
    assert page.tables == [] and f"单位“水利局”{GONE}" in page.text


def test_a_search_takes_eight_words_and_says_so(some_projects):
    words = " ".join("公务车辆保险费没有的字")
    page = read("/projects/", q=words)
    assert names(q=words) == []
    assert "含“公 务 车 辆 保 险 费 没”（只查前8个词，每词前50字）" in page.text
    assert names(q="公 务 车 辆 保 险 费 车 辆 公务") == ["公务车辆保险费"]
    assert names(q="公 务 车 辆 保 险 费 公务 没有") == ["公务车辆保险费"]
    assert "含“车辆”" in read("/projects/", q="车辆 车辆").links


def test_a_word_is_searched_by_its_first_fifty_characters(some_projects):
    published(document(project(1, "长" * 50 + "短"), fiscal_year=2019))
    assert names(q="长" * 51) == ["长" * 50 + "短"]
    assert f"含“{'长' * 50}”（只查前8个词，每词前50字）" in read("/projects/", q="长" * 51).text


def test_nothing_found_says_what_to_try(some_projects):
    page = read("/projects/", q="没有的")
    assert "共 0 个项目" in page.text and "没有符合条件的项目。" in page.text
    assert page.links["到绩效指标中查找"] == "/indicators/?q=%E6%B2%A1%E6%9C%89%E7%9A%84"


@pytest.mark.parametrize(
    "query",
    [
        {"year": "abc"},
        {"region": "000000"},
        {"department": "x"},
        {"amount_min": "NaN"},
        {"amount_min": "-1"},
        {"amount_max": "1e400"},
        {"q": "车" * 101},
        {"level": "nothing"},
        {"page": "0"},
        {"page": "-3"},
        {"page": "9999999999999999999999"},
        {"page": "x"},
        {"per_page": "0"},
    ],
)
def test_odd_queries_are_answered(some_projects, query):
    assert [read(address, **query).status for address in ("/projects/", "/indicators/")] == [200, 200]


GONE = "没有公开的信息，可能写错了，也可能已经撤回公开。"
WRONG = [
    ("year", "2099", f"年度“2099”{GONE}"),
    ("year", "abc", f"年度“abc”{GONE}"),
    ("region", "000000", f"区划“000000”{GONE}"),
    ("department", "130303-345009", f"单位“130303-345009”{GONE}"),
    ("department", "x", f"单位“x”{GONE}"),
    ("q", "车" * 101, "搜索：确保该变量包含不超过 100 字符 (目前字符数 101)。"),
]


@pytest.mark.parametrize("address", ["/projects/", "/indicators/"])
@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_a_wrong_filter_is_told_and_answered_with_no_rows(some_projects, address, name, value, sentence):
    page = read(address, **{name: value}, sort="-fiscal_year")
    assert (page.status, page.tables) == (200, [])
    assert f"筛选条件有误，没有列出任何结果： {sentence} 去掉这个条件" in page.text
    assert "共 0 " in page.text and "没有符合条件的" not in page.text
    assert page.links["去掉这个条件"] == "?sort=-fiscal_year"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"amount_min": "很多"}, "预算数不低于（元）：输入一个数字。"),
        ({"amount_min": "NaN"}, "预算数不低于（元）：输入一个数字。"),
        ({"amount_max": "-1"}, "预算数不高于（元）：确保该值大于或等于0。"),
    ],
)
def test_a_wrong_amount_is_told_in_chinese_and_answered_with_no_rows(some_projects, query, sentence):
    page = read("/projects/", **query)
    assert sentence in page.text and page.tables == []


def test_a_level_that_is_none_is_answered_with_no_rows(some_projects):
    page = read("/indicators/", level="nothing")
    assert f"指标级别“nothing”{GONE}" in page.text and page.tables == []


def test_one_wrong_filter_among_right_ones_leaves_no_rows_and_keeps_the_right_ones(some_projects):
    page = read("/projects/", q="车辆", year="2099", region="130303")
    assert page.tables == []
    assert page.links["去掉这个条件"] == "?q=%E8%BD%A6%E8%BE%86&region=130303"
    assert page.links["含“车辆”"] == "?year=2099&region=130303"


def test_a_department_that_was_withdrawn_or_is_of_another_region_is_answered_with_no_rows(some_projects):
    assert names(department="130303-345002") == ["车辆维修"]
    assert names(department="130303-345002", region="130322") == []
    withdraw("130303", "345002", 2020, "附件有误")
    page = read("/projects/", department="130303-345002")
    assert f"单位“130303-345002”{GONE}" in page.text and page.tables == []
    assert "车辆维修" not in page.html and "少年宫" not in page.html


def test_what_was_left_empty_is_not_in_the_address(some_projects):
    answer = Client().get("/projects/?q=车辆&region=&year=&amount_min=&sort=-total&page=")
    assert (answer.status_code, answer["Location"]) == (302, "/projects/?q=%E8%BD%A6%E8%BE%86&sort=-total")


def test_the_first_click_on_an_amount_puts_the_largest_first(some_projects):
    page = read("/projects/", q="车辆")
    assert page.links["预算数（元）"] == "?q=%E8%BD%A6%E8%BE%86&sort=-total"
    assert page.links["年度"] == "?q=%E8%BD%A6%E8%BE%86&sort=fiscal_year"
    assert read("/projects/", sort="-total").links["预算数（元）"] == "?sort=total"


@pytest.mark.parametrize("address", ["/projects/", "/indicators/"])
def test_before_anything_is_published_the_lists_say_so(address):
    page = read(address)
    assert "还没有公开的信息。单位公开后，将列在这里。" in page.text
    assert "条件" not in page.text.replace("按条件筛选", "")


def test_fifty_rows_make_a_page(some_projects):
    published(document(*(project(number, f"项目{number}") for number in range(1, 61)), department=YOUTH))
    first, second, beyond = (
        read("/projects/", page=page, department="130303-345002", sort="-total") for page in ("", "2", "99")
    )
    assert [len(page.tables[0]) - 1 for page in (first, second, beyond)] == [50, 11, 11]
    assert (
        "共 61 个项目，来自 1 个单位，预算数合计 7,250,000.00 元 （本页第 1–50 行）" in first.text
        and "第 1 页，共 2 页" in first.text
    )
    assert first.links["下一页"] == "?department=130303-345002&sort=-total&page=2"
    assert beyond.tables == second.tables
    rows = [row[0] for page in (first, second) for row in page.tables[0][1:]]
    assert len(set(rows)) == 61


def test_indicators_are_listed_with_their_level_project_and_department():
    published(
        document(
            project(
                1,
                indicators=(
                    indicator("购书册数", "≥2000册", description="购书册数"),
                    indicator("读者满意度", "≥90%", category="满意度指标", subcategory="服务对象满意度指标"),
                    indicator("带动消费", "", category="效果指标", subcategory="经济效益指标"),
                ),
            ),
            withheld_project(2),
        )
    )
    page = read("/indicators/")
    assert page.title == "绩效指标 - 绩效公开"
    place = ["图书馆购书", "山海关区文化馆", "2021"]
    assert page.tables[0] == [
        ["三级指标", "指标值", "级别", "项目", "单位", "年度"],
        ["购书册数", "≥2000册", "产出指标 数量指标", *place],
        ["读者满意度读者满意度的完成情况", "≥90%", "满意度指标 服务对象满意度指标", *place],
        ["带动消费带动消费的完成情况", "未填", "效果指标 经济效益指标", *place],
    ]
    assert "共 3 条指标" in page.text
    assert page.links["购书册数"] == "/130303/345001/2021/1/#indicator-1.1"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"level": "output"}, ["购书册数"]),
        ({"level": "outcome.economic"}, ["带动消费"]),
        ({"level": "output.quality"}, []),
        ({"q": "满意"}, ["读者满意度"]),
        ({"q": "购书 册数"}, ["购书册数"]),
        ({"sort": "name"}, ["带动消费", "购书册数", "读者满意度"]),
    ],
)
def test_indicators_are_filtered_by_level_and_words(query, found):
    published(
        document(
            project(
                1,
                "购书",
                indicators=(
                    indicator("购书册数", description=""),
                    indicator("读者满意度", description="", category="满意度指标", subcategory="满意度"),
                    indicator("带动消费", description="", category="效果指标", subcategory="经济效益指标"),
                ),
            )
        )
    )
    page = read("/indicators/", **query)
    assert sorted(row[0] for row in page.tables[0][1:]) == sorted(found) if page.tables else found == []


def test_an_old_level_name_is_found_under_its_present_word():
    published(document(project(1, indicators=(indicator("收入", category="效果指标", subcategory="经济效益指标"),))))
    page = read("/indicators/", level="outcome")
    assert [row[0] for row in page.tables[0][1:]] == ["收入收入的完成情况"]
    assert page.links["效益指标（全部）"] == "?"
