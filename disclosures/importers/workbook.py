"""An .xlsx file → its sheets as plain cells, within bounded memory; everything hostile is refused here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from disclosures.importers.budget import metered
from disclosures.importers.office_package import DAMAGED, MAX_TREE, OfficePackage
from disclosures.importers.refusal import Refused

MAX_ROWS = 20_000
#: Elements of all parts together, and columns of a sheet that are looked at; no real workbook comes near either.
MAX_TAGS, MAX_COLUMNS = 1_000_000, 32
#: Parts that may be large, because openpyxl reads them piece by piece.
_STREAMED = ("xl/worksheets/", "xl/sharedstrings.xml")
_DIGITS_EXCEL_KEEPS = 10**15

#: A number format of a fixed number of decimals, with thousands separators or without.
_FIXED = re.compile(r"(?P<grouped>#,##)?0(?:\.(?P<decimals>0{1,6}))?")

_FORMULA = "单元格里是公式，请粘贴为数值后再导入"
_DATE = "单元格是日期格式，请改为文本格式后重新填写"
_LONG = "数字超过 15 位，Excel 已不能保留原样，请改为文本格式后重新填写"
_OTHER = "单元格里既不是文字也不是数字，请改为文本格式后重新填写"
_TROUBLES = {"f": _FORMULA, "d": _DATE, "b": _OTHER, "e": _OTHER}


@dataclass(frozen=True)
class SheetCell:
    """The text of a cell, numbers and percentages as a person reads them; or why it cannot be read exactly. `shown` is
    a number as Excel shows it, where its format fixes decimals or separators and shows all of it."""

    text: str = ""
    trouble: str = ""
    shown: str = ""
    is_number: bool = False

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.trouble)


BLANK = SheetCell()


class Workbook:
    """The sheets of an .xlsx file. Raises Refused for what is no sound, plain, moderate one."""

    def __init__(self, data: bytes):
        package = OfficePackage(data, "spreadsheetml.sheet.main+xml", "这不是 Excel 工作簿（.xlsx）")
        _refuse_hostile_parts(package)
        try:
            self._book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            self.titles = self._book.sheetnames
        except Exception as error:  # whatever openpyxl stumbles upon in a damaged file
            raise Refused(DAMAGED) from error

    def rows(self, title: str) -> list[list[SheetCell]]:
        """The rows of a sheet from its first, each as far as anything stands in it."""
        try:
            return list(_rows(self._book[title]))
        except Refused:
            raise
        except Exception as error:
            raise Refused(DAMAGED) from error


def _refuse_hostile_parts(package: OfficePackage) -> None:
    tags = 0
    for name, info in package.parts.items():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if info.file_size > MAX_TREE and not name.lower().startswith(_STREAMED):
            raise Refused(f"文件内容异常，不予读取（{name}）")
        content = package.read(name)
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise Refused("工作表过大，不予读取")
        _refuse_dtd(content)


def _refuse_dtd(content: bytes) -> None:
    """A DTD stands before the first element, so reading as far as that is enough."""
    try:
        next(iterparse(BytesIO(content), events=("start",), forbid_dtd=True))
    except DefusedXmlException as error:
        raise Refused("文件中含有 XML 实体或 DTD 声明，不予读取") from error
    except Exception as error:
        raise Refused(DAMAGED) from error


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[SheetCell]]:
    sheet.reset_dimensions()
    blank = 0
    for number, cells in enumerate(metered(sheet.iter_rows(max_col=MAX_COLUMNS)), 1):
        if number > MAX_ROWS:
            raise Refused(f"“{sheet.title}”表超过 {MAX_ROWS} 行，请删去表格下方的空行和无关内容", number)
        row = [_cell(cell) for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            blank += 1
            continue
        yield from ([] for _ in range(blank))
        blank = 0
        yield row


def _cell(cell: ReadOnlyCell | EmptyCell) -> SheetCell:
    value = cell.value
    if value is None:
        return BLANK
    if cell.data_type in _TROUBLES:
        return SheetCell(trouble=_TROUBLES[cell.data_type])
    if isinstance(value, str):
        return SheetCell(value.replace("_x000D_", ""))  # a carriage return as Excel writes it
    if abs(value) >= _DIGITS_EXCEL_KEEPS:
        return SheetCell(trouble=_LONG)
    number = Decimal(f"{value:.15g}")  # the digits that Excel shows of what it computed
    if "%" in cell.number_format:
        return SheetCell(f"{_plain(number * 100)}%")
    return SheetCell(_plain(number), shown=_shown(number, cell.number_format), is_number=True)


def _shown(number: Decimal, number_format: str) -> str:
    match = _FIXED.fullmatch(number_format)
    if not match:
        return ""
    decimals = len(match["decimals"] or "")
    if number != round(number, decimals):
        return ""
    return f"{number:,.{decimals}f}" if match["grouped"] else f"{number:.{decimals}f}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
