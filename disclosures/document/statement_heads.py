"""The printed head of a statement as the merged cells of a table. Pure."""

from itertools import pairwise
from typing import NamedTuple

from disclosures.document.statement_shapes import StatementKind


class HeadCell(NamedTuple):
    """One cell of a head: its words, the column it begins with (from 0), and over how many columns and rows it goes."""

    label: str
    column: int
    across: int
    down: int


def merged_head(kind: StatementKind, year: int | None = None, money_unit: str = "") -> list[list[HeadCell]]:
    """Return the rows of the printed head, each a list of its cells from left to right."""
    first, *more = kind.head(year, money_unit)
    if not more:
        return [[HeadCell(label, column, 1, 1) for column, label in enumerate(first)]]
    (second,) = more
    starts = [column for column, label in enumerate(first) if label] + [len(first)]
    top = [HeadCell(first[start], start, end - start, 1 if second[start] else 2) for start, end in pairwise(starts)]
    return [top, [HeadCell(label, column, 1, 1) for column, label in enumerate(second) if label]]
