"""What the public may see of a Document. `redact` is the only way into the public room."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from disclosures.document.declarations import Field, FieldKind, Trait, fields_of
from disclosures.document.identity import side_by_side, signs_of, without_year
from disclosures.document.model import AnyPart, Document, IndicatorRow, ProjectSheet
from disclosures.document.totals import total_of
from indicators.money import amounts_in, to_yuan
from indicators.target_values import is_withheld_text


def redact(document: Document) -> Document:
    """The document without the contents of withheld projects and without the particulars of the reading.

    A withheld project keeps number, key and reason, and its name unless the name itself is withheld.
    """
    return replace(
        document,
        duties=tuple(replace(duty, line=None) for duty in document.duties),
        projects=tuple(_redacted(project) for project in document.projects),
        statements=tuple(replace(statement, line=None) for statement in document.statements),
        explanations=tuple(replace(one, line=None) for one in document.explanations),
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
    return total_of(replace(document, projects=tuple(shown_projects(document))))


def unmarked_projects(document: Document) -> list[ProjectSheet]:
    """Projects with a 涉密 cell that are not marked as withheld (rule C01): they bar publication."""
    return [project for project in shown_projects(document) if is_classified(project)]


def is_classified(project: ProjectSheet) -> bool:
    """Return whether a cell of a project, its rows included, says that its matter is classified or not published."""
    return bool(classified_fields(project)) or any(map(classified_fields, project.indicators))


def classified_fields(part: ProjectSheet | IndicatorRow) -> list[str]:
    """Return the fields of a part (of several texts: objectives[0]) that say so, in their order."""
    found = []
    for field in fields_of(type(part), Trait.MAY_BE_CLASSIFIED):
        several = field.kind == FieldKind.LINES
        for place, text in enumerate(_texts(part, field)):
            if is_withheld_text(text):
                found.append(f"{field.name}[{place}]" if several else field.name)
    return found


def classified_sections(document: Document) -> list[str]:
    """Return what says 涉密 outside the projects, where nothing can be withheld (rule C01): it bars publication."""
    parts: list[tuple[str, AnyPart]] = [("", document)]
    parts += [(f"第 {number} 项职责的", duty) for number, duty in enumerate(document.duties, 1)]
    parts += [(f"{one.title}的", one) for one in document.statements]
    parts += [(f"情况说明“{one.heading}”的", one) for one in document.explanations]
    return [
        f"{where}{field.label}"
        for where, part in parts
        for field in fields_of(type(part), Trait.MAY_BE_CLASSIFIED)
        if any(map(is_withheld_text, _texts(part, field)))
    ]


def shows_withheld(older: Document, newer: Document) -> bool:
    """Whether an older published text shows a project that `newer` (not redacted) withholds.

    Any sign that two projects are one counts (identity.signs_of), so that a project entered anew, with another
    code or key, does not stay readable. Where a withheld project is no project of the older text for sure, and one
    that the older text shows is gone, called otherwise or smaller in the newer one, it may be that one or a part of it:
    then the answer is yes, and what the older text has more than the newer one gives nothing away. So is it where the
    older text prints a name that is withheld now, and where a withheld project came or went between the two while
    the sums differ that statements and explanations tell: the one less the other may be what it costs.
    """
    if shows_refused(older, [project for project in newer.projects if project.withheld]):
        return True
    pairs = side_by_side(older.projects, newer.projects)
    if any(before and after and after.withheld and before.name and not public_name(after) for before, after in pairs):
        return True
    unknown = any(before is None and after.withheld for before, after in pairs if after)
    gone = any(after is None and before.withheld for before, after in pairs if before)
    if (unknown or gone) and _sums_differ(older, newer):
        return True
    return unknown and any(_has_lost(before, older, after, newer) for before, after in pairs if before)


def shows_refused(older: Document, refused: Iterable[ProjectSheet]) -> bool:
    """Whether an older published text shows one of the projects that must not be published, by any sign at all."""
    hidden = {sign for project in refused for sign in signs_of(project)}
    return any(not hidden.isdisjoint(signs_of(shown)) for shown in shown_projects(older))


def _sums_differ(older: Document, newer: Document) -> bool:
    """Whether both tell amounts of the whole, and not the same."""
    told, now = _sums(older), _sums(newer)
    return bool(told and now) and told != now


def _sums(document: Document) -> set[object]:
    """What a document says of the whole: its statements, and the amounts in its explanations."""
    texts = (unicodedata.normalize("NFKC", one.text) for one in document.explanations)
    amounts = {amount for text in texts for amount, _ in amounts_in(text)}
    return {(one.kind, one.rows) for one in document.statements} | amounts


def _has_lost(before: ProjectSheet, older: Document, after: ProjectSheet | None, newer: Document) -> bool:
    """Whether a project that an older text shows is gone, called otherwise or has less money: what it lost may be what
    is withheld now."""
    if before.withheld:
        return after is None and bool(before.name)
    if after is None or without_year(before.name) != without_year(after.name):
        return True
    unit, new_unit = before.money_unit or older.money_unit, after.money_unit or newer.money_unit
    for field in fields_of(type(before), FieldKind.AMOUNT):
        had, has = to_yuan(getattr(before, field.name), unit), to_yuan(getattr(after, field.name), new_unit)
        if had is not None and (has is None or has < had):
            return True
    return False


def public_name(project: ProjectSheet) -> str:
    """Return the name that the public reads of a withheld project: none where the name is withheld too."""
    return "" if is_withheld_text(project.name) else project.name


def _redacted(project: ProjectSheet) -> ProjectSheet:
    if project.withheld:
        return ProjectSheet(project.number, public_name(project), withheld=project.withheld, key=project.key)
    return replace(project, line=None, indicators=tuple(replace(row, line=None) for row in project.indicators))


def _texts(part: AnyPart, *fields: Field) -> Iterator[str]:
    """Every text of a part (or of some of its fields) that may say 涉密."""
    for field in fields or fields_of(type(part), Trait.MAY_BE_CLASSIFIED):
        value = getattr(part, field.name)
        match field.kind:
            case FieldKind.LINES:
                yield from value
            case FieldKind.CELLS:
                yield from (cell for row in value for cell in row)
            case FieldKind.PAIRS:
                yield from (text for pair in value for text in (pair.objective, *pair.indicators))
            case _:
                yield value
