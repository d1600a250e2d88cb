"""Bytes → text."""

import pytest

from disclosures.importers.refusal import Refused
from disclosures.importers.text_file import MAX_FILE, decode, split_lines, without_fields

TEXT = "第一部分\r\n\t项目编码\n总体目标：更换 8 架，≥95%\r末行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf_16_without_mark_may_hold_what_word_likes():
    text = "\t单位：元\xa0\n\t\u200b数量指标 ①\n" * 20
    assert decode(text.encode("utf-16-le")) == text


def test_rare_characters_of_gb18030():
    assert decode("𠮷㐂镕\n".encode("gb18030")) == "𠮷㐂镕\n"


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "文件是空的", None),
        (b"\xef\xbb\xbf \r\n\t", "文件是空的", None),
        (b"PK\x03\x04abc", "这是压缩包或 Office 文件，请按其本来的扩展名（如 .docx）导入", None),
        (b"%PDF-1.7", "这是 PDF 文件，不能准确读取；请导入生成它的 Word 文件（.docx），或者先转换为文本再导入", None),
        (
            bytes.fromhex("d0cf11e0a1b11ae1"),
            "这是旧版 .doc 文件，请在 Word 中另存为 .docx 再导入",
            None,
        ),
        (b"{\\rtf1", "这是 RTF 文件，请在 Word 中另存为 .docx 再导入", None),
        (bytes(range(256)) * 8, "含有无法识别的字符，文件可能已损坏或不是文本文件", 1),
        ("甲\r\n乙\n丙\x00丁".encode(), "含有无法识别的字符，文件可能已损坏或不是文本文件", 3),
        ("甲\n乙\x00\n".encode("gb18030"), "含有无法识别的字符，文件可能已损坏或不是文本文件", 2),
        ("甲\n乙\x00\n".encode("utf-16"), "含有无法识别的字符，文件可能已损坏或不是文本文件", 2),
        ("甲\n乙\x1a丙\n".encode(), "含有无法识别的字符，文件可能已损坏或不是文本文件", 2),
        (b"\x1a", "文件是空的", None),
        ("甲\n乙".encode() + b"\xff", "含有损坏的 UTF-8 字符", 2),
        ("甲\n乙\ufffd".encode(), "含有无法识别的字符，文件可能已损坏或不是文本文件", 2),
        ("甲\r乙\x07".encode(), "含有无法识别的字符，文件可能已损坏或不是文本文件", 2),
        (b"\x81\x20\xff\xff", "无法识别文件的编码，请另存为 UTF-8 文本再导入", None),
        (b"x" * (MAX_FILE + 1), "文件超过 20 MB，不予读取", None),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_what_is_no_sound_text_is_refused(data, message, line):
    with pytest.raises(Refused) as refused:
        decode(data)
    assert (refused.value.message, refused.value.line) == (message, line)


@pytest.mark.parametrize("end", ["\x1a", "\n\x1a\n", "\x1a\x1a\x1a", "\x1a\r\n"])
def test_the_end_of_a_dos_file_is_no_damage(end):
    assert decode(f"甲\n乙{end}".encode()).rstrip() == "甲\n乙"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一、总体\x13 TC 总体 \\f A \\l 1 \x15\n乙", "一、总体\n乙"),
        ('\x13 HYPERLINK \\l "_Toc1" \x14一、总体\t\x13 PAGEREF _Toc1 \\h \x141\x15\x15\n乙', "一、总体\t1\n乙"),
        ("\x13 TOC \\o \x14一、总体\n二、分项\n\x15乙", "一、总体\n二、分项\n乙"),
    ],
)
def test_of_the_fields_of_word_their_results_stay(text, printed):
    assert without_fields(text) == printed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("甲\n\x13 TC 乙 \\f A\n丙\x15", 2),
        ("甲\n\x13 TC 乙\t丙\x15", 2),
        ("甲\n乙\x15", 2),
        ("甲\n\x14乙", 2),
        ("甲\n\x13 TOC \x14乙\n丙", 2),
    ],
)
def test_a_broken_field_is_refused_with_its_line(text, line):
    with pytest.raises(Refused) as refused:
        without_fields(text)
    assert refused.value.line == line


def test_lines_are_counted_as_an_editor_counts_them():
    assert split_lines("甲\r\n乙\r丙\n\n丁\x0c戊") == ["甲", "乙", "丙", "", "丁\x0c戊"]
    assert split_lines("甲\n\n乙\n") == ["甲", "", "乙", ""]
