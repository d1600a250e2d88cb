"""The rows of a budget statement as a form: a field for each cell that the form leaves open.

It runs over the definition of the statement's kind. A cell that nobody touched stays to the letter; what is typed is
read exactly or told beside the cell, and comes back as it was typed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from disclosures.desk.entry.fields import numbers_sent
from disclosures.desk.entry.remarks import Remark
from disclosures.desk.entry.statement_cells import GridCell, GridRow, as_printed, read_cell
from disclosures.document.identity import normalised
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import TOTAL, row_sums
from disclosures.document.statement_shapes import ColumnKind, StatementKind
from disclosures.document.statement_sums import implied_sums, numbered
from indicators.target_values import fold

#: Blank rows below the others, for browsers without script.
SPARE = 3
_ORDER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_TYPED_TWICE = "科目编码“{}”在表中有两行，请合并为一行。"


class StatementGrid:
    """All rows of a statement. `base` is the statement as the page showed it, `now` what stands in the fields where
    nothing was sent; `names` are the names of the subjects of the year."""

    def __init__(
        self,
        base: BudgetStatement,
        unit: str,
        names: Mapping[str, str],
        data: QueryDict | None = None,
        now: BudgetStatement | None = None,
    ):
        self.base, self.unit, self.names = base, unit, names
        self.kind = kind_of(base.kind)
        self.rows = self._sent(data) if data is not None else self._of(now or base)
        self._tell_sums()

    @property
    def is_free(self) -> bool:
        """Whether rows may be added and removed: the form prints no lines."""
        return not self.kind.lines

    @property
    def has_sums(self) -> bool:
        """Whether any of its cells is a sum of others."""
        return bool(self.kind.tree or self.kind.line_sums or self.kind.column_sums)

    @property
    def template(self) -> GridRow:
        """A blank row for the script to copy."""
        return self._row("__n__", None, [""] * len(self.kind.columns))

    @property
    def problems(self) -> list[Remark]:
        """What cannot be stored, as a list to stand on top of the page."""
        return [
            Remark("E", "不能保存", f"第 {place} 行{cell.label}：{cell.error}", cell.name)
            for place, row in enumerate(self.rows, 1)
            for cell in row.cells
            if cell.error
        ]

    @property
    def as_typed(self) -> BudgetStatement:
        """The rows as they stand in the fields, unread."""
        rows = [tuple(cell.text for cell in row.cells) for row in self.rows]
        return replace(self.base, money_unit=self.unit, rows=tuple(rows))

    def cell(self, row: int, column: str) -> GridCell:
        """The cell of a row (from 0) and a column."""
        return self.rows[row].cells[self.kind.place(column)]

    def attach(self, remarks: Sequence[Remark]) -> None:
        """Put remarks beside their cells."""
        cells = {cell.name: cell for row in self.rows for cell in row.cells}
        for remark in remarks:
            if remark.name in cells:
                cells[remark.name].remarks.append(remark)

    def add_rows(self) -> None:
        """Some more blank rows at the end."""
        start = max((row.number for row in self.rows), default=-1) + 1
        self.rows += [self._row(start + more, None, [""] * len(self.kind.columns)) for more in range(SPARE)]

    def build(self) -> tuple[tuple[str, ...], ...] | None:
        """The rows that are filled, in the order asked for and numbered; None where a cell cannot be stored."""
        kept: list[tuple[str, ...]] = []
        for row in self.rows:
            if self.is_free and row.is_blank:
                continue
            printed = self.base.rows[row.was] if row.was is not None else [""] * len(row.cells)
            cells = [
                read_cell(cell, old, self.unit, self.kind.tree) for cell, old in zip(row.cells, printed, strict=True)
            ]
            if self.kind.tree:
                self._read_subject(row, cells, {one[self.kind.place("code")] for one in kept})
            kept.append(tuple(cells))
        if self.kind.tree:
            kept.sort(key=lambda cells: cells[self.kind.place("code")] != "")
        return None if self.problems else numbered(self.kind, kept)

    def _of(self, statement: BudgetStatement) -> list[GridRow]:
        rows: list[Sequence[str]] = list(statement.rows)
        if self.kind.has_total_row and not rows:
            name = self.kind.place("name")
            rows.append(["" if place != name else TOTAL for place in range(len(self.kind.columns))])
        places = self._places_of(rows)
        if self.is_free:
            rows += [[""] * len(self.kind.columns)] * SPARE
        made = (self._row(place, places.get(place), cells) for place, cells in enumerate(rows))
        return [replace(row, order=Decimal(row.number + 1)) for row in made]

    def _places_of(self, rows: Sequence[Sequence[str]]) -> dict[int, int]:
        """Which rows of `base` the rows are: by their subjects, else by their places."""
        if not self.kind.tree:
            return {place: place for place in range(min(len(rows), len(self.base.rows)))}
        code = self.kind.place("code")
        known = {row[code]: place for place, row in enumerate(self.base.rows)}
        return {place: known[row[code]] for place, row in enumerate(rows) if row[code] in known}

    def _sent(self, data: QueryDict) -> list[GridRow]:
        rows = []
        for number in numbers_sent(data, "rows", "was"):
            was = data.get(f"rows-{number}-was", "")
            known = int(was) if was.isdecimal() and int(was) < len(self.base.rows) else None
            printed = self.base.rows[known] if known is not None else [""] * len(self.kind.columns)
            texts = [
                data.get(f"rows-{number}-{column.name}", words)
                for column, words in zip(self.kind.columns, printed, strict=True)
            ]
            rows.append(replace(self._row(number, known, texts), order=_order(data.get(f"rows-{number}-order", ""))))
        if self.is_free:
            return sorted(rows, key=lambda row: (row.order is None, row.order or Decimal(0)))
        return [row for row in rows if row.was is not None]

    def _row(self, number: Any, was: int | None, texts: Sequence[str]) -> GridRow:
        cells, label = [], ""
        for place, (column, text) in enumerate(zip(self.kind.columns, texts, strict=True)):
            if column.kind == ColumnKind.ITEM:
                label = text
            printed = column.kind == ColumnKind.ORDINAL or (bool(self.kind.lines) and column.kind == ColumnKind.ITEM)
            closed = bool(self.kind.lines) and not label and not text
            name = f"rows-{number}-{column.name}"
            cells.append(GridCell(name, column, self.kind.labels[place], text, not (printed or closed)))
        return GridRow(number, was, cells)

    def _tell_sums(self) -> None:
        sums = implied_sums(_readable(self.as_typed, self.kind))
        for (row, column), total in sums.items():
            cell = self.cell(row, column)
            cell.sum = as_printed(cell.text, total, self.unit)

    def _read_subject(self, row: GridRow, cells: list[str], seen: set[str]) -> None:
        """Name a subject by its code; complain of a row without code, a code without name, and a code twice."""
        code, name = self.kind.place("code"), self.kind.place("name")
        if cells[code] and not cells[name]:
            cells[name] = row.cells[name].text = self.names.get(cells[code], "")
        if not cells[code] and normalised(cells[name]) != TOTAL:
            row.cells[code].error = "请填写科目编码；不填编码的只有“合计”一行。"
        elif cells[code] in seen and not row.cells[code].error:
            row.cells[code].error = _TYPED_TWICE.format(cells[code]) if cells[code] else "“合计”只能有一行。"
        elif cells[code] and not cells[name] and not row.cells[code].error:
            row.cells[name].error = f"科目目录里没有 {cells[code]}，请填写科目名称。"


def _readable(statement: BudgetStatement, kind: StatementKind) -> BudgetStatement:
    """The statement with its codes as they are read, so that the sums of what is being typed are known."""
    codes = set(kind.places(ColumnKind.SUBJECT_CODE))
    rows = (
        tuple("".join(fold(cell).split()) if place in codes else cell for place, cell in enumerate(row))
        for row in statement.rows
    )
    return replace(statement, rows=tuple(rows))


def _order(text: str) -> Decimal | None:
    typed = fold(text)
    return Decimal(typed) if _ORDER.fullmatch(typed) else None


def definition_of(grid: StatementGrid) -> dict[str, Any]:
    """For the script: what the grid adds up, and the labels by which a pasted block is understood."""
    kind, labels = grid.kind, set()
    for row in kind.head():
        labels |= {normalised(cell) for cell in row if cell}
    return {
        "columns": [{"name": column.name, "kind": column.kind.name.lower()} for column in kind.columns],
        "columnSums": [{"total": one.total, "parts": one.parts} for one in kind.column_sums],
        "lineSums": [] if kind.tree else [one._asdict() for one in row_sums(grid.base)],
        "tree": kind.tree.value if kind.tree else None,
        "total": TOTAL if kind.has_total_row else "",
        "labels": sorted(labels | {normalised(column.label) for column in kind.columns}),
        "free": grid.is_free,
    }
