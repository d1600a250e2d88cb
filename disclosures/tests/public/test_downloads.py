"""Taking a version away: exact bytes, other formats, the source file."""

import hashlib
import json
from io import BytesIO

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from disclosures.document.as_json import from_json
from disclosures.document.redaction import redact
from disclosures.document.xlsx_columns import HELP
from disclosures.exports import FORMATS
from disclosures.importers import parse_file
from disclosures.models import DisclosureBody
from disclosures.tests.builders import document, file_of, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"


def bytes_of(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200
    return response.getvalue()


def test_the_stored_bytes_have_the_hash_that_the_page_prints():
    published(document(project(1), withheld_project(2)))
    content = bytes_of(YEAR + "v1/body.json")
    digest = hashlib.sha256(content).hexdigest()
    assert digest == DisclosureBody.objects.get().sha256
    assert f"SHA-256 {digest}" in read(YEAR).text
    assert content.decode() == DisclosureBody.objects.get().text


def test_the_stored_bytes_come_as_a_file_named_after_the_version_and_unchanged_ones_are_not_sent_again():
    published()
    response = Client().get(YEAR + "v1/body.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="130303-345001-2021-v1.body.json"'
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["ETag"] == f'"{DisclosureBody.objects.get().sha256}"'
    again = Client().get(YEAR + "v1/body.json", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_exports_prints_the_redacted_document(name):
    published(document(project(1), withheld_project(2, purpose="密用途")))
    media_type, extension, export = FORMATS[name]
    response = Client().get(f"{YEAR}v1/download.{extension}")
    published_document = from_json(json.loads(DisclosureBody.objects.get().text))
    assert redact(published_document) == published_document
    assert response.headers["Content-Type"] == media_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="130303-345001-2021-v1.{extension}"'
    if extension == "txt":  # Word and Excel files carry the moment of their making
        assert response.content == export(published_document)


def imprint() -> str:
    return f"第1版  http://testserver{YEAR}v1/  SHA-256 {DisclosureBody.objects.get().sha256}"


def test_json_is_the_stored_text_byte_by_byte():
    published()
    assert bytes_of(YEAR + "v1/download.json") == DisclosureBody.objects.get().text.encode()


def test_word_says_at_the_foot_which_version_it_is_and_is_read_back():
    published()
    content = bytes_of(YEAR + "v1/download.docx")
    assert [line.text for line in docx.Document(BytesIO(content)).sections[0].footer.paragraphs] == ["", imprint()]
    assert parse_file("甲.docx", content).problems == ()


def test_excel_says_on_its_last_sheet_which_version_it_is_and_is_read_back():
    published()
    content = bytes_of(YEAR + "v1/download.xlsx")
    assert [row[0] for row in load_workbook(BytesIO(content))[HELP].values][-1] == imprint()
    assert parse_file("甲.xlsx", content).problems == ()


def test_the_page_offers_every_format_and_the_source():
    published(document(problems=()))
    links = read(YEAR).links
    assert {text: links[text] for text in ("Word", "Excel", "文本", "JSON", "导入的原件", "本版的存档正文")} == {
        "Word": YEAR + "v1/download.docx",
        "Excel": YEAR + "v1/download.xlsx",
        "文本": YEAR + "v1/download.txt",
        "JSON": YEAR + "v1/download.json",
        "导入的原件": YEAR + "v1/source/",
        "本版的存档正文": YEAR + "v1/body.json",
    }


def test_the_source_file_is_handed_out_byte_by_byte_under_its_own_name():
    made = document(problems=())
    published(made)
    response = Client().get(YEAR + "source/")
    assert response.getvalue() == file_of(made)
    assert response.headers["Content-Disposition"] == ("attachment; filename*=utf-8''%E6%96%87%E5%8C%96%E9%A6%86.txt")
    assert bytes_of(YEAR + "v1/source/") == file_of(made)


def test_no_source_file_where_something_is_withheld():
    published(document(project(1), withheld_project(2), problems=()))
    assert [read(YEAR + "source/").status, read(YEAR + "v1/source/").status] == [404, 404]
    assert "导入的原件" not in read(YEAR).links
