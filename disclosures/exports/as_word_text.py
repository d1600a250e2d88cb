"""A document as the plain text of the official Word layout, as Word itself saves such a file."""

from disclosures.document import Document
from disclosures.exports.word_blocks import Style, Table, blocks


def word_text(document: Document) -> str:
    """The document as text that our importer reads back equal."""
    return "".join(_table(block) if isinstance(block, Table) else _line(block) for block in blocks(document))


def as_text(document: Document) -> bytes:
    """The same in UTF-8."""
    return word_text(document).encode()


def _line(line) -> str:
    return f"{line.text}\n\n" if line.style == Style.BODY else f"{line.text}\n"


def _table(table: Table) -> str:
    """A cell begins a line with a tab; a blank line ends each row, and another one the table."""
    return "".join("".join(f"\t{cell.text}\n" for cell in row) + "\n" for row in table.rows) + "\n"
