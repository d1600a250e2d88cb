"""Cells of text in an .xlsx file, and what Excel can hold."""

import re

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

#: Excel's own limits: characters in a cell, and digits it keeps of a number.
MAX_CELL = 32_767
MAX_DIGITS = 15
TEXT_FORMAT = "@"

_WRAPPED = Alignment(wrap_text=True, vertical="top")
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", value)


def text_cell(sheet: WriteOnlyWorksheet, value: str) -> Cell:
    """Return a cell that says a text, never a formula; characters that XML cannot hold are left out."""
    text = xml_text(value)
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
    cell.number_format, cell.alignment = TEXT_FORMAT, _WRAPPED
    return cell
