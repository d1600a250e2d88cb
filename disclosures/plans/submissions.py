"""A submission under the lock of its plan, and the record of what was done with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from disclosures.document.as_json import body_text, content_sha256, to_json
from disclosures.document.model import Document
from disclosures.models import Submission, SubmissionEvent
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
) -> SubmissionEvent:
    """Record what was done with a submission that has its new status already, and return the record.

    `from_status` is the status before (None: the same), `document` the text at that moment, kept with its hash.
    """
    kept = {"document": body_text(to_json(document)), "content_sha256": content_sha256(document)} if document else {}
    return SubmissionEvent.objects.create(
        submission=submission,
        action=action,
        from_status=from_status or submission.status,
        to_status=submission.status,
        actor=actor,
        words=words,
        findings=list(findings),
        **kept,
    )
