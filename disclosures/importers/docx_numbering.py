"""The numbers Word prints by itself ("一、", "1."): they stand in no text, so they are counted here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from disclosures.importers.refusal import Refused

Default = TypeVar("Default", str, None)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "零一二三四五六七八九"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}


def _chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一; up to 99, where all of Word's Chinese ways of counting agree."""
    if not 0 < number < 100:
        raise Refused("自动编号超过九十九，不能确定所印的数字，请改为手工编号")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letter(number: int) -> str:
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def _from_table(first: str, count: int) -> Callable[[int], str]:
    def text(number: int) -> str:
        if not 0 < number <= count:
            raise Refused("自动编号超出所用格式的范围，请改为手工编号")
        return chr(ord(first) + number - 1)

    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalEnclosedCircle": _from_table("①", 20),
    "decimalEnclosedCircleChinese": _from_table("①", 10),
    "decimalEnclosedParen": _from_table("⑴", 20),
    "decimalEnclosedFullstop": _from_table("⒈", 20),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "none": lambda number: "",
}


@dataclass
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    gap: bool = True
    legal: bool = False
    restarts: bool = True
    style: str = ""


@dataclass
class Numbering:
    """What numbering.xml and styles.xml say, and how far each list has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    style_links: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, Element]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str]] = field(default_factory=dict)
    default_style: str = ""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def label(self, style: str | None, list_id: str | None, level: int | None) -> str:
        """The printed number of the next paragraph with this style, list and level ("" where it has none).

        Bullets are no numbers. A blank follows only where number and text would run together."""
        style = self.default_style if style is None else style
        if list_id is None:
            list_id, own_level, style = self._of_style(style)
            level = own_level if level is None else level
        if list_id is None or list_id == "0" or list_id not in self.lists:
            return ""
        abstract = self._abstract(list_id)
        levels = self._levels(list_id, abstract)
        if level is None:
            level = next((number for number, it in levels.items() if it.style and it.style == style), 0)
        if level not in levels:
            return ""
        self._count(list_id, abstract, level, levels)
        return self._print(abstract, level, levels)

    def _of_style(self, style: str) -> tuple[str | None, int | None, str]:
        """The list and level a style belongs to, and the style (it or one it is based on) that says so."""
        seen = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            list_id, level, based_on = self.styles[style]
            if list_id is not None:
                return list_id, level, style
            style = based_on
        return None, None, ""

    def _abstract(self, list_id: str) -> str:
        abstract = self.lists[list_id]
        linked = self.style_links.get(abstract)
        target = self._of_style(linked)[0] if linked else None
        return abstract if target is None else self.lists.get(target, abstract)

    def _levels(self, list_id: str, abstract: str) -> dict[int, _Level]:
        levels = dict(self.levels.get(abstract, {}))
        for number, override in self.overrides.get(list_id, {}).items():
            own = override.find(f"{WORD}lvl")
            if own is not None:
                levels[number] = _read_level(own)
        return levels

    def _count(self, list_id: str, abstract: str, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(abstract, {})
        start = levels[level].start
        override = self.overrides.get(list_id, {}).get(level)
        fresh = None if override is None else override.find(f"{WORD}startOverride")
        if fresh is not None and (list_id, level) not in self._seen:
            start = _number(fresh, 1)
            counts.pop(level, None)
        self._seen.add((list_id, level))
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level and levels.get(other, _Level()).restarts]:
            del counts[deeper]

    def _print(self, abstract: str, level: int, levels: dict[int, _Level]) -> str:
        own, counts = levels[level], self._counts[abstract]
        if own.number_format == "bullet":
            return ""
        text = own.text
        for number in range(9):
            mark = f"%{number + 1}"
            if mark in text:
                it = levels.get(number, _Level())
                text = text.replace(mark, _format(counts.get(number, it.start), it, own.legal))
        return f"{text} " if own.gap and text[-1:].isalnum() else text


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Numbering from the two parts of a .docx (None where a document has none)."""
    result = Numbering()
    for abstract in [] if numbering is None else numbering.iter(f"{WORD}abstractNum"):
        key = abstract.get(f"{WORD}abstractNumId", "")
        result.levels[key] = {_level_number(it): _read_level(it) for it in abstract.findall(f"{WORD}lvl")}
        result.style_links[key] = _value(abstract, "numStyleLink", "")
    for num in [] if numbering is None else numbering.iter(f"{WORD}num"):
        key = num.get(f"{WORD}numId", "")
        result.lists[key] = _value(num, "abstractNumId", "")
        result.overrides[key] = {_level_number(it): it for it in num.findall(f"{WORD}lvlOverride")}
    for style in [] if styles is None else styles.iter(f"{WORD}style"):
        key = style.get(f"{WORD}styleId", "")
        place = style.find(f"{WORD}pPr/{WORD}numPr")
        list_id = None if place is None else _value(place, "numId", None)
        depth = None if place is None else place.find(f"{WORD}ilvl")
        level = None if depth is None else _number(depth, 0)
        result.styles[key] = (list_id, level, _value(style, "basedOn", ""))
        if style.get(f"{WORD}default") in ("1", "true", "on") and style.get(f"{WORD}type") == "paragraph":
            result.default_style = key
    return result


def _read_level(node: Element) -> _Level:
    start, restart = node.find(f"{WORD}start"), node.find(f"{WORD}lvlRestart")
    return _Level(
        start=1 if start is None else _number(start, 1),
        number_format=_value(node, "numFmt", "decimal"),
        text=_value(node, "lvlText", ""),
        gap=_value(node, "suff", "tab") != "nothing",
        legal=node.find(f"{WORD}isLgl") is not None,
        restarts=restart is None or _number(restart, 1) != 0,
        style=_value(node, "pStyle", ""),
    )


def _format(number: int, level: _Level, legal: bool) -> str:
    if legal:
        return str(number)
    if level.number_format not in _FORMATS:
        raise Refused(f"自动编号的格式“{level.number_format}”不能识别，请改为手工编号")
    return _FORMATS[level.number_format](number)


def _level_number(node: Element) -> int:
    text = node.get(f"{WORD}ilvl", "")
    return int(text) if re.fullmatch(r"\d", text, re.ASCII) else 0


def _value(node: Element, name: str, default: Default) -> str | Default:
    child = node.find(f"{WORD}{name}")
    return default if child is None else child.get(f"{WORD}val", default)


def _number(node: Element, default: int) -> int:
    """A count as Word allows it; anything else is the default."""
    text = node.get(f"{WORD}val", "")
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else default
