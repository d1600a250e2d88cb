"""What differs between two Documents, field by field: pure.

Which parts are the same is for `identity` to say; which fields are compared, for their declarations. Used for the
record of changes, the reviewer's differences, what changed between two published versions, and this year beside last
year.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from disclosures.document.declarations import Field, FieldKind, Trait, field_of, fields_of
from disclosures.document.identity import common_places, side_by_side
from disclosures.document.model import (
    AnyPart,
    BudgetStatement,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    Part,
    ProjectSheet,
)
from indicators.money import grouped


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    ALTERED = "altered"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One field that differs. `part` is whole, duty, project, indicator, statement or explanation; `key` is the part's
    key in the newer document (the older's where it was removed), `parent` the project's key for an indicator."""

    part: str
    change: ChangeKind
    key: str
    name: str
    field: str
    before: str
    after: str
    parent: str = ""


#: The word for each class of parts.
PART_WORDS: dict[type[AnyPart], str] = {
    Document: "whole",
    DutySection: "duty",
    ProjectSheet: "project",
    IndicatorRow: "indicator",
    BudgetStatement: "statement",
    Explanation: "explanation",
}


def compare(before: Document, after: Document) -> list[Difference]:
    """Return all differences from `before` to `after`, in the order of the paper form; [] where both promise the
    same."""
    differences = [*_part(before, after), *_parts(before.duties, after.duties)]
    for old, new in side_by_side(before.projects, after.projects):
        if old is new:
            continue
        differences += _part(old, new)
        if old and new:
            differences += _parts(old.indicators, new.indicators, parent=new.key)
    differences += _moved(before.projects, after.projects)
    differences += _parts(before.statements, after.statements)
    return differences + _parts(before.explanations, after.explanations)


def printed(part: AnyPart, name: str) -> str:
    """Return a field of a part as a person reads it ("" where absent)."""
    value = getattr(part, name)
    if value is None:
        return ""
    return _PRINTERS.get(field_of(type(part), name).kind, str)(value)


def title_of(part: AnyPart) -> str:
    """Return what a part is called: its name, title or heading, else the beginning of its text."""
    match part:
        case Document():
            return "整体"
        case DutySection():
            return part.title or part.text[:20]
        case BudgetStatement():
            return part.title
        case Explanation():
            return part.heading or part.text[:20]
        case _:
            return part.name


_PRINTERS: dict[FieldKind, Callable[[Any], str]] = {
    FieldKind.AMOUNT: grouped,
    FieldKind.WITHHELD: lambda withheld: withheld.reason,
    FieldKind.LINES: "\n".join,
    FieldKind.CELLS: lambda rows: "\n".join(map(_row_text, rows)),
    FieldKind.PERCENTAGES: lambda plan: "，".join(
        f"{point.month}月底 {'未填' if point.cumulative_percent is None else f'{point.cumulative_percent:.2f}%'}"
        for point in plan
    ),
    FieldKind.PAIRS: lambda pairs: "\n".join(
        f"{number}、绩效目标：{pair.objective}" + "".join(f"\n绩效指标：{text}" for text in pair.indicators)
        for number, pair in enumerate(pairs, 1)
    ),
}


def _parts(before: Sequence[Part], after: Sequence[Part], parent: str = "") -> list[Difference]:
    differences: list[Difference] = []
    for old, new in side_by_side(before, after):
        differences += _part(old, new, parent)
    return differences + _moved(before, after, parent)


def _part(old: AnyPart | None, new: AnyPart | None, parent: str = "") -> Iterator[Difference]:
    if old and new:
        for field in fields_of(type(new), Trait.COMPARED):
            if getattr(old, field.name) != getattr(new, field.name):
                texts = _texts(old, new, field)
                yield Difference(_word(new), ChangeKind.ALTERED, _key(new), title_of(new), field.name, *texts, parent)
    elif new:
        yield Difference(_word(new), ChangeKind.ADDED, _key(new), title_of(new), "", "", title_of(new), parent)
    elif old:
        yield Difference(_word(old), ChangeKind.REMOVED, _key(old), title_of(old), "", title_of(old), "", parent)


def _texts(old: AnyPart, new: AnyPart, field: Field) -> tuple[str, str]:
    """A field before and after, as a person reads it: of a table the rows that differ, all rows in another order."""
    whole = printed(old, field.name), printed(new, field.name)
    if field.kind != FieldKind.CELLS:
        return whole
    before, after = (Counter(getattr(part, field.name)) for part in (old, new))
    gone, come = (
        [_row_text(row) for row in getattr(part, field.name) if row in less]
        for part, less in ((old, before - after), (new, after - before))
    )
    return ("\n".join(gone), "\n".join(come)) if gone or come else whole


def _row_text(row: tuple[str, ...]) -> str:
    """The filled cells of a row."""
    return " ".join(filter(None, row))


def _moved(before: Sequence[Part], after: Sequence[Part], parent: str = "") -> list[Difference]:
    both = common_places(before, after)
    if both == sorted(both):
        return []
    names, old_names = ("、".join(title_of(after[at]) for _, at in order) for order in (both, sorted(both)))
    return [Difference(_word(after[0]), ChangeKind.MOVED, "", "次序", "position", old_names, names, parent)]


def _key(part: AnyPart) -> str:
    return "" if isinstance(part, Document | Explanation) else part.key


def _word(part: AnyPart) -> str:
    return next(word for kind, word in PART_WORDS.items() if isinstance(part, kind))
