"""The printed head of a statement as the merged cells of a table, for pages, forms and exports. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from disclosures.document.statement_shapes import StatementKind

#: What numbers the columns below the head.
COLUMN_NUMBERS = "栏次"


@dataclass(frozen=True)
class HeadCell:
    """One cell of a head: its words, the column it begins with (from 0), over how many columns and rows it goes, and
    for a column that is a sum which others it adds, in words."""

    text: str
    column: int
    across: int = 1
    down: int = 1
    made_of: str = ""


def merged_head(kind: StatementKind, year: int | None = None, money_unit: str = "") -> tuple[tuple[HeadCell, ...], ...]:
    """Return the one or two rows of the printed head, each with its cells from left to right; a cell that is merged
    with the one above or before it is left out."""
    first, *more = kind.head(year, money_unit)
    if not more:
        return (tuple(_cell(kind, column, label) for column, label in enumerate(first)),)
    (second,) = more
    starts = [column for column, label in enumerate(first) if label] + [len(first)]
    upper = (
        HeadCell(first[start], start, across=end - start) if second[start] else _cell(kind, start, first[start], down=2)
        for start, end in pairwise(starts)
    )
    return tuple(upper), tuple(_cell(kind, column, label) for column, label in enumerate(second) if label)


def column_numbers(kind: StatementKind) -> tuple[str, ...]:
    """Return the row below the head that numbers the columns; () where the form prints none."""
    return (COLUMN_NUMBERS, *map(str, range(1, len(kind.columns)))) if kind.numbers_columns else ()


def _cell(kind: StatementKind, place: int, text: str, down: int = 1) -> HeadCell:
    """The cell above a single column."""
    labels = {column.name: column.label for column in kind.columns}
    parts = next((one.parts for one in kind.column_sums if one.total == kind.columns[place].name), ())
    made_of = f"等于{'＋'.join(labels[part] for part in parts)}" if parts else ""
    return HeadCell(text, place, down=down, made_of=made_of)
