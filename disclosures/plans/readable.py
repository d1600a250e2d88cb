"""The text of a submission that a person may read (docs/decisions/0014-unsent-drafts.md)."""

from disclosures.document.as_json import from_text
from disclosures.document.model import Document
from disclosures.models import Submission
from disclosures.people.permissions import check_can_read_text
from disclosures.plans.from_rows import assemble


def readable_text(reader, submission: Submission) -> Document:
    """Return the text as it stands or, for the bureau in the department's turn, as it was sent in.

    The submission is one of the reader's scope. Raises NotAllowed (Chinese) where they may read none of it.
    """
    sent = check_can_read_text(reader, submission)
    return from_text(sent.document) if sent else assemble(submission)
