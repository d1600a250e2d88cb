"""Two people changed one page: what each changed is kept, and where both changed one thing it is shown. Pure.

Three states are compared: `base` as it was shown to a person, `mine` as they made it, `theirs` as it stands meanwhile.
Parts are matched by key. A part that one removed and the other left alone is gone; one that the other changed stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from disclosures.document.comparison import printed
from disclosures.document.declarations import FieldKind, Trait, fields_of
from disclosures.document.model import (
    PLAN_MONTHS,
    BudgetStatement,
    Checkpoint,
    Document,
    DutySection,
    IndicatorRow,
    Part,
    ProjectSheet,
)
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_shapes import NUMBERS

Row = TypeVar("Row", DutySection, IndicatorRow)
Plan = tuple[Checkpoint, ...] | None


@dataclass(frozen=True)
class Clash:
    """One field that both changed: the key of the part ("" for the sheet or the whole itself), the path of the field
    below it, and what the other one wrote."""

    key: str
    field: str
    theirs: str


def merge_fields(base: Part, mine: Part, theirs: Part, key: str = "") -> tuple[Part, list[Clash]]:
    """Return `mine` with every field that only the other one changed, and a clash for each that both changed
    differently. The spending plan is left out: its four cells are merged one by one."""
    taken: dict[str, Any] = {}
    clashes: list[Clash] = []
    for field in fields_of(type(mine), Trait.COMPARED):
        before, own, other = (getattr(part, field.name) for part in (base, mine, theirs))
        if field.kind == FieldKind.PERCENTAGES:
            continue
        if own == before:
            taken[field.name] = other
        elif other not in (before, own):
            clashes.append(Clash(key, field.name, printed(theirs, field.name)))
    return replace(mine, **taken), clashes


def merge_sheets(base: ProjectSheet, mine: ProjectSheet, theirs: ProjectSheet) -> tuple[ProjectSheet, list[Clash]]:
    """One project of the three states; the four cells of the spending plan are fields of their own."""
    merged, clashes = merge_fields(base, mine, theirs)
    plan, of_plan = _merge_plans(base.spending_plan, mine.spending_plan, theirs.spending_plan)
    rows, of_rows = _merge_parts(base.indicators, mine.indicators, theirs.indicators)
    return replace(merged, spending_plan=plan, indicators=rows), clashes + of_plan + of_rows


def merge_narratives(base: Document, mine: Document, theirs: Document) -> tuple[Document, list[Clash]]:
    """What is said of the whole department, of the three states; the explanations are one field."""
    merged, clashes = merge_fields(base, mine, theirs)
    duties, of_duties = _merge_parts(base.duties, mine.duties, theirs.duties)
    if mine.explanations == base.explanations:
        merged = replace(merged, explanations=theirs.explanations)
    elif theirs.explanations not in (base.explanations, mine.explanations):
        words = "\n".join(f"{one.heading}：{one.text}" for one in theirs.explanations)
        clashes.append(Clash("", "explanations", words))
    return replace(merged, duties=duties), clashes + of_duties


def merge_statements(
    base: BudgetStatement, mine: BudgetStatement, theirs: BudgetStatement
) -> tuple[BudgetStatement, list[Clash]]:
    """One statement of the three states: figure by figure where all three have the same lines, else its rows are one
    field. The path of a figure is rows[4].total, its row counted from 0."""
    lines = [[_without_figures(part, row) for row in part.rows] for part in (base, mine, theirs)]
    if not lines[0] == lines[1] == lines[2]:
        return merge_fields(base, mine, theirs, mine.key)
    bare_base, bare_mine, bare_theirs = (replace(part, rows=()) for part in (base, mine, theirs))
    merged, clashes = merge_fields(bare_base, bare_mine, bare_theirs, mine.key)
    columns = kind_of(mine.kind).columns
    rows = []
    for place, states in enumerate(zip(base.rows, mine.rows, theirs.rows, strict=True)):
        rows.append(tuple(other if own == before else own for before, own, other in zip(*states, strict=True)))
        clashes += [
            Clash(mine.key, f"rows[{place}].{column.name}", other)
            for column, before, own, other in zip(columns, *states, strict=True)
            if own != before and other not in (before, own)
        ]
    return replace(merged, rows=tuple(rows)), clashes


def _without_figures(statement: BudgetStatement, row: tuple[str, ...]) -> list[str]:
    """The cells of a row that say which line it is."""
    figures = kind_of(statement.kind).places(*NUMBERS)
    return [cell for place, cell in enumerate(row) if place not in figures]


def _merge_plans(base: Plan, mine: Plan, theirs: Plan) -> tuple[Plan, list[Clash]]:
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    states = [{point.month: point.cumulative_percent for point in plan or ()} for plan in (base, mine, theirs)]
    merged, clashes = [], []
    for index, month in enumerate(PLAN_MONTHS):
        before, own, other = (state.get(month) for state in states)
        merged.append(Checkpoint(month, other if own == before else own))
        if own != before and other not in (before, own):
            words = "" if other is None else f"{other:.2f}"
            clashes.append(Clash("", f"spending_plan[{index}].cumulative_percent", words))
    return tuple(merged), clashes


def _merge_parts(
    base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]
) -> tuple[tuple[Row, ...], list[Clash]]:
    """Parts with keys (indicators, duties); a part without one is new, unless it was sent before: a page sent twice."""
    before, own, other = ({part.key: part for part in parts if part.key} for parts in (base, mine, theirs))
    added = [key for key in other if key not in before]
    merged, clashes = {}, []
    for place, part in enumerate(mine):
        twin = next((key for key in added if other[key] == part and not part.key), None)
        if part.key in before and part.key in other:
            merged[part.key], of_part = merge_fields(before[part.key], part, other[part.key], part.key)
            clashes += of_part
        elif twin:
            added.remove(twin)
            merged[twin] = other[twin]
        elif part != before.get(part.key):
            merged[f"new {place}"] = replace(part, key="")
    my_order = list(merged)
    for key, part in other.items():
        if key not in own and key not in merged and part != before.get(key):
            merged[key] = part
    their_order = [key for key in other if key in merged]
    return tuple(merged[name] for name in _order(list(before), my_order, their_order)), clashes


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """The order of whoever moved parts (mine where both did); what only the other one has follows its neighbour."""
    i_moved = [name for name in base if name in mine] != [name for name in mine if name in base]
    lead, follow = (mine, theirs) if i_moved else (theirs, mine)
    order = list(lead)
    for place, name in enumerate(follow):
        if name not in lead:
            order.insert(order.index(follow[place - 1]) + 1 if place else 0, name)
    return order
