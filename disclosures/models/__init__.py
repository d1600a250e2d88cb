from disclosures.models.disclosure import (
    DisclosedFile,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
)
from disclosures.models.explanatory_note import ExplanatoryNote
from disclosures.models.source_file import SourceFile
from disclosures.models.submission import Submission, SubmissionEvent

__all__ = [
    "DisclosedFile",
    "DisclosedIndicator",
    "DisclosedProject",
    "DisclosedYear",
    "Disclosure",
    "DisclosureBody",
    "DisclosureChain",
    "ExplanatoryNote",
    "SourceFile",
    "Submission",
    "SubmissionEvent",
]
