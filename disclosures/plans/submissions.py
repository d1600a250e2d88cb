"""A submission under the lock of its plan, and the record of what was done with it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from disclosures.document.as_json import body_text, content_sha256, to_json
from disclosures.document.model import Document
from disclosures.models import PlanChange, RecordChain, Submission, SubmissionEvent
from disclosures.models.chains import of_change, of_event, seal
from indicators.models import AnnualPlan


@contextmanager
def locked(submission: Submission) -> Iterator[Submission]:
    """Yield the submission as it is now, with its plan; nobody else writes to either until the block is left.

    The block is one transaction. The rows are read after the lock is held: what was read before may be old.
    """
    with transaction.atomic():
        AnnualPlan.objects.select_for_update().get(pk=submission.plan_id)
        related = "plan__department__region", "plan__fiscal_year__region"
        yield Submission.objects.select_related(*related).get(pk=submission.pk)


def record_event(
    submission: Submission,
    action: SubmissionEvent.Action,
    *,
    from_status: str | None = None,
    actor=None,
    words: str = "",
    document: Document | None = None,
    findings: Sequence[dict] = (),
    at: datetime | None = None,
) -> SubmissionEvent:
    """Record what was done with a submission that has its new status already, and return the record, which is the
    next of the submission's chain. The caller holds the lock of the plan.

    `from_status` is the status before (None: the same), `document` the text at that moment, kept with its hash; `at`
    the moment (None: now).
    """
    kept = {"document": body_text(to_json(document)), "content_sha256": content_sha256(document)} if document else {}
    event = SubmissionEvent(
        submission=submission,
        action=action,
        from_status=from_status or submission.status,
        to_status=submission.status,
        actor=actor,
        words=words,
        findings=list(findings),
        at=at or timezone.now(),
        **kept,
    )
    chain = _chain_of(submission)
    seal(event, of_event, chain.events + 1, chain.events_sha256)
    event.save(force_insert=True)
    RecordChain.objects.filter(pk=chain.pk).update(events=event.number, events_sha256=event.sha256)
    return event


def record_changes(submission: Submission, actor, changes: Iterable[dict]) -> list[PlanChange]:
    """Record what a person changed in a plan that has its new revision already: `key`, `field`, `before` and `after`
    of each change; return the records, which are the next of the chain. The caller holds the lock of the plan."""
    plan, chain, rows = submission.plan, _chain_of(submission), []
    previous = chain.changes_sha256
    for number, change in enumerate(changes, chain.changes + 1):
        row = PlanChange(plan=plan, revision=plan.revision, actor=actor, **change)
        seal(row, of_change, number, previous)
        rows.append(row)
        previous = row.sha256
    PlanChange.objects.bulk_create(rows)
    RecordChain.objects.filter(pk=chain.pk).update(changes=chain.changes + len(rows), changes_sha256=previous)
    return rows


def _chain_of(submission: Submission) -> RecordChain:
    chain, _ = RecordChain.objects.get_or_create(submission_id=submission.pk)
    return chain
