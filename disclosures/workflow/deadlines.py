"""Who is late: what a department or the bureau owes by which day. Pure but for `standings`, which reads the facts.

Two things are owed: 送审 by the department (by the end of the entry window, or by the day set when the bureau sent the
plan back), and 公开 (within twenty days of 批复日期, or as set for the year or for the one department). History that
came in by command is never late. A unit that the declared roster of the year exempts owes no publication; one that is
not in use any more owes nothing, unless the roster says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from disclosures.models import Disclosure, Submission, SubmissionEvent, Turn
from disclosures.people.roster import exemptions
from indicators.models.fiscal_year import PUBLICATION_DAYS

Status = Submission.Status


class Owed(StrEnum):
    SUBMISSION = "送审"
    PUBLICATION = "公开"


@dataclass(frozen=True)
class Due:
    """One thing owed by a day."""

    what: Owed
    on: date


@dataclass(frozen=True)
class Standing:
    """The facts about a submission that lateness depends on. Days None: not set."""

    status: str
    was_sent_back: bool = False
    is_public: bool = False
    is_history: bool = False
    owes_submission: bool = True
    owes_publication: bool = True
    first_published_on: date | None = None
    entry_closes_on: date | None = None
    due_on: date | None = None
    publication_due_on: date | None = None

    @property
    def owed(self) -> list[Due]:
        """What is owed now, the earlier day first."""
        return sorted(self._owed(), key=lambda due: due.on)

    def _owed(self) -> Iterator[Due]:
        writing = self.owes_submission and Status(self.status).turn == Turn.DEPARTMENT
        if writing and (day := self._submission_due_on()):
            yield Due(Owed.SUBMISSION, day)
        if self.owes_publication and not (self.is_public or self.is_history) and self.publication_due_on:
            yield Due(Owed.PUBLICATION, self.publication_due_on)

    def _submission_due_on(self) -> date | None:
        first_round = not (self.was_sent_back or self.is_history)
        return self.entry_closes_on if first_round else self.due_on

    def overdue(self, today: date) -> list[Due]:
        """What should have been done before `today`."""
        return [due for due in self.owed if due.on < today]

    def days_late(self, today: date) -> int:
        """Calendar days since the first missed day; 0 where nothing is late."""
        return max(((today - due.on).days for due in self.overdue(today)), default=0)

    @property
    def days_published_late(self) -> int:
        """Calendar days between the last day for publication and the first publication by the bureau itself."""
        if self.is_history or not (self.first_published_on and self.publication_due_on):
            return 0
        return max((self.first_published_on - self.publication_due_on).days, 0)


def standings(submissions: QuerySet[Submission]) -> dict[int, Standing]:
    """The standing of each submission by its id, in two queries."""
    published = Disclosure.objects.filter(submission=OuterRef("pk"))
    events = SubmissionEvent.objects.filter(submission=OuterRef("pk"))
    first = published.filter(imported=False).order_by().values("submission").annotate(day=Min("published_at"))
    rows = submissions.order_by().annotate(
        was_submitted=Exists(events.filter(action=SubmissionEvent.Action.SUBMIT)),
        was_sent_back=Exists(events.sent_back()),
        was_imported=Exists(events.filter(action=SubmissionEvent.Action.IMPORT, actor=None)),
        is_public=Exists(published.current()),
        was_public_before=Exists(published.filter(imported=True)),
        first_published_at=Subquery(first.values("day")),
    )
    found = list(rows.values("pk", *_COLUMNS))
    rosters = exemptions(row["plan__fiscal_year"] for row in found)
    return {row["pk"]: _standing(row, rosters.get(row["plan__fiscal_year"])) for row in found}


_COLUMNS = (
    "status",
    "due_on",
    "was_submitted",
    "was_sent_back",
    "was_imported",
    "is_public",
    "was_public_before",
    "first_published_at",
    "plan__department__code",
    "plan__department__active",
    "plan__fiscal_year",
    "plan__publication_deadline",
    "plan__fiscal_year__entry_closes_on",
    "plan__fiscal_year__publication_deadline",
    "plan__fiscal_year__approved_on",
)


def _standing(row: dict, roster: dict[str, str] | None) -> Standing:
    """The standing of a row; `roster`: the declared one of its year, None where there is none."""
    active = row["plan__department__active"]
    listed = None if roster is None else roster.get(row["plan__department__code"]) == ""
    approved_on, as_set = row["plan__fiscal_year__approved_on"], row["plan__fiscal_year__publication_deadline"]
    of_year = as_set or (approved_on and approved_on + timedelta(days=PUBLICATION_DAYS))
    closes_on = row["plan__fiscal_year__entry_closes_on"]
    only_imported = row["was_imported"] and not row["was_submitted"] and closes_on is None
    first = row["first_published_at"]
    return Standing(
        status=row["status"],
        was_sent_back=row["was_sent_back"],
        is_public=row["is_public"],
        is_history=row["was_public_before"] or only_imported,
        owes_submission=active or bool(listed),
        owes_publication=active if listed is None else listed,
        first_published_on=localdate(first) if first else None,
        entry_closes_on=closes_on,
        due_on=row["due_on"],
        publication_due_on=row["plan__publication_deadline"] or of_year,
    )
