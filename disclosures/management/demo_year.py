"""The year at work in the demo: one department has submitted, another's plan came back with notes."""

from datetime import date, timedelta

from disclosures.document.as_json import body_text, from_text, to_json
from disclosures.document.carry_over import carry_over
from disclosures.document.model import Document
from disclosures.models import Person, ReviewNote, Roster, RosterUnit, Submission, SubmissionEvent, Waiver
from disclosures.plans import edits
from disclosures.publication.public_years import refresh_year
from disclosures.workflow import steps as workflow
from disclosures.workflow.findings import findings_of, previous_document
from indicators.models import Department, FiscalYear
from indicators.taxonomy import Scheme

SUBMITTED, RETURNED = "325001", "480001"
RETURN_WORDS = "请按所附意见修改后重新送审。"
#: Pinned to the returned plan: to its first project, and to that project's first indicator.
PROJECT_NOTE = "绩效目标请写明本年要达到的程度，与上年相比有何提高。"
INDICATOR_NOTE = "指标值请说明测算依据。"
REASON = "系按本年工作安排确定，已经单位集体研究。"
DAYS_TO_MEND = timedelta(days=10)
#: The years with a declared roster: every department of the region, and a unit that publishes nothing.
ROSTER_YEARS = (2021, 2022)
EXCUSED = {"code": "302001", "name": "山海关区机要保障中心", "excused_reason": "依法不公开部门预算"}


def declare_rosters(region: str) -> None:
    """Declare who owes a publication in some years of a region; harmless where it was done already."""
    years = FiscalYear.objects.filter(region__code=region, year__in=ROSTER_YEARS, roster=None).select_related("region")
    for fiscal_year in years:
        roster = Roster.objects.create(fiscal_year=fiscal_year, declared=True)
        listed = Department.objects.filter(region=fiscal_year.region).values("code", "name")
        RosterUnit.objects.bulk_create([RosterUnit(roster=roster, **unit) for unit in [*listed, EXCUSED]])
        refresh_year(fiscal_year)


def play(region: str, year: int, today: date) -> None:
    """Let the departments and the reviewer of a region do what a demo should show; harmless where they did already."""
    for code in (SUBMITTED, RETURNED):
        submission = Submission.objects.select_related("plan__department", "plan__fiscal_year__region").get(
            plan__department__code=code, plan__department__region__code=region, plan__fiscal_year__year=year
        )
        last = previous_document(submission)
        if last and not submission.events.exists():
            _submit(submission, last, _head(code, region))
            if code == RETURNED:
                _return(submission, Person.objects.get(username="wang"), today)


def _head(code: str, region: str) -> Person:
    return Person.objects.get(
        memberships__role="head", memberships__department__code=code, memberships__department__region__code=region
    )


def _submit(submission: Submission, last: Document, head: Person) -> None:
    fiscal_year = submission.plan.fiscal_year

    def change(current: Document) -> Document:
        copied = body_text(to_json(carry_over(last, current, Scheme(fiscal_year.scheme))))
        for back in (0, 1):  # this year's number in place of last year's, and so on
            copied = copied.replace(f"{fiscal_year.year - 1 - back}年", f"{fiscal_year.year - back}\0年")
        return from_text(copied.replace("\0", ""))

    edits.save(submission, change, head)
    for rule in {finding.rule for finding in findings_of(submission).unexplained}:
        Waiver.objects.create(submission=submission, rule=rule, reason=REASON, given_by=head)
    _step(SubmissionEvent.Action.SUBMIT, submission, head)


def _return(submission: Submission, reviewer: Person, today: date) -> None:
    project = submission.plan.projects.all()[0]
    notes = (project.key, "objectives", PROJECT_NOTE), (project.indicators.all()[0].key, "target", INDICATOR_NOTE)
    for key, field, words in notes:
        ReviewNote.objects.create(submission=submission, key=key, field=field, words=words, author=reviewer)
    _step(
        SubmissionEvent.Action.RETURN,
        submission,
        reviewer,
        workflow.Said(words=RETURN_WORDS, due_on=today + DAYS_TO_MEND),
    )


def _step(action, submission: Submission, person: Person, said: workflow.Said | None = None) -> None:
    now = Submission.objects.select_related("plan").get(pk=submission.pk)
    workflow.apply(action, now, person, workflow.Shown.of(now), said)
