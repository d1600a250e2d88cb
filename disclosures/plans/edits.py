"""The one door through which people's edits reach the rows of a plan.

A caller hands over a change of the whole Document; it is made under the lock of the plan, so that the caller can
compare what was shown with what stands there now. Everything that changed is recorded.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import Any

from django.db import OperationalError, connection

from disclosures.document.comparison import Difference, compare
from disclosures.document.declarations import FieldKind, names_of
from disclosures.document.keys import Ledger, with_keys
from disclosures.document.model import Document, ProjectSheet
from disclosures.models import Submission
from disclosures.people.permissions import check_can_edit
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import check_storable
from disclosures.plans.submissions import locked, record_changes
from disclosures.plans.to_rows import update_rows
from indicators.models import AnnualPlan
from indicators.money import from_yuan, to_yuan

Edit = Callable[[Document], Document]

#: What PostgreSQL says to one of two transactions that stood in each other's way: made again it succeeds.
_IN_THE_WAY = {"40001", "40P01"}
_ATTEMPTS = 3


def save(submission: Submission, change: Edit, actor, *, reviewed: frozenset[str] = frozenset()) -> Document:
    """Make a change to what a plan says and return what it says now.

    `change` gets the Document as it stands and returns the new one, or raises to leave everything as it is.
    `reviewed` names carried-over parts (keys, or fields of the whole) that the person looked at and left.
    Raises NotAllowed out of turn, NotStorable (Chinese) for what cannot be stored; nothing is stored then.
    A deadlock is tried again, `change` with it, unless the caller has a transaction of its own.
    """
    for _ in range(0 if connection.in_atomic_block else _ATTEMPTS - 1):
        try:
            return _save(submission, change, actor, reviewed)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _IN_THE_WAY:
                raise
    return _save(submission, change, actor, reviewed)


def _save(submission: Submission, change: Edit, actor, reviewed: frozenset[str]) -> Document:
    with locked(submission) as now:
        check_can_edit(actor, now)
        before = assemble(now)
        return write(now, before, change(before), actor, reviewed)


def write(
    submission: Submission, before: Document, after: Document, actor, reviewed: frozenset[str] = frozenset()
) -> Document:
    """Store `after` in place of `before`, inside the caller's transaction and lock; nothing where both are one."""
    plan = submission.plan
    ledger = Ledger(**plan.used_keys)
    after = with_keys(after, before, ledger)
    differences = compare(before, after)
    touched = _touched_between(before, after, differences) | reviewed
    plan.used_keys = asdict(ledger)
    plan.carried_over = [name for name in plan.carried_over if name not in touched and name in _parts_of(after)]
    if not differences:
        plan.save(update_fields=["carried_over"])
        return before
    _store(submission, before, after, differences, actor)
    return after


def restore(submission: Submission, document: Document, actor) -> None:
    """Store a text that the plan had before, with the keys it had then, inside the caller's transaction and lock."""
    submission.plan.carried_over = []
    before = assemble(submission)
    _store(submission, before, document, compare(before, document), actor)


def mark_carried_over(submission: Submission, before: Document, after: Document) -> None:
    """Mark every part that was copied from last year, until somebody touches it; `before` and `after` the copying.

    Inside the caller's transaction, after `save`.
    """
    known = {project.key for project in before.projects}
    rows = {row.key for project in after.projects if project.key not in known for row in project.indicators}
    plan = AnnualPlan.objects.get(pk=submission.plan_id)
    plan.carried_over = sorted({*plan.carried_over, *_touched(compare(before, after)), *rows})
    plan.save(update_fields=["carried_over"])


def with_project(document: Document, sheet: ProjectSheet) -> Document:
    """The document with one project in place of that of the same key, or added at the end and numbered on."""
    if sheet.key and project_of(document, sheet.key):
        return replace(document, projects=tuple(sheet if one.key == sheet.key else one for one in document.projects))
    return _numbered(document, (*document.projects, replace(sheet, key="")))


def without_project(document: Document, key: str) -> Document:
    """The document without the project of a key; those behind it move up by one number."""
    return _numbered(document, tuple(project for project in document.projects if project.key != key))


def with_project_moved(document: Document, key: str, by: int) -> Document:
    """The document with the project of a key moved by that many places (up where negative), as far as there are any."""
    projects = list(document.projects)
    place = next((place for place, project in enumerate(projects) if project.key == key), None)
    if place is None:
        return document
    projects.insert(max(0, place + by), projects.pop(place))
    return _numbered(document, tuple(projects))


def with_money_unit(document: Document, unit: str) -> Document:
    """The document in another unit of money: amounts printed in the document's unit are converted, exactly."""
    if unit == document.money_unit:
        return document

    def converted(sheet: ProjectSheet) -> ProjectSheet:
        if sheet.money_unit:
            return sheet
        amounts: dict[str, Any] = {
            name: from_yuan(to_yuan(getattr(sheet, name), document.money_unit), unit)
            for name in names_of(type(sheet), FieldKind.AMOUNT)
        }
        return replace(sheet, **amounts)

    return replace(document, money_unit=unit, projects=tuple(converted(sheet) for sheet in document.projects))


def project_of(document: Document, key: str) -> ProjectSheet | None:
    """The project of a key, or None."""
    return next((project for project in document.projects if project.key == key), None)


def _numbered(document: Document, projects: tuple[ProjectSheet, ...]) -> Document:
    """The document with these projects, their 序号 following their order."""
    return replace(
        document, projects=tuple(replace(project, number=number) for number, project in enumerate(projects, 1))
    )


def _parts_of(document: Document) -> set[str]:
    """What may bear a mark: fields of the whole, and the keys of duties, projects and indicators."""
    rows = {row.key for sheet in document.projects for row in sheet.indicators}
    keys = {duty.key for duty in document.duties} | {sheet.key for sheet in document.projects}
    return rows | keys | set(names_of(type(document)))


def _touched_between(before: Document, after: Document, differences: list[Difference]) -> frozenset[str]:
    """What a person changed between two texts with these differences: amounts that only followed the unit of the plan
    are not among it."""
    if before.money_unit == after.money_unit:
        return _touched(differences)
    return _touched(compare(with_money_unit(before, after.money_unit), after))


def _touched(differences: Iterable[Difference]) -> frozenset[str]:
    """What a person changed themselves; a number that only followed the order is not."""
    return frozenset(
        difference.key or difference.field
        for difference in differences
        if difference.field not in ("position", "number")
    )


def _store(submission: Submission, before: Document, after: Document, differences: Iterable[Difference], actor) -> None:
    check_storable(after, before if before.money_unit == after.money_unit else None)
    update_rows(submission, before, after)
    changes = (
        {
            "key": difference.key or difference.parent,
            "field": difference.field or difference.change,
            "before": difference.before,
            "after": difference.after,
        }
        for difference in differences
    )
    record_changes(submission, actor, changes)
