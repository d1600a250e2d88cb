"""指标库: clerks pick indicators for a project; administrators take in what approved plans have and it lacks."""

from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.page import page
from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.models import Role
from disclosures.people.permissions import NotAllowed, regions_for
from disclosures.plans.edits import project_of, save, with_project
from disclosures.plans.indicator_library import Offer, add, candidates, identity, offers
from disclosures.plans.limits import NotStorable
from indicators.target_values import compose_target
from indicators.taxonomy import SCHEMES, Scheme, category_of, subcategory_of

#: Rows on one page; more of them are found by searching.
MOST = 200


class FilterForm(forms.Form):
    """Words and level to look for, and the project that the person came from."""

    q = forms.CharField(label="查找", required=False, max_length=60)

    def __init__(self, data, document: Document, scheme: Scheme):
        super().__init__(data)
        projects = [(one.key, one.name) for one in document.projects]
        self.fields["project"] = forms.ChoiceField(choices=projects, required=False, widget=forms.HiddenInput)
        levels = [(printed, [(child, child) for child in of.values()]) for printed, of in SCHEMES[scheme].values()]
        self.fields["level"] = forms.ChoiceField(label="指标类别", choices=[("", "全部"), *levels], required=False)


@dataclass(frozen=True)
class OfferLine:
    """An offer, and whether the project has it already."""

    offer: Offer
    there: bool


def library(request: HttpRequest, pk: int) -> HttpResponse:
    """The library as the year's scheme prints it; picked rows are appended to a project. `?part=1` gives the table
    alone, for a page that shows it in place."""
    entry = entry_of(request.user, pk)
    if request.method == "POST":
        return _picked(request, entry)
    scheme = Scheme(entry.submission.plan.fiscal_year.scheme)
    form = FilterForm(request.GET, entry.document, scheme)
    form.is_valid()
    asked = form.cleaned_data  # of what does not hold, nothing
    sheet = project_of(entry.document, asked.get("project", ""))
    found = offers(entry.submission.plan.fiscal_year.region, scheme, asked.get("q", ""), asked.get("level", ""))
    context = {
        "title": "指标库",
        "entry": entry,
        "form": form,
        "sheet": sheet,
        "lines": _lines(found[:MOST], sheet),
        "count": len(found),
        "more": max(0, len(found) - MOST),
    }
    template = "desk/exchange/_library_rows.html" if "part" in request.GET else "desk/exchange/library.html"
    return page(request, template, context)


def _picked(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Append the picked rows to the project, behind what stands there now."""
    back = f"{reverse('admin:desk-library', args=[entry.submission.pk])}?{request.GET.urlencode()}"
    key = request.POST.get("project", "")
    sheet = project_of(entry.document, key)
    plan = entry.submission.plan
    picked = set(request.POST.getlist("pick"))
    chosen = [
        one
        for one in offers(plan.fiscal_year.region, Scheme(plan.fiscal_year.scheme))
        if str(one.standard.pk) in picked
    ]
    if sheet is None or not chosen:
        messages.error(request, "请先选择项目。" if sheet is None else "请先勾选要加入的指标。")
        return redirect(back)
    rows = tuple(map(_row, chosen))

    def change(document: Document) -> Document:
        now = project_of(document, key)
        return with_project(document, replace(now, indicators=(*now.indicators, *rows))) if now else document

    try:
        save(entry.submission, change, request.user)
    except (NotAllowed, NotStorable) as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, f"已加入 {len(rows)} 条指标，请填写指标值和确定依据。")
    return redirect(reverse("admin:desk-project", args=[entry.submission.pk, key]) + "#id_indicators")


def library_candidates(request: HttpRequest) -> HttpResponse:
    """What approved plans of the administrator's regions use and the library lacks."""
    regions = regions_for(request.user, Role.ADMINISTRATOR)
    if not regions:
        raise Http404
    found = candidates(regions)
    if request.method == "POST":
        picked = set(request.POST.getlist("pick"))
        added = add(one for one in found if _mark(one) in picked)
        messages.success(request, f"已收入 {added} 条指标。")
        return redirect("admin:desk-library-candidates")
    lines = [(_mark(one), one) for one in found[:MOST]]
    context = {"title": "从已审核的计划收入指标库", "lines": lines, "count": len(found)}
    return page(request, "desk/exchange/library_candidates.html", context)


def _lines(found: list[Offer], sheet: ProjectSheet | None) -> list[OfferLine]:
    there = {_identity(row) for row in sheet.indicators} if sheet else set()
    return [OfferLine(one, identity(one.standard.subcategory, one.standard.name) in there) for one in found]


def _identity(row: IndicatorRow):
    category = category_of(row.category)
    subcategory = subcategory_of(row.subcategory, category)
    return identity(subcategory, row.name) if subcategory else None


def _row(offer: Offer) -> IndicatorRow:
    """The row a project gets: its number and basis are the clerk's to fill in."""
    standard = offer.standard
    return IndicatorRow(
        offer.category,
        offer.subcategory,
        standard.name,
        standard.description,
        compose_target(standard.sign, "", standard.unit),
        "",
    )


def _mark(candidate) -> str:
    return f"{candidate.subcategory}|{candidate.name}"
