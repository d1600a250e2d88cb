"""绩效目标 cells: one text with numbered objectives → the objectives, their numbers dropped."""

import re

from disclosures.importers.cleaning import half_width

_NUMBER = re.compile(r"(?:[(](?P<round>\d{1,2})[)]|(?P<plain>\d{1,2})\s*(?P<stop>[.、)]|,(?!\d)))\s*")


def split_objectives(text: str) -> tuple[str, ...]:
    """The objectives of a cell: split at line breaks and before the next number in sequence.

    "1.5万亩" is no numbering; "1.2021年完成……" is, where the next number follows.
    """
    objectives, expected = [], 1
    for line in text.split("\n"):
        pieces, expected = _split_line(line, expected)
        objectives += pieces
    return tuple(objectives)


def _split_line(line: str, expected: int) -> tuple[list[str], int]:
    folded, starts, position = half_width(line), [], 0
    while match := _find(folded, expected, position):
        starts.append(match)
        position, expected = match.end(), expected + 1
    if not starts:
        return ([line.strip()] if line.strip() else []), expected
    pieces = [line[: starts[0].start()]]
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        pieces.append(line[match.end() : following.start() if following else None])
    return [piece.strip() for piece in pieces if piece.strip()], expected


def _find(text: str, expected: int, position: int) -> re.Match | None:
    """Where the number `expected` opens an objective: at the start of a line, or behind a stop or a blank."""
    for match in _NUMBER.finditer(text, position):
        if int(match["round"] or match["plain"]) != expected or not _may_open(text, match):
            continue
        if _is_decimal(text, match) and not _find(text, expected + 1, match.end()):
            continue
        return match
    return None


def _may_open(text: str, match: re.Match) -> bool:
    before = text[: match.start()]
    return not before.strip() or before[-1] in " \u3000。;；!！?？\t"


def _is_decimal(text: str, match: re.Match) -> bool:
    return match["stop"] == "." and text[match.end() - 1] == "." and text[match.end() : match.end() + 1].isdigit()
