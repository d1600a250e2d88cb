"""A .docx of the Word layout → the lines that Word itself prints when such a file is saved as text.

The XML is read as a stream, part by part and within limits, because python-docx unpacks everything at once, and its
paragraphs leave out what stands in content controls, tracked insertions, text boxes and automatic numbers.
"""

import re
from collections.abc import Callable
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from disclosures.importers.budget import metered
from disclosures.importers.docx_numbering import WORD, Numbering, read_numbering
from disclosures.importers.office_package import DAMAGED, WORD_TYPE, OfficePackage
from disclosures.importers.placed_lines import PlacedLines
from disclosures.importers.refusal import Refused

MAX_DEPTH = 200
#: No tag and no run of text in a real document is as long as this; it bounds what one element may hold.
MAX_TOKEN = 1024 * 1024

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
#: Nothing inside these is on the printed page: deleted text, former properties, second versions, ruby.
_UNSEEN = {
    *("w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:tcPrChange", "w:tblPrChange", "w:trPrChange"),
    *("w:tblPrExChange", "w:sectPrChange", "w:numberingChange", "w:sectPr", "w:rt", "w:sdtPr", "mc:Fallback"),
}
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_STRUCTURES = ("f", "rad", "sSup", "sSub", "sSubSup", "sPre", "nary", "m", "eqArr", "limLow", "limUpp")
_FORBIDDEN = {
    "w:altChunk": "嵌入的其他文件",
    "w:subDoc": "嵌入的其他文件",
    "o:OLEObject": "嵌入的对象",
    "w:footnoteReference": "脚注",
    "w:endnoteReference": "尾注",
    "w:cellDel": "修订删除的单元格",
    "w:cellMerge": "修订合并的单元格",
} | {f"m:{name}": "公式" for name in _STRUCTURES}
_FORBIDDEN_IN_CELL = {
    "w:tbl": "套在单元格里的表格",
    "w:txbxContent": "文本框",
    "pic:pic": "图片",
    "v:imagedata": "图片",
}
#: Signs that Word writes as characters of the font Symbol.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B4": "×", "F0B0": "°", "F03E": ">", "F03C": "<", "F03D": "="}
_BLOCKS = {"w:body", "w:p", "w:tbl", "w:tr", "w:tc"}
_PROPERTIES = {"w:vMerge", "w:hMerge", "w:vanish", "w:pStyle", "w:numId", "w:ilvl"}
_VALUE, _FIELD_KIND, _SYMBOL_CODE, _SYMBOL_FONT = (f"{WORD}{name}" for name in ("val", "fldCharType", "char", "font"))
_LINE_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def read_docx(data: bytes) -> tuple[str, Callable[[int], str]]:
    """The text of a .docx in the manner of the Word layout, and a function from its line to the place in the file.

    Paragraphs are lines. Each cell of a table begins a line with a tab, its further paragraphs are lines without one,
    blank ones left out, so that a blank line always ends a row; another one ends the table. Cells merged across count
    once; below the first of cells merged downwards stands a blank one. Tracked changes are read as accepted; field
    codes, hidden text, headers and footers are left out; automatic numbers are written out. A place is
    第 N 张表第 M 行, or 第 N 段 outside tables, where N counts paragraphs that are not blank.

    Raises Refused (Chinese) for what is too large, damaged, encrypted, no Word document, or holds what has no exact
    text: pictures or text boxes inside tables, embedded objects, footnotes, structured formulas, unknown symbols.
    """
    package = OfficePackage(data, WORD_TYPE, "这不是 Word 文档（.docx）")
    trees = [package.related(package.main, kind) for kind in ("numbering", "styles")]
    reader = _Reader(read_numbering(*(package.tree(name) if name else None for name in trees)))
    content = package.read(package.main)
    if not all(b">" in content[start : start + MAX_TOKEN] for start in range(0, len(content) - MAX_TOKEN, MAX_TOKEN)):
        raise Refused("文件内容异常，不予读取")
    try:
        for event, element in metered(iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True)):
            reader.take(event, element)
    except DefusedXmlException as error:
        raise Refused("文件中含有 XML 实体或 DTD 声明，不予读取") from error
    except Refused:
        raise
    except (ParseError, LookupError, ValueError) as error:
        raise Refused(DAMAGED) from error
    reader.close()
    return reader.lines.text(), reader.lines.place


class _Paragraph:
    def __init__(self, carried: str):
        self.pieces = [carried]
        self.style: str | None = None
        self.list_id: str | None = None
        self.level: int | None = None
        self.mark_deleted = False


class _Reader:
    """Takes the XML event by event; holds the lines so far and where in the document it stands."""

    def __init__(self, numbering: Numbering):
        self.numbering = numbering
        self.lines = PlacedLines()
        self.stack: list[tuple[str, Element]] = []
        self.unseen_from = 0
        self.paragraphs: list[_Paragraph] = []
        self.carried = ""
        self.fields: list[bool] = []  # for every open field: has its result begun?
        self.hidden = False
        self.paragraph_count = self.table_count = self.row_count = 0
        self.row: list[list[str]] | None = None
        self.row_gone = False
        self.cell: list[str] | None = None
        self.cell_merge = ""
        self.body_seen = False

    def close(self) -> None:
        """After the last event; refused where the document ended inside something."""
        if not self.body_seen or self.fields:
            raise Refused(DAMAGED)
        self._print_carried()

    def take(self, event: str, element: Element) -> None:
        """One start or end of an element."""
        if event == "start":
            name = _name(element.tag)
            self.stack.append((name, element))
            if len(self.stack) > MAX_DEPTH:
                raise Refused("文件内容异常，不予读取")
            if not self.unseen_from:
                self._enter(name, element)
            return
        name, _ = self.stack.pop()
        if self.unseen_from == len(self.stack) + 1:
            self.unseen_from = 0
        elif not self.unseen_from:
            self._leave(name, element)
        if self.stack:
            self.stack[-1][1].clear()  # memory stays flat whatever the size of the document

    def _parent(self, generation: int = 2) -> str:
        return self.stack[-generation][0] if len(self.stack) >= generation else ""

    def _enter(self, name: str, element: Element) -> None:
        self._enter_change(name)
        if self.unseen_from:
            return
        trouble = _FORBIDDEN.get(name) or (self.cell is not None and _FORBIDDEN_IN_CELL.get(name))
        if trouble:
            raise Refused(f"{self._here()}有{trouble}，不能准确读取，请改为普通文字后再导入")
        if name in _BLOCKS:
            self._enter_block(name)
        elif name in _PROPERTIES:
            self._enter_property(name, element)
        elif self._parent() == "w:r":
            self._enter_mark(name, element)

    def _enter_block(self, name: str) -> None:
        if name == "w:body":
            self.body_seen = True
        elif name == "w:p":
            self.paragraphs.append(_Paragraph(self.carried))
            self.carried = ""
        elif name == "w:tbl":
            self._print_carried()
            self.table_count, self.row_count = self.table_count + 1, 0
        elif name == "w:tr" and self.row is None:
            self.row, self.row_gone, self.row_count = [], False, self.row_count + 1
        elif name == "w:tc" and self.row is not None and self.cell is None:
            self.cell, self.cell_merge = [], ""
        else:
            raise Refused(DAMAGED)

    def _enter_change(self, name: str) -> None:
        """Tracked deletions: of text, of a paragraph's end, of a row."""
        if name in ("w:del", "w:moveFrom") and self._parent() == "w:rPr" and self._parent(3) == "w:pPr":
            if self.paragraphs:
                self.paragraphs[-1].mark_deleted = True
        elif name in ("w:del", "w:hidden") and self._parent() == "w:trPr":
            self.row_gone = True
        if name in _UNSEEN:
            self.unseen_from = len(self.stack)

    def _enter_property(self, name: str, element: Element) -> None:
        value, parent = element.get(_VALUE), self._parent()
        if name == "w:vMerge" and parent == "w:tcPr" and self.cell_merge != "beside":
            self.cell_merge = "start" if value == "restart" else "below"
        elif name == "w:hMerge" and parent == "w:tcPr":
            self.cell_merge = "start" if value == "restart" else "beside"
        elif name == "w:vanish" and parent == "w:rPr" and self._parent(3) == "w:r":
            self.hidden = value not in ("0", "false", "off")
        elif self.paragraphs and name == "w:pStyle" and parent == "w:pPr":
            self.paragraphs[-1].style = value
        elif self.paragraphs and name == "w:numId" and parent == "w:numPr":
            self.paragraphs[-1].list_id = value
        elif self.paragraphs and name == "w:ilvl" and parent == "w:numPr" and value in tuple("012345678"):
            self.paragraphs[-1].level = int(value)

    def _enter_mark(self, name: str, element: Element) -> None:
        """What stands in a run beside its text."""
        if name == "w:fldChar":
            kind = element.get(_FIELD_KIND)
            if kind == "begin":
                self.fields.append(False)
            elif not self.fields:
                raise Refused(f"{self._here()}的域不完整，请在 Word 中更新域后再导入")
            elif kind == "separate":
                self.fields[-1] = True
            else:
                self.fields.pop()
        elif name in _MARKS:
            self._write(_MARKS[name])
        elif name == "w:sym":
            code = element.get(_SYMBOL_CODE, "").upper()
            if element.get(_SYMBOL_FONT) != "Symbol" or code not in _SYMBOLS:
                raise Refused(f"{self._here()}有不能识别的符号，请改为普通文字后再导入")
            self._write(_SYMBOLS[code])

    def _leave(self, name: str, element: Element) -> None:
        if name in ("w:t", "m:t"):
            self._write(_LINE_BREAKS.sub(" ", element.text or ""))
        elif name == "w:r":
            self.hidden = False
        elif name == "w:p":
            self._leave_paragraph(self.paragraphs.pop())
        elif name == "w:tc" and self.row is not None and self.cell is not None:
            self._leave_cell(self.row, self.cell)
        elif name == "w:tr" and self.row is not None:
            self._leave_row(self.row)
        elif name == "w:tbl":
            self.lines.add("", self._row_place())

    def _write(self, text: str) -> None:
        if self.paragraphs and not self.hidden and all(self.fields):
            self.paragraphs[-1].pieces.append(text)

    def _leave_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.pieces)
        if paragraph.mark_deleted:
            self.carried = text
            return
        number = self._number(paragraph)
        lines = f"{number}{text}".split("\n")
        if self.cell is not None:
            self.cell += [line.replace("\t", " ") for line in lines if line.strip()]
            return
        if text.strip() or number:
            self.paragraph_count += 1
        for line in lines:
            self.lines.add(line.lstrip("\t \u3000"), f"第 {max(self.paragraph_count, 1)} 段")

    def _print_carried(self) -> None:
        """A paragraph whose end was deleted, with no other behind it to join."""
        if self.carried and self.cell is not None:
            self.cell.append(self.carried)
        elif self.carried:
            self.lines.add(self.carried, self._here())
        self.carried = ""

    def _number(self, paragraph: _Paragraph) -> str:
        try:
            return self.numbering.label(paragraph.style, paragraph.list_id, paragraph.level)
        except Refused as refused:
            raise Refused(f"{self._here()}：{refused.message}") from refused

    def _leave_cell(self, row: list[list[str]], cell: list[str]) -> None:
        self._print_carried()
        if self.cell_merge in ("below", "beside") and any(line.strip() for line in cell):
            raise Refused(f"{self._here()}的合并单元格里藏有文字，请在 Word 中清理后再导入")
        if self.cell_merge != "beside":
            row.append([""] if self.cell_merge == "below" else cell or [""])
        self.cell = None

    def _leave_row(self, row: list[list[str]]) -> None:
        here = self._here()
        if not self.row_gone:
            for cell in row:
                for index, line in enumerate(cell):
                    self.lines.add(line if index else f"\t{line}", here)
            self.lines.add("", here)
        self.row = None

    def _here(self) -> str:
        return f"第 {self.paragraph_count + 1} 段" if self.row is None else self._row_place()

    def _row_place(self) -> str:
        return f"第 {self.table_count} 张表第 {self.row_count} 行"


def _name(tag: str) -> str:
    """ "{…wordprocessingml…}p" → "w:p"; "" for namespaces that print nothing."""
    namespace, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:])
    return f"{prefix}:{local}" if prefix else ""
