"""The bureau's queues: what waits, was returned, approved, published, and what is late; with counts and filters."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from disclosures.desk.page import page
from disclosures.models import Opinion, ReviewNote, Role, Submission, SubmissionEvent
from disclosures.people.permissions import has_role, regions_for, reviewed_submissions_for
from disclosures.workflow.deadlines import Standing, standings

PAGE_SIZE = 50
Status = Submission.Status
Action = SubmissionEvent.Action
#: Name in the address → label, in the order of the tabs. The last one cuts across the others.
QUEUES = {
    Status.SUBMITTED.value: "待审",
    Status.RETURNED.value: "已退回",
    Status.APPROVED.value: "已通过",
    Status.PUBLISHED.value: "已公开",
    "late": "逾期",
}
#: Which batch may be started from a queue.
BATCHES = {Status.SUBMITTED.value: Action.APPROVE, Status.APPROVED.value: Action.PUBLISH}
FINDINGS = {"": "不限", "W": "有错误或警告", "clean": "没有错误和警告"}


class QueueFilters(forms.Form):
    """What a queue may be narrowed by."""

    department = forms.CharField(
        label="单位", required=False, widget=forms.TextInput(attrs={"placeholder": "名称或代码"})
    )
    findings = forms.ChoiceField(label="检查结果", required=False, choices=FINDINGS.items())

    def __init__(self, data, user, years: list[int]):
        super().__init__(data, auto_id="filter_%s")
        regions = regions_for(user, Role.REVIEWER, Role.DIRECTOR)
        if regions.count() > 1:
            self.fields["region"] = forms.ModelChoiceField(regions, label="区划", required=False, empty_label="全部")
        choices = [("", "全部"), *((year, f"{year}年") for year in years)]
        self.fields["year"] = forms.TypedChoiceField(
            label="年度", required=False, choices=choices, coerce=int, empty_value=None
        )
        self.order_fields(["region", "year"])

    def narrow(self, submissions: QuerySet[Submission]) -> QuerySet[Submission]:
        """The submissions that fit; where the filters make no sense, all."""
        if not self.is_valid():
            return submissions
        chosen = self.cleaned_data
        if chosen.get("region"):
            submissions = submissions.filter(plan__fiscal_year__region=chosen["region"])
        if chosen["year"]:
            submissions = submissions.filter(plan__fiscal_year__year=chosen["year"])
        if words := chosen["department"]:
            named = Q(plan__department__name__icontains=words) | Q(plan__department__code__startswith=words)
            submissions = submissions.filter(named)
        return _with_findings(submissions, chosen["findings"])


@dataclass(frozen=True)
class QueueLine:
    """One submission in a queue."""

    submission: Submission
    standing: Standing
    findings: dict[str, int]
    days_late: int
    last_at: datetime | None

    @property
    def waiting_days(self) -> int:
        return (localdate() - localdate(self.last_at)).days if self.last_at else 0


@require_safe
def queues(request):
    """One queue, narrowed and in pages; the counts of all."""
    mine = reviewed_submissions_for(request.user)
    years = sorted(set(mine.order_by().values_list("plan__fiscal_year__year", flat=True)), reverse=True)
    filters = QueueFilters(request.GET, request.user, years)
    narrowed = filters.narrow(mine)
    late = late_ids(narrowed)
    name = request.GET.get("queue") if request.GET.get("queue") in QUEUES else Status.SUBMITTED.value
    shown = Paginator(listed(in_queue(narrowed, name, late), name), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "title": "审核",
        "queue": name,
        "label": QUEUES[name],
        "tabs": _tabs(narrowed, len(late)),
        "filters": filters,
        "narrowed": any(request.GET.get(field) for field in filters.fields),
        "page": shown,
        "lines": lines(shown),
        "batch": BATCHES.get(name) if has_role(request.user, Role.DIRECTOR) else None,
        "query": _query(request, leave_out=("page",)),
        "filter_query": _query(request, leave_out=("page", "queue")),
    }
    return page(request, "desk/review/queues.html", context)


def in_queue(submissions: QuerySet[Submission], name: str, late: list[int]) -> QuerySet[Submission]:
    """The submissions of a queue."""
    return submissions.filter(pk__in=late) if name == "late" else submissions.filter(status=name)


def late_ids(submissions: QuerySet[Submission]) -> list[int]:
    """Which of the submissions are late today."""
    today = localdate()
    unfinished = submissions.exclude(status=Status.PUBLISHED)
    return [pk for pk, standing in standings(unfinished).items() if standing.overdue(today)]


def listed(submissions: QuerySet[Submission], name: str = "") -> QuerySet[Submission]:
    """With everything a line shows; what was sent in first stands first, elsewhere by department."""
    events = SubmissionEvent.objects.filter(submission=OuterRef("pk")).order_by("-id")
    order = ["sent_id"] if name == Status.SUBMITTED else []
    return (
        submissions.select_related("plan__department", "plan__fiscal_year__region", "submitted_by")
        .annotate(
            last_at=Subquery(events.values("at")[:1]),
            sent_id=Subquery(events.filter(action=Action.SUBMIT).values("id")[:1]),
            project_count=Count("plan__projects", distinct=True),
            open_note_count=Coalesce(_count(ReviewNote.objects.filter(done=False)), 0),
            recommended=Exists(_opinions(recommended=True)),
            refused=Exists(_opinions(recommended=False)),
        )
        .order_by(*order, "-plan__fiscal_year__year", "plan__department__region", "plan__department__code")
    )


def lines(shown: Page) -> list[QueueLine]:
    """The lines of a page: standings and findings of its submissions only."""
    today, submissions = localdate(), list(shown)
    found = standings(Submission.objects.filter(pk__in=[one.pk for one in submissions]))
    events = SubmissionEvent.objects.filter(pk__in=[one.sent_id for one in submissions if one.sent_id])
    findings = {submission: _counted(kept) for submission, kept in events.values_list("submission", "findings")}
    return [
        QueueLine(one, found[one.pk], findings.get(one.pk, {}), found[one.pk].days_late(today), one.last_at)
        for one in submissions
    ]


def _counted(findings: list[dict]) -> dict[str, int]:
    severities = [finding["severity"] for finding in findings]
    return {severity: severities.count(severity) for severity in ("E", "W", "I") if severity in severities}


def _with_findings(submissions: QuerySet[Submission], wanted: str) -> QuerySet[Submission]:
    """By what was found when the plan was sent in last. The text of the JSON is asked, as both databases can."""
    if not wanted:
        return submissions
    sent = SubmissionEvent.objects.filter(submission=OuterRef("pk"), action=Action.SUBMIT).order_by("-id")
    text = sent.annotate(text=Cast("findings", TextField())).values("text")
    asked = submissions.annotate(found=Subquery(text[:1])).filter(found__isnull=False)
    grave = Q(found__contains='"severity": "W"') | Q(found__contains='"severity": "E"')
    return asked.filter(grave if wanted == "W" else ~grave)


def _opinions(**which) -> QuerySet[Opinion]:
    """The opinions on the text as it is now."""
    return Opinion.objects.filter(submission=OuterRef("pk"), revision=OuterRef("plan__revision"), **which)


def _count(rows: QuerySet) -> Subquery:
    """How many of the rows belong to the submission."""
    mine = rows.filter(submission=OuterRef("pk")).order_by().values("submission")
    return Subquery(mine.annotate(count=Count("pk")).values("count"), output_field=IntegerField())


def _tabs(submissions: QuerySet[Submission], late: int) -> list[tuple[str, str, int]]:
    counts = dict(submissions.order_by().values_list("status").annotate(Count("pk")))
    return [(name, label, late if name == "late" else counts.get(name, 0)) for name, label in QUEUES.items()]


def _query(request, leave_out: tuple[str, ...]) -> str:
    """What the address asks for, but for some of it, to be carried on."""
    kept = request.GET.copy()
    for name in leave_out:
        kept.pop(name, None)
    return kept.urlencode()
