"""A list of differences for the eye: what is new, what is gone, and field by field what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.comparison import Change, Difference
from disclosures.differing import Piece, pieces
from disclosures.labels import PARTS, label_of

#: More than these are counted, not listed.
MOST = 300


@dataclass(frozen=True)
class Line:
    """One difference: the part and the field in words, the old and the new text in pieces."""

    part: str
    name: str
    label: str
    change: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Listing:
    """The lines that are shown, and how many more there are."""

    lines: list[Line]
    more: int

    def __bool__(self) -> bool:
        return bool(self.lines)


def listing(differences: Sequence[Difference]) -> Listing:
    """The differences in their order, as lines."""
    return Listing([_line(one) for one in differences[:MOST]], max(0, len(differences) - MOST))


def _line(difference: Difference) -> Line:
    before, after = pieces(difference.before, difference.after)
    part = PARTS[difference.part]
    label = label_of(difference.part, difference.field)
    words = {Change.ADDED: "新增", Change.REMOVED: "删除", Change.MOVED: "调整次序", Change.ALTERED: label}
    return Line(part, difference.name, words[difference.change], difference.change.value, before, after)
