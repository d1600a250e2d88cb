"""Everything the entry pages tell about one plan, gathered once in a number of queries that no plan can raise."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Subquery
from django.http import Http404
from django.utils.timezone import localdate

from disclosures.desk.entry.completeness import Completeness, completeness_of
from disclosures.desk.entry.remarks import Remark, of_findings, of_notes
from disclosures.desk.step_form import StepForm, step_forms
from disclosures.document.model import Document
from disclosures.models import Submission, SubmissionEvent, Turn
from disclosures.people.permissions import check_can_edit, entered_submissions_for, why_not
from disclosures.plans.from_rows import assemble
from disclosures.workflow.deadlines import Standing, standings
from disclosures.workflow.findings import Findings, findings_of
from disclosures.workflow.steps import check_may_submit


@dataclass
class Entry:
    """One plan as a person who enters sees it."""

    submission: Submission
    user: object

    @cached_property
    def document(self) -> Document:
        return assemble(self.submission)

    @cached_property
    def findings(self) -> Findings:
        return findings_of(self.submission, self.document)

    @cached_property
    def completeness(self) -> Completeness:
        return completeness_of(self.submission.pk, self.document)

    @cached_property
    def remarks(self) -> list[Remark]:
        """The reviewer's open notes that were sent, then what the rules find, each with a link to its field."""
        return self._remarks(self.findings)

    def remarks_of(self, project: int | None) -> list[Remark]:
        """Those of one project, counted from 1; None: those of no project."""
        found = [finding for finding in self.findings.found if finding.project == project]
        stale = [number for number in self.findings.stale if number.project == project]
        own = replace(self.findings, found=found, stale=stale)
        return [remark for remark in self._remarks(own) if remark.project == project]

    def remarks_on(self, statement: str) -> list[Remark]:
        """Those of the statement of a kind."""
        return [remark for remark in self.remarks_of(None) if remark.statement == statement]

    def _remarks(self, findings: Findings) -> list[Remark]:
        sent = self.submission.events.sent_back().order_by("-at").values("at")[:1]
        notes = self.submission.review_notes.filter(done=False, written_at__lte=Subquery(sent))
        return [
            *of_notes(notes, self.document, self.submission.pk),
            *of_findings(self.submission.pk, findings),
        ]

    @property
    def open_notes(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.kind == "note"]

    @cached_property
    def closed(self) -> str:
        """Why the plan cannot be edited now, "" where it can."""
        return why_not(check_can_edit, self.user, self.submission)

    @cached_property
    def standing(self) -> Standing:
        return standings(Submission.objects.filter(pk=self.submission.pk))[self.submission.pk]

    @cached_property
    def barred(self) -> str:
        """What bars 送审, "" where nothing does."""
        return why_not(check_may_submit, self.findings)

    @cached_property
    def returned(self) -> SubmissionEvent | None:
        """The bureau's last words where it is the department's turn again."""
        if self.submission.turn != Turn.DEPARTMENT:
            return None
        return self.submission.events.sent_back().select_related("actor").last()

    @cached_property
    def steps(self) -> list[StepForm]:
        return step_forms(self.user, self.submission, Turn.DEPARTMENT)

    @property
    def submits_elsewhere(self) -> bool:
        """Whether the person enters, and somebody else of the department submits."""
        return not self.closed and SubmissionEvent.Action.SUBMIT not in {form.transition.action for form in self.steps}

    @property
    def today(self) -> date:
        return localdate()

    @property
    def carried_over(self) -> frozenset[str]:
        """Keys of parts, and fields of the whole, copied from last year and not looked at yet."""
        return frozenset(self.submission.plan.carried_over)


def entry_of(user, pk: int) -> Entry:
    """The plan with this number, of a department the person enters for; Http404 for every other one."""
    submission = entered_submissions_for(user).select_related(
        "plan__department__region", "plan__fiscal_year__region", "source_file"
    )
    found = submission.filter(pk=pk).first()
    if found is None:
        raise Http404
    return Entry(found, user)
