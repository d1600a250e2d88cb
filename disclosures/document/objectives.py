"""绩效目标 cells: one text with numbered objectives → the objectives, their numbers dropped."""

import re

from disclosures.document.letters import half_width

#: A number that opens an objective stands at the start of a line, or within it behind a blank or the end of a sentence.
_NUMBER = re.compile(
    r"(?:(?P<at_start>^[ \t]*)|(?<=[ 。;；!！?？\t]))"
    r"(?:[(](?P<round>[0-9]{1,2})[)]|(?P<plain>[0-9]{1,2})[ \t]*(?P<stop>[.、)]|,(?![0-9]))(?P<tight>(?=[0-9]))?"
    r"|(?P<circled>[①-⑳])|(?P<chinese>[一二三四五六七八九十])[、.]|[(](?P<chinese_round>[一二三四五六七八九十])[)])\s*",
    re.MULTILINE,
)
_CIRCLED, _CHINESE = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "一二三四五六七八九十"
_YEAR = re.compile("20[0-9]{2}年")
_LINE_END = re.compile(r"[ \t\u3000]*\n\s*")
#: A line end within a number, a word or a clause.
_CUT = re.compile(
    r"(?<=[0-9０-９.])[ \t\u3000]*\n\s*(?=[0-9０-９.%％年月日])"
    r"|(?<=[，、,（(“《])[ \t\u3000]*\n\s*|[ \t\u3000]*\n\s*(?=[，。、,；;）)”》])"
)


def split_objectives(text: str) -> tuple[str, ...]:
    """The objectives of a cell: split before the next number in sequence, or at line breaks where there is no list.

    In a list of two numbers or more a line without a number goes on with the objective before it; behind a lone 1.
    only where the line break cuts a number, a word or a clause (…202 / 1年…). A number out of sequence at the start of
    a line opens an objective too and is kept, as it is no number of the list.

    The first number tells the style (1. or 1、, （1）, ①, 一、 or （一）); a number that stands at the start of a later
    line does not open an objective before it. "1.5万亩" is no numbering, "长 2.8 公里" never; "1.2021年完成……"
    is, at the start of a line, and "1.6个社区" is where the next number follows.
    """
    cuts = _numbers_in_sequence(half_width(text))
    starts, ends = [start for start, _ in cuts], [end for _, end in cuts]
    before, *numbered = (text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))
    line_end = _LINE_END if sum(start < end for start, end in cuts) > 1 else _CUT
    pieces = [*before.split("\n"), *(piece for text in numbered for piece in line_end.sub("", text).split("\n"))]
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _numbers_in_sequence(text: str) -> list[tuple[int, int]]:
    """Where the numbers 1, 2, 3 … that open an objective begin and end; of one out of sequence only the beginning."""
    marks = [match for match in _NUMBER.finditer(text) if _is_at_start(match) or not _is_tight(match)]
    last_place = {_number(match): match.start() for match in marks}
    last_start = {_number(match): match.start() for match in marks if _is_at_start(match)}
    cuts: list[tuple[int, int]] = []
    first: re.Match[str] | None = None
    expected = 1
    for match in marks:
        number, style = _number(match)
        if first and not _goes_on(match, first):
            continue
        if number != expected:
            if first and _is_at_start(match) and not _is_tight(match):
                cuts.append((match.start(), match.start()))
            continue
        stands_later = last_start.get((number, style), -1) > match.start() and not _is_at_start(match)
        is_followed = last_place.get((number + 1, style), -1) > match.start()
        if not stands_later and (is_followed or not _is_decimal(match)):
            cuts.append(match.span())
            first, expected = first or match, expected + 1
    return cuts


def _number(match: re.Match[str]) -> tuple[int, str]:
    """A number and its style: the group of the pattern in which it stands."""
    style = next(name for name in ("round", "plain", "circled", "chinese", "chinese_round") if match[name])
    if style in ("round", "plain"):
        return int(match[style]), style
    return (_CIRCLED if style == "circled" else _CHINESE).index(match[style]) + 1, style


def _goes_on(match: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a number has the style of the first; at the start of a line 1. and 1、 are one style."""
    same_style = _number(match)[1] == _number(first)[1]
    return same_style and (_is_at_start(match) or match["stop"] == first["stop"])


def _is_at_start(match: re.Match[str]) -> bool:
    return match["at_start"] is not None


def _is_tight(match: re.Match[str]) -> bool:
    """Whether a digit follows at once, as in 2.8 or 2、3号, and it is not a year's."""
    return match["tight"] is not None and match["stop"] in ".、," and not _YEAR.match(match.string, match.end())


def _is_decimal(match: re.Match[str]) -> bool:
    return _is_tight(match) and match["stop"] == "."
