"""The one door through which people's edits reach the rows of a plan.

A caller hands over a change of the whole Document; it is made under the lock of the plan, so that the caller can
compare what was shown with what stands there now. Everything that changed is recorded.
"""

from collections.abc import Callable
from dataclasses import asdict, replace

from django.db import transaction

from disclosures.admission import check_storable
from disclosures.assembly import assemble
from disclosures.comparison import compare
from disclosures.document import Document, ProjectSheet
from disclosures.document_json import content_sha256
from disclosures.keys import Ledger, with_keys
from disclosures.models import PlanChange, Submission
from disclosures.permissions import check_can_edit
from disclosures.rows import replace_rows
from indicators.models import AnnualPlan

Change = Callable[[Document], Document]


def save(submission: Submission, change: Change, actor, *, reviewed: frozenset[str] = frozenset()) -> Document:
    """Make a change to what a plan says and return what it says now.

    `change` gets the Document as it stands and returns the new one, or raises to leave everything as it is.
    `reviewed` names carried-over parts (keys, or fields of the whole) that the person looked at and left.
    Raises NotAllowed out of turn, LoadRefused (Chinese) for what cannot be stored; nothing is stored then.
    """
    with transaction.atomic():
        plan = AnnualPlan.objects.select_for_update().get(pk=submission.plan_id)
        submission = Submission.objects.select_related("plan__fiscal_year__region", "plan__department").get(
            pk=submission.pk
        )
        submission.plan.used_keys, submission.plan.carried_over = plan.used_keys, plan.carried_over
        check_can_edit(actor, submission)
        before = assemble(submission)
        return write(submission, before, change(before), actor, reviewed)


def write(
    submission: Submission, before: Document, after: Document, actor, reviewed: frozenset[str] = frozenset()
) -> Document:
    """Store `after` in place of `before`, inside the caller's transaction and lock; nothing where both are one."""
    plan = submission.plan
    ledger = Ledger(**plan.used_keys)
    after = with_keys(after, before, ledger)
    touched = _touched(before, after) | reviewed
    plan.used_keys = asdict(ledger)
    plan.carried_over = [name for name in plan.carried_over if name not in touched]
    if content_sha256(after) == content_sha256(before):
        plan.save(update_fields=["carried_over"])
        return before
    check_storable(after)
    replace_rows(submission, after)
    _record(plan, before, after, actor)
    return after


def mark_carried_over(plan: AnnualPlan, document: Document) -> None:
    """Mark every part of a document that was copied from last year, until somebody touches it."""
    names = [name for name in ("overall_objective", "safeguards") if getattr(document, name)]
    names += [duty.key for duty in document.duties] + [project.key for project in document.projects]
    names += [row.key for project in document.projects for row in project.indicators]
    plan.carried_over = names
    plan.save(update_fields=["carried_over"])


def with_project(document: Document, sheet: ProjectSheet) -> Document:
    """The document with one project in place of that of the same key, or added at the end."""
    if any(project.key == sheet.key for project in document.projects):
        return replace(document, projects=tuple(sheet if one.key == sheet.key else one for one in document.projects))
    return replace(document, projects=(*document.projects, sheet))


def without_project(document: Document, key: str) -> Document:
    """The document without the project of a key."""
    return replace(document, projects=tuple(project for project in document.projects if project.key != key))


def project_of(document: Document, key: str) -> ProjectSheet | None:
    """The project of a key, or None."""
    return next((project for project in document.projects if project.key == key), None)


def _touched(before: Document, after: Document) -> frozenset[str]:
    return frozenset(
        difference.key or difference.field for difference in compare(before, after) if difference.field != "position"
    )


def _record(plan: AnnualPlan, before: Document, after: Document, actor) -> None:
    PlanChange.objects.bulk_create(
        PlanChange(
            plan=plan,
            revision=plan.revision,
            actor=actor,
            key=difference.key or difference.parent,
            field=difference.field or difference.change,
            before=difference.before,
            after=difference.after,
        )
        for difference in compare(before, after)
    )
