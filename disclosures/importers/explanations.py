"""单位预算信息公开情况说明: the numbered sections of explanation, without their tables."""

import re
from collections.abc import Iterable

from disclosures.document.model import Explanation, Problem
from disclosures.importers.cleaning import squeeze
from disclosures.importers.outline import NUMERALS, numeral

NumberedLine = tuple[int, str]

_SECTION = re.compile(rf"(?P<numeral>[{NUMERALS}]+)\s*[、.．]\s*(?P<rest>\S.*)", re.DOTALL)
_HEADING = re.compile(r"(?P<heading>[^：:]{1,40}?)\s*(?:[：:]\s*(?P<text>.*))?", re.DOTALL)
_TABLE_FURNITURE = re.compile(r"(?:金额)?单位\s*[:：].{1,6}|截止时间\s*[:：].*|预算年度\s*[:：].*|\d{6}\s*\D.*")
_PERFORMANCE = re.compile(r"(?:单位|部门)?(?:预算)?绩效(?:信息|目标|预算信息|目标信息|情况)(?:公开)?(?:情况)?")
_CAPTION = re.compile(r"[^。；;：:，,]{2,40}")
#: A paragraph that a page cuts ends within a list or a clause, or goes on with the last letter of a word.
_CUT = re.compile(r"[，、,]$")
_LAST_LETTER = re.compile(rf"[^\W\d{NUMERALS}][、，；。）]")
_ENDS = re.compile(r"\w$")
_NUMBERED = re.compile(rf"[(（]?(?:[{NUMERALS}]+|[0-9]{{1,2}})[)）、．.]")


class Explanations:
    """Sections in the order of their numbers; a line that opens none belongs to the one before it. `converted`:
    whether the text was made of a PDF, so that pages cut its paragraphs."""

    def __init__(self, converted: bool = False) -> None:
        self.converted = converted
        self.below_table = False
        self.expected = 1
        self.sections: list[tuple[int, str, list[str]]] = []
        self.in_table = False
        self.doubts: list[Problem] = []

    def opens(self, text: str) -> bool:
        """Whether a line has the number of the next section."""
        match = _SECTION.fullmatch(text)
        return match is not None and self._is_next(match)

    def _is_next(self, match: re.Match[str]) -> bool:
        return numeral(match["numeral"]) == self.expected

    def opens_performance(self, text: str) -> bool:
        """Whether a line opens the section that holds the performance text, which is no explanation."""
        match = _SECTION.fullmatch(text)
        return (
            match is not None
            and bool(_PERFORMANCE.fullmatch(match["rest"]))
            and numeral(match["numeral"]) >= self.expected
        )

    def skip_performance(self, text: str) -> None:
        """The performance text begins with this line: where it opens a section, the next explanation has the number
        behind its own."""
        if self.opens_performance(text) and (match := _SECTION.fullmatch(text)):
            self.expected = numeral(match["numeral"]) + 1

    def add(self, line: int, text: str) -> bool:
        """Give a line to its section; False where no section has begun."""
        numbered = _SECTION.fullmatch(text)
        if numbered and self._is_next(numbered):
            match = _HEADING.fullmatch(numbered["rest"])
            heading, words = (match["heading"], match["text"]) if match else ("", numbered["rest"])
            self.sections.append((line, heading.strip(), [words] if words else []))
            self.expected, self.in_table, self.below_table = self.expected + 1, False, False
        elif not self.sections:
            return False
        elif not (self.in_table and text.startswith(("注：", "注:"))):
            self.in_table = False
            if numbered:
                self.doubts.append(Problem(line, f"这一行像是说明的标题，但序号不连续：{text[:20]}"))
            self._add_line(self.sections[-1][2], text)
        return True

    def _add_line(self, lines: list[str], text: str) -> None:
        above = lines[-1] if lines and self.converted and not self.below_table else ""
        is_rest = _CUT.search(above) or (_ENDS.search(above) and _LAST_LETTER.match(text))
        if above and is_rest and not _NUMBERED.match(text):
            lines[-1] = above + text
        else:
            lines.append(text)
        self.below_table = False

    def last_missing(self, listed: Iterable[str]) -> str:
        """The last section that the table of contents lists, where the text has none of its number or name; else ""."""
        sections = [match for match in map(_SECTION.fullmatch, listed) if match]
        if not sections or numeral(sections[-1]["numeral"]) < self.expected:
            return ""
        names = {squeeze(heading) for _, heading, _ in self.sections}
        return "" if squeeze(sections[-1]["rest"]) in names else sections[-1][0]

    def table_place(self) -> tuple[int | None, int | None]:
        """The number of the section in which a table stands, and how many lines of its text stand above it."""
        if not self.sections:
            return None, None
        self.below_table = True
        return len(self.sections), sum(text.count("\n") + 1 for text in self.sections[-1][2])

    def add_table_row(self, line: int) -> None:
        """A table that no statement claims begins or goes on: what stands directly above it as its caption is not the
        section's text."""
        self.below_table = True
        if self.in_table:
            return
        self.doubts.append(Problem(line, "说明中的这张表不是认得的报表，没有读入"))
        if not self.sections:
            return
        lines, self.in_table = self.sections[-1][2], True
        while lines and _TABLE_FURNITURE.fullmatch(lines[-1]):
            lines.pop()
        if lines and _CAPTION.fullmatch(lines[-1]):
            lines.pop()

    def read(self) -> tuple[Explanation, ...]:
        return tuple(Explanation(heading, "\n".join(lines), line=line) for line, heading, lines in self.sections)
