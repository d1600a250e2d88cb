"""The sheets of our .xlsx template that hold the budget statements, in the official layout.

A sheet bears the title of its kind. Lines of words stand above the head and below the rows, each in the first column
and known by its beginning, in any order; below the head stand the rows of data, as wide as the columns.
"""

from enum import StrEnum

from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_shapes import NUMBERS, Column, ColumnKind

#: The title of the sheet of each kind, in the order of the paper form.
STATEMENT_SHEETS = {kind.title: kind for kind in KINDS}


class Line(StrEnum):
    """How the lines above the head begin; the value follows."""

    STATE = "填报情况："
    UNIT = "单位："
    YEAR = "预算年度："
    AS_OF = "截止时间："
    MONEY = "金额单位："
    PLACE = "所在情况说明："


class State(StrEnum):
    """What 填报情况 says: nothing was filled in yet, it has no rows, it has some."""

    UNFILLED = "未填"
    EMPTY = "空表"
    FILLED = "已填"


#: Stands between the rows and the notes below them.
NOTES = "表下的注："
WIDTHS = {
    ColumnKind.ORDINAL: 6,
    ColumnKind.ITEM: 34,
    ColumnKind.SUBJECT_CODE: 12,
    ColumnKind.SUBJECT_NAME: 34,
    ColumnKind.TEXT: 24,
    ColumnKind.AMOUNT: 14,
    ColumnKind.COUNT: 10,
}


def number_format(column: Column) -> str:
    """The number format in which Excel shows the cells of a column: @ for texts."""
    return "0.00" if column.kind == ColumnKind.AMOUNT else "General" if column.kind in NUMBERS else "@"
