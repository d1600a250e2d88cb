"""Where two texts differ: clause by clause, and within a changed clause to the letter. Pure, and quick on any text."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

#: Longer texts are compared from both ends only: matching all their clauses could take minutes.
MOST_CLAUSES = 200

_CLAUSE = re.compile(r"[^，。；、：！？\n]*[，。；、：！？\n]|[^，。；、：！？\n]+")
_NUMERIC = re.compile(r"[0-9.,]")


class Piece(NamedTuple):
    """A stretch of a text, and whether it differs."""

    text: str
    differs: bool


@lru_cache(maxsize=256)
def pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces: what they share, and what differs."""
    old_clauses, new_clauses = _CLAUSE.findall(before), _CLAUSE.findall(after)
    old: list[Piece] = []
    new: list[Piece] = []
    for shared, i1, i2, j1, j2 in _stretches(old_clauses, new_clauses):
        old_text, new_text = "".join(old_clauses[i1:i2]), "".join(new_clauses[j1:j2])
        head, tail = (len(old_text), 0) if shared else _ends(old_text, new_text)
        for found, text in ((old, old_text), (new, new_text)):
            end = len(text) - tail
            _add(found, text[:head], False)
            _add(found, text[head:end], True)
            _add(found, text[end:], False)
    return old, new


def _stretches(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    if len(old) + len(new) > MOST_CLAUSES:
        return [(False, 0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(kind == "equal", i1, i2, j1, j2) for kind, i1, i2, j1, j2 in matcher.get_opcodes()]


def _ends(old: str, new: str) -> tuple[int, int]:
    """How many letters two texts share at the beginning and at the end; no number is cut in two."""
    head = _shared(old, new)
    while head and _NUMERIC.match(old[head - 1]):
        head -= 1
    tail = _shared(old[head:][::-1], new[head:][::-1])
    while tail and _NUMERIC.match(old[-tail]):
        tail -= 1
    return head, tail


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _add(found: list[Piece], text: str, differs: bool) -> None:
    if text and found and found[-1].differs == differs:
        found[-1] = Piece(found[-1].text + text, differs)
    elif text:
        found.append(Piece(text, differs))
