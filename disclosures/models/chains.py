"""The chains of a submission: what the hashes of its events, of its plan's changes and of its reviews cover.

What these functions return is hashed and kept for ever: they are never changed. They take rows of the models as they
are or were (migrations use them).
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from disclosures.document.as_json import body_text, sha256

#: What stays for ever of a row, and the texts in it that may be erased.
Covered = tuple[dict, dict]


def of_event(event) -> Covered:
    """Return what the hash of a SubmissionEvent covers."""
    stays = {
        "kind": "event",
        "submission": event.submission_id,
        "action": event.action,
        "from_status": event.from_status,
        "to_status": event.to_status,
        "actor": event.actor_id,
        "at": _moment(event.at),
        "content_sha256": event.content_sha256,
    }
    return stays, {"words": event.words, "findings": event.findings, "document": event.document}


def of_change(change) -> Covered:
    """Return what the hash of a PlanChange covers."""
    stays = {
        "kind": "change",
        "plan": change.plan_id,
        "revision": change.revision,
        "actor": change.actor_id,
        "at": _moment(change.at),
        "key": change.key,
        "field": change.field,
    }
    return stays, {"before": change.before, "after": change.after}


def of_review(review) -> Covered:
    """Return what the hash of a SecrecyReview covers."""
    stays = {
        "kind": "review",
        "submission": review.submission_id,
        "key": review.key,
        "may_be_published": review.may_be_published,
        "reviewer": review.reviewer_id,
        "at": _moment(review.reviewed_at),
    }
    return stays, {
        "project_name": review.project_name,
        "project_code": review.project_code,
        "project_sha256": review.project_sha256,
        "words": review.words,
    }


def seal(row, covers: Callable[..., Covered], number: int, previous: str) -> None:
    """Give an unsaved row its place in the chain behind the row with the hash `previous`, and its own hashes."""
    row.number, row.previous_sha256, row.salt = number, previous, secrets.token_hex(16)
    row.texts_sha256 = texts_sha256(row, covers)
    row.sha256 = row_sha256(row, covers)


def texts_sha256(row, covers: Callable[..., Covered]) -> str:
    """Return the hash of the texts of a row that may be erased, as they stand, with its salt."""
    return sha256(body_text(covers(row)[1] | {"salt": row.salt}))


def row_sha256(row, covers: Callable[..., Covered]) -> str:
    """Return the hash of a row as it stands: of what stays, its place, and the hash of its texts."""
    place = {"number": row.number, "previous_sha256": row.previous_sha256, "texts_sha256": row.texts_sha256}
    return sha256(body_text(covers(row)[0] | place))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
