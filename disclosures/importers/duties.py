"""分项绩效目标 in five shapes: labelled paragraphs, running text, title and goal, numbered pairs, title and text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from disclosures.document import DutySection, ObjectivePair
from disclosures.importers.outline import NUMERALS

Line = tuple[int, str]

_FIELDS = {
    "主要职责": "responsibilities",
    "职责目标": "duty_goal",
    "绩效目标": "objective",
    "绩效指标": "indicators",
    "绩效标准": "rating_bands",
}
_LABEL = re.compile(
    r"(?P<number>[(（]?[\d０-９]{1,2}[)）]?\s*[.、．]?\s*)?(?P<label>"
    + "|".join(r"\s*".join(name) for name in _FIELDS)
    + r")\s*(?P<mark>[:：]|是(?!否)|为)\s*(?P<text>.*)",
    re.DOTALL,
)
_TITLE_STYLES = (
    re.compile(rf"[{NUMERALS}]+\s*[、.．]\s*(?P<title>\S.*)", re.DOTALL),
    re.compile(rf"[(（]\s*[{NUMERALS}]+\s*[)）]\s*(?P<title>\S.*)", re.DOTALL),
)
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST_TITLE = 40


@dataclass
class _Draft:
    line: int
    title: str = ""
    text: list[str] = field(default_factory=list)
    entries: list[tuple[str, bool, list[str]]] = field(default_factory=list)  # field, numbered?, lines


def read_duties(lines: list[Line]) -> tuple[tuple[DutySection, ...], list[Line]]:
    """The duties of the section, and the lines in front of the first duty that belong to none."""
    if not lines:
        return (), []
    titles = _titles(lines)
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
    return tuple(map(_section, drafts)), strays


def _titles(lines: list[Line]) -> dict[int, str]:
    """The lines that open a duty, with their titles: numbered in one style, else short lines above 主要职责."""
    for style in _TITLE_STYLES:
        matches = {line: match["title"] for line, text in lines if (match := style.fullmatch(text))}
        if matches:
            return matches
    return {
        line: text
        for (line, text), (_, following) in pairwise(lines)
        if len(text) <= _LONGEST_TITLE
        and not _SENTENCE.search(text)
        and not _LABEL.match(text)
        and (label := _LABEL.match(following))
        and label["mark"] in ":："
        and _field(label) == "responsibilities"
    }


def _split_title(title: str) -> tuple[str, str]:
    """A title line as title and what runs on behind it: a whole sentence is no title."""
    head, colon, rest = re.match(r"([^：:]*)([：:]?)(.*)", title, re.DOTALL).groups()
    if len(head) <= _LONGEST_TITLE and not _SENTENCE.search(head):
        return (head.strip(), rest.strip()) if colon and rest.strip() else (head.strip(), "")
    return "", title.strip()


def _add(draft: _Draft, text: str) -> None:
    if match := _LABEL.fullmatch(text):
        draft.entries.append((_field(match), bool(match["number"]), [match["text"].strip()]))
    elif draft.entries:
        draft.entries[-1][2].append(text)
    else:
        draft.text.append(text)


def _field(match: re.Match) -> str:
    return _FIELDS["".join(match["label"].split())]


def _section(draft: _Draft) -> DutySection:
    goals = [numbered for name, numbered, _ in draft.entries if name == "objective"]
    in_pairs = any(goals) or len(goals) > 1
    fields, pairs = {}, []
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
