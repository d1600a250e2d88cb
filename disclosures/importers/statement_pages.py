"""What stands above the head of a statement on each of its pages: the unit, the year, the unit of money.

A line may break anywhere in it, so that it is read as one text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosures.document.letters import half_width
from disclosures.importers.cleaning import squeeze
from disclosures.importers.outline import NUMERALS, is_part, is_remark, section_of
from disclosures.importers.refusal import Refused

NumberedLine = tuple[int, str]


def _broken(pattern: str) -> str:
    """A pattern of single characters, between any two of which a line may break."""
    return r"\s*".join(re.escape(character) for character in pattern)


_YEAR = re.compile(rf"{_broken('预算年度')}\s*:?\s*(?P<value>2\s*0\s*[0-9]\s*[0-9])(?:\s*年)?(?:\s*度)?")
_MONEY = re.compile(
    rf"(?:{_broken('金额')}\s*)?{_broken('单位')}\s*:\s*(?:{_broken('人民币')}\s*)?(?P<value>万?\s*元)(?!\S)"
)
_AS_OF = re.compile(
    r"截\s*[止至]\s*(?:[时日]\s*[间期]\s*)?:?\s*(?P<value>[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*日?)"
)
_UNIT_LABEL = re.compile(r"(?:(?:编制|填报|预算)?(?:单位|部门)(?:名称|编码)?|编报单位):")
_UNIT = re.compile(r"[(\[]?(?P<code>[0-9]{6})[)\]]?[-—–:]?(?P<name>[^0-9].*)")
_FURNITURE = re.compile(r"(?:部门|单位)?(?:预算)?公开(?:表)?[0-9]{1,2}(?:表)?|附?表[0-9]{1,2}|\(?续表?\)?")


_HEADING = re.compile(rf"#|[(]?[{NUMERALS}]+[)、.]|(?:备?注|说明)[0-9]{{0,2}}:")


class Page(NamedTuple):
    """What one page says above the head; "" or None for what it does not print. `places`: what → its line."""

    unit: str
    year: int | None
    money_unit: str
    as_of: str
    places: dict[str, int]


def read_page(lines: Sequence[NumberedLine]) -> Page:
    """Return what the lines above a head say. Raises Refused with the line for what is none of it."""
    pieces = [(number, piece) for number, text in lines for piece in text.split("\n")]
    kept = [(number, text) for number, text in pieces if not _FURNITURE.fullmatch(squeeze(text))]
    rest = "\n".join(text for _, text in kept)
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for name, pattern in (("year", _YEAR), ("as_of", _AS_OF), ("money", _MONEY)):
        found = list(pattern.finditer(half_width(rest)))
        said = {squeeze(match["value"]) for match in found}
        if len(said) > 1:
            raise Refused("同一页的表头上方印有不同的年度、时间或金额单位", _line(kept, rest, found[-1].start()))
        if found:
            values[name] = said.pop()
            places[name] = _line(kept, rest, found[0].start())
        for match in found:
            rest = rest[: match.start()] + _blanked(match[0]) + rest[match.end() :]
    unit = _unit(kept, rest, places)
    year = int(values["year"]) if "year" in values else None
    return Page(unit, year, values.get("money", ""), values.get("as_of", ""), places)


def may_be_of_cell(raw: str, text: str) -> bool:
    """Return whether words directly below a row may be the rest of its last cell, or begin the next one: they are no
    heading, no note, and nothing that stands above a head. `raw` is their line, `text` the line cleaned."""
    if not text or _HEADING.match(half_width(raw.strip())) or is_part(text) or section_of(text) or is_remark(text):
        return False
    try:
        read_page([(0, text)])
    except Refused:
        return True
    return False


def _unit(kept: list[NumberedLine], rest: str, places: dict[str, int]) -> str:
    """The unit's line, which is what remains of the text above a head."""
    pieces = [piece.strip() for piece in rest.split("\n")]
    first = next((place for place, piece in enumerate(pieces) if piece), None)
    if first is None:
        return ""
    places["unit"] = kept[first][0]
    joined = "".join(pieces)
    label = _UNIT_LABEL.match(half_width(joined))
    unit = joined[label.end() :].strip() if label else joined
    if not _UNIT.fullmatch(squeeze(unit)):
        raise Refused("报表的标题与表格之间、或两页表格之间，有不认得的文字", places["unit"])
    return unit


def _blanked(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


def _line(kept: list[NumberedLine], text: str, offset: int) -> int:
    return kept[text.count("\n", 0, offset)][0]
