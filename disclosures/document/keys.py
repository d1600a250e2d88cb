"""Keys: how duties, projects and indicators keep their identity through imports, edits and new versions.

A key is short, unique in its plan and never given twice, even after its owner is gone. A duty's is "d4"; a
project's its printed number, or "p9" where that is blank or was used before; an indicator's is its project's with
a number of its own, "3.7".
"""

from dataclasses import dataclass, field, replace

from disclosures.document.identity import counterparts, without_doubtful_keys
from disclosures.document.model import STATEMENT_KEY, Document, ProjectSheet


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
    """Return the document with a key on every duty, project and indicator: that of its counterpart in `previous`
    (None: there is none), else a new one, which is entered in `ledger`."""
    duties = counterparts(previous.duties if previous else (), document.duties)
    projects = counterparts(previous.projects if previous else (), document.projects)
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


def with_keys_of_file(document: Document, previous: Document, ledger: Ledger) -> Document:
    """Return a document that was read from a file as `with_keys` does, its own keys taken for hints."""
    return with_keys(without_doubtful_keys(document, previous), previous, ledger)


def _project_with_keys(project: ProjectSheet, old: ProjectSheet | None, ledger: Ledger) -> ProjectSheet:
    if project is old:
        return project
    key = old.key if old else ledger.project_key(project.number)
    matches = counterparts(old.indicators if old else (), project.indicators)
    rows = tuple(
        replace(row, key=match.key if match else ledger.indicator_key(key))
        for row, match in zip(project.indicators, matches, strict=True)
    )
    return replace(project, key=key, indicators=rows)


def part_of_key(key: str) -> str:
    """Return what sort of part a key belongs to: duty, project, indicator, statement, or whole for no key."""
    if not key:
        return "whole"
    if key.startswith(STATEMENT_KEY):
        return "statement"
    if "." in key:
        return "indicator"
    return "duty" if key.startswith("d") else "project"
