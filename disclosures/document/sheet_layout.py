"""The official table of a project (绩效目标表) above its indicators: which declared field stands where.

The pages of the clerk, of the reviewer and of the public draw it, so does the Word file, and the importers read it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from disclosures.document.declarations import Field, FieldKind, Trait, field_of
from disclosures.document.model import ProjectSheet


class SheetCell(NamedTuple):
    """A field: over how many columns its label stands (0: it has none), over how many its value. Of the spending plan,
    a month. `value` is what `with_values` puts there."""

    field: Field
    label_across: int
    across: int
    value: Any = None

    @property
    def missing(self) -> str:
        """What the reviewer is told where it is blank; "" where it need not be filled."""
        words = "未填" if self.label_across else f"未填{self.field.label}"
        return words if Trait.ASKED in self.field.traits else ""


class SheetGroup(NamedTuple):
    """Rows of cells. `heading` is the label that stands beside all of them in the first column, "" where there is
    none. The spending plan is one cell that is drawn in two rows: its months, and what is planned by their ends."""

    heading: str
    rows: tuple[tuple[SheetCell, ...], ...]

    @property
    def plan(self) -> SheetCell | None:
        """The cell of the spending plan, None in any other group."""
        first = self.rows[0][0]
        return first if first.field.kind == FieldKind.PERCENTAGES else None


def _cell(name: str, label_across: int, across: int) -> SheetCell:
    return SheetCell(field_of(ProjectSheet, name), label_across, across)


#: One column of labels and twelve narrow ones, so that 2, 3 and 4 cells fit beside it.
NARROW_COLUMNS = 12
#: A new field gets a group of its own: files that were printed before it are read as they were.
SHEET_LAYOUT = (
    SheetGroup("", ((_cell("code", 1, 5), _cell("name", 2, 5)),)),
    SheetGroup(
        "预算规模及资金用途",
        (
            (_cell("total", 2, 2), _cell("fiscal_funds", 2, 2), _cell("other_funds", 2, 2)),
            (_cell("purpose", 0, 12),),
        ),
    ),
    SheetGroup("资金支出计划（%）", ((_cell("spending_plan", 3, 3),),)),
    SheetGroup("", ((_cell("objectives", 1, 12),),)),
)
#: The cells in their order.
SHEET_CELLS = tuple(cell for group in SHEET_LAYOUT for row in group.rows for cell in row)


def with_values(value_of: Callable[[str], Any]) -> tuple[SheetGroup, ...]:
    """Return the table with a value in each cell: what `value_of` returns for the name of its field."""
    return tuple(
        group._replace(
            rows=tuple(tuple(cell._replace(value=value_of(cell.field.name)) for cell in row) for row in group.rows)
        )
        for group in SHEET_LAYOUT
    )
