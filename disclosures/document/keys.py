"""Keys: how duties, projects and indicators keep their identity through imports, edits and new versions.

A key is short, unique in its plan and never given twice, even after its owner is gone. A duty's is "d4"; a
project's its printed number, or "p9" where that is blank or was used before; an indicator's is its project's with
a number of its own, "3.7".
"""

import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet


@dataclass
class Ledger:
    """What a plan has given out so far: the number of duties, and for each project the number of indicators."""

    duties: int = 0
    projects: dict[str, int] = field(default_factory=dict)

    def duty_key(self) -> str:
        """A key for a new duty."""
        self.duties += 1
        return f"d{self.duties}"

    def project_key(self, number: int | None) -> str:
        """A key for a new project: its printed number, where there is one that was never a key before."""
        key = str(number)
        if number is None or key in self.projects:
            key = f"p{len(self.projects) + 1}"
        self.projects[key] = 0
        return key

    def indicator_key(self, project: str) -> str:
        """A key for a new indicator of the project with this key."""
        self.projects[project] += 1
        return f"{project}.{self.projects[project]}"


def with_keys(document: Document, previous: Document | None, ledger: Ledger) -> Document:
    """The document with a key on every duty, project and indicator: that of its counterpart in `previous` (None:
    there is none), else a new one, which is entered in `ledger`. A part that has a key is the one of that key; where
    other duties have theirs, one without a key is not taken for the one that stood at its place."""
    old_duties = previous.duties if previous else ()
    old_projects = previous.projects if previous else ()
    read = not any(duty.key for duty in document.duties)
    duties = counterparts(old_duties, document.duties, (_by_key, by_title, *([_by_place] if read else [])))
    projects = counterparts(old_projects, document.projects, (_by_key, by_code, by_name))
    return replace(
        document,
        duties=tuple(
            replace(duty, key=old.key if old else ledger.duty_key())
            for duty, old in zip(document.duties, duties, strict=True)
        ),
        projects=tuple(
            _project_with_keys(project, old, ledger) for project, old in zip(document.projects, projects, strict=True)
        ),
    )


def _project_with_keys(project: ProjectSheet, old: ProjectSheet | None, ledger: Ledger) -> ProjectSheet:
    key = old.key if old else ledger.project_key(project.number)
    matches = counterparts(old.indicators if old else (), project.indicators, (_by_key, by_level_and_name))
    rows = tuple(
        replace(row, key=match.key if match else ledger.indicator_key(key))
        for row, match in zip(project.indicators, matches, strict=True)
    )
    return replace(project, key=key, indicators=rows)


def counterparts(old: Sequence, new: Sequence, signatures: Sequence[Callable]) -> list:
    """For each of `new` the one of `old` with the same signature, or None; earlier signatures go first, equals pair
    off in order, nothing is taken twice. A signature of None pairs with nothing."""
    found: list = [None] * len(new)
    taken: set[int] = set()
    for signature in signatures:
        waiting = defaultdict(deque)
        for place, one in enumerate(old):
            if place not in taken and (sign := signature(one, place)) is not None:
                waiting[sign].append(place)
        for place, one in enumerate(new):
            if found[place] is None and waiting[signature(one, place)]:
                match = waiting[signature(one, place)].popleft()
                found[place] = old[match]
                taken.add(match)
    return found


def _by_key(part: DutySection | ProjectSheet | IndicatorRow, place: int) -> str | None:
    return part.key or None


def by_title(duty: DutySection, place: int) -> str | None:
    """The same duty: the same title, whatever its blanks and widths; none without a title."""
    return _normalised(duty.title) or None


def _by_place(duty: DutySection, place: int) -> int:
    return place


def by_code(project: ProjectSheet, place: int) -> str | None:
    """The same project: the same code."""
    return project.code or None


def by_name(project: ProjectSheet, place: int) -> str:
    """The same project, where codes do not tell: the same name."""
    return _normalised(project.name)


def by_level_and_name(row: IndicatorRow, place: int) -> tuple[str, str]:
    """The same indicator: the same second level and name."""
    return _normalised(row.subcategory).removesuffix("指标"), _normalised(row.name)


def _normalised(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split())).casefold()
