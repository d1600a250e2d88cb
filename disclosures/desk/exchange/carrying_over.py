"""从上年结转: shows what would be copied from last year's plan, asks, and copies it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.page import page
from disclosures.document.carry_over import carry_over, unplaced_levels
from disclosures.document.comparison import compare
from disclosures.document.difference_list import listing
from disclosures.document.model import Document
from disclosures.document.stale_numbers import stale_numbers
from disclosures.people.permissions import NotAllowed
from disclosures.plans.edits import mark_carried_over, save
from disclosures.plans.limits import NotStorable
from disclosures.workflow.findings import previous_document
from indicators.taxonomy import Scheme


def carrying_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that shows and asks; a POST copies."""
    entry = entry_of(request.user, pk)
    last = previous_document(entry.submission)
    refusal = entry.closed or _refusal(entry, last)
    if refusal or last is None:
        messages.error(request, refusal)
        return redirect("admin:desk-plan", pk)
    if request.method == "POST":
        return _copied(request, entry, last)
    made = carry_over(last, entry.document, _scheme(entry))
    context = {
        "title": "从上年结转",
        "entry": entry,
        "last": last,
        "differences": listing(compare(entry.document, made)),
        "stale_count": len(stale_numbers(made, last)),
        "unplaced": unplaced_levels(made, _scheme(entry)),
    }
    return page(request, "desk/exchange/carry_over.html", context)


def _refusal(entry: Entry, last: Document | None) -> str:
    """Why nothing can be carried over, "" where something can."""
    year = entry.submission.plan.fiscal_year.year - 1
    if last is None:
        return f"系统中没有本单位{year}年的绩效计划，不能结转。可以先导入上年的文件，或者直接填报。"
    if not (last.projects or last.duties or last.overall_objective or last.safeguards):
        return f"本单位{year}年的绩效计划是空的，没有可以结转的内容。"
    return ""


def _copied(request: HttpRequest, entry: Entry, last: Document) -> HttpResponse:
    """Copy under the lock of the plan, and mark what came from last year."""
    before = []

    def change(current: Document) -> Document:
        before.append(current)
        return carry_over(last, current, _scheme(entry))

    try:
        with transaction.atomic():
            after = save(entry.submission, change, request.user)
            mark_carried_over(entry.submission, before[0], after)
    except (NotAllowed, NotStorable) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已从上年结转。结转来的内容带有标记，核对或修改以后标记消失。")
    return redirect("admin:desk-plan", entry.submission.pk)


def _scheme(entry: Entry) -> Scheme:
    return Scheme(entry.submission.plan.fiscal_year.scheme)
