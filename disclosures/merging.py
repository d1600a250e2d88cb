"""Two people changed one page: what each changed is kept, and where both changed one thing it is shown. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosures.comparison import INDICATOR_FIELDS, PROJECT_FIELDS, printed
from disclosures.document import IndicatorRow, ProjectSheet


@dataclass(frozen=True)
class Clash:
    """One field that both changed: the key of an indicator ("" for the sheet itself), and what the other one wrote."""

    key: str
    field: str
    theirs: str


def merge_fields(base, mine, theirs, fields: Sequence[str], key: str = "") -> tuple[object, list[Clash]]:
    """`mine` with every field that only the other one changed; a clash for each that both changed differently."""
    taken, clashes = {}, []
    for field in fields:
        before, own, other = (getattr(part, field) for part in (base, mine, theirs))
        if own == before:
            taken[field] = other
        elif other not in (before, own):
            clashes.append(Clash(key, field, printed(theirs, field)))
    return replace(mine, **taken), clashes


def merge_sheets(base: ProjectSheet, mine: ProjectSheet, theirs: ProjectSheet) -> tuple[ProjectSheet, list[Clash]]:
    """One sheet of what was shown to a person, what they made of it, and what stands there meanwhile.

    Rows are matched by key. A row that one removed and the other left alone is gone; one that the other changed stays.
    """
    merged, clashes = merge_fields(base, mine, theirs, PROJECT_FIELDS)
    rows, row_clashes = _merge_rows(base.indicators, mine.indicators, theirs.indicators)
    return replace(merged, indicators=rows), clashes + row_clashes


def _merge_rows(base, mine, theirs) -> tuple[tuple[IndicatorRow, ...], list[Clash]]:
    before, own, other = ({row.key: row for row in rows if row.key} for rows in (base, mine, theirs))
    rows, clashes = [], []
    for row in mine:
        if row.key not in before:
            rows.append(row)
        elif row.key in other:
            merged, of_row = merge_fields(before[row.key], row, other[row.key], INDICATOR_FIELDS, row.key)
            rows.append(merged)
            clashes += of_row
        elif row != before[row.key]:
            rows.append(replace(row, key=""))
    for row in theirs:
        removed_by_me = row.key in before and row.key not in own
        if row.key not in before or (removed_by_me and row != before[row.key]):
            rows.append(row)
    return tuple(rows), clashes
