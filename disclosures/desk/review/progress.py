"""进度: by region and year, how many departments are at which stage and who is late; the whole as .xlsx."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from disclosures.desk.page import page
from disclosures.models import Disclosure, Role, Submission, SubmissionEvent
from disclosures.people.permissions import regions_for, reviewed_submissions_for
from disclosures.workflow.deadlines import Standing, standings
from indicators.models import FiscalYear

Status = Submission.Status
#: Stage → label, in the order of the work.
STAGES = {
    "empty": "未填报",
    "draft": "填报中",
    "revising": "调整中",
    "submitted": "待审核",
    "returned": "已退回",
    "approved": "审核通过",
    "published": "已公开",
}


@dataclass(frozen=True)
class ProgressLine:
    """One department in a year."""

    submission: Submission
    stage: str
    standing: Standing
    days_late: int
    published_at: datetime | None

    @property
    def label(self) -> str:
        return STAGES[self.stage]

    @property
    def department(self):
        return self.submission.plan.department

    @property
    def remark(self) -> str:
        """What is to be said of its punctuality."""
        if self.standing.is_history:
            return "历史文件导入，不计时限"
        if self.days_late:
            [first, *_] = self.standing.owed
            return f"{first.what.value}逾期 {self.days_late} 天"
        if self.standing.days_published_late:
            return f"逾期 {self.standing.days_published_late} 天公开"
        return "按期公开" if self.stage == "published" and self.standing.publication_due_on else ""


@require_safe
def progress(request):
    """One year of one region."""
    years = _years(request.user)
    year = _chosen(years, request.GET.get("year"))
    found = lines(request.user, year) if year else []
    late = [line for line in found if line.days_late]
    counts = Counter(line.stage for line in found)
    context = {
        "title": "进度",
        "years": years,
        "year": year,
        "lines": late if request.GET.get("late") else found,
        "only_late": bool(request.GET.get("late")),
        "late": len(late),
        "total": len(found),
        "stages": [(stage, label, counts[stage], _share(counts[stage], len(found))) for stage, label in STAGES.items()],
        "due_on": year.publication_due_on if year else None,
    }
    return page(request, "desk/review/progress.html", context)


@require_safe
def progress_file(request):
    """The whole of a year as .xlsx."""
    year = _chosen(_years(request.user), request.GET.get("year"))
    if year is None:
        raise Http404
    content = as_xlsx(year, lines(request.user, year))
    name = f"progress-{year.region.code}-{year.year}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def lines(user, year: FiscalYear) -> list[ProgressLine]:
    """Every department of a year in the order of its code, in a number of queries that no year can raise."""
    events = SubmissionEvent.objects.filter(submission=OuterRef("pk")).order_by("-id")
    published = Disclosure.objects.filter(submission=OuterRef("pk"), current=True)
    mine = reviewed_submissions_for(user).filter(plan__fiscal_year=year)
    found, today = standings(mine), localdate()
    submissions = (
        mine.select_related("plan__department")
        .annotate(
            last_at=Subquery(events.values("at")[:1]),
            last_action=Subquery(events.values("action")[:1]),
            version=Subquery(published.values("version")[:1]),
            published_at=Subquery(published.values("published_at")[:1]),
            is_public=Exists(published),
        )
        .order_by("plan__department__code")
    )
    return [
        ProgressLine(one, _stage(one, one.is_public), found[one.pk], found[one.pk].days_late(today), one.published_at)
        for one in submissions
    ]


def _stage(submission: Submission, is_public: bool) -> str:
    if submission.status != Status.DRAFT:
        return submission.status
    if is_public:
        return "revising"
    return "draft" if submission.plan.revision else "empty"


def _years(user) -> list[FiscalYear]:
    regions = regions_for(user, Role.REVIEWER, Role.DIRECTOR)
    return list(
        FiscalYear.objects.filter(region__in=regions).select_related("region").order_by("-year", "region__code")
    )


def _chosen(years: list[FiscalYear], asked: str | None) -> FiscalYear | None:
    """The year asked for by its number in the list; unasked, the newest. What is not in the list does not exist."""
    if not asked:
        return next(iter(years), None)
    return next((year for year in years if str(year.pk) == asked), None)


def _share(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


_COLUMNS = (
    ("单位代码", 10, lambda line: line.department.code),
    ("单位名称", 36, lambda line: line.department.name),
    ("阶段", 10, lambda line: line.label),
    ("最近一步", 10, lambda line: _action(line.submission.last_action)),
    ("办理时间", 18, lambda line: _moment(line.submission.last_at)),
    ("送审期限", 12, lambda line: _owed(line, "送审")),
    ("公开期限", 12, lambda line: _day(line.standing.publication_due_on)),
    ("逾期天数", 10, lambda line: line.days_late or None),
    ("公开版次", 10, lambda line: line.submission.version),
    ("公开时间", 18, lambda line: _moment(line.published_at)),
    ("说明", 30, lambda line: line.remark),
)


def as_xlsx(year: FiscalYear, found: list[ProgressLine]) -> bytes:
    """The lines as a sheet. Texts are written as texts, so that none becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("进度")
    for place, (_, width, _) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C3"
    sheet.append([_cell(sheet, f"{year}绩效计划进度（{_day(localdate())}，共 {len(found)} 个单位）", bold=True)])
    sheet.append([_cell(sheet, heading, bold=True) for heading, _, _ in _COLUMNS])
    for line in found:
        sheet.append([_cell(sheet, value(line)) for _, _, value in _COLUMNS])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(sheet, value, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font, cell.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=not bold)
    return cell


def _action(action: str | None) -> str:
    return SubmissionEvent.Action(action).label if action else ""


def _moment(moment) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _owed(line: ProgressLine, what: str) -> str:
    return next((_day(due.on) for due in line.standing.owed if due.what == what), "")
