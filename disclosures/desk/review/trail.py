"""The trail of a submission: every step and every saved change, oldest below; nothing of it can be edited."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from disclosures.desk.page import page
from disclosures.document.keys import part_of_key
from disclosures.document.labels import CHANGES, LABELS, PARTS, label_of
from disclosures.document.model import Document
from disclosures.models import PlanChange
from disclosures.people.permissions import can_read_text, changes_for, entered_submissions_for, submissions_for
from disclosures.plans.readable import readable_text

CHANGES_PER_PAGE = 200
#: What is changed beside the text itself.
_BESIDE = {"publication_deadline": "单独规定的公开期限"}


@dataclass(frozen=True)
class Changed:
    """One changed field in words."""

    what: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Saving:
    """What one person changed in one saving."""

    change: PlanChange
    fields: list[Changed]


@require_safe
def trail(request, pk: int):
    """Every event and every saved change of a submission that the person may see."""
    submission = get_object_or_404(
        submissions_for(request.user).select_related("plan__department", "plan__fiscal_year__region"), pk=pk
    )
    changes = changes_for(request.user).filter(plan=submission.plan_id).select_related("actor").order_by("-id")
    readable = can_read_text(request.user, submission)
    shown = Paginator(changes, CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "办理记录",
        "submission": submission,
        "events": _events(submission),
        "savings": savings(list(shown), readable_text(request.user, submission) if readable else None),
        "page": shown,
        "enters": entered_submissions_for(request.user).filter(pk=pk).exists(),
    }
    return page(request, "desk/review/trail.html", context)


def savings(changes: list[PlanChange], document: Document | None) -> list[Saving]:
    """Changes by saving, in their order; parts are named as the document names them, without one by their keys."""
    names = _names(document) if document else {"": ("whole", "")}
    grouped = groupby(changes, lambda change: (change.revision, change.actor_id))
    found = []
    for _, group in grouped:
        of_saving = list(group)
        found.append(Saving(of_saving[0], [_changed(change, names) for change in reversed(of_saving)]))
    return found


def _events(submission) -> list:
    events = list(submission.events.select_related("actor").defer("document").order_by("-id"))
    for event in events:
        severities = [finding["severity"] for finding in event.findings]
        event.counts = [(word, severities.count(letter)) for letter, word in _SEVERITIES if letter in severities]
        event.reasons = {
            finding["rule"]: finding["reason"] for finding in event.findings if finding.get("reason")
        }.items()
        event.overruled = [finding for finding in event.findings if finding.get("overruled")]
    return events


_SEVERITIES = (("E", "错误"), ("W", "警告"), ("I", "提示"))


def _names(document: Document) -> dict[str, tuple[str, str]]:
    """Key → the kind of a part and its name."""
    names = {"": ("whole", "")}
    names |= {duty.key: ("duty", duty.title) for duty in document.duties}
    for sheet in document.projects:
        names[sheet.key] = ("project", sheet.name)
        names |= {row.key: ("indicator", row.name) for row in sheet.indicators}
    return names


def _changed(change: PlanChange, names: dict[str, tuple[str, str]]) -> Changed:
    kind, name = names.get(change.key, (part_of_key(change.key), ""))
    name = name or change.before or change.after if change.field in CHANGES else name
    what = f"{PARTS[kind]}“{name or change.key}”" if change.key else ""
    label = (CHANGES | _BESIDE).get(change.field) or label_of(kind, change.field)
    if label == change.field:  # a field of a part without a key: a note
        label = next((labels[change.field] for labels in LABELS.values() if change.field in labels), change.field)
    return Changed(what, label, change.before, change.after)
