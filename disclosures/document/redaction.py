"""What the public may see of a Document. `redact` is the only way into the public room."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.document.comparison import match_projects, without_keys
from disclosures.document.model import Document, ProjectSheet
from indicators.money import to_yuan
from indicators.target_values import is_withheld_text


def redact(document: Document) -> Document:
    """The document without the contents of withheld projects and without the particulars of the reading.

    A withheld project keeps number, key and reason, and its name unless the name itself is withheld.
    """
    return replace(
        document,
        duties=tuple(replace(duty, line=None) for duty in document.duties),
        projects=tuple(_redacted(project) for project in document.projects),
        explanations=tuple(replace(note, line=None) for note in document.explanations),
        layout="",
        source=None,
        fiscal_year_evidence="",
        problems=(),
    )


def shown_projects(document: Document) -> list[ProjectSheet]:
    """The projects that are not withheld."""
    return [project for project in document.projects if not project.withheld]


def shown_total(document: Document) -> Decimal | None:
    """The sum of 预算数 over shown projects, in yuan; None where none of them has one."""
    totals = [
        to_yuan(project.total, project.money_unit or document.money_unit)
        for project in shown_projects(document)
        if project.total is not None
    ]
    return sum(totals) if totals else None


def unmarked_projects(document: Document) -> list[ProjectSheet]:
    """Projects with a 涉密 cell that are not marked as withheld (rule C01): they bar publication."""
    return [project for project in shown_projects(document) if any(map(is_withheld_text, _cells(project)))]


def shows_withheld(older: Document, newer: Document) -> bool:
    """Whether an older published text shows a project that `newer` (not redacted) withholds.

    Projects are the same by key, else by code or name.
    """
    pairs = match_projects(older, newer) + match_projects(without_keys(older), without_keys(newer))
    return any(before and after and after.withheld and not before.withheld for before, after in pairs)


def _redacted(project: ProjectSheet) -> ProjectSheet:
    if project.withheld:
        name = "" if is_withheld_text(project.name) else project.name
        return ProjectSheet(project.number, name, withheld=project.withheld, key=project.key)
    return replace(project, line=None, indicators=tuple(replace(row, line=None) for row in project.indicators))


def _cells(project: ProjectSheet) -> Iterator[str]:
    yield from (project.name, project.code, project.unit_code, project.unit_name, project.purpose)
    yield from project.objectives
    for row in project.indicators:
        yield from (row.category, row.subcategory, row.name, row.description, row.target, row.basis)
