"""Values as they are written: never a formula, every digit kept, cells typed; whole or an error."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from disclosures.exports.table_files import (
    MOST_XLSX_ROWS,
    NOTES,
    TooManyRowsError,
    csv_pieces,
    json_pieces,
    write_xlsx,
)
from disclosures.exports.tables import Column, IncompleteError, Kind, Table, guarded

TABLE = Table(
    "things",
    "各种值",
    (
        Column("text", "文字"),
        Column("count", "个数", Kind.INTEGER),
        Column("amount_yuan", "金额（元）", Kind.AMOUNT),
        Column("number", "数值", Kind.NUMBER),
        Column("flag", "公开", Kind.FLAG),
        Column("day", "日期", Kind.DAY),
        Column("moment", "时间", Kind.MOMENT),
        Column("url", "网址", Kind.ADDRESS),
    ),
)
MOMENT = datetime(2021, 3, 1, 16, 30, tzinfo=UTC)
ROWS = [
    ("=1+1", 3, Decimal("-120000"), Decimal("95.5000000000"), True, date(2021, 3, 1), MOMENT, "http://x/1/"),
    ("", None, None, Decimal("300.0000000000"), False, None, None, None),
]


def read(pieces) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(start):
    assert guarded(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ["", "-", "=", "图书馆", "1-2", "'=1"])
def test_any_other_text_and_a_sign_alone_stay_as_they_are(text):
    assert guarded(text) == text


def test_csv_has_the_mark_of_utf_8_headings_for_people_and_plain_values():
    content = b"".join(csv_pieces(TABLE, iter(ROWS), 2))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read([content]) == [
        ["文字", "个数", "金额（元）", "数值", "公开", "日期", "时间", "网址"],
        ["'=1+1", "3", "-120000.00", "95.5", "是", "2021-03-01", "2021-03-02T00:30:00+08:00", "http://x/1/"],
        ["", "", "", "300", "否", "", "", ""],
    ]


def test_csv_without_rows_has_its_head():
    assert read(csv_pieces(TABLE, iter(()), 0)) == [TABLE.labels]


def test_json_says_the_count_before_and_behind_the_rows_and_keeps_every_digit():
    made = json.loads(b"".join(json_pieces(TABLE, iter(ROWS), 2, {"title": "各种值"})))
    assert (list(made), made["count"], made["written"]) == (["title", "columns", "count", "results", "written"], 2, 2)
    assert made["results"] == [
        {
            "text": "=1+1",
            "count": 3,
            "amount_yuan": "-120000.00",
            "number": "95.5",
            "flag": True,
            "day": "2021-03-01",
            "moment": "2021-03-02T00:30:00+08:00",
            "url": "http://x/1/",
        },
        {
            "text": None,
            "count": None,
            "amount_yuan": None,
            "number": "300",
            "flag": False,
            "day": None,
            "moment": None,
            "url": None,
        },
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("make", [csv_pieces, lambda *given: json_pieces(*given, {})], ids=["csv", "json"])
def test_rows_that_are_not_as_many_as_were_counted_are_an_error(make, count):
    with pytest.raises(IncompleteError, match=f"2 rows of {count}"):
        list(make(TABLE, iter(ROWS), count))


def test_a_workbook_has_typed_cells_and_a_sheet_that_explains_them():
    file = io.BytesIO()
    write_xlsx(file, TABLE, iter(ROWS), 2, lambda written: [("来源", "=财政局"), ("行数", f"{written} 行")])
    book = load_workbook(file)
    assert book.sheetnames == [NOTES, "各种值"]
    assert list(book["各种值"].values) == [
        tuple(TABLE.labels),
        ("=1+1", 3, -120000, 95.5, "是", datetime(2021, 3, 1), datetime(2021, 3, 2, 0, 30), "http://x/1/"),
        (None, None, None, 300, "否", None, None, None),
    ]
    assert [cell.data_type for cell in book["各种值"][2]] == ["s", "n", "n", "n", "s", "d", "d", "s"]
    explained = list(book[NOTES].values)
    assert explained[:2] == [("来源", "=财政局", None, None), ("行数", "2 行", None, None)]
    assert explained[3:5] == [("各种值的列", "接口中的名称", "类型", "说明"), ("文字", "text", "文字", None)]


def test_a_workbook_of_too_many_rows_is_refused_and_not_cut():
    count = MOST_XLSX_ROWS + 1
    with pytest.raises(TooManyRowsError, match=f"共 {count} 行，一个 Excel 文件最多 {MOST_XLSX_ROWS} 行"):
        write_xlsx(io.BytesIO(), TABLE, iter(()), count, lambda _: [])


def test_a_text_longer_than_a_cell_is_refused_and_not_cut():
    row = ("长" * 32_768, *ROWS[0][1:])
    with pytest.raises(ValueError, match="共 32768 字，Excel 的单元格放不下"):
        write_xlsx(io.BytesIO(), TABLE, iter([row]), 1, lambda _: [])
