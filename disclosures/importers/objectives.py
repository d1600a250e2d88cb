"""绩效目标 cells: one text with numbered objectives → the objectives, their numbers dropped."""

import re

from disclosures.importers.cleaning import half_width

_NUMBER = re.compile(r"(?:[(](?P<round>\d{1,2})[)]|(?P<plain>\d{1,2})\s*(?P<stop>[.、)]|,(?!\d)))\s*")
#: What an objective's number may stand behind, within a line.
_OPENS_BEHIND = " 。;；!！?？\t"


def split_objectives(text: str) -> tuple[str, ...]:
    """The objectives of a cell: split at line breaks and before the next number in sequence.

    "1.5万亩" is no numbering; "1.2021年完成……" is, where the next number follows.
    """
    cuts = _numbers_in_sequence(half_width(text))
    pieces, position = [], 0
    for start, end in [*cuts, (len(text), len(text))]:
        pieces += text[position:start].split("\n")
        position = end
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _numbers_in_sequence(text: str) -> list[tuple[int, int]]:
    """Where the numbers 1, 2, 3 … that open an objective begin and end."""
    candidates = [match for match in _NUMBER.finditer(text) if _may_open(text, match.start())]
    last_place = {_value(match): match.start() for match in candidates}
    cuts = []
    for match in candidates:
        expected = len(cuts) + 1
        followed = last_place.get(expected + 1, -1) > match.start()
        if _value(match) == expected and (followed or not _is_decimal(text, match)):
            cuts.append(match.span())
    return cuts


def _value(match: re.Match) -> int:
    return int(match["round"] or match["plain"])


def _may_open(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    return not text[line_start:start].strip() or text[start - 1] in _OPENS_BEHIND


def _is_decimal(text: str, match: re.Match) -> bool:
    return match["stop"] == "." and text[match.end() - 1] == "." and text[match.end() : match.end() + 1].isdigit()
