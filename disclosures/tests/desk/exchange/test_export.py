"""导出: the plan leaves in both formats and comes back equal; only for those in whose scope it is."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from openpyxl import load_workbook

from disclosures.importers import parse_file
from disclosures.intake.history import known_regions
from disclosures.models import Submission
from disclosures.tests import cast
from disclosures.tests.builders import document, indicator, loaded, project
from disclosures.tests.desk.plans import now, words
from indicators.models import Region

pytestmark = pytest.mark.django_db

SHEET = project(
    1,
    purpose="+购书\n=1+1",
    spending_plan=None,
    indicators=(
        indicator("购书册数", "≥500册"),
        indicator("读者满意度", "≥90%", category="满意度指标", subcategory="服务对象满意度指标"),
    ),
)


@pytest.fixture
def submission() -> Submission:
    return loaded(document(SHEET)).submission


def as_person(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(submission: Submission, ending: str) -> str:
    return f"/admin/plans/{submission.pk}/{ending}"


def test_the_template_comes_back_equal_with_its_keys(submission):
    response = as_person(cast.li()).get(address(submission, "export.xlsx"))
    document = parse_file("计划.xlsx", response.content)
    assert document == now(submission)
    assert [one.key for one in document.projects] == ["1"]
    assert [row.key for row in document.projects[0].indicators] == ["1.1", "1.2"]


def test_the_word_document_comes_back_equal(submission):
    Submission.objects.update(source_file=None)
    response = as_person(cast.li()).get(address(submission, "export.docx"))
    read = parse_file("计划.docx", response.content, known_regions())
    promised = now(submission)
    assert [one.name for one in read.projects] == [one.name for one in promised.projects]
    assert read.projects[0].indicators == promised.projects[0].indicators
    assert read.overall_objective == promised.overall_objective


@pytest.mark.parametrize(
    ("ending", "media_type", "name"),
    [
        (
            "export.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "345001山海关区文化馆2021年绩效计划.xlsx",
        ),
        (
            "export.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "345001山海关区文化馆2021年绩效计划.docx",
        ),
        (
            "template.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "345001山海关区文化馆2021年绩效计划模板.xlsx",
        ),
    ],
)
def test_files_have_chinese_names(submission, ending, media_type, name):
    headers = as_person(cast.li()).get(address(submission, ending)).headers
    kind, _, quoted = headers["Content-Disposition"].partition("; filename*=utf-8''")
    assert (headers["Content-Type"], kind, unquote(quoted)) == (media_type, "attachment", name)
    assert "no-store" in headers["Cache-Control"]


def test_no_cell_is_a_formula(submission):
    response = as_person(cast.li()).get(address(submission, "export.xlsx"))
    book = load_workbook(BytesIO(response.content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert book["项目"]["L2"].value == "+购书\n=1+1"


def test_the_blank_template_knows_whose_it_is_and_nothing_else(submission):
    response = as_person(cast.li()).get(address(submission, "template.xlsx"))
    plan = now(submission)
    blank = replace(plan, overall_objective="", duties=(), safeguards="", projects=(), explanations=())
    assert parse_file("模板.xlsx", response.content) == blank


def test_a_text_that_excel_cannot_hold_is_told(submission):
    made = loaded(document(replace(SHEET, purpose="长" * 33000), fiscal_year=2022)).submission
    response = as_person(cast.li()).get(address(made, "export.xlsx"), follow=True)
    assert "共33000字，超过Excel单元格的32767字，不能导出为.xlsx。" in words(response)


@pytest.mark.parametrize(
    ("ending", "of_bureau"), [("export/", 404), ("export.xlsx", 404), ("export.docx", 404), ("template.xlsx", 200)]
)
def test_only_those_in_scope_get_anything_and_the_bureau_nothing_of_a_draft(submission, ending, of_bureau):
    elsewhere = Region.objects.get(code="130322")
    for person, status in (
        (cast.li(), 200),
        (cast.chen(), 200),
        (cast.wang(), of_bureau),
        (cast.liu(), of_bureau),
        (cast.zhao(), 404),
        (cast.zhou(), 404),
        (cast.official("other", "外区", "reviewer", elsewhere), 404),
        (cast.person("nobody"), 404),
    ):
        assert (person.username, as_person(person).get(address(submission, ending)).status_code) == (
            person.username,
            status,
        )
    assert Client().get(address(submission, ending)).status_code == 302


def test_other_formats_are_not_offered(submission):
    client = as_person(cast.li())
    assert [client.get(address(submission, f"export.{one}")).status_code for one in ("json", "txt", "exe")] == [404] * 3
