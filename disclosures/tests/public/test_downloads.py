"""Taking a version away: exact bytes, other formats, the source file."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from disclosures.document.as_json import from_json
from disclosures.document.redaction import redact
from disclosures.document.xlsx_columns import HELP
from disclosures.exports import READERS_FORMATS
from disclosures.importers import parse_file
from disclosures.importers.refusal import Refused
from disclosures.models import Disclosure, DisclosureBody
from disclosures.public import downloads
from disclosures.publication import kept_exports
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import document, file_of, project, published, withheld_project
from disclosures.tests.public.reading import read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"


def bytes_of(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200
    return response.getvalue()


def names(response) -> tuple[str, str]:
    """The two names of a file: the plain one, and the one for people."""
    pattern = r"attachment; filename=\"([ -~]+)\"; filename\*=utf-8''([ -~]+)"
    plain, chinese = re.fullmatch(pattern, response.headers["Content-Disposition"]).groups()
    return plain, unquote(chinese)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("山海关区文化馆", "山海关区文化馆"),
        ('文化/广电\\旅游*局:"本级"<一>|?\r\n', "文化广电旅游局本级一"),
        ("长" * 360, "长" * 40),
        ("///", "345001"),
    ],
)
def test_a_file_is_called_as_people_call_what_is_in_it(name, file):
    version = Disclosure(department_name=name, department_code="345001", fiscal_year=2021, version=2)
    assert downloads.file_name(version, ".docx") == f"{file}-2021年-第2版.docx"


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
    assert names(response) == ("130303-345001-2021-v1.body.json", "山海关区文化馆-2021年-第1版-存档正文.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["ETag"] == f'"{DisclosureBody.objects.get().sha256}"'
    again = Client().get(YEAR + "v1/body.json", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", READERS_FORMATS)
def test_every_format_of_exports_prints_the_redacted_document(name):
    published(document(project(1), withheld_project(2, purpose="密用途")))
    media_type, extension, export = READERS_FORMATS[name]
    response = Client().get(f"{YEAR}v1/download.{extension}")
    published_document = from_json(json.loads(DisclosureBody.objects.get().text))
    assert redact(published_document) == published_document
    assert response.headers["Content-Type"] == media_type
    assert names(response) == (f"130303-345001-2021-v1.{extension}", f"山海关区文化馆-2021年-第1版.{extension}")
    if extension == "txt":  # Word and Excel files carry the moment of their making
        assert response.getvalue() == export(published_document)


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


def test_excel_says_on_its_first_sheet_which_version_it_is():
    published()
    book = load_workbook(BytesIO(bytes_of(YEAR + "v1/download.xlsx")))
    assert book.sheetnames == ["说明", "项目", "指标", "正文"]
    assert ("版本", imprint()) in [row[:2] for row in book["说明"].values]


def test_excel_for_readers_is_not_the_form_that_clerks_fill_in():
    """It has no hidden keys and no help for entering; handed in by mistake it is refused with a sentence."""
    published()
    content = bytes_of(YEAR + "v1/download.xlsx")
    assert HELP not in load_workbook(BytesIO(content)).sheetnames
    with pytest.raises(Refused) as refusal:
        parse_file("甲.xlsx", content)
    assert str(refusal.value).endswith("请使用本系统导出的模板")


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


def test_a_source_file_that_the_reader_has_is_not_read_again():
    made = document(problems=())
    published(made)
    etag = f'"{made.source.sha256}"'
    with CaptureQueriesContext(connection) as asked:
        again = Client().get(YEAR + "source/", headers={"if-none-match": etag})
    assert (again.status_code, again.headers["ETag"], again.content) == (304, etag, b"")
    assert [query["sql"] for query in asked if "disclosures_sourcefile" in query["sql"]] == []


def test_no_source_file_where_something_is_withheld():
    published(document(project(1), withheld_project(2), problems=()))
    assert [read(YEAR + "source/").status, read(YEAR + "v1/source/").status] == [404, 404]
    assert "导入的原件" not in read(YEAR).links


# --- made once --------------------------------------------------------------------------------------------------------

EVERY = [extension for _, extension, _ in READERS_FORMATS.values()]
KEPT = [extension for extension in EVERY if extension != "json"]


def name_of(extension: str, year: int = 2021, revision: int = kept_exports.REVISION) -> str:
    """The name of a kept file: body, exporter, what is printed at its foot, format."""
    body = DisclosureBody.objects.get(disclosure__fiscal_year=year)
    words = f"第1版  http://testserver/130303/345001/{year}/v1/  SHA-256 {body.sha256}"
    return f"{body.sha256}.{revision}.{hashlib.sha256(words.encode()).hexdigest()[:16]}.{extension}"


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Where exports are kept, empty at first."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """The formats that were made, one entry each time."""
    times = []

    def counted(extension: str, export):
        return lambda *words: times.append(extension) or export(*words)

    counting = {
        name: (kind, ending, counted(ending, export)) for name, (kind, ending, export) in READERS_FORMATS.items()
    }
    monkeypatch.setattr(downloads, "READERS_FORMATS", counting)
    return times


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


@pytest.mark.parametrize("extension", KEPT)
def test_a_format_is_made_once_and_kept_for_all_processes(folder, made, extension):
    published()
    first = bytes_of(f"{YEAR}v1/download.{extension}")
    assert bytes_of(f"{YEAR}v1/download.{extension}") == first
    assert made == [extension]
    assert kept(folder) == [name_of(extension)]
    assert (folder / name_of(extension)).read_bytes().endswith(first)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "altered",
    [
        lambda file: b"",
        lambda file: file[:-1],
        lambda file: file[:40],
        lambda file: file.replace("图书馆".encode(), b"x"),
    ],
    ids=["emptied", "cut off", "cut off early", "altered"],
)
def test_a_kept_file_that_is_not_what_was_kept_is_made_anew(folder, made, altered):
    published()
    first = bytes_of(f"{YEAR}v1/download.txt")
    file = folder / name_of("txt")
    file.write_bytes(altered(file.read_bytes()))
    assert bytes_of(f"{YEAR}v1/download.txt") == first
    assert made == ["txt", "txt"]


def test_a_kept_file_of_another_version_in_its_place_is_made_anew(folder, made):
    published()
    published(document(fiscal_year=2022))
    first = bytes_of(f"{YEAR}v1/download.txt")
    bytes_of("/130303/345001/2022/v1/download.txt")
    shutil.copy(folder / name_of("txt", 2022), folder / name_of("txt"))
    assert bytes_of(f"{YEAR}v1/download.txt") == first
    assert made == ["txt"] * 3


def test_what_the_reader_has_is_answered_before_anything_is_made(folder, made):
    published()
    etag = f'"{name_of("docx")}"'
    again = Client().get(f"{YEAR}v1/download.docx", headers={"if-none-match": etag})
    assert (again.status_code, again.headers["ETag"], again.content, made) == (304, etag, b"", [])
    fresh = Client().get(f"{YEAR}v1/download.docx", headers={"if-none-match": '"0.1.docx"'})
    assert (fresh.status_code, fresh.headers["ETag"], made) == (200, etag, ["docx"])


def test_another_exporter_makes_the_files_anew_and_the_old_ones_go(folder, made, monkeypatch):
    published()
    bytes_of(YEAR + "v1/download.txt")
    monkeypatch.setattr(kept_exports, "REVISION", 99)
    bytes_of(YEAR + "v1/download.txt")
    assert made == ["txt", "txt"]
    assert kept(folder) == [name_of("txt", revision=99)]


def test_another_name_of_the_site_gets_a_file_with_its_own_address(folder, made, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    published()
    bytes_of(YEAR + "v1/download.docx")
    other = Client().get(YEAR + "v1/download.docx", headers={"host": "other.example"})
    footer = docx.Document(BytesIO(other.getvalue())).sections[0].footer.paragraphs[1].text
    assert footer == imprint().replace("testserver", "other.example")
    assert made == ["docx", "docx"]


@pytest.mark.parametrize("extension", EVERY)
def test_withdrawn_is_410_at_once_for_the_kept_file_and_for_who_has_it(folder, extension):
    published()
    address = f"{YEAR}v1/download.{extension}"
    etag = Client().get(address).headers["ETag"]
    withdraw("130303", "345001", 2021, "金额有误")
    gone = Client().get(address, headers={"if-none-match": etag})
    assert gone.status_code == 410
    assert "图书馆购书" not in gone.content.decode()


def test_the_files_of_a_withdrawn_version_are_removed_by_the_command(folder, django_capture_on_commit_callbacks):
    published()
    bytes_of(YEAR + "v1/download.docx")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("withdraw_disclosure", "130303", "345001", "2021", "--reason", "金额有误")
    assert kept(folder) == []


def test_the_files_of_a_withdrawn_version_are_removed_when_another_file_is_made(folder):
    published()
    published(document(project(1), fiscal_year=2020))
    bytes_of(YEAR + "v1/download.docx")
    withdraw("130303", "345001", 2021, "金额有误")
    bytes_of("/130303/345001/2020/v1/download.txt")
    assert kept(folder) == [name_of("txt", 2020)]


def test_the_files_of_an_erased_version_are_removed_and_none_is_left_of_one_in_the_making(
    folder, monkeypatch, django_capture_on_commit_callbacks
):
    published()
    bytes_of(YEAR + "v1/download.txt")

    def export(*_):
        erase = ("130303", "345001", "2021", "--reason", "依法清除", "--names", "王芳", "孙强")
        with django_capture_on_commit_callbacks(execute=True):
            withdraw("130303", "345001", 2021, "含个人信息")
            call_command("erase_disclosure", *erase)
        assert kept(folder) == []
        return b"made meanwhile"

    monkeypatch.setattr(downloads, "READERS_FORMATS", {"docx": ("application/x", "docx", export)})
    Client().get(f"{YEAR}v1/download.docx")
    assert kept(folder) == []
    assert Client().get(f"{YEAR}v1/download.docx").status_code == 410


@pytest.mark.parametrize("extension", EVERY)
def test_nothing_withheld_is_in_a_kept_file(folder, extension):
    published(document(project(1), withheld_project(2, purpose="密用途", code="130303210000000000777")))
    content = bytes_of(f"{YEAR}v1/download.{extension}")
    if extension in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            content = unescape(b"".join(map(file.read, file.namelist())).decode(errors="replace")).encode()
    assert "图书馆购书".encode() in content
    assert "密用途".encode() not in content
    assert b"130303210000000000777" not in content


def test_the_files_that_nobody_asked_for_longest_go_first(folder, monkeypatch):
    published()
    monkeypatch.setattr(kept_exports, "MAX_FILES", 2)
    for age, extension in enumerate(("docx", "txt"), 1):
        bytes_of(f"{YEAR}v1/download.{extension}")
        os.utime(folder / name_of(extension), (1_000_000 - age, 1_000_000 - age))
    bytes_of(YEAR + "v1/download.txt")
    bytes_of(YEAR + "v1/download.xlsx")
    assert kept(folder) == [name_of("txt"), name_of("xlsx")]
    monkeypatch.setattr(kept_exports, "MAX_BYTES", 1)
    bytes_of(YEAR + "v1/download.docx")
    assert kept(folder) == []


def test_one_is_made_at_a_time_and_who_waits_too_long_is_told_to_come_again(folder, made, monkeypatch):
    published()
    monkeypatch.setattr(kept_exports, "PATIENCE", 0)
    folder.mkdir()
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = Client(raise_request_exception=False).get(YEAR + "v1/download.docx")
    assert (answer.status_code, answer.headers["Retry-After"], made) == (503, "10", [])
    assert bytes_of(YEAR + "v1/download.docx")[:2] == b"PK"


def test_where_nothing_can_be_written_the_file_comes_all_the_same(settings, tmp_path, made, caplog):
    (tmp_path / "file").write_text("in the way")
    settings.VAR_DIR = tmp_path / "file"
    published()
    assert bytes_of(YEAR + "v1/download.docx")[:2] == b"PK"
    assert [record.message for record in caplog.records] == ["exports cannot be kept"]
