"""分项绩效目标 in five shapes: labelled paragraphs, running text, title and goal, numbered pairs, title and text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from disclosures.document.letters import half_width
from disclosures.document.model import DutySection, ObjectivePair, Problem
from disclosures.importers.outline import NUMERALS, numeral

NumberedLine = tuple[int, str]

_FIELDS = {
    "主要职责": "responsibilities",
    "职责目标": "duty_goal",
    "绩效目标": "objective",
    "绩效指标": "indicators",
    "绩效标准": "rating_bands",
}
_ONCE = ("responsibilities", "duty_goal", "rating_bands")
_ORDER = list(_FIELDS.values())
_LABEL = re.compile(
    r"(?:[(（]?(?P<number>[\d０-９]{1,2})[)）]?\s*[.、．]?\s*)?(?P<label>"
    + "|".join(r"\s*".join(name) for name in _FIELDS)
    + r")\s*(?P<mark>[:：]|是(?!否)|为)\s*(?P<text>.*)",
    re.DOTALL,
)
_TITLE_STYLES = (
    re.compile(rf"(?P<numeral>[{NUMERALS}]+)\s*[、.．]\s*(?P<title>\S.*)", re.DOTALL),
    re.compile(rf"[(（]\s*(?P<numeral>[{NUMERALS}]+)\s*[)）]\s*(?P<title>\S.*)", re.DOTALL),
)
_DIGIT_TITLE = re.compile(
    r"[(（]?(?P<number>[0-9０-９]{1,2})(?:[)）][、.．]?|[、.．])\s*(?P<title>[^0-9０-９\s].*)", re.DOTALL
)
_SENTENCE = re.compile(r"[。；;！？]")
_BAND = re.compile(r"[%％]以[上下].{0,20}$|为[优良中差]$")
_LONGEST_TITLE = 40


@dataclass
class _Draft:
    line: int
    title: str = ""
    text: list[str] = field(default_factory=list)
    entries: list[tuple[str, int, list[str]]] = field(default_factory=list)  # field, printed number or 0, lines


def read_duties(lines: list[NumberedLine]) -> tuple[tuple[DutySection, ...], list[NumberedLine], list[Problem]]:
    """The duties of the section, the lines in front of the first duty that belong to none, and what is doubtful."""
    if not lines:
        return (), [], []
    titles, numbers = _titles(lines)
    drafts, strays = [], []
    if not titles:
        drafts.append(_Draft(lines[0][0]))
    for line, text in lines:
        if line in titles:
            title, rest = _split_title(titles[line])
            drafts.append(_Draft(line, title, [rest] if rest else []))
        elif not drafts:
            strays.append((line, text))
        else:
            _add(drafts[-1], text)
    doubts = [*_gap(numbers, "职责"), *(doubt for draft in drafts for doubt in _doubts(draft))]
    return tuple(map(_section, drafts)), strays, doubts


def _titles(lines: list[NumberedLine]) -> tuple[dict[int, str], list[tuple[int, int]]]:
    """The lines that open a duty, with their titles, and the numbers they print.

    They are numbered in one style, else short lines above a label with which a new duty begins.
    """
    for style in _TITLE_STYLES:
        matches = {line: match for line, text in lines if (match := style.fullmatch(text))}
        if matches:
            numbers = [(line, numeral(match["numeral"])) for line, match in matches.items()]
            return {line: match["title"] for line, match in matches.items()}, numbers
    titles = _titles_above_labels(lines)
    digits = {line: match for line, text in titles.items() if (match := _DIGIT_TITLE.fullmatch(text))}
    if len(digits) < len(titles):
        return titles, []
    numbers = [(line, int(half_width(match["number"]))) for line, match in digits.items()]
    return {line: match["title"] for line, match in digits.items()}, numbers


def _titles_above_labels(lines: list[NumberedLine]) -> dict[int, str]:
    """The short lines directly above the label that the section's first labelled line has, or above one that goes
    back in the order of labels (a 绩效标准 is followed by the next duty's 职责目标)."""
    titles, first, last = {}, None, None
    for (line, text), (_, following) in pairwise([(0, ""), *lines]):
        if not (label := _LABEL.match(following)):
            continue
        name = _field(label)
        is_title = line and _may_be_title(text)
        again = name == (first or name) and label["mark"] in ":："
        if is_title and _number(label) in (0, 1) and (again or last is None or _goes_back(last, name)):
            titles[line] = text
        first, last = first or name, name
    return titles


def _may_be_title(text: str) -> bool:
    if len(text) > _LONGEST_TITLE or _LABEL.match(text):
        return False
    return not (_SENTENCE.search(text) or _BAND.search(text))


def _goes_back(last: str, name: str) -> bool:
    """Whether a label behind another begins a new duty. Several 绩效目标 with their 绩效指标 may stand in one."""
    may_repeat = name in ("objective", "indicators") and last != "rating_bands"
    return _ORDER.index(name) < _ORDER.index(last) + (name in _ONCE[:2]) and not may_repeat


def _gap(numbers: list[tuple[int, int]], what: str) -> list[Problem]:
    """The first place where printed numbers (line, number) do not go on by one: something is missing there."""
    for expected, (line, number) in enumerate(numbers, 1):
        if number != expected:
            return [Problem(line, f"{what}的序号不连续：此处应为第 {expected} 项，却是第 {number} 项")]
    return []


def _doubts(draft: _Draft) -> list[Problem]:
    """A label printed twice in one duty, or a gap in its numbered goals: a line may be missing."""
    names = [name for name, _, _ in draft.entries]
    twice = [label for label, name in _FIELDS.items() if name in _ONCE and names.count(name) > 1]
    doubts = [Problem(draft.line, f"同一项职责里“{label}”出现了两次，可能缺少下一项职责的标题") for label in twice]
    behind = [] if twice else [(a, b) for a, b in pairwise(names) if _goes_back(a, b)]
    doubts += [
        Problem(draft.line, f"“{_printed(later)}”印在“{_printed(earlier)}”后面，可能缺少下一项职责的标题")
        for earlier, later in behind[:1]
    ]
    goals = [(draft.line, number) for name, number, _ in draft.entries if name == "objective"]
    return doubts + (_gap(goals, "绩效目标") if any(number for _, number in goals) else [])


def _split_title(title: str) -> tuple[str, str]:
    """A title line as title and what runs on behind it: a whole sentence is no title."""
    head, *behind = re.split("[：:]", title, maxsplit=1)
    if len(head) <= _LONGEST_TITLE and not _SENTENCE.search(head):
        return head.strip(), "".join(behind).strip()
    return "", title.strip()


def _add(draft: _Draft, text: str) -> None:
    if match := _LABEL.fullmatch(text):
        draft.entries.append((_field(match), _number(match), [match["text"].strip()]))
    elif draft.entries:
        draft.entries[-1][2].append(text)
    else:
        draft.text.append(text)


def _field(match: re.Match[str]) -> str:
    return _FIELDS["".join(match["label"].split())]


def _printed(name: str) -> str:
    return next(label for label, field_name in _FIELDS.items() if field_name == name)


def _number(match: re.Match[str]) -> int:
    return int(half_width(match["number"] or "0"))


def _section(draft: _Draft) -> DutySection:
    goals = [numbered for name, numbered, _ in draft.entries if name == "objective"]
    in_pairs = any(goals) or len(goals) > 1
    fields: dict[str, str] = {}
    pairs: list[tuple[str, list[str]]] = []
    for name, _, lines in draft.entries:
        text = "\n".join(line for line in lines if line)
        if in_pairs and name == "objective":
            pairs.append((text, []))
        elif in_pairs and name == "indicators" and pairs:
            pairs[-1][1].append(text)
        else:
            fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return DutySection(
        title=draft.title,
        **fields,
        text="\n".join(draft.text),
        pairs=tuple(ObjectivePair(objective, tuple(texts)) for objective, texts in pairs),
        line=draft.line,
    )
