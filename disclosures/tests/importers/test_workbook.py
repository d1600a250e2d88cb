"""Workbooks that are broken or made to harm: refused in Chinese, within bounded memory, and soon."""

import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook as NewWorkbook

from disclosures.importers.refusal import Refused
from disclosures.importers.workbook import MAX_ROWS, Workbook

DAMAGED = "文件已损坏，不能完整读出，请在 Office 中打开后另存一份再导入"
ENTITIES = "文件中含有 XML 实体或 DTD 声明，不予读取"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain() -> bytes:
    book = NewWorkbook()
    book.active["A1"], book.active["B3"] = "甲", 2
    return saved(book)


def saved(book) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(name: str, content: bytes | str) -> bytes:
    """A workbook with one part replaced or added."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(plain())) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        new.writestr(name, content)
    return result.getvalue()


def sheet(inner: str, after: str = "") -> bytes:
    return with_part(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{after}</worksheet>'
    )


def rows(data: bytes) -> list[list[str]]:
    book = Workbook(data)
    return [[cell.text for cell in row] for row in book.rows(book.titles[0])]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        rows(data)
    return refused.value.message


def test_a_plain_workbook_is_read():
    assert rows(plain()) == [["甲"], [], ["", "2"]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        ("甲".encode(), "这不是 Excel 工作簿（.xlsx）"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "这是旧版 .doc 或 .xls 文件，请另存为 .docx 或 .xlsx 再导入"),
        (b"PK\x03\x04" + bytes(100), DAMAGED),
        (b"PK" + bytes(100 * 1024 * 1024), "文件超过 20 MB，不予读取"),
    ],
)
def test_what_is_no_workbook_is_refused_at_first_look(data, message):
    assert refusal(data) == message


def test_macros_are_refused():
    assert refusal(with_part("xl/vbaProject.bin", b"x")) == "文件中含有宏，请另存为不含宏的文件再导入"


@pytest.mark.parametrize(
    "name",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"],
)
def test_entities_and_dtds_are_refused_in_every_part(name):
    lol = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
    assert refusal(with_part(name, lol)) == ENTITIES
    assert refusal(with_part(name, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"))) == ENTITIES


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="klingon"?><a/>'])
def test_broken_xml_is_refused(name, content):
    assert refusal(with_part(name, content)) == DAMAGED


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = with_part("xl/media/image1.bmp", bytes(101 * 1024 * 1024))
    tracemalloc.start()
    assert refusal(bomb) == "文件解压后超过 100 MB，不予读取"
    assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    tracemalloc.stop()


def test_bombs_of_styles_and_of_tags_are_refused():
    large = f'<styleSheet xmlns="{MAIN}">{"<a/>" * 1_100_000}</styleSheet>'
    assert refusal(with_part("xl/styles.xml", large)) == "文件内容异常，不予读取（xl/styles.xml）"
    assert refusal(sheet("<row>" + "<c/>" * 4_000_001 + "</row>")) == "工作表过大，不予读取"


def test_rows_and_columns_at_the_end_of_the_world_do_no_harm():
    started = time.perf_counter()
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    assert refusal(sheet(far)) == f"“Sheet”表超过 {MAX_ROWS} 行，请删去表格下方的空行和无关内容"
    assert refusal(sheet('<row r="99999999999"><c><v>1</v></c></row>')).endswith("请删去表格下方的空行和无关内容")
    wide = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert rows(sheet(wide)) == [["1"]]
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert rows(sheet('<row r="1"><c r="A1"><v>1</v></c></row>', merged)) == [["1"]]
    assert time.perf_counter() - started < 20


def test_damage_to_any_byte_is_refused_or_harmless():
    whole = plain()
    for place in range(0, len(whole), 61):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        try:
            read = rows(bytes(damaged))
        except Refused:
            continue
        assert read == [["甲"], [], ["", "2"]]
    for length in range(0, len(whole), 499):
        refusal(whole[:length])
