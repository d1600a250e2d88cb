"""str → str: field codes, bookmarks, tags and invisible characters out; labels and numbers in one form."""

import re
from unicodedata import normalize

from disclosures.document.letters import half_width

_SUSPECT = re.compile(r"[\[\\\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x0b\x0c\x85]|PAGEREF|HYPERLINK|TOC")
_INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_BREAK_TAG = re.compile(r"<br\s*/?>|</?p(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|sup|sub|span|font|a|center|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]]*\]", re.IGNORECASE)
_CONTENTS_SWITCHES = r"(?:\s{0,9}\\[a-zA-Z*](?:\s{0,9}(?:\"[^\"]*\"|MERGEFORMAT|[A-Z]\b|\d+(?:-\d+)?))?)+\s?"
_SWITCHES = r"(?:\s{0,9}\\[a-zA-Z*](?:\s{0,9}(?:\"[^\"]*\"|MERGEFORMAT|_\w+))?)"
#: Every part is bounded, so that no line takes more than linear time.
_FIELDS = re.compile(
    rf" ?\bTC\s{{1,9}}[^\\\t\n]{{0,300}}{_CONTENTS_SWITCHES}"
    rf"| ?\bTOC{_CONTENTS_SWITCHES}"
    rf"| ?\b(?:HYPERLINK|PAGEREF|NOTEREF|REF)(?:\s{{1,9}}(?:\"[^\"]*\"|_\w+){_SWITCHES}*|{_SWITCHES}+) ?"
)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&ge;": "≥", "&le;": "≤", "&quot;": '"', "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
#: Fonts of PDF files hold radicals for characters that look the same; Unicode names the character of most of them.
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_OF_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|-\s+(?=\S)|>\s+)|\*\*|(?<=\\)(?=[*_#])")

#: Heading marks without a blank behind them; #1锅炉房 is none.
_TIGHT_HASHES = re.compile(r"^(?:#{2,6}|#(?!#|[0-9]{1,3}[^0-9.、．]))(?=[^#\s])")


def clean(line: str) -> str:
    """A line as it was printed: marks of the word processor removed, blanks at both ends stripped.

    Breaks inside a line (vertical tab, form feed) become line feeds; lines left blank by them are dropped.
    """
    if not _SUSPECT.search(line):
        return line.strip()
    text = _FIELDS.sub("", _BOOKMARK.sub("", _INVISIBLE.sub("", line)))
    return "\n".join(piece for piece in map(str.strip, _BREAK.sub("\n", text).split("\n")) if piece)


def unconverted(line: str) -> str:
    """A line without what the conversion of a PDF adds: tags and entities, and radicals in place of characters.

    <br> and <p> become vertical tabs. Nobody else adds tags: what looks like one in a Word document was typed.
    """
    if _RADICAL.search(line):
        line = _RADICAL.sub(lambda match: _OF_RADICALS.get(match[0]) or normalize("NFKC", match[0]), line)
    if "<" not in line and "&" not in line:
        return line
    text = _TAG.sub("", _BREAK_TAG.sub("\x0b", line))
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def dropped(line: str) -> list[str]:
    """The marks of the word processor and the tags in a line that reading removes, with what stands in them."""
    return [match[0] for mark in (_BOOKMARK, _FIELDS, _TAG, _BREAK_TAG) for match in mark.finditer(line)]


def without_markdown(line: str) -> str:
    """A line without its markdown: heading marks, bullets, stars of emphasis."""
    return _MARKDOWN.sub("", line.strip()).strip()


def heading_text(line: str) -> str:
    """A line outside tables without its markdown, also where no blank stands behind the heading marks (##1、…)."""
    return without_markdown(_TIGHT_HASHES.sub("", line.strip()))


def squeeze(text: str) -> str:
    """A text in half-width forms without any blanks: for codes, numbers, level names, and for comparing."""
    return "".join(half_width(text).split())


def label(text: str) -> str:
    """A printed label in the one form in which labels are compared: "项 目 编 码：" → "项目编码"."""
    return squeeze(text).rstrip(":")
