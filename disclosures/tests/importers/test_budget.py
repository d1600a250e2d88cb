"""What one file may cost: beyond its time, its lines or its size it is refused, whatever kind of file it is."""

import time
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from disclosures.document.model import DutySection, Explanation
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_word_text import as_text
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers import budget, parse_file
from disclosures.importers.refusal import Refused
from disclosures.tests.builders import statement
from disclosures.tests.importers.test_docx_text import package
from disclosures.tests.importers.test_unseen_files import DOCUMENT, FIRST_SHEET, WHOLE

TOO_LONG = "文件过于庞杂，在限定的时间内没有读完，不予读取；请拆分或另存后再导入"


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        parse_file(name, data)
    return refused.value.message


def with_rows(row: str) -> bytes:
    """Our template with more rows in each of its sheets."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(DOCUMENT, "不带空白报表"))) as sound, zipfile.ZipFile(result, "w", 8) as file:
        for name in sound.namelist():
            content = sound.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"</sheetData>", row.encode() + b"</sheetData>")
            file.writestr(name, content)
    return result.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("甲.docx", lambda: package(f"<w:p>{'<w:r/>' * 1_000_000}</w:p>")),
        ("甲.docx", lambda: package(f"<w:tbl>{'<w:tr/>' * 290_000}</w:tbl>")),
        ("甲.xlsx", lambda: with_rows(f"<row>{'<c/>' * 13}</row>" * 9_000)),
    ],
)
def test_a_small_file_that_unfolds_is_given_up_when_its_time_is_over(monkeypatch, name, data):
    monkeypatch.setattr(budget, "SECONDS", 0.3)
    made = data()
    assert len(made) < 100_000
    started = time.thread_time()
    assert refusal(name, made) == TOO_LONG
    assert time.thread_time() - started < 3


def test_time_is_counted_for_each_file_anew(monkeypatch):
    monkeypatch.setattr(budget, "SECONDS", 0)
    assert refusal("甲.docx", docx_file(DOCUMENT)) == TOO_LONG
    monkeypatch.undo()
    assert parse_file("甲.docx", docx_file(DOCUMENT)).projects == DOCUMENT.projects


def test_too_many_lines_are_refused_before_they_are_read():
    text = WHOLE + "\n" * 300_000
    assert refusal("甲.txt", text.encode()) == "文件的文字超过 20 MB 或 30 万行，不予读取"


def test_more_elements_than_any_workbook_has_are_refused():
    assert refusal("甲.xlsx", with_rows(f"<row>{'<c/>' * 143_000}</row>")) == "工作表过大，不予读取"


def test_400_projects_are_read():
    sheets = tuple(
        replace(FIRST_SHEET, number=number, name=f"库房维护费{number}", code=f"13030221ABCDEFGH{number:05}")
        for number in range(1, 401)
    )
    document = replace(DOCUMENT, projects=sheets)
    assert parse_file("甲.txt", as_text(document)).projects == sheets
    assert parse_file("甲.xlsx", xlsx(document)).projects == sheets


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"projects": (FIRST_SHEET,) * 3}, "3 个项目，超过 2 个项目"),
        ({"projects": (replace(FIRST_SHEET, indicators=FIRST_SHEET.indicators[:1] * 7),)}, "7 条指标，超过 6 条指标"),
        ({"duties": (DutySection("甲"),) * 5}, "5 项职责，超过 4 项职责"),
        ({"explanations": (Explanation("甲", "乙"),) * 5}, "5 段说明，超过 4 段说明"),
        ({"statements": (statement(),) * 2}, "8 行报表，超过 7 行报表"),
    ],
)
def test_more_than_anybody_could_review_is_refused_with_its_number(monkeypatch, parts, said):
    for name, most in (("MAX_PROJECTS", 2), ("MAX_INDICATORS", 6), ("MAX_SECTIONS", 4), ("MAX_ROWS", 7)):
        monkeypatch.setattr(budget, name, most)
    with pytest.raises(Refused) as refused:
        budget.check_size(replace(DOCUMENT, **parts))
    assert refused.value.message == f"文件有 {said}，不予读取；请检查文件或拆分后再导入"


def test_more_lines_without_a_place_than_anybody_could_look_at_are_refused(monkeypatch):
    monkeypatch.setattr(budget, "MAX_PROBLEMS", 2)
    text = (
        WHOLE.replace("档案保管\n", "\n一行没有来由的字\n" * 3 + "\n档案保管\n").encode()
        + b"\n\n"
        + "另一行\n".encode()
    )
    count = refusal("甲.txt", text)
    assert count == "文件有 4 处没有读入的内容，超过 2 处没有读入的内容，不予读取；请检查文件或拆分后再导入"
