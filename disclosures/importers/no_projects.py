"""What a performance text says where it has nothing to say: no goals, no projects, or nothing under a heading."""

import re

from disclosures.importers.cleaning import squeeze
from disclosures.importers.outline import is_part

_SUBJECT = r"(?:(?:本|我)(?:单位|部门))?(?:(?:20\d\d|本)年度?)?"
_NO_GOALS = re.compile(r"(?:本|我)?(?:单位|部门)(?:没有|无|不涉及)[^。，；]{0,20}绩效目标[^。，；]{0,4}[。]?")
_NO_PROJECTS = re.compile(
    rf"(?P<subject>(?:单位|部门)|{_SUBJECT})(?:20\d\d年度?)?"
    r"(?:没有|无|未安排|不涉及)[^。;]{0,20}(?<!专项)项目[^。;]{0,30}。?"
)
_NOTHING = re.compile(
    rf"[(]?{_SUBJECT}(?:暂?无|没有|空|不涉及|不适用)(?:此项|该项|本项|此类|相关)?(?:内容|情况|事项)?[)]?[。.]?"
)


class NoProjects:
    """Whether a performance text says that the unit has no projects, as far as it has been read; `part` is the heading
    of its part (第N部分), "" above the first, `begun_at` the line where the text begins, None above it."""

    def __init__(self) -> None:
        self.part = ""
        self.begun_at: int | None = None
        self.said = False

    def begin(self, line: int, text: str) -> None:
        """The performance text begins with this line, which may be the heading of a part."""
        self.begun_at, self.part = line, text if is_part(text) else ""

    @property
    def may_be(self) -> bool:
        """Whether the file may hold no projects: it says so, or has no performance text."""
        return self.said or self.begun_at is None

    def takes(self, text: str, in_sections: bool) -> bool:
        """Whether a line says that there is nothing; `in_sections` where a section of the text has begun, so that
        without a part it is no word on the projects."""
        nothing = bool(_NOTHING.fullmatch(squeeze(text))) and (bool(self.part) or not in_sections)
        of_projects = "项目" in self.part or not self.part
        if bool(_NO_PROJECTS.fullmatch(squeeze(text))) or (nothing and of_projects):
            self.said = True
            return True
        return nothing


def says_no_goals(text: str) -> bool:
    """Whether a line says that the unit has no goals of a kind."""
    return bool(_NO_GOALS.fullmatch(text))


def says_no_tables(text: str) -> bool:
    """Whether a line that ends as the heading of a table says that there is none (本年度无预算项目绩效目标表)."""
    match = _NO_PROJECTS.fullmatch(squeeze(text))
    return match is not None and bool(match["subject"])
