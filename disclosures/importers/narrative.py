"""The three sections in words: 总体绩效目标, 分项绩效目标, 工作保障措施, shared by both layouts."""

import re
from collections import Counter
from dataclasses import dataclass, field

from disclosures.document.model import DutySection, Problem
from disclosures.importers.cleaning import squeeze
from disclosures.importers.duties import NumberedLine, read_duties
from disclosures.importers.outline import DUTIES, OVERALL, SAFEGUARDS, section_heading
from disclosures.importers.refusal import Refused

#: A section's title printed again under its heading, with the unit or the year in front.
_OWN_TITLE = re.compile(
    r"(?:20\d\d年度?)?(?P<unit>.*?)(?:部门|单位)?(?:本?年度)?(?:实现(?:本?年度)?(?:发展规划|绩效)?目标的)?"
    r"(?:(?:总体|整体|分项|(?:职责)?分类|规划)(?:绩效)?目标(?:情况)?(?:说明)?|(?:工作)?保障措施)"
)
_PUNCTUATION = re.compile(r"[。；;，,：:！？!?]")
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d０-９]+[)）、.．]")
_YEAR = re.compile(r"^20\d\d年度?")
_SHORTEST_NAME, _LONGEST_TITLE = 4, 40
SECTION_NAMES = {OVERALL: "总体绩效目标", DUTIES: "分项绩效目标", SAFEGUARDS: "工作保障措施"}


@dataclass
class Narrative:
    """What the sections say, once their lines are gathered and the unit's name is known."""

    sections: dict[str, list[NumberedLine]] = field(default_factory=dict)
    current: str | None = None

    def open(self, name: str) -> None:
        """A section begins. Opened again it begins anew; `close` refuses that where it had said something."""
        self.sections.setdefault(name, [])
        self.current = name
        self.sections[name].append((0, ""))

    def open_by(self, line: int, text: str) -> bool:
        """Open the section whose heading a line is; False for any other line.

        A heading without 一、 or （一）, or with text behind its colon, is one only where its section is new.
        """
        heading = section_heading(text)
        if heading is None or not (heading.numbered or not heading.rest):
            return False
        if heading.name in self.sections and (heading.rest or not heading.numbered):
            return False
        self.open(heading.name)
        if heading.rest:
            self.add(line, heading.rest)
        return True

    def add(self, line: int, text: str) -> bool:
        """Give a line to the open section; False where none is open."""
        if self.current is None:
            return False
        self.sections[self.current].append((line, text))
        return True

    def texts(self) -> list[str]:
        """All lines of the sections."""
        return [text for lines in self.sections.values() for _, text in lines]

    def lines(self, name: str, unit_name: str) -> list[NumberedLine]:
        """The section's own lines, the unit's sub-headings on top left out."""
        result: list[NumberedLine] = []
        for part in _split(self.sections.get(name, [])):
            own = without_own_headings(part, unit_name, *self._short_names())
            if own and result:
                raise Refused(f"“{SECTION_NAMES[name]}”出现了两次", own[0][0])
            result = own or result
        return result

    def _short_names(self) -> list[str]:
        """What heads two sections or more as a name does, alone or in front of the section's title."""
        heads = (_heading_names(part) for lines in self.sections.values() for part in _split(lines)[-1:])
        counts = Counter(name for names in heads for name in names)
        return [name for name, count in counts.items() if count > 1]

    def read(self, unit_name: str) -> tuple[str, tuple[DutySection, ...], str, list[Problem]]:
        """Overall objective, duties, safeguards, and a problem for all that is doubtful."""
        duties, strays, doubts = read_duties(self.lines(DUTIES, unit_name))
        overall, safeguards = (_joined(self.lines(name, unit_name)) for name in (OVERALL, SAFEGUARDS))
        missing = [name for name in SECTION_NAMES if self.sections and name not in self.sections]
        doubts += [Problem(None, f"文中没有“{SECTION_NAMES[name]}”这一部分的标题") for name in missing]
        return overall, duties, safeguards, [*(unplaced(line, text) for line, text in strays), *doubts]


def without_own_headings(lines: list[NumberedLine], unit_name: str, *short_names: str) -> list[NumberedLine]:
    """A section without the unit's name and the section's title repeated directly under its heading.

    `short_names` are what the unit may be called besides.
    """
    kept = list(lines)
    while kept and is_unit_like(kept[0][1], unit_name):
        kept = kept[1:]
    if len(kept) > 1 and _without_year(kept[0][1]) in short_names:
        kept = kept[1:]
    if len(kept) > 1 and any(_is_own_title(kept[0][1], name) for name in (unit_name, *short_names)):
        kept = kept[1:]
    return kept


def _heading_names(lines: list[NumberedLine]) -> set[str]:
    """What the first line of a section may call the unit: the whole of a plain line, or what stands in front of the
    section's title."""
    text = lines[0][1] if lines else ""
    if not _is_plain(text):
        return set()
    title = _OWN_TITLE.fullmatch(squeeze(text))
    name = title["unit"] if title else _without_year(text)
    return {name} if len(name) >= _SHORTEST_NAME else set()


def is_unit_like(text: str, unit_name: str) -> bool:
    """Whether a short line is the unit's name, perhaps shortened (its characters stand in the name, in order) or
    with the year in front."""
    short = _without_year(text)
    return _SHORTEST_NAME <= len(short) <= _LONGEST_TITLE and _stands_in(short, unit_name)


def _without_year(text: str) -> str:
    return _YEAR.sub("", squeeze(text))


def _stands_in(short: str, unit_name: str) -> bool:
    letters = iter(squeeze(unit_name))
    return all(character in letters for character in short)


def unplaced(line: int, text: str) -> Problem:
    """The problem that says a line belongs to no section."""
    return Problem(line, f"这一行不属于任何部分：{text[:40]}")


def _is_own_title(text: str, unit_name: str) -> bool:
    """Whether a line is a section's title and nothing else but the unit's name: 健全保障措施 is a measure."""
    match = _OWN_TITLE.fullmatch(squeeze(text)) if _is_plain(text) else None
    return match is not None and _stands_in(match["unit"], unit_name)


def _is_plain(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not _PUNCTUATION.search(text) and not _NUMBERED.match(text)


def _split(lines: list[NumberedLine]) -> list[list[NumberedLine]]:
    parts: list[list[NumberedLine]] = []
    for line, text in lines:
        if line == 0:
            parts.append([])
        else:
            parts[-1].append((line, text))
    return parts


def _joined(lines: list[NumberedLine]) -> str:
    return "\n".join(text for _, text in lines)
