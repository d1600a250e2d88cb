"""Bytes → text: encodings, line ends, and what is no text at all."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from disclosures.importers.refusal import Refused

MAX_FILE = 20 * 1024 * 1024

IS_PDF = "这是 PDF 文件，不能准确读取；请导入生成它的 Word 文件（.docx），或者先转换为文本再导入"
_NOT_TEXT = {
    b"PK\x03\x04": "这是压缩包或 Office 文件，请按其本来的扩展名（如 .docx）导入",
    b"%PDF": IS_PDF,
    bytes.fromhex("d0cf11e0a1b11ae1"): "这是旧版 .doc 文件，请在 Word 中另存为 .docx 再导入",
    b"{\\rtf": "这是 RTF 文件，请在 Word 中另存为 .docx 再导入",
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTES_LINE_END = re.compile(rb"\r\n|\r|\n")
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x12\x16-\x1f\x7f\ufffd]")
_FIELD_MARKS = re.compile(r"[\x13-\x15\t\r\n]")
#: DOS ends a text with this character, and some editors fill the rest of the last block with it.
_DOS_END = re.compile(r"\x1a[\s\x1a]*\Z")
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\xa0\xb0-\xb7\xd7\u2000-\u206f\u2100-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_DAMAGED = "含有无法识别的字符，文件可能已损坏或不是文本文件"
_BROKEN_FIELD = "Word 的域不完整，请在 Word 中更新域后再导入"
_UNKNOWN_ENCODING = "无法识别文件的编码，请另存为 UTF-8 文本再导入"


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without mark) or GB18030; line ends and Word's fields as they are.

    Raises Refused for an empty file, one over 20 MB, other kinds of files named .txt, and damaged characters.
    """
    if len(data) > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取")
    for mark, message in _NOT_TEXT.items():
        if data.startswith(mark):
            raise Refused(message)
    text = _DOS_END.sub("\n", _decode(data))
    if not text.strip():
        raise Refused("文件是空的")
    if damage := _CONTROL.search(text):
        raise Refused(_DAMAGED, _line_of(text, damage.start()))
    return text


def without_fields(text: str) -> str:
    """A text without Word's field characters and what stands in them, as in \x13 TC … \x15; the results of fields stay.

    Raises Refused where a field has no end, or where a line or a cell ends within its instruction.
    """
    if not any(mark in text for mark in (_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END)):
        return text
    pieces, position = [], 0
    open_fields: list[bool] = []  # for every open field: has its result begun?
    for match in _FIELD_MARKS.finditer(text):
        mark, is_printed = match[0], all(open_fields)
        if is_printed:
            pieces.append(text[position : match.start()])
        position = match.end()
        if mark == _FIELD_BEGIN:
            open_fields.append(False)
        elif mark in (_FIELD_RESULT, _FIELD_END) and open_fields:
            open_fields.pop()
            open_fields += [True] if mark == _FIELD_RESULT else []
        elif mark in (_FIELD_RESULT, _FIELD_END) or not is_printed:
            raise Refused(_BROKEN_FIELD, _line_of(text, match.start()))
        else:
            pieces.append(mark)
    if open_fields:
        raise Refused(_BROKEN_FIELD, _line_of(text, text.rindex(_FIELD_BEGIN)))
    return "".join((*pieces, text[position:]))


def _line_of(text: str, position: int) -> int:
    return len(_LINE_END.findall(text, 0, position)) + 1


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them, counted as an editor counts them."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def _decode(data: bytes) -> str:
    if data.startswith(BOM_UTF8):
        return _strict(data[len(BOM_UTF8) :], "utf-8")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _strict(data, "utf-16")
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _gb18030_or_damaged_utf8(data, error)


def _gb18030_or_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    readable = data[: error.start].decode("utf-8")
    if any(ord(character) > 0x2E80 for character in readable):
        raise Refused("含有损坏的 UTF-8 字符", len(_LINE_END.findall(readable)) + 1) from error
    text = _strict(data, "gb18030")
    if any(unicodedata.category(character) in ("Co", "Cn") for character in set(text)):
        raise Refused(_UNKNOWN_ENCODING)
    return text


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 in the byte order in which nearly all of it is what Chinese documents are made of."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        if len(_USUAL.findall(text)) > 0.95 * len(text):
            return _strict(data, encoding)
    raise Refused(_DAMAGED, len(_BYTES_LINE_END.findall(data, 0, data.index(b"\x00"))) + 1)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(_UNKNOWN_ENCODING) from error
