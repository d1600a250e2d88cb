"""The page of a plan: its state, what is open, its projects, and the steps that can be taken now."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from disclosures.checks import Finding, Severity
from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.entry.remarks import Remark
from disclosures.desk.entry.statements import words_of
from disclosures.desk.page import page
from disclosures.desk.places import project_address
from disclosures.document.model import ProjectSheet
from disclosures.document.totals import total_of
from disclosures.people.permissions import NotAllowed
from disclosures.workflow.findings import RULES, give_reasons
from indicators.money import grouped, to_yuan

KINDS = (
    ("note", "审核意见", "财政局提出的意见，请逐条处理。"),
    (Severity.ERROR, "错误", "必须改正，否则不能送审；在下面可以说明理由的除外。"),
    (Severity.WARNING, "警告", "请改正；确实如此的，在下面说明理由，随送审一并报送。"),
    ("stale", "上年数字", "可能是上年结转后没有改的数字，请核对。"),
    (Severity.HINT, "提示", "供参考，不影响送审。"),
)


@dataclass(frozen=True)
class Group:
    """Remarks of one gravity."""

    kind: str
    label: str
    advice: str
    remarks: list[Remark]


@dataclass(frozen=True)
class ProjectLine:
    """One project in the table of the plan."""

    sheet: ProjectSheet
    link: str
    total: str
    errors: int
    warnings: int
    hints: int
    carried: bool


@dataclass(frozen=True)
class Reason:
    """A rule whose findings need a reason: one serves all its hits. `label`: their severity."""

    rule: str
    label: str
    name: str
    count: int
    words: str


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a plan at a glance."""
    entry = entry_of(request.user, pk)
    context = {
        "title": str(entry.submission.plan),
        "entry": entry,
        "groups": groups(entry.remarks),
        "lines": lines(entry),
        "total": total(entry),
        "reasons": reasons(entry),
        "statement_words": words_of(entry.document),
        "indicator_count": sum(len(sheet.indicators) for sheet in entry.document.projects),
    }
    return page(request, "desk/entry/plan.html", context)


@require_POST
def keep_reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the reasons typed for warnings, and for errors that may be overruled."""
    entry = entry_of(request.user, pk)
    typed = {
        name.removeprefix("reason-"): request.POST.get(name, "").strip()
        for name in request.POST
        if name.startswith("reason-")
    }
    try:
        give_reasons(entry.submission, typed, request.user)
        messages.success(request, "理由已保存。")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("admin:desk-plan", args=[pk]) + "#reasons")


def groups(remarks: list[Remark]) -> list[Group]:
    """The remarks by gravity, the gravest first, without empty groups."""
    found = [
        Group(str(kind), label, advice, [remark for remark in remarks if remark.kind == kind])
        for kind, label, advice in KINDS
    ]
    return [group for group in found if group.remarks]


def lines(entry: Entry) -> list[ProjectLine]:
    """The projects with what is to be said about each."""
    counts = Counter((remark.project, remark.kind) for remark in entry.remarks)
    return [
        ProjectLine(
            sheet,
            project_address(entry.submission.pk, sheet.key),
            grouped(to_yuan(sheet.total, sheet.money_unit or entry.document.money_unit)),
            counts[number, Severity.ERROR],
            counts[number, Severity.WARNING],
            counts[number, Severity.HINT] + counts[number, "stale"],
            bool(entry.carried_over & {sheet.key, *(row.key for row in sheet.indicators)}),
        )
        for number, sheet in enumerate(entry.document.projects, 1)
    ]


def total(entry: Entry) -> str:
    """The sum of 预算数 over all projects in yuan, withheld ones too: this page is the department's own."""
    return grouped(total_of(entry.document) or Decimal())


def reasons(entry: Entry) -> list[Reason]:
    """The rules whose findings ask for a reason, with the reason given so far."""
    by_rule = groupby(entry.findings.to_explain, attrgetter("rule"))
    return [_reason(rule, list(found), entry.findings.reasons) for rule, found in by_rule]


def _reason(rule: str, found: list[Finding], given: dict[str, str]) -> Reason:
    gravest = next(severity for severity in Severity if severity in {one.severity for one in found})
    return Reason(rule, gravest.label, RULES[rule].name, len(found), given.get(rule, ""))
