"""A project on one page, in the shape of the official table."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.entry.indicator_rows import IndicatorRows, level_map
from disclosures.desk.entry.project_form import ProjectForm, new_sheet
from disclosures.desk.entry.remarks import Remark, attach_remarks, of_clashes, of_errors
from disclosures.desk.entry.saving import AsShown, Clashed, Gone, authors_since, project_part, save_project
from disclosures.desk.page import page
from disclosures.desk.places import project_address
from disclosures.document.model import Document, ProjectSheet
from disclosures.people.permissions import NotAllowed
from disclosures.plans.edits import Edit, project_of, save, with_project_moved, without_project
from disclosures.plans.limits import NotStorable
from indicators.models import AnnualPlan

UNITS = (
    *("%", "个", "项", "次", "人", "人次", "户", "家", "场", "期", "份", "册", "件", "台", "套", "辆", "处"),
    *("公里", "平方米", "亩", "吨", "天", "小时", "个月", "元", "万元", "元/人"),
)


class SheetForm:
    """The whole table: its head and its indicator rows."""

    def __init__(self, sheet: ProjectSheet, plan: AnnualPlan, data: QueryDict | None = None):
        self.sheet = sheet
        self.head = ProjectForm(sheet, plan, data)
        self.rows = IndicatorRows(sheet.indicators, plan.fiscal_year.scheme, data)

    def build(self) -> ProjectSheet | None:
        """The project as it stands in the form; None where something in it cannot be stored."""
        rows = self.rows.build()
        return replace(self.head.build(), indicators=rows) if self.head.is_valid() and rows is not None else None

    @property
    def problems(self) -> list[Remark]:
        """What cannot be stored, as a list to stand on top of the page."""
        return of_errors([self.head, *self.rows.forms])

    def attach_remarks(self, remarks: list[Remark], carried: frozenset[str]) -> None:
        """Remarks beside their fields, marks on what was carried over."""
        attach_remarks(self.head, remarks, self.sheet.key in carried)
        for form in self.rows.forms:
            attach_remarks(form, remarks, bool(form.row and form.row.key in carried))


def project(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The page of a project, and saving it."""
    entry = entry_of(request.user, pk)
    if request.method == "POST":
        return _save(request, entry)
    sheet = project_of(entry.document, key)
    if sheet is None:
        raise Http404
    return _show(request, entry, sheet)


def new_project(request: HttpRequest, pk: int) -> HttpResponse:
    """A blank project; it comes into being when it is saved."""
    entry = entry_of(request.user, pk)
    if request.method == "POST":
        return _save(request, entry)
    if entry.closed:
        messages.error(request, entry.closed)
        return redirect("admin:desk-plan", pk)
    return _show(request, entry, new_sheet(entry.document))


@require_POST
def move_project(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One place up or down in the order of the plan."""
    entry = entry_of(request.user, pk)
    by = -1 if request.POST.get("to") == "up" else 1
    try:
        save(entry.submission, lambda document: with_project_moved(document, key, by), request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("admin:desk-plan", args=[pk]) + f"#project-{key}")


def remove_project(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Asks back, then removes a project from the plan."""
    entry = entry_of(request.user, pk)
    sheet = project_of(entry.document, key)
    if sheet is None:
        raise Http404
    if request.method != "POST":
        shown = AsShown(entry.submission.plan.revision, project_part(entry.document, sheet)).text
        context = {"title": "删除项目", "entry": entry, "sheet": sheet, "shown": shown}
        return page(request, "desk/entry/project_remove.html", context)
    try:
        save(entry.submission, _removal(key, AsShown.read(request.POST.get("shown", ""))), request.user)
        messages.success(request, f"已删除项目“{sheet.name}”。")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk-plan", pk)


def _removal(key: str, shown: AsShown) -> Edit:
    """The removal of a project, unless somebody has changed it since it was shown."""

    def change(document: Document) -> Document:
        now = project_of(document, key)
        if now not in (None, *shown.part.projects):
            raise NotAllowed("这个项目在您打开页面以后又有修改，没有删除。请看过现在的内容再办理。")
        return without_project(document, key)

    return change


def _show(request: HttpRequest, entry: Entry, sheet: ProjectSheet) -> HttpResponse:
    """The page of a project as it is stored, with everything there is to say about it."""
    form = SheetForm(sheet, entry.submission.plan)
    place = _place(entry.document, sheet)
    remarks = [] if place is None else entry.remarks_of(place + 1)
    shown = AsShown(entry.submission.plan.revision, project_part(entry.document, sheet))
    return _page(request, entry, form, shown, remarks)


def _save(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Save and show again; or, where that cannot be, the page as it was sent, nothing lost and the reason told."""
    shown = AsShown.read(request.POST.get("shown", ""))
    if len(shown.part.projects) != 1:
        raise SuspiciousOperation("the hidden copy of the page holds no project")
    sheet = shown.part.projects[0]
    form = SheetForm(sheet, entry.submission.plan, request.POST)
    mine = form.build()
    if mine is None:
        messages.error(request, f"还没有保存：有 {len(form.problems)} 处内容无法保存，请按栏目旁的提示改正。")
        return _page(request, entry, form, shown)
    reviewed = {sheet.key, *(row.key for row in sheet.indicators)} if "reviewed" in request.POST else set()
    try:
        document, told = save_project(entry.submission, shown, mine, request.user, frozenset(reviewed - {""}))
    except Clashed as clash:
        return _show_clash(request, entry, shown, clash)
    except Gone:
        messages.error(request, "这个项目刚刚被别人删除了。您填写的内容还在下面；再保存一次，就作为新的项目保存。")
        as_new = AsShown(shown.revision, project_part(shown.part, replace(sheet, key="")))
        return _page(request, entry, form, as_new)
    except (NotAllowed, NotStorable) as refusal:
        messages.error(request, f"还没有保存：{str(refusal).rstrip('。')}。您填写的内容还在下面。")
        return _page(request, entry, form, shown)
    _tell(request, entry, shown, told)
    key = sheet.key or next((one.key for one in document.projects if one == mine), document.projects[-1].key)
    return _onward(request, entry, key)


def _tell(request: HttpRequest, entry: Entry, shown: AsShown, told: list[str]) -> None:
    messages.success(request, "已保存。")
    if told:
        who = authors_since(entry.submission, shown.revision, request.user)
        messages.info(request, f"{who}在此期间也修改了这个项目，已一并保留：{'；'.join(told)}。")


def _onward(request: HttpRequest, entry: Entry, key: str) -> HttpResponse:
    """After saving: the page the button asked for, with the word to the script that the copy may go."""
    if request.POST.get("then") == "new":
        return redirect(reverse("admin:desk-project-new", args=[entry.submission.pk]) + "?saved=1")
    return redirect(project_address(entry.submission.pk, key) + "?saved=1")


def _show_clash(request: HttpRequest, entry: Entry, shown: AsShown, clash: Clashed) -> HttpResponse:
    """The page with the words of both; saved again, it stands as it is then."""
    sheet = clash.merged.projects[0]
    form = SheetForm(sheet, entry.submission.plan)
    names = {row.key: f"rows-{place}-" for place, row in enumerate(sheet.indicators) if row.key}
    who = authors_since(entry.submission, shown.revision, request.user)
    messages.error(
        request,
        f"还没有保存：{who}在此期间改了您也改过的 {len(clash.clashes)} 处。双方的内容都在下面，请核对后再保存一次。",
    )
    now = AsShown(entry.submission.plan.revision, clash.theirs)
    return _page(request, entry, form, now, of_clashes(clash.clashes, who, names, "indicator"))


def _page(
    request: HttpRequest, entry: Entry, form: SheetForm, shown: AsShown, remarks: list[Remark] | None = None
) -> HttpResponse:
    form.attach_remarks(remarks or [], entry.carried_over)
    sheet, projects = form.sheet, entry.document.projects
    place = _place(entry.document, sheet)
    scheme = entry.submission.plan.fiscal_year.scheme
    context = {
        "title": sheet.name or "新项目",
        "entry": entry,
        "form": form,
        "shown": shown.text,
        "remarks": remarks or form.problems,
        "before": projects[place - 1] if place else None,
        "after": projects[place + 1] if place is not None and place + 1 < len(projects) else None,
        "carried": entry.carried_over & {sheet.key, *(row.key for row in sheet.indicators)},
        "units": UNITS,
        "levels": level_map(scheme),
        "just_saved": "saved" in request.GET,
        "dirty": request.method == "POST",
    }
    return page(request, "desk/entry/project.html", context)


def _place(document: Document, sheet: ProjectSheet) -> int | None:
    """Where the project stands in the plan, None for a new one."""
    return next((place for place, one in enumerate(document.projects) if sheet.key and one.key == sheet.key), None)
