"""A list of differences for the eye: what is new, what is gone, and field by field what changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.document.comparison import ChangeKind, Difference
from disclosures.document.labels import CHANGES, PARTS, label_of
from disclosures.document.text_pieces import Piece, pieces

#: More than these are counted, not listed.
MOST = 300


@dataclass(frozen=True)
class DifferenceLine:
    """One difference: the part and the field in words, the old and the new text in pieces ([] for a whole part).

    `within`: the project of an indicator; `amount`: that of a project as a whole. Both "" where nobody filled them in.
    """

    part: str
    name: str
    label: str
    change: str
    before: list[Piece]
    after: list[Piece]
    within: str = ""
    amount: str = ""


@dataclass(frozen=True)
class Listing:
    """The lines that are shown, and how many more there are."""

    lines: list[DifferenceLine]
    more: int

    @property
    def count(self) -> int:
        return len(self.lines) + self.more

    def __bool__(self) -> bool:
        return bool(self.lines)


def listing(differences: Sequence[Difference]) -> Listing:
    """The differences in their order, as lines."""
    return Listing([_line(one) for one in differences[:MOST]], max(0, len(differences) - MOST))


def _line(difference: Difference) -> DifferenceLine:
    words = CHANGES.get(difference.change) or label_of(difference.part, difference.field)
    return DifferenceLine(PARTS[difference.part], difference.name, words, difference.change.value, *_texts(difference))


def _texts(difference: Difference) -> tuple[list[Piece], list[Piece]]:
    """Old and new: nothing of a whole part, whose name stands beside; in pieces where there is something on both."""
    if difference.change in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return [], []
    if difference.before and difference.after:
        return pieces(difference.before, difference.after)
    return [Piece(difference.before, False)], [Piece(difference.after, False)]
