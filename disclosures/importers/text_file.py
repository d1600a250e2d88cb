"""Bytes → text: encodings, line ends, and what is no text at all."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from disclosures.importers.refusal import Refused

MAX_FILE = 20 * 1024 * 1024

_NOT_TEXT = {
    b"PK\x03\x04": "这是压缩包或 Office 文件，请按其本来的扩展名（如 .docx）导入",
    b"%PDF": "这是 PDF 文件，请先转换为文本再导入",
    bytes.fromhex("d0cf11e0a1b11ae1"): "这是旧版 .doc 文件，请在 Word 中另存为 .docx 再导入",
    b"{\\rtf": "这是 RTF 文件，请在 Word 中另存为 .docx 再导入",
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\xa0\xb0-\xb7\xd7\u2000-\u206f\u2100-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_UNKNOWN_ENCODING = "无法识别文件的编码，请另存为 UTF-8 文本再导入"


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without mark) or GB18030; line ends as they are.

    Raises Refused for an empty file, one over 20 MB, other kinds of files named .txt, and damaged characters.
    """
    if len(data) > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取")
    for mark, message in _NOT_TEXT.items():
        if data.startswith(mark):
            raise Refused(message)
    text = _decode(data)
    if not text.strip():
        raise Refused("文件是空的")
    if damage := _CONTROL.search(text):
        line = len(_LINE_END.findall(text, 0, damage.start())) + 1
        raise Refused("含有无法识别的字符，文件可能已损坏或不是文本文件", line)
    return text


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
    raise Refused("这不是文本文件")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(_UNKNOWN_ENCODING) from error
