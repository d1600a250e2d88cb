"""What the public may see of a Document. `redact` is the only way into the public room."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.document.declarations import Field, FieldKind, Trait, fields_of
from disclosures.document.identity import may_be_one, side_by_side
from disclosures.document.model import AnyPart, Document, ProjectSheet
from indicators.money import sum_of, to_yuan
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
    return sum_of(
        to_yuan(project.total, project.money_unit or document.money_unit) for project in shown_projects(document)
    )


def unmarked_projects(document: Document) -> list[ProjectSheet]:
    """Projects with a 涉密 cell that are not marked as withheld (rule C01): they bar publication."""
    return [project for project in shown_projects(document) if is_classified(project)]


def is_classified(project: ProjectSheet) -> bool:
    """Return whether a cell of a project, its rows included, says that its matter is classified or not published."""
    parts: tuple[AnyPart, ...] = (project, *project.indicators)
    return any(is_withheld_text(text) for part in parts for text in _texts(part))


def classified_sections(document: Document) -> list[str]:
    """Return what says 涉密 outside the projects, where nothing can be withheld (rule C01): it bars publication."""
    parts: list[tuple[str, AnyPart]] = [("", document)]
    parts += [(f"第 {number} 项职责的", duty) for number, duty in enumerate(document.duties, 1)]
    parts += [(f"情况说明“{one.heading}”的", one) for one in document.explanations]
    return [
        f"{where}{field.label}"
        for where, part in parts
        for field in fields_of(type(part), Trait.MAY_BE_CLASSIFIED)
        if any(map(is_withheld_text, _texts(part, field)))
    ]


def shows_withheld(older: Document, newer: Document) -> bool:
    """Whether an older published text shows a project that `newer` (not redacted) withholds.

    Any sign that two projects are one counts (identity.may_be_one), so that a project entered anew, with another
    code or key, does not stay readable. Where a withheld project is no project of the older text for sure, and one
    that the older text shows is no project of the newer one, it may be that one: then the answer is yes, and what
    the older text has more than the newer one gives nothing away.
    """
    withheld = [project for project in newer.projects if project.withheld]
    if any(may_be_one(shown, hidden) for shown in shown_projects(older) for hidden in withheld):
        return True
    pairs = side_by_side(older.projects, newer.projects)
    unknown = any(before is None and after.withheld for before, after in pairs if after)
    gone = any(after is None and not before.withheld for before, after in pairs if before)
    return unknown and gone


def _redacted(project: ProjectSheet) -> ProjectSheet:
    if project.withheld:
        name = "" if is_withheld_text(project.name) else project.name
        return ProjectSheet(project.number, name, withheld=project.withheld, key=project.key)
    return replace(project, line=None, indicators=tuple(replace(row, line=None) for row in project.indicators))


def _texts(part: AnyPart, *fields: Field) -> Iterator[str]:
    """Every text of a part (or of some of its fields) that may say 涉密."""
    for field in fields or fields_of(type(part), Trait.MAY_BE_CLASSIFIED):
        value = getattr(part, field.name)
        match field.kind:
            case FieldKind.LINES:
                yield from value
            case FieldKind.PAIRS:
                yield from (text for pair in value for text in (pair.objective, *pair.indicators))
            case _:
                yield value
