"""The public lists as files: the rows of the page, all of them, or an error; and what each file says of itself."""

import csv
import io
import json
import os
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from openpyxl import load_workbook

from disclosures.document.model import DepartmentRef
from disclosures.exports import table_files
from disclosures.exports.tables import IncompleteError
from disclosures.models import DisclosedOwner
from disclosures.public import records
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.cast import shanhaiguan
from disclosures.tests.public.reading import read
from disclosures.tests.rosters import roster, unit
from disclosures.tests.statements import statements

pytestmark = pytest.mark.django_db

YOUTH = DepartmentRef("345002", "山海关区少年宫")


@pytest.fixture
def some_projects():
    """Two shown projects and a withheld one of a unit, and one of another region and year."""
    youth = project(1, "车辆维修", total=None, fiscal_funds=None, other_funds=None)
    published(document(project(1, "=购书"), project(2, "培训"), withheld_project(3, "档案加固")))
    published(document(youth, region=CHANGLI, department=YOUTH, fiscal_year=2020))


def taken(address: str, **options):
    """The answer at an address, taken whole."""
    answer = Client().get(address, **options)
    answer.content_taken = answer.getvalue()
    return answer


def rows_of(address: str) -> list[dict]:
    """The rows of a CSV by their headings."""
    content = Client().get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_a_list_of_projects_as_csv_has_every_row_with_its_place_and_address(some_projects):
    assert rows_of("/projects.csv")[1:] == [
        {
            "区划代码": "130303",
            "区划": "山海关区",
            "单位代码": "345001",
            "单位": "山海关区文化馆",
            "年度": "2021",
            "版次": "1",
            "项目编号": "2",
            "序号": "2",
            "项目编码": "130303210000000000002",
            "项目名称": "培训",
            "预算数（元）": "120000.00",
            "指标数": "2",
            "不公开": "否",
            "不公开原因": "",
            "网址": "http://testserver/130303/345001/2021/2/",
        },
        {
            "区划代码": "130303",
            "区划": "山海关区",
            "单位代码": "345001",
            "单位": "山海关区文化馆",
            "年度": "2021",
            "版次": "1",
            "项目编号": "3",
            "序号": "3",
            "项目编码": "",
            "项目名称": "档案加固",
            "预算数（元）": "",
            "指标数": "",
            "不公开": "是",
            "不公开原因": "原件标注涉密",
            "网址": "http://testserver/130303/345001/2021/3/",
        },
        {
            "区划代码": "130322",
            "区划": "昌黎县",
            "单位代码": "345002",
            "单位": "山海关区少年宫",
            "年度": "2020",
            "版次": "1",
            "项目编号": "1",
            "序号": "1",
            "项目编码": "130303210000000000001",
            "项目名称": "车辆维修",
            "预算数（元）": "",
            "指标数": "2",
            "不公开": "否",
            "不公开原因": "",
            "网址": "http://testserver/130322/345002/2020/1/",
        },
    ]


def test_every_address_in_a_file_is_a_page():
    hidden = withheld_project(2, total=None, fiscal_funds=None, other_funds=None)
    published(document(project(1), hidden, statements=statements()))
    for name in ("projects", "indicators", "subjects", "130303"):
        addresses = {row["网址"].partition("#")[0] for row in rows_of(f"/{name}.csv")}
        assert [Client().get(address).status_code for address in sorted(addresses)] == [200] * len(addresses)


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(
    ("name", "query", "file"),
    [
        ("projects", "?year=2021&region=130303", "预算项目-3行"),
        ("projects", "?q=培训", "预算项目-1行"),
        ("projects", "?amount_max=1", "预算项目-0行"),
        ("indicators", "?level=output.quantity", "绩效指标-3行"),
        ("subjects", "", "报表科目-0行"),
        ("130303", "", "各单位公开情况-1行"),
    ],
)
def test_a_file_has_the_rows_of_the_page_and_its_name_says_how_many(some_projects, extension, name, query, file):
    answer = taken(f"/{name}.{extension}{query}")
    assert answer.status_code == 200
    assert unquote(answer["Content-Disposition"]).endswith(f"filename*=utf-8''{file}.{extension}")
    assert answer["X-Row-Count"] == file.partition("-")[2].removesuffix("行")
    content = answer.content_taken
    if extension == "json":
        made = json.loads(content)
        counts = {len(made["results"]), made["count"], made["written"]}
    elif extension == "csv":
        counts = {len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))))}
    else:
        counts = {len(list(load_workbook(io.BytesIO(content)).worksheets[1].values)) - 1}
    assert counts == {int(answer["X-Row-Count"])}


def test_the_page_offers_the_files_of_its_filters_with_the_number_of_rows(some_projects):
    page = read("/projects/", year="2021", sort="-total", page="1")
    assert "下载全部 3 行" in page.text
    assert {name: page.links[name] for name in ("CSV", "Excel", "JSON")} == {
        "CSV": "/projects.csv?year=2021&sort=-total",
        "Excel": "/projects.xlsx?year=2021&sort=-total",
        "JSON": "/projects.json?year=2021&sort=-total",
    }
    assert read("/130303/").links["CSV"] == "/130303.csv"


def test_no_excel_is_offered_where_the_rows_do_not_fit(some_projects, monkeypatch):
    monkeypatch.setattr("disclosures.public.template_filters.MOST_XLSX_ROWS", 3)
    monkeypatch.setattr(table_files, "MOST_XLSX_ROWS", 3)
    assert "Excel" not in read("/projects/").links
    assert "Excel" in read("/projects/", year="2021").links
    answer = Client().get("/projects.xlsx")
    assert (answer.status_code, answer.getvalue().decode()) == (
        400,
        "共 4 行，一个 Excel 文件最多 3 行。请取 CSV 或 JSON 文件，或者增加筛选条件。\n",
    )


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_a_wrong_filter_is_a_sentence_and_no_file(some_projects, extension):
    answer = Client().get(f"/projects.{extension}?year=2099")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode() == "年度“2099”没有公开的信息，可能写错了，也可能已经撤回公开。\n"


def test_no_format_but_these_and_no_region_without_years():
    addresses = ("/projects.txt", "/projects.csv/", "/130303.csv", "/130399.json", "/home.csv")
    assert [Client().get(address).status_code for address in addresses] == [404] * 5


def test_a_workbook_explains_itself(some_projects):
    DisclosedOwner.objects.create(region=shanhaiguan(), name="山海关区财政局", contact="电话", errors_to="a@example.cn")
    book = load_workbook(io.BytesIO(Client().get("/projects.xlsx?region=130303&q=培训&page=7&year=").getvalue()))
    said = {}
    for label, value, *_ in book["说明"].values:
        said.setdefault(label, value)
    state = said.pop("数据状态")
    assert (len(state), {name: said[name] for name in list(said)[:8]}) == (
        16,
        {
            "来源": "山海关区财政局",
            "网址": "http://testserver/projects/?region=130303&q=%E5%9F%B9%E8%AE%AD",
            "条件": "含“培训”；山海关区",
            "取得日期": localdate().isoformat(),
            "次序": "按公开先后；同一版内按原件",
            "使用": "任何人均可查阅、下载和引用。引用时请注明来源、取得日期和版次。",
            "接口说明": "http://testserver/api/v1/",
            "行数": "取数前清点 1 行，写完清点 1 行",
        },
    )
    assert said["预算数（元）"] == "total_yuan"
    cells = dict(zip(*[[cell.value for cell in row] for row in book["预算项目"].iter_rows()], strict=True))
    assert (cells["预算数（元）"], cells["年度"], cells["项目编码"]) == (120000, 2021, "130303210000000000002")


def test_a_text_like_a_formula_is_none(some_projects):
    published(document(project(1, indicators=(indicator("=cmd()", "=100%"),)), department=YOUTH))
    row = rows_of("/indicators.csv?department=130303-345002")[0]
    assert (row["三级指标"], row["指标值"], row["计算符号"]) == ("'=cmd()", "'=100%", "=")
    assert rows_of("/projects.csv")[0]["项目名称"] == "'=购书"
    sheet = load_workbook(io.BytesIO(Client().get("/projects.xlsx").getvalue()))["预算项目"]
    assert [(cell.value, cell.data_type) for cell in sheet["J"]][1] == ("=购书", "s")
    assert json.loads(Client().get("/projects.json").getvalue())["results"][0]["name"] == "=购书"


def test_rows_that_are_lost_on_the_way_break_the_answer_off(some_projects, monkeypatch):
    whole = records.Records.rows
    monkeypatch.setattr(records.Records, "rows", lambda *given: iter(list(whole(*given))[:-1]))
    for extension in ("csv", "json"):
        answer = Client().get(f"/projects.{extension}")
        assert answer["X-Row-Count"] == "4"
        with pytest.raises(IncompleteError, match="3 rows of 4"):
            answer.getvalue()
    with pytest.raises(IncompleteError, match="3 rows of 4"):
        Client().get("/projects.xlsx")


def test_a_workbook_that_is_given_up_leaves_no_file_behind(some_projects, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    published(document(project(1, "长" * 32_768), department=YOUTH))
    answer = Client().get("/projects.xlsx")
    assert (answer.status_code, "共 32768 字，Excel 的单元格放不下" in answer.content.decode()) == (400, True)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_what_the_reader_has_is_not_sent_again_until_something_is_published_or_withdrawn(some_projects, extension):
    def ask(etag: str = ""):
        return taken(f"/projects.{extension}?year=2021", headers={"if-none-match": etag} if etag else {})

    first = ask()
    again = ask(first["ETag"])
    assert (again.status_code, again["ETag"], again.content) == (304, first["ETag"], b"")
    published(document(project(1), department=YOUTH))
    second = ask(first["ETag"])
    assert (second.status_code, second["X-Row-Count"]) == (200, "4")
    withdraw("130303", "345002", 2021, "附件有误")
    third = ask(second["ETag"])
    assert (third.status_code, third["X-Row-Count"]) == (200, "3")
    assert len({first["ETag"], second["ETag"], third["ETag"]}) == 3


def test_the_units_of_a_region_stand_as_on_its_page():
    published(document(project(1), withheld_project(2)), originally_published_on=date(2021, 2, 18))
    published(document(project(1), department=YOUTH))
    withdraw("130303", "345002", 2021, "附件有误")
    roster(2021, unit(), unit("345009", "山海关区档案馆"), publication_deadline=date(2021, 3, 1))
    shown = (
        "单位代码",
        "年度",
        "公开情况",
        "说明",
        "版次",
        "公开日期",
        "公开项目数",
        "不公开项目数",
        "预算数合计（元）",
    )
    assert [tuple(row[name] for name in shown) for row in rows_of("/130303.csv")] == [
        ("345001", "2021", "已公开", "", "1", "2021-02-18", "1", "1", "120000.00"),
        ("345002", "2021", "已撤回", "附件有误", "", "", "", "", ""),
        ("345009", "2021", "未公开", "", "", "", "", "", ""),
    ]


@pytest.mark.parametrize("name", ["projects", "indicators", "subjects"])
def test_rows_and_their_number_are_answers_of_one_query(some_projects, name):
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"/{name}.csv").getvalue()
    table = {"projects": "disclosedproject", "indicators": "disclosedindicator", "subjects": "disclosedstatementline"}
    reading = [query["sql"] for query in asked if f'FROM "disclosures_{table[name]}"' in query["sql"]]
    assert len(reading) == 1
    assert "COUNT(" in reading[0]


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_who_asks_for_the_head_only_is_told_the_number_and_nothing_is_made(some_projects, extension, monkeypatch):
    whole = taken(f"/projects.{extension}")
    monkeypatch.setattr(records.Records, "rows", None)
    head = Client().head(f"/projects.{extension}")
    names = ("Content-Type", "Content-Disposition", "X-Row-Count", "ETag")
    assert [head[name] for name in names] == [whole[name] for name in names]
    assert (head.status_code, head["X-Row-Count"], head.content) == (200, "4", b"")
