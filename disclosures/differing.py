"""Where two texts differ, to the letter. Pure."""

from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

#: Longer texts are shown as changed from end to end.
LONGEST = 4000
#: Letters that two different stretches must have between them to be shown apart.
APART = 2


class Piece(NamedTuple):
    """A stretch of a text, and whether it differs."""

    text: str
    differs: bool


@lru_cache(maxsize=256)
def pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces: what they share, and what differs."""
    if len(before) + len(after) > LONGEST:
        return _whole(before), _whole(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    old, new = [], []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        differs = kind != "equal" or i2 - i1 < APART
        _add(old, before[i1:i2], differs)
        _add(new, after[j1:j2], differs)
    return old, new


def _whole(text: str) -> list[Piece]:
    return [Piece(text, True)] if text else []


def _add(found: list[Piece], text: str, differs: bool) -> None:
    if text and found and found[-1].differs == differs:
        found[-1] = Piece(found[-1].text + text, differs)
    elif text:
        found.append(Piece(text, differs))
