"""Files that are broken, too large or made to harm: refused in Chinese, within bounded memory, nothing else raised."""

import os
import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from disclosures.importers import budget, parse_file, read_path
from disclosures.importers.docx_text import read_docx
from disclosures.importers.office_package import MAX_FILE
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_docx_text import NAMESPACES, p, package, table
from disclosures.tests.importers.test_unseen_files import WHOLE

MEBIBYTE = 1024 * 1024
DAMAGED = "文件已损坏，不能完整读出，请在 Office 中打开后另存一份再导入"
ENTITIES = "文件中含有 XML 实体或 DTD 声明，不予读取"
TOO_LARGE = "文件解压后超过 100 MB，不予读取"
ODD = "文件内容异常，不予读取"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_docx(data)
    return refused.value.message


def with_part(name: str, content: bytes | None, data: bytes = b"") -> bytes:
    """A .docx with one part replaced (None: left out)."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data or package(p("甲")))) as old, zipfile.ZipFile(result, "w", 8) as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        if content is not None:
            new.writestr(name, content)
    return result.getvalue()


def document(inner: str, head: str = "") -> bytes:
    return f"{head}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>".encode()


def peak_memory(data: bytes) -> int:
    tracemalloc.start()
    try:
        refusal(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_plain_package_is_read():
    assert read_docx(package(p("甲")))[0] == "甲\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7", "这不是 Word 文档（.docx）"),
        ("第一部分".encode(), "这不是 Word 文档（.docx）"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "这是旧版 .doc 或 .xls 文件，请另存为 .docx 或 .xlsx 再导入"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "文件已加密，请取消密码后再导入",
        ),
        (b"PK\x03\x04" + bytes(100), DAMAGED),
        (b"PK" + bytes(MAX_FILE), "文件超过 20 MB，不予读取"),
        (b"PK" + b"PK\x01\x02" * 5001, "压缩包内的文件过多，不予读取"),
    ],
)
def test_what_is_no_docx_is_refused_at_first_look(data, message):
    assert refusal(data) == message


def test_a_workbook_named_docx_is_refused():
    buffer = BytesIO()
    openpyxl.Workbook().save(buffer)
    assert refusal(buffer.getvalue()) == "这不是 Word 文档（.docx）"


def test_a_zip_of_something_else_is_refused():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr("甲.txt", "甲")
    assert refusal(buffer.getvalue()) == "这不是 Word 文档（.docx）"


def test_macros_are_refused_by_part_and_by_type():
    assert refusal(with_part("word/vbaProject.bin", b"x")) == "文件中含有宏，请另存为不含宏的文件再导入"
    types = zipfile.ZipFile(BytesIO(package(p("甲")))).read("[Content_Types].xml")
    docm = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert docm != types
    assert refusal(with_part("[Content_Types].xml", docm)) == "文件中含有宏，请另存为不含宏的文件再导入"


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels", "[Content_Types].xml"]
)
def test_entities_and_dtds_are_refused_in_every_part(name):
    lol = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
    assert refusal(with_part(name, lol.encode())) == ENTITIES
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
    assert refusal(with_part(name, outside.encode("utf-16"))) == ENTITIES


@pytest.mark.parametrize(
    "content", [b"", b"<a>", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="klingon"?><a/>', b"<a/>"]
)
def test_broken_xml_is_refused(content):
    assert refusal(with_part("word/document.xml", content)) == DAMAGED


def test_a_missing_part_is_refused():
    assert refusal(with_part("word/document.xml", None)) == DAMAGED
    assert refusal(with_part("_rels/.rels", None)) == "这不是 Word 文档（.docx）"
    assert refusal(with_part("[Content_Types].xml", None)) == "这不是 Word 文档（.docx）"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = with_part("word/media/image1.bmp", bytes(101 * MEBIBYTE))
    assert len(bomb) < MEBIBYTE
    assert refusal(bomb) == TOO_LARGE
    assert peak_memory(bomb) < 2 * MEBIBYTE


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_reading():
    bomb = bytearray(with_part("word/document.xml", document(p("甲") + " " * 60 * MEBIBYTE)))
    size = struct.pack("<L", len(document(p("甲") + " " * 60 * MEBIBYTE)))
    assert bomb.count(size) == 2
    assert refusal(bytes(bomb.replace(size, struct.pack("<L", 1000)))) == DAMAGED
    assert peak_memory(bytes(bomb.replace(size, struct.pack("<L", 1000)))) < 2 * MEBIBYTE


def test_encrypted_parts_are_refused():
    data = bytearray(package(p("甲")))
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    assert refusal(bytes(data)) == "文件已加密，请取消密码后再导入"


def test_xml_bombs_of_depth_tags_and_lines_are_refused(monkeypatch):
    monkeypatch.setattr(budget, "MAX_LINES", 20_000)
    deep = document("<w:p>" * 300 + "</w:p>" * 300)
    assert refusal(with_part("word/document.xml", deep)) == ODD
    attributes = " ".join(f'a{number}=""' for number in range(300_000))
    assert refusal(with_part("word/document.xml", document(f"<w:p {attributes}/>"))) == ODD
    many = document("<w:p/>" * 20_001)
    assert refusal(with_part("word/document.xml", many)) == "文件的文字超过 20 MB 或 2 万行，不予读取"


def test_numbers_cannot_be_made_to_grow():
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9999999999"/>'
        f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1" * 10_000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>') * 3_000
    assert refusal(package(body, numbering=lists)) == "文件的文字超过 20 MB 或 30 万行，不予读取"


def test_damage_to_any_byte_is_refused_or_harmless():
    whole = package(p("第一部分") + table(["<w:tc><w:p/></w:tc>"]))
    text = read_docx(whole)[0]
    for place in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        try:
            assert read_docx(bytes(damaged))[0] == text
        except Refused:
            continue
    for length in range(0, len(whole), 997):
        refusal(whole[:length])


# --- text files -------------------------------------------------------------------------------------------------------


def text_refusal(data: bytes, name: str = "甲.txt") -> Refused:
    with pytest.raises(Refused) as refused:
        parse_file(name, data)
    return refused.value


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "文件是空的", None),
        (b" \r\n\t\n", "文件是空的", None),
        (package(p("甲")), "这是压缩包或 Office 文件，请按其本来的扩展名（如 .docx）导入", None),
        (b"%PDF-1.7\n", "这是 PDF 文件，不能准确读取；请导入生成它的 Word 文件（.docx），或者先转换为文本再导入", None),
        ("第一部分\n部门整体绩效目标\n".encode(), "不是认得的版式：文中找不到绩效目标表", None),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, None, None),
        (bytes(1000), None, None),
        (WHOLE.encode().replace("管好".encode(), b"\xe7\xae"), None, None),
        (WHOLE.encode("utf-8").replace("管好".encode(), b"\x00"), None, None),
    ],
)
def test_what_is_no_text_of_a_known_layout_is_refused(data, message, line):
    refused = text_refusal(data)
    if message:
        assert (refused.message, refused.line) == (message, line)


def test_an_unknown_extension_is_refused():
    assert text_refusal(b"x", "甲.exe").message == "不认得扩展名“.exe”，可以导入的是 .txt、.md、.docx、.xlsx 文件"
    assert text_refusal(b"%PDF-1.7", "甲.pdf").message.startswith("这是 PDF 文件，不能准确读取")
    assert text_refusal(b"x", "甲").message == "不认得扩展名“”，可以导入的是 .txt、.md、.docx、.xlsx 文件"


def test_a_truncated_table_is_refused_with_its_line():
    end = WHOLE.index("\t质量指标")
    assert text_refusal(WHOLE[:end].encode()).message == "第 79 行：这一行指标只有 1 个单元格，应为 6 个"


def test_unknown_level_names_are_refused_with_their_line():
    refused = text_refusal(WHOLE.replace("\t满意度指标\n", "\t喜爱度指标\n").encode())
    assert refused.message == "第 86 行：“喜爱度指标”不是一级指标的名称，这一行可能缺少或多出单元格"
    assert refused.line == 86


def test_two_projects_with_one_code_are_read_and_left_to_the_loader():
    document = parse_file("甲.txt", WHOLE.replace("13030221ZYXWVUTSRQPON", "13030221ABCDEFGHIJKLM").encode())
    assert [project.code for project in document.projects] == ["13030221ABCDEFGHIJKLM"] * 2


@pytest.mark.parametrize("name", ["甲.txt", "甲.docx", "甲.xlsx"])
def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 * MEBIBYTE)
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        read_path(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.message == "文件超过 20 MB，不予读取"
    assert peak < MEBIBYTE


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(Refused):
            read_path(path)


def test_what_never_ends_or_never_begins_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    for path in (tmp_path / "管道.txt", Path("/dev/zero")):
        with pytest.raises(Refused, match="这是管道或设备，不是文件"):
            read_path(path)


@pytest.mark.parametrize(
    "unit",
    ["\t", " ", "\x0b", "一" * 9, "1.", "\t一级指标\n", "[bookmark: ", "<b ", "TC ", "TOC \\o ", "......", "…", "1 "],
)
def test_long_repetitions_take_linear_time(unit):
    place = WHOLE.index("还要方便")
    text = f"{WHOLE[:place]}{unit * (200_000 // len(unit))}\\{WHOLE[place:]}"
    started = time.perf_counter()
    with suppress(Refused):
        parse_file("甲.txt", text.encode())
    assert time.perf_counter() - started < 10  # a tenth of a second, or minutes where the time is not linear
