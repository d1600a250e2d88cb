"""Hostile values in cells, at every entrance: read, or refused for a foreseen reason, all the way to storing."""

import re
import zipfile
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.checks import run
from disclosures.document.as_json import body_text, from_json, to_json
from disclosures.document.comparison import compare
from disclosures.document.difference_list import listing
from disclosures.document.model import Document
from disclosures.document.redaction import shown_total
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers import parse_file
from disclosures.importers.refusal import UNFORESEEN, Refused
from disclosures.plans.limits import NotStorable, check_storable
from disclosures.tests.importers.test_unseen_files import DOCUMENT, PDF, WHOLE, changed

DIGITS = (27, 28, 29, 400, 4_301, 5_000)
VALUES = (
    *("9" * count for count in DIGITS),
    *(f"0.{'0' * count}1" for count in DIGITS),
    *(f"{'9' * count}%" for count in DIGITS),
    *(f"≥{'9' * count}元" for count in DIGITS),
    *(f"{'9' * count}、一个" for count in DIGITS),
    *(f"第{'9' * count}部分" for count in DIGITS),
    *("1e999", "1E+999999999", "-1e-999", "NaN", "sNaN", "Infinity", "-Infinity", "٣", "२०२१年", "²", "①", "½", "壹"),
    *("１" * 30, "１００％", "－１", "-0", "--1", "1_000", "0x10", "1,2,3", ".", "%", "万", "元", "9999年", "0000年"),
    *("2021年2022年", "99999999999", "130302999ABCDEFGHIJKL", "000000000000000000000", "999999", "涉密" * 3_000),
    *("\x00", "\x0b", "\u2028", "\ufeff", "\ufffe", "\U0010ffff", "甲" * 50_000, "(" * 5_000, "<p>" * 5_000, "“" * 300),
    *("=1+1", "_xD800_", "_x0000_", "{{", "%s%n", "\\u0000", "”" * 99, "十" * 5_000, "一百" * 5_000, "1." * 3_000),
)
hostile = st.sampled_from(VALUES) | st.text(max_size=60) | st.from_regex(r"-?\d{1,40}(\.\d{1,40})?%?", fullmatch=True)
#: What XML can carry as a character reference but not as a character, and what it cannot carry at all.
REFERENCES = ("&#0;", "&#xD800;", "&#xFFFF;", "&#x10FFFF;", "&#11;", "&#99999999999;")


def outcome(name: str, data: bytes) -> Document | None:
    """The Document, taken through all that is done to one before it is stored; None where the file is refused."""
    try:
        document = parse_file(name, data)
    except Refused as refused:
        assert refused.message != UNFORESEEN
        assert len(refused.message) < 400
        return None
    run(document)
    listing(compare(DOCUMENT, document))
    assert from_json(to_json(document)) == document
    shown_total(document)
    try:
        check_storable(document if document.fiscal_year else DOCUMENT)
    except NotStorable:
        return document
    body_text(to_json(document)).encode()
    return document


@cache
def parts(kind: str) -> tuple[str, tuple[tuple[str, str], ...], re.Pattern]:
    """Of a sound file of ours: its ending, its parts, and a pattern of the texts of its cells."""
    data, pattern = {
        "docx": (docx_file(DOCUMENT), r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)"),
        "xlsx": (xlsx(DOCUMENT), r'(<c r="[A-Z]+\d+")([^>]*>.*?)(</c>)'),
    }[kind]
    with zipfile.ZipFile(BytesIO(data)) as file:
        found = tuple((name, file.read(name).decode(errors="surrogateescape")) for name in file.namelist())
    return kind, found, re.compile(pattern, re.DOTALL)


def places(kind: str) -> list[tuple[str, int]]:
    """Every cell of the file: its part, and which one of that part."""
    _, found, pattern = parts(kind)
    return [
        (name, number)
        for name, content in found
        if name == "word/document.xml" or name.startswith("xl/worksheets/")
        for number in range(len(pattern.findall(content)))
    ]


def with_cell(kind: str, place: tuple[str, int], written: str) -> bytes:
    """The file with `written`, raw XML, in one cell."""
    _, found, pattern = parts(kind)
    result = BytesIO()
    with zipfile.ZipFile(result, "w", 8) as file:
        for name, content in found:
            if name == place[0]:
                match = list(pattern.finditer(content))[place[1]]
                content = f"{content[: match.end(1)]}{written}{content[match.start(3) :]}"  # noqa: PLW2901
            file.writestr(name, content.encode(errors="surrogateescape"))
    return result.getvalue()


@pytest.mark.parametrize("digits", [27, 5_000])
def test_a_percentage_of_many_digits_is_refused_with_its_line(digits):
    with pytest.raises(Refused) as refused:
        parse_file("甲.txt", changed("25.00%", f"{'2' * digits}%").encode())
    line = WHOLE.split("\n").index("\t25.00%") + 1
    shown = f"{'2' * 27}%" if digits == 27 else f"{'2' * 80}…"
    assert (refused.value.message, refused.value.line) == (f"第 {line} 行：支出计划“{shown}”不是百分比", line)


@pytest.mark.parametrize("amount", ["9" * 16, "9" * 5_000, "9" * 16 + ".00"])
def test_an_amount_of_too_many_digits_is_refused_with_its_line(amount):
    with pytest.raises(Refused) as refused:
        parse_file("甲.txt", changed("32000.00", amount).encode())
    line = WHOLE.split("\n").index("\t32000.00") + 1
    shown = amount if len(amount) <= 80 else f"{amount[:80]}…"
    assert refused.value.message == f"第 {line} 行：金额“{shown}”的位数过多，不像金额"


@pytest.mark.parametrize("text", [WHOLE, PDF], ids=["word", "pdf"])
@given(st.data())
def test_any_value_in_any_line_of_a_text(text, data):
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 2))):
        number = data.draw(st.integers(0, len(lines) - 1))
        cells = lines[number].split("\t")
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(hostile)
        lines[number] = "\t".join(cells)
    outcome("甲.txt", "\n".join(lines).encode(errors="replace"))


@given(st.data())
def test_any_value_in_any_cell_of_a_docx(data):
    place = data.draw(st.sampled_from(places("docx")))
    outcome("甲.docx", with_cell("docx", place, data.draw(st.sampled_from(REFERENCES) | hostile.map(escape))))


@given(st.data())
def test_any_value_in_any_cell_of_the_template(data):
    place = data.draw(st.sampled_from(places("xlsx")))
    value = data.draw(st.sampled_from(REFERENCES) | hostile.map(escape))
    kind = data.draw(st.sampled_from(("inlineStr", "n", "b", "d", "e", "s", "str")))
    written = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    style = data.draw(st.sampled_from(("", ' s="3"', ' s="99999"', f' s="{"9" * 30}"')))
    outcome("甲.xlsx", with_cell("xlsx", place, f'{style} t="{kind}">{written}'))
