"""What the public may see of a Document. `redact` is the only way into the public room."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.document.declarations import FieldKind, Trait, fields_of
from disclosures.document.identity import may_be_one
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
        fiscal_year_source=None,
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

    Any sign that two projects are one counts (identity.may_be_one), so that a project entered anew, with another
    code or key, does not stay readable.
    """
    withheld = [project for project in newer.projects if project.withheld]
    return any(may_be_one(shown, hidden) for shown in shown_projects(older) for hidden in withheld)


def _redacted(project: ProjectSheet) -> ProjectSheet:
    if project.withheld:
        name = "" if is_withheld_text(project.name) else project.name
        return ProjectSheet(project.number, name, withheld=project.withheld, key=project.key)
    return replace(project, line=None, indicators=tuple(replace(row, line=None) for row in project.indicators))


def _cells(project: ProjectSheet) -> Iterator[str]:
    """Every text of a project, its rows included, that may say 涉密."""
    for part in (project, *project.indicators):
        for field in fields_of(type(part), Trait.MAY_BE_CLASSIFIED):
            value = getattr(part, field.name)
            yield from value if field.kind == FieldKind.LINES else (value,)
