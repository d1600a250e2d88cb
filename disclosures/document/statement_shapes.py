"""What the definition of a budget statement is made of: columns, sums, subject tree, fixed lines. Data only.

Lines of a form are numbered as printed (序号), columns are known by their names. Every sum is given as a total and the
parts that are added for it, once each; what is only a part of a part (其中) is no part of the total.
"""

from dataclasses import dataclass
from enum import Enum, auto


class ColumnKind(Enum):
    """What the cells of a column hold."""

    #: 序号: 1, 2, 3 … down the table.
    ORDINAL = auto()
    #: The words of a line that the form prints.
    ITEM = auto()
    #: A code of the statement's subject tree, blank in the row of 合计.
    SUBJECT_CODE = auto()
    #: The name of that subject, or 合计.
    SUBJECT_NAME = auto()
    #: A text that somebody wrote.
    TEXT = auto()
    #: An amount of money in the statement's unit, blank where there is none.
    AMOUNT = auto()
    #: A number of things, blank where there is none.
    COUNT = auto()


#: What columns of numbers hold; all others hold words.
NUMBERS = (ColumnKind.AMOUNT, ColumnKind.COUNT)


class MoneyPlace(Enum):
    """Where the form prints its unit of money."""

    ABOVE = auto()
    IN_HEAD = auto()
    NOWHERE = auto()


class SubjectTree(Enum):
    """A classification of subjects (科目): how many digits the code of each level has."""

    #: 功能分类: 类, 款, 项.
    FUNCTIONAL = (3, 5, 7)
    #: 部门预算支出经济分类: 类, 款.
    ECONOMIC = (3, 5)

    def parent(self, code: str) -> str:
        """Return the code of the level above; "" for a code of the first level."""
        return code[: max((length for length in self.value if length < len(code)), default=0)]


@dataclass(frozen=True)
class Column:
    """One column: its name, the label printed above it, the label over several columns that it stands under ("" for
    none), and what its cells hold. `decimals` are those that the form prints, `with_year` and `with_money_unit` say
    what else its head prints: 2022年…, …（金额单位：万元）."""

    name: str
    label: str
    group: str = ""
    kind: ColumnKind = ColumnKind.AMOUNT
    decimals: int = 2
    with_year: bool = False
    with_money_unit: bool = False


@dataclass(frozen=True)
class ColumnSum:
    """In every row the column `total` is the sum of the columns `parts`."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class LineSum:
    """In each of `columns` the line `total` is the sum of the lines `parts`; lines of `item` (an ITEM column)."""

    item: str
    columns: tuple[str, ...]
    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class LineEquality:
    """The line `line` shows the same amount in all of `columns`."""

    line: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class StatementKind:
    """A budget statement, or a table of the explanation, as the form prints it.

    `kind` is its name in code and documents, `title` the printed one (其中 单位 may read 部门), `names` the ends of
    titles by which it is known. `lines` gives for each ITEM column the labels of the form, line by line ("" where the
    form leaves one blank); no entry where the lines are the unit's own. `has_total_row`: the first row is 合计 and has
    no code. `empty_note` is printed under the table where it has no rows. `chart` is what a chart of its highest
    subjects is called, "" for none.
    """

    kind: str
    title: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    column_sums: tuple[ColumnSum, ...] = ()
    line_sums: tuple[LineSum, ...] = ()
    line_equalities: tuple[LineEquality, ...] = ()
    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tree: SubjectTree | None = None
    has_total_row: bool = False
    numbers_columns: bool = True
    has_unit: bool = True
    has_year: bool = True
    has_as_of: bool = False
    money: MoneyPlace = MoneyPlace.ABOVE
    standing_notes: tuple[str, ...] = ()
    empty_note: str = ""
    chart: str = ""

    @property
    def has_ordinal(self) -> bool:
        """Whether the rows are numbered (序号)."""
        return self.columns[0].kind == ColumnKind.ORDINAL

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of each column; with its group in front where two columns have one label."""
        plain = [column.label for column in self.columns]
        return tuple(
            column.group + column.label if plain.count(column.label) > 1 else column.label for column in self.columns
        )

    def head(self, year: int | None = None, money_unit: str = "") -> tuple[tuple[str, ...], ...]:
        """Return the one or two rows of the printed head, a cell for each column; "" for a cell that is merged with
        the one to its left (a group) or above it."""
        labels = [_head_label(column, year, money_unit) for column in self.columns]
        groups = [column.group for column in self.columns]
        if not any(groups):
            return (tuple(labels),)
        fresh = [group != before for group, before in zip(groups, ["", *groups], strict=False)]
        cells = list(zip(groups, fresh, labels, strict=True))
        return (
            tuple((group if new else "") if group else own for group, new, own in cells),
            tuple(own if group else "" for group, _, own in cells),
        )

    def place(self, column: str) -> int:
        """Return the place of a column, from 0. Raises KeyError where the statement has none of this name."""
        return {one.name: place for place, one in enumerate(self.columns)}[column]

    def places(self, *kinds: ColumnKind) -> tuple[int, ...]:
        """Return the places of the columns of some kinds, in order."""
        return tuple(place for place, one in enumerate(self.columns) if one.kind in kinds)

    def lines_of(self, item: str) -> tuple[str, ...]:
        """Return the labels that the form prints in an ITEM column; () where the lines are the unit's own."""
        return dict(self.lines).get(item, ())


def _head_label(column: Column, year: int | None, money_unit: str) -> str:
    """The label of a column with what else its head prints."""
    label = f"{year}年{column.label}" if column.with_year and year else column.label
    return f"{label} (金额单位：{money_unit})" if column.with_money_unit and money_unit else label
