"""A document as a .docx in the official layout: the paper 绩效目标表, to print or to go on working with."""

import re
from copy import deepcopy
from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Pt, Twips
from docx.styles.style import ParagraphStyle

from disclosures.document.model import Document
from disclosures.exports.word_blocks import blocks
from disclosures.exports.word_shapes import PageTurn, Style, Table, TableCell, TextLine

_PAGE = {"page_width": Cm(21), "page_height": Cm(29.7), "left_margin": Cm(2.2), "right_margin": Cm(2.2)}
_PAGE |= {"top_margin": Cm(2.5), "bottom_margin": Cm(2.2)}
_TEXT_WIDTH = 9411  # between the margins, in twentieths of a point
_LATIN = "Times New Roman"
_LANDSCAPE_WIDTH = 14343  # of a page across
_CELL, _LABEL, _GAP = "表格文字", "表格栏目", "表格间隔"
_SMALL, _SMALL_LABEL, _SMALL_NUMBER = "报表文字", "报表栏目", "报表金额"
_TITLE, _ABOVE = "报表标题", "报表说明"
#: Rows at the top of a table that stay on one page with the row below them: unit line, code and name, amounts.
_HEAD_ROWS = 3


class _Look(NamedTuple):
    """How the text of a style is printed."""

    east_asian_font: str
    size: int
    bold: bool = False
    centred: bool = False


class _CellStyles(NamedTuple):
    """The styles of the cells of a table."""

    text: str
    label: str
    number: str

    def of(self, cell: TableCell) -> str:
        return self.label if cell.label else self.number if cell.number else self.text


#: style → (name in Word, look)
_STYLES = {
    Style.TITLE: ("Title", _Look("黑体", 22, centred=True)),
    Style.PART: ("Subtitle", _Look("黑体", 16, centred=True)),
    Style.SECTION: ("Heading 1", _Look("黑体", 15)),
    Style.DUTY: ("Heading 2", _Look("楷体", 14, bold=True)),
    Style.PROJECT: ("Heading 3", _Look("黑体", 14, centred=True)),
    Style.BODY: ("Normal", _Look("仿宋", 12)),
    Style.STATEMENT: (_TITLE, _Look("黑体", 14, centred=True)),
    Style.ABOVE: (_ABOVE, _Look("宋体", 10)),
}
_TABLE_STYLES = {_CELL: _Look("宋体", 10), _LABEL: _Look("宋体", 10, bold=True, centred=True), _GAP: _Look("宋体", 1)}
_TABLE_STYLES |= {
    _SMALL: _Look("宋体", 8),
    _SMALL_LABEL: _Look("宋体", 8, centred=True),
    _SMALL_NUMBER: _Look("宋体", 8),
}
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_file(document: Document, imprint: str = "") -> bytes:
    """The document as a .docx that our importer reads back equal, with real merged cells and repeated table heads. An
    `imprint` stands at the foot of every page, which is not read back."""
    word = docx.Document()
    _set_up(word, imprint)
    word.core_properties.title = f"{document.department.name}绩效文本"
    word.core_properties.author = word.core_properties.comments = ""
    body = word.element.body
    end = body.sectPr
    for block in blocks(document):
        if isinstance(block, TextLine):
            end.addprevious(_paragraph(block.text, word.styles[_STYLES[block.style][0]].style_id))
        elif isinstance(block, PageTurn):
            end.addprevious(_turn(block, word))
        else:
            end.addprevious(_table(block, word))
            end.addprevious(_paragraph("", word.styles[_GAP].style_id))
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_up(word: Word, imprint: str) -> None:
    for name, value in _PAGE.items():
        setattr(word.sections[0], name, value)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name in (_TITLE, _ABOVE):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, look in _STYLES.values():
        _set_style(word.styles[name], look)
    word.styles[_TITLE].paragraph_format.keep_with_next = True
    for name, look in _TABLE_STYLES.items():
        _set_style(word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), look)
        word.styles[name].paragraph_format.line_spacing = 1
    word.styles[_SMALL_NUMBER].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    body = word.styles["Normal"].paragraph_format
    body.first_line_indent, body.line_spacing = Pt(24), 1.5
    footer = word.sections[0].footer.paragraphs[0]
    footer.alignment, footer.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    footer._p.append(OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"}))
    if imprint:
        line = word.sections[0].footer.add_paragraph()
        line.alignment, line.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        line.add_run(imprint).font.size = Pt(7)


def _set_style(style: ParagraphStyle, look: _Look) -> None:
    """Set fonts for both scripts, black, and remove the borders and blanks of the template's own."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    style.font.name, style.font.size, style.font.bold = _LATIN, Pt(look.size), look.bold
    properties.rFonts.set(qn("w:eastAsia"), look.east_asian_font)
    layout = style.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.LEFT
    layout.first_line_indent = Pt(0)
    layout.space_before = layout.space_after = Pt(6 if style.name.startswith(("Title", "Sub", "Heading")) else 0)


def _paragraph(text: str, style_id: str) -> CT_P:
    paragraph = OxmlElement("w:p")
    paragraph.style = style_id
    if text:
        paragraph.add_r().text = _NOT_IN_XML.sub("", text)
    return paragraph


def _turn(turn: PageTurn, word: Word) -> CT_P:
    """A paragraph that ends a section of pages; the footer is that of the whole document."""
    paragraph = _paragraph("", word.styles[_GAP].style_id)
    section = deepcopy(word.element.body.sectPr)
    if turn.landscape:
        size = section.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    paragraph.get_or_add_pPr().append(section)
    return paragraph


def _table(table: Table, word: Word) -> CT_Tbl:
    """Built element by element: python-docx looks through all cells again for every cell it is asked for."""
    total = sum(table.widths)
    across = _LANDSCAPE_WIDTH if table.landscape else _TEXT_WIDTH
    widths = [across * width // total for width in table.widths]
    result = CT_Tbl.new_tbl(0, len(widths), Twips(sum(widths)))
    result.tblStyle_val = word.styles["Table Grid"].style_id
    for column, width in zip(result.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    names = (_SMALL, _SMALL_LABEL, _SMALL_NUMBER) if table.small else (_CELL, _LABEL, _CELL)
    styles = _CellStyles(*(word.styles[name].style_id for name in names))
    for index, row in enumerate(table.rows):
        below = table.rows[index + 1] if index + 1 < len(table.rows) else ()
        made = _row(row, below, widths, styles, head=index < table.repeats)
        if index < max(_HEAD_ROWS, table.repeats) and below:
            for paragraph in made.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
        result.append(made)
    return result


def _row(
    row: tuple[TableCell, ...], below: tuple[TableCell, ...], widths: list[int], styles: _CellStyles, head: bool
) -> CT_Row:
    result = OxmlElement("w:tr")
    properties = result.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if head else ("w:cantSplit",):
        properties.append(OxmlElement(name))
    start = 0
    for index, cell in enumerate(row):
        merge = "continue" if cell.below else "restart" if index < len(below) and below[index].below else None
        result.append(_cell(cell, merge, sum(widths[start : start + cell.across]), styles.of(cell)))
        start += cell.across
    return result


def _cell(cell: TableCell, merge: str | None, width: int, style_id: str) -> CT_Tc:
    result = OxmlElement("w:tc")
    properties = result.get_or_add_tcPr()
    properties.append(OxmlElement("w:tcW", {qn("w:w"): str(width), qn("w:type"): "dxa"}))
    if cell.across > 1:
        properties.append(OxmlElement("w:gridSpan", {qn("w:val"): str(cell.across)}))
    if merge:
        properties.append(OxmlElement("w:vMerge", {qn("w:val"): merge}))
    properties.append(OxmlElement("w:vAlign", {qn("w:val"): "center"}))
    for line in cell.text.split("\n"):
        result.append(_paragraph(line, style_id))
    return result
