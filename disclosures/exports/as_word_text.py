"""A document as the plain text of the official Word layout, as Word itself saves such a file."""

from disclosures.document.model import Document
from disclosures.exports.word_blocks import blocks
from disclosures.exports.word_shapes import Block, Style, Table, TextLine


def word_text(document: Document) -> str:
    """The document as text that our importer reads back equal, where the layout can hold it.

    It can hold documents with at least one project. Statements stand in the order of their kinds' parts: those of the
    explanation behind all others, each in its section; the lines of an explanation have no numbers of sections, and
    its heading is at most 40 characters without colon. Cells of statements are one line, and a row of a table whose
    rows have no numbers says more than what it is called. A region must follow from the
    project codes, else from the unit's name; the department is the unit of the projects whose code ends in 001, else
    of the first; the document's money unit is that of its first project. Projects have a number, a name, a money unit
    and a unit with its six digits, a spending plan of all four points or none, and indicators with level names of any
    scheme, if any (a project without is told as a problem); only those with a 涉密 cell are withheld. An objective is
    one line. A duty has a title of at most 40 characters without colon and stop, and either running text, or labelled
    paragraphs, or numbered pairs. No line of any text is blank, begins or ends with a blank, holds a tab, a field
    code or a bookmark of a word processor, or looks like a heading, a label or a page number; a line outside the
    tables ends as a sentence does. Of a withheld project without indicators the reason is printed, to be read by
    people only.
    """
    return "".join(map(_text, blocks(document)))


def as_text(document: Document, imprint: str = "") -> bytes:
    """The same in UTF-8; an imprint is left out, because it would be read back as a part of the document."""
    return word_text(document).encode()


def _text(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    return _line(block) if isinstance(block, TextLine) else ""


def _line(line: TextLine) -> str:
    return f"{line.text}\n\n" if line.style in (Style.BODY, Style.ABOVE) else f"{line.text}\n"


def _table(table: Table) -> str:
    """A cell begins a line with a tab; a blank line ends each row, and another one the table."""
    return "".join("".join(f"\t{cell.text}\n" for cell in row) + "\n" for row in table.rows) + "\n"
