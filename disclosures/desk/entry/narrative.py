"""The page of what is said of the whole department: objective, duties, safeguards, notes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.entry.narrative_form import DutyForm, NarrativeForm
from disclosures.desk.entry.remarks import Remark, attach_remarks, of_clashes
from disclosures.desk.entry.saving import AsShown, Clashed, authors_since, narrative_part, save_narrative
from disclosures.desk.page import page
from disclosures.desk.places import narrative_address
from disclosures.people.permissions import NotAllowed
from disclosures.plans.limits import NotStorable


def narrative(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and saving it."""
    entry = entry_of(request.user, pk)
    if request.method == "POST":
        return _save(request, entry)
    part = narrative_part(entry.document)
    shown = AsShown(entry.submission.plan.revision, part)
    remarks = [remark for remark in entry.remarks_of(None) if remark.name and not remark.statement]
    return _page(request, entry, NarrativeForm(part), shown, remarks)


def _save(request: HttpRequest, entry: Entry) -> HttpResponse:
    shown = AsShown.read(request.POST.get("shown", ""))
    form = NarrativeForm(shown.part, request.POST)
    mine = form.build()
    if mine is None:
        messages.error(request, f"还没有保存：有 {len(form.problems)} 处内容无法保存，请按栏目旁的提示改正。")
        return _page(request, entry, form, shown)
    keys = {"overall_objective", "safeguards", *(duty.key for duty in shown.part.duties)}
    reviewed = frozenset(keys if "reviewed" in request.POST else ())
    try:
        _, told = save_narrative(entry.submission, shown, mine, request.user, reviewed)
    except Clashed as clash:
        return _show_clash(request, entry, shown, clash)
    except (NotAllowed, NotStorable) as refusal:
        messages.error(request, f"还没有保存：{str(refusal).rstrip('。')}。您填写的内容还在下面。")
        return _page(request, entry, form, shown)
    messages.success(request, "已保存。")
    if told:
        who = authors_since(entry.submission, shown.revision, request.user)
        messages.info(request, f"{who}在此期间也修改了这一页，已一并保留：{'；'.join(told)}。")
    return redirect(narrative_address(entry.submission.pk) + "?saved=1")


def _show_clash(request: HttpRequest, entry: Entry, shown: AsShown, clash: Clashed) -> HttpResponse:
    names = {duty.key: f"duties-{place}-" for place, duty in enumerate(clash.merged.duties) if duty.key}
    who = authors_since(entry.submission, shown.revision, request.user)
    messages.error(
        request,
        f"还没有保存：{who}在此期间改了您也改过的 {len(clash.clashes)} 处。双方的内容都在下面，请核对后再保存一次。",
    )
    now = AsShown(entry.submission.plan.revision, clash.theirs)
    return _page(request, entry, NarrativeForm(clash.merged), now, of_clashes(clash.clashes, who, names, "duty"))


def _page(
    request: HttpRequest, entry: Entry, form: NarrativeForm, shown: AsShown, remarks: list[Remark] | None = None
) -> HttpResponse:
    remarks = remarks or []
    for one in form.forms:
        attach_remarks(one, remarks, isinstance(one, DutyForm) and one.duty.key in entry.carried_over)
    for duty in form.duties:
        duty.pair_remarks = [remark for remark in remarks if remark.name == f"{duty.prefix}-pairs"]
    known = {field.html_name for one in form.forms for field in one} | {f"{duty.prefix}-pairs" for duty in form.duties}
    context = {
        "title": "总体目标与职责",
        "entry": entry,
        "form": form,
        "shown": shown.text,
        "remarks": remarks or form.problems,
        "loose": [remark for remark in remarks if remark.name not in known],
        "carried": entry.carried_over
        & {"overall_objective", "safeguards", *(duty.key for duty in form.document.duties)},
        "overall_carried": "overall_objective" in entry.carried_over,
        "safeguards_carried": "safeguards" in entry.carried_over,
        "just_saved": "saved" in request.GET,
        "dirty": request.method == "POST",
    }
    return page(request, "desk/entry/narrative.html", context)
