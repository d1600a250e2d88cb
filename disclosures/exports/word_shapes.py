"""What a Word document of the official layout is made of: lines, tables, turns of the page."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """What a line is."""

    TITLE = "title"
    PART = "part"
    SECTION = "section"
    DUTY = "duty"
    BODY = "body"
    PROJECT = "project"
    STATEMENT = "statement"
    #: What stands above and below a statement: unit, year, money, notes.
    ABOVE = "above"


@dataclass(frozen=True)
class TextLine:
    """A heading or one paragraph."""

    text: str
    style: Style


@dataclass(frozen=True)
class TableCell:
    """One cell: across so many columns of its table; `below` where it belongs to the cell above it."""

    text: str
    across: int = 1
    label: bool = False
    below: bool = False
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells over columns of these relative widths; the first `repeats` rows head every page. `small` in small
    letters, `landscape` where it needs a page across."""

    widths: tuple[int, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    repeats: int = 0
    small: bool = False
    landscape: bool = False


@dataclass(frozen=True)
class PageTurn:
    """A new page: all from the turn before to this one stands on pages across (`landscape`) or upright."""

    landscape: bool = False


Block = TextLine | Table | PageTurn
