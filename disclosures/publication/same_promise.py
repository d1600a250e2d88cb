"""Whether two texts of a plan promise the same, whatever the program printed about them and the office was called."""

import json
from dataclasses import replace

from disclosures.document.as_json import content_sha256, from_json
from disclosures.document.model import Document
from disclosures.models import SubmissionEvent


def promises(event: SubmissionEvent, document: Document) -> bool:
    """Return whether the text kept with an event promises what a document does; an erased text promises nothing else.

    Region and department may have got another name since. Raises ValueError for a text that cannot be read.
    """
    if event.content_sha256 == content_sha256(document):
        return True
    text = SubmissionEvent.objects.values_list("document", flat=True).get(pk=event.pk)
    if not text:
        return bool(event.erased_at)
    return replace(from_json(json.loads(text)), region=document.region, department=document.department) == document


def same_promise(event: SubmissionEvent, other: SubmissionEvent) -> bool:
    """Return whether the texts kept with two events promise the same, as `promises` says."""
    if event.content_sha256 == other.content_sha256:
        return True
    text = SubmissionEvent.objects.values_list("document", flat=True).get(pk=other.pk)
    return promises(event, from_json(json.loads(text))) if text else bool(other.erased_at)
