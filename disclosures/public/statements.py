"""The budget statements of a version as its pages show them."""

from dataclasses import dataclass

from disclosures.document.model import BudgetStatement, Document, Explanation
from disclosures.document.statement_layout import StatementLayout, explanation_pieces, is_placed, layout_of


@dataclass(frozen=True)
class Piece:
    """A piece of an explanation: a text, or a table in its place."""

    text: str = ""
    table: StatementLayout | None = None


@dataclass(frozen=True)
class Section:
    """An explanation with its pieces in order."""

    heading: str
    pieces: tuple[Piece, ...]


def statement_layouts(document: Document) -> list[StatementLayout]:
    """Return the statements that stand by themselves, outside the explanations, in the order of the document."""
    return [layout_of(document, one) for one in document.statements if not is_placed(document, one)]


def sections(document: Document) -> list[Section]:
    """Return the explanations with their tables in place."""
    return [_section(document, number, one) for number, one in enumerate(document.explanations, 1)]


def _section(document: Document, number: int, explanation: Explanation) -> Section:
    pieces = (_piece(document, one) for one in explanation_pieces(document, number))
    return Section(explanation.heading, tuple(pieces))


def _piece(document: Document, one: str | BudgetStatement) -> Piece:
    return Piece(text=one) if isinstance(one, str) else Piece(table=layout_of(document, one))
