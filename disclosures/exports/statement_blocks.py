"""The budget statements and the explanation with its tables as the last two parts of a Word document."""

from collections.abc import Iterator

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_heads import HeadCell
from disclosures.document.statement_layout import StatementLayout, explanation_pieces, is_placed, layout_of
from disclosures.document.statement_shapes import Column, ColumnKind
from disclosures.exports.numerals import chinese
from disclosures.exports.word_shapes import Block, PageTurn, Style, Table, TableCell, TextLine

#: The title of the part below 第N部分; importers know the part by it.
STATEMENTS_TITLE, EXPLANATION_TITLE = "部门预算公开表", "部门预算信息公开情况说明"
#: More columns than these need a page across.
_UPRIGHT = 8
#: How wide the columns of each kind are beside each other.
_WIDTHS = {
    ColumnKind.ORDINAL: 4,
    ColumnKind.ITEM: 18,
    ColumnKind.SUBJECT_CODE: 8,
    ColumnKind.SUBJECT_NAME: 18,
    ColumnKind.TEXT: 10,
    ColumnKind.AMOUNT: 9,
    ColumnKind.COUNT: 6,
}


def statement_blocks(document: Document) -> Iterator[Block]:
    """Yield the part of the statements and the part of the explanation, as far as the document has them."""
    alone = [one for one in document.statements if not is_placed(document, one)]
    number = 3
    if alone:
        yield from _part(number, STATEMENTS_TITLE)
        yield from _on_pages([layout_of(document, one) for one in alone])
        number += 1
    if document.explanations:
        yield from _part(number, EXPLANATION_TITLE)
        for place, one in enumerate(document.explanations, 1):
            yield TextLine(f"{chinese(place)}、{one.heading}", Style.SECTION)
            for piece in explanation_pieces(document, place):
                yield from _piece(document, piece)


def _part(number: int, title: str) -> Iterator[Block]:
    yield TextLine(f"第{chinese(number)}部分", Style.PART)
    yield TextLine(title, Style.PART)


def _piece(document: Document, piece: str | BudgetStatement) -> Iterator[Block]:
    if isinstance(piece, str):
        yield from (TextLine(line, Style.BODY) for line in piece.split("\n") if line)
    else:
        yield from _on_pages([layout_of(document, piece)])


def _on_pages(layouts: list[StatementLayout]) -> Iterator[Block]:
    """Statements one below the other, those that are too wide for an upright page on pages across."""
    across = False
    for layout in layouts:
        if _is_wide(layout) != across:
            yield PageTurn(landscape=across)
            across = not across
        yield from _statement(layout)
    if across:
        yield PageTurn(landscape=True)


def _statement(layout: StatementLayout) -> Iterator[Block]:
    yield TextLine(layout.title, Style.STATEMENT)
    yield from (TextLine(line, Style.ABOVE) for line in layout.above)
    yield _table(layout)
    yield from (TextLine(note, Style.ABOVE) for note in layout.notes)
    if layout.notes:
        yield TextLine("", Style.ABOVE)  # a note goes on over lines directly below it


def _is_wide(layout: StatementLayout) -> bool:
    return layout.width > _UPRIGHT


def _table(layout: StatementLayout) -> Table:
    head = list(_head(layout))
    if layout.column_numbers:
        head.append(tuple(TableCell(text, label=True) for text in layout.column_numbers))
    body = [tuple(TableCell(cell.text, number=cell.is_number) for cell in row.cells) for row in layout.rows]
    blank = [tuple(TableCell("") for _ in layout.kind.columns)] if not body else []
    widths = tuple(_WIDTHS[column.kind] for column in layout.kind.columns)
    return Table(widths, (*head, *body, *blank), repeats=len(head), small=True, landscape=_is_wide(layout))


def _head(layout: StatementLayout) -> Iterator[tuple[TableCell, ...]]:
    """The rows of the head, with a cell that belongs to the one above wherever that one spans two rows."""
    yield tuple(TableCell(cell.text, cell.across, label=True) for cell in layout.head[0])
    for row in layout.head[1:]:
        yield tuple(_lower(layout.kind.columns, row))


def _lower(columns: tuple[Column, ...], row: tuple[HeadCell, ...]) -> Iterator[TableCell]:
    labels = iter(row)
    for column in columns:
        yield TableCell(next(labels).text, label=True) if column.group else TableCell("", below=True)
