"""What a rule finds: how grave, where, what is printed there, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is. Errors bar 送审, warnings ask for a reason, hints ask for nothing."""

    ERROR = "E"
    WARNING = "W"
    HINT = "I"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return {"E": "错误", "W": "警告", "I": "提示"}[self.value]


@dataclass(frozen=True)
class Hit:
    """A finding before it carries its rule. `field` is the JSON path below project and row (counted from 1; None
    where it speaks of the whole); `severity` None means the rule's own."""

    message: str
    field: str
    evidence: str = ""
    project: int | None = None
    row: int | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Finding:
    """One answer of one rule about one place of a document."""

    rule: str
    severity: Severity
    project: int | None
    row: int | None
    field: str
    evidence: str
    message: str
