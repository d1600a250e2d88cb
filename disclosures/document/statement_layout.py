"""A statement as the form prints it: its head with the cells it merges, its rows, and what each sum is made of. Pure.

Pages, reviewers' pages and exports print from this; none of them knows a statement by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_heads import HeadCell, column_numbers, merged_head
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_pairs import StatementChanges, changes_between
from disclosures.document.statement_rows import amount_columns, row_sums
from disclosures.document.statement_shapes import NUMBERS, ColumnKind, MoneyPlace, StatementKind, SubjectTree

#: What a row is called by, in the order of preference.
LABELS = (ColumnKind.ITEM, ColumnKind.SUBJECT_NAME)


@dataclass(frozen=True)
class BodyCell:
    """A cell as printed. `is_label`: whether it says what the cells behind it are; `parts`: the rows (from 1) that are
    added for the amounts beside a label, () for no sum; `before`: what an older statement prints there, None where it
    is the same."""

    text: str
    kind: ColumnKind
    label: str
    is_label: bool
    parts: tuple[int, ...] = ()
    before: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it holds an amount or a number of things."""
        return self.kind in NUMBERS

    @property
    def is_ordinal(self) -> bool:
        """Whether it is the number of its row."""
        return self.kind == ColumnKind.ORDINAL

    @property
    def made_of(self) -> str:
        """What the sum is made of, in words: 等于第 2、6 行之和; "" for no sum."""
        together = "之和" if len(self.parts) > 1 else ""
        return f"等于第 {'、'.join(map(str, self.parts))} 行{together}" if self.parts else ""


@dataclass(frozen=True)
class BodyRow:
    """A row by its place (from 1); `depth` is the level of its subject: 0 for 合计 and lines of the form. `added`: an
    older statement has no such row."""

    place: int
    cells: tuple[BodyCell, ...]
    depth: int = 0
    added: bool = False


@dataclass(frozen=True)
class StatementLayout:
    """A whole statement: what stands above the table, its head, its rows, and what stands below; `gone` are the rows
    that an older statement has besides."""

    statement: BudgetStatement
    kind: StatementKind
    unit_line: str
    year_line: str
    money_line: str
    head: tuple[tuple[HeadCell, ...], ...]
    column_numbers: tuple[str, ...]
    rows: tuple[BodyRow, ...]
    notes: tuple[str, ...]
    gone: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        """Its address on a page."""
        return self.statement.key

    @property
    def title(self) -> str:
        """The printed title."""
        return self.statement.title

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above the table, without the blank ones."""
        return tuple(filter(None, (self.unit_line, self.year_line, self.money_line)))

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.kind.columns)

    @property
    def breadth(self) -> str:
        """How its columns are set: "" where they have room, else "dense", "wide" or "vast"."""
        return next((name for least, name in ((14, "vast"), (9, "wide"), (7, "dense")) if self.width >= least), "")


def layout_of(document: Document, statement: BudgetStatement, older: BudgetStatement | None = None) -> StatementLayout:
    """Return a statement of a document as the form prints it; with what differs from an older one of its kind."""
    kind = kind_of(statement.kind)
    changes = changes_between(older or statement, statement)
    department, year = document.department, document.fiscal_year
    year_line = f"预算年度：{year}" if kind.has_year and year else ""
    return StatementLayout(
        statement=statement,
        kind=kind,
        unit_line=f"{department.code}{department.name}" if kind.has_unit else "",
        year_line=f"截止时间：{statement.as_of}" if statement.as_of else year_line,
        money_line=f"单位：{statement.money_unit}" if kind.money == MoneyPlace.ABOVE and statement.money_unit else "",
        head=merged_head(kind, year, statement.money_unit),
        column_numbers=column_numbers(kind),
        rows=tuple(_rows(kind, statement, changes)),
        notes=statement.notes or (() if statement.rows or not kind.empty_note else (kind.empty_note,)),
        gone=changes.gone,
    )


def explanation_pieces(document: Document, number: int) -> Iterator[str | BudgetStatement]:
    """Yield the text of an explanation (from 1) and the tables that stand in it, each in its place."""
    lines = document.explanations[number - 1].text.split("\n")
    placed = [one for one in document.statements if one.section == number]
    above = 0
    for statement in sorted(placed, key=lambda one: one.paragraph or 0):
        place = min(max(statement.paragraph or 0, above), len(lines))
        if text := "\n".join(lines[above:place]):
            yield text
        yield statement
        above = place
    if text := "\n".join(lines[above:]):
        yield text


def is_placed(document: Document, statement: BudgetStatement) -> bool:
    """Whether a statement stands in an explanation of its document."""
    return statement.section is not None and 1 <= statement.section <= len(document.explanations)


def label_column(kind: StatementKind, column: str) -> str:
    """Return the column in which the amounts of a column are named: the label to its left, else the first text."""
    before = kind.columns[: kind.place(column)]
    named = [one.name for one in before if one.kind in LABELS]
    return named[-1] if named else kind.columns[0].name


def item_titles(kind: StatementKind) -> dict[str, str]:
    """Return the columns that name amounts, each with the title of its half of the form; "" where there is one only."""
    items = list(dict.fromkeys(label_column(kind, column) for column in amount_columns(kind)))
    groups = {column.name: column.group for column in kind.columns}
    return {item: groups[item] if len(items) > 1 else "" for item in items}


def _rows(kind: StatementKind, statement: BudgetStatement, changes: StatementChanges) -> Iterator[BodyRow]:
    parts = {(one.total, label_column(kind, one.columns[0])): one.parts for one in row_sums(statement) if one.columns}
    for place, row in enumerate(statement.rows):
        cells = (
            BodyCell(
                text,
                column.kind,
                label,
                column.kind in LABELS or (at == 0 and column.kind == ColumnKind.TEXT),
                tuple(part + 1 for part in parts.get((place, column.name), ())),
                changes.before.get((place, at)),
            )
            for at, (column, label, text) in enumerate(zip(kind.columns, kind.labels, row, strict=True))
        )
        depth = _depth(kind.tree, row[kind.place("code")]) if kind.tree else 0
        yield BodyRow(place + 1, tuple(cells), depth, place in changes.added)


def _depth(tree: SubjectTree, code: str) -> int:
    """The level of a subject's code, from 1; 0 for none."""
    return sum(length <= len(code) for length in tree.value)
