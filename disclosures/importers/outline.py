"""Headings and furniture, known by their numbering and words: parts, sections, project tables, contents, pages."""

import re
from collections import Counter
from typing import NamedTuple

from disclosures.document.letters import half_width
from disclosures.importers.cleaning import clean, heading_text, squeeze

NUMERALS = "一二三四五六七八九十百〇零"
OVERALL, DUTIES, SAFEGUARDS = "overall", "duties", "safeguards"

_PART = re.compile(rf"第?(?P<number>[{NUMERALS}\d]+)部分(?P<rest>.*)")
_PART_TITLE = re.compile(r"(?:部门|单位)?(?:整体|预算项目|专项资金|项目)(?:支出)?绩效目标")
_SECTION = re.compile(rf"(?:(?P<numbered>[(]?[{NUMERALS}]+[)]?[、.,]?)|[(]?\d{{1,2}}[)]?[、.,]?)?(?P<title>.+?):?")
_RUNS_ON = re.compile(r"(?P<title>[^:：]+)[:：](?P<rest>.*)", re.DOTALL)
_SECTIONS = (
    (OVERALL, re.compile(r"(?:部门|单位|年度)?(?:总体|整体)(?:绩效)?目标")),
    (DUTIES, re.compile(r"(?:部门|单位)?(?:分项|职责分类|分类)(?:绩效)?目标")),
    (SAFEGUARDS, re.compile(r"(?:实现年度发展规划目标的)?(?:工作)?保障措施")),
)
_PROJECT = re.compile(
    rf"[(]?(?:(?P<number>\d{{1,4}})|(?P<numeral>[{NUMERALS}]+))(?:\s*(?:[.、)]|,(?!\d))|(?<=\d)\s)\s*(?P<name>.*)"
)
_TABLE_TITLE = re.compile(r"绩\s*效\s*目\s*标\s*表\s*[:：]?$")
_SENTENCE = re.compile(r"[。！？]")
_PAGE = re.compile(
    r"[-—–_~.·\s]*\d{1,3}[-—–_~.·\s]*|第\d{1,4}页(?:[,，/]?\s*共\d{1,4}页)?|\d{1,4}/\d{1,4}|page\d{1,4}", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[0-9]{1,3}")
_LONE_MARK = re.compile(r"[0-9]{1,3}\.|\.[0-9]{1,3}")
_CUT_TITLE = re.compile("绩效目标表|绩(?:效(?:目标?)?)?$|绩效目标$")
_PAGE_BEHIND = re.compile(r"[\s.．·。…]+[-—]?\s*[0-9０-９]{1,4}\s*[-—]?\s*$")
_LEADERS = re.compile(r"(?:[.．·。]{3,}|…+)\s*[-—]?\s*[0-9０-９]{1,4}\s*[-—]?\s*$")
_TAB_AND_PAGE = re.compile(r"\t\s*[0-9０-９]{1,4}\s*$")
_COVER = re.compile(r"[^。；;，,：:！？!?\t]{2,40}")
_CONTINUED = re.compile(r"[(（]?(?:续表|接上表|接上页|续)[)）]?")
_REMARK = re.compile(r"(?:填表|填报|编制|制表|审核|复核|经办|联系|负责)(?:人|单位|日期|时间|电话)[^:：]{0,6}[:：]")
_UNIT_CODE = re.compile(r"[0-9]{6}")
#: So many lines of a table of contents in a row may be no entries.
_MOST_BETWEEN = 3
_CONTENTS = re.compile(r"(?:.{0,30})目录")


class ProjectHeading(NamedTuple):
    """The line above a 绩效目标表; number None where none is printed."""

    number: int | None
    name: str
    line: int
    opens_part: bool = False  # is it the first behind a 第N部分?


def numeral(text: str) -> int:
    """A Chinese numeral up to 999 as a number; 0 where it is none."""
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = "〇一二三四五六七八九".find(character.replace("零", "〇"))
    return total + max(digit, 0)


def is_part(text: str) -> bool:
    """Whether a line is 第N部分 or the title of a part."""
    squeezed = squeeze(text)
    if match := _PART.fullmatch(squeezed):
        return not match["rest"] or bool(_PART_TITLE.fullmatch(match["rest"]))
    return bool(_PART_TITLE.fullmatch(squeezed))


class SectionHeading(NamedTuple):
    """A heading of one of the three sections, the text that runs on behind its colon, and whether 一、 or （一）
    stands in front."""

    name: str
    rest: str
    numbered: bool


def section_heading(text: str) -> SectionHeading | None:
    """The heading of a section of the performance text, or None for any other line."""
    if "目标" not in text[:40] and "措施" not in text[:40]:
        return None
    runs_on = _RUNS_ON.fullmatch(text)
    title, rest = (runs_on["title"], runs_on["rest"].strip()) if runs_on else (text, "")
    match = _SECTION.fullmatch(squeeze(title)) if len(title) < 60 else None
    if match is None:
        return None
    name = next((name for name, pattern in _SECTIONS if pattern.fullmatch(match["title"])), None)
    return SectionHeading(name, rest, bool(match["numbered"])) if name else None


def section_of(text: str) -> str | None:
    """Which of the three sections of the performance text a numbered heading opens, or None."""
    heading = section_heading(text)
    return heading.name if heading and heading.numbered else None


def project_heading(text: str, line: int) -> ProjectHeading | None:
    """The heading of a project's table, or None for any other line."""
    if "表" not in text[-8:] or not (title := _TABLE_TITLE.search(text)):
        return None
    head = text[: title.start()].strip()
    if _SENTENCE.search(head):
        return None
    match = _PROJECT.fullmatch(half_width(head).strip())
    if not match:
        return ProjectHeading(None, head, line)
    number = int(match["number"]) if match["number"] else numeral(match["numeral"])
    return ProjectHeading(number, head[match.start("name") :].strip(), line)


def join_headings(lines: list[str]) -> list[str]:
    """The lines, with each heading of a project's table that is cut in two put together on the first of its lines.

    Such a heading stands below a table, a part's title or a page number; else its first line is a paragraph's.
    """
    joined = list(lines)
    for place, line in enumerate(lines):
        if "表" in line and "\t" not in line:
            first, before = _filled_above(joined, place), _filled_above(joined, _filled_above(joined, place))
            if first is not None and _is_cut_heading(joined, before, first, place):
                joined[first], joined[place] = _plain(joined[first]) + _plain(line), ""
    return joined


def _filled_above(lines: list[str], place: int | None) -> int | None:
    above = range((place or 0) - 1, max((place or 0) - 8, -1), -1)
    return next((place for place in above if lines[place].strip()), None)


def _is_cut_heading(lines: list[str], before: int | None, first: int, second: int) -> bool:
    head, tail = _plain(lines[first]), _plain(lines[second])
    whole, alone = project_heading(head + tail, 0), project_heading(tail, 0)
    if (
        not whole
        or whole.number is None
        or (alone and alone.number is not None)
        or not _PROJECT.match(half_width(head))
    ):
        return False
    if "\t" in lines[first] or project_heading(head, 0) or second - first > 2:
        return False
    above = "" if before is None else _plain(lines[before])
    return before is None or "\t" in lines[before] or is_part(above) or is_page_number(above)


def _plain(line: str) -> str:
    return heading_text(clean(line))


def is_cover_title(text: str) -> bool:
    """Whether a line is a title without a year, as on a cover (部门预算绩效文本)."""
    return any(word in text for word in ("预算", "绩效", "公开")) and bool(_COVER.fullmatch(text))


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number (3, - 3 -, 第 3 页 共 9 页)."""
    return len(text) <= 20 and bool(_PAGE.fullmatch(squeeze(text))) and not _LONE_MARK.fullmatch(squeeze(text))


def is_page_line(lines: list[str], place: int, text: str) -> bool:
    """Whether the line at a place (from 0), cleaned, is a page number: marked as one, or a bare number that stands
    between blank lines or at a form feed."""
    if not is_page_number(text):
        return False
    if not _BARE_NUMBER.fullmatch(squeeze(text)):
        return True
    above, own, below = (lines[near] if 0 <= near < len(lines) else "" for near in range(place - 1, place + 2))
    at_page_end = "\x0c" in own or above.endswith("\x0c") or below.startswith("\x0c")
    return at_page_end or not (above.strip() or below.strip())


def is_cut_heading(text: str, above: ProjectHeading) -> bool:
    """Whether a line below a project's table may be what is left of the next heading: it has the next number, or
    ends within the word 绩效目标表."""
    match = _PROJECT.fullmatch(half_width(text).strip())
    goes_on = match and match["number"] and above.number and int(match["number"]) == above.number + 1
    return bool(goes_on or _CUT_TITLE.search(squeeze(text)))


def is_continuation_mark(text: str) -> bool:
    """Whether a line only says that a table goes on (续表)."""
    return bool(_CONTINUED.fullmatch(text))


def is_remark(text: str) -> bool:
    """Whether a line is what stands below a form: 填表人：……"""
    return bool(_REMARK.match(text))


def is_contents_line(text: str, tabs: bool = True) -> bool:
    """Whether a line is an entry of a table of contents: leaders, or (where `tabs` may mean it) a tab, and a page."""
    end = text[-60:]
    return bool(_LEADERS.search(end) or (tabs and "\t" in end and _TAB_AND_PAGE.search(end)))


def contents_lines(lines: list[str], markdown: bool = False) -> set[int]:
    """The places (from 0) of the table of contents: its title, and the entries behind it.

    An entry has leaders and a page number, or its words stand again further on as a heading of their own. The first
    heading that the contents have listed already is where the text begins.
    """
    title = next((place for place, line in enumerate(lines[:400]) if _is_contents_title(line)), None)
    tabbed = range(len(lines)) if not markdown else _below_title(lines, title)
    entries = {
        place
        for place, line in enumerate(lines)
        if not line.startswith("\t") and is_contents_line(line, tabs=place in tabbed)
    }
    if title is None:
        return entries
    listed = _last_listed(lines, title, entries)
    keys = [_entry(line, markdown) for line in lines]
    left, seen, above = Counter(keys), set(), ""
    between: list[int] = []  # short lines that may be the contents' own headings, where entries follow
    entries.update(range(title, listed + 1))
    for place in range(title, len(lines)):
        key = keys[place]
        left[key] -= 1
        if key and place > listed and place not in entries:
            of_part = above.endswith("部分") and is_part(key)
            is_entry = left[key] > 0 or (of_part and not between)
            if key in seen or lines[place].startswith("\t") or not (is_entry or _is_heading_like(lines[place])):
                break
            between.append(place)
            if is_entry and (len(between) == 1 or _is_heading_like(lines[place])):
                entries.update(between)
                between = []
            elif is_entry or len(between) > _MOST_BETWEEN:
                break
        seen.add(key)
        above = key or above
    return entries


def _below_title(lines: list[str], title: int | None) -> range:
    """The places below the title of the contents where a tab may stand in front of a page number: up to a row of a
    table, which has more than two cells or a number in front."""
    if title is None:
        return range(0)
    rows = (
        place
        for place in range(title, len(lines))
        if "\t" in lines[place]
        and not (lines[place].count("\t") == 1 and _is_heading_like(lines[place].split("\t")[0]))
    )
    return range(title, next(rows, len(lines)))


def listed_projects(lines: list[str], contents: set[int]) -> list[ProjectHeading]:
    """The headings of projects' tables that stand in the table of contents."""
    return [heading for line, text in listed_lines(lines, contents) if (heading := project_heading(text, line))]


def listed_lines(lines: list[str], contents: set[int]) -> list[tuple[int, str]]:
    """The entries of the table of contents with their lines, without their pages."""
    return [(place + 1, _PAGE_BEHIND.sub("", _plain(lines[place])).strip()) for place in sorted(contents)]


def _last_listed(lines: list[str], title: int, entries: set[int]) -> int:
    """The last entry with a page number below the title; a few lines between them are headings of the contents."""
    last, between = title, 0
    for place in range(title + 1, len(lines)):
        if place in entries:
            last, between = place, 0
        elif lines[place].strip():
            between += 1
        if between > _MOST_BETWEEN:
            break
    return last


def _is_heading_like(line: str) -> bool:
    """Whether a line is short, without punctuation, and no unit's."""
    text = _plain(line)
    return bool(_COVER.fullmatch(text)) and not _UNIT_CODE.match(half_width(text))


def _is_contents_title(line: str) -> bool:
    return "录" in line and bool(_CONTENTS.fullmatch(squeeze(heading_text(clean(line)))))


def _entry(line: str, markdown: bool) -> str:
    """What an entry of the contents and its heading in the text have in common, however they are numbered."""
    text = clean(line)
    text = _PAGE_BEHIND.sub("", heading_text(text) if markdown else text)
    if heading := project_heading(text, 0):
        return squeeze(f"{heading.number}.{heading.name}")
    if part := _PART.fullmatch(squeeze(text)):
        return f"第{part['number']}部分" if is_part(text) else squeeze(text)
    return section_of(text) or squeeze(text)
