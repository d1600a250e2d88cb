"""Whether the record of what was done agrees with itself, with the versions that are public, and with the years."""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from django.db.models import QuerySet

from disclosures.models import (
    DisclosedUnit,
    DisclosedYear,
    Disclosure,
    PlanChange,
    RecordChain,
    SecrecyReview,
    SourceFile,
    Submission,
    SubmissionEvent,
)
from disclosures.models.chained import CHAIN_START, Chained
from disclosures.models.chains import Covered, of_change, of_event, of_review, row_sha256, texts_sha256
from disclosures.publication.public_years import OPENED, UNIT_COLUMNS, shown_of_year, shown_units
from disclosures.publication.same_promise import same_promise
from disclosures.publication.unreadable import unless_unreadable
from disclosures.publication.version_replay import version_troubles
from indicators.models import FiscalYear

Action = SubmissionEvent.Action
Status = Submission.Status
Row = TypeVar("Row", bound=Chained)


def record_troubles() -> Iterator[str]:
    """Yield a Chinese sentence for each thing that does not agree: the chains of events, changes and reviews of
    each submission, its steps, its versions, and what the public reads of years. Holds one text at a time.

    A submission in which something seems wrong is read a second time: it may have moved on in between.
    """
    for pk in Submission.objects.order_by("id").values_list("pk", flat=True):
        if _submission_troubles(pk):
            yield from _submission_troubles(pk)
    for year in DisclosedYear.objects.values("pk", "region_code", "fiscal_year"):
        yield from unless_unreadable(
            f"公开年度 {year['region_code']} {year['fiscal_year']}", _year_troubles(year["pk"])
        )
    yield from unless_unreadable("公开年度", _missing_years())


def _submission_troubles(pk: int) -> list[str]:
    return list(unless_unreadable(f"申报 {pk}", _troubles_of(pk)))


def _troubles_of(pk: int) -> Iterator[str]:
    submission = Submission.objects.select_related("plan__department", "plan__fiscal_year").get(pk=pk)
    heads = RecordChain.objects.filter(pk=pk).first() or RecordChain()
    events, changes = _Chain(of_event, _event_name), _Chain(of_change, _change_name)
    reviews = _Chain(of_review, _review_name)
    troubles = chain(
        events.read(SubmissionEvent.objects.filter(submission=pk), heads.events, heads.events_sha256),
        changes.read(PlanChange.objects.filter(plan=submission.plan_id), heads.changes, heads.changes_sha256),
        reviews.read(SecrecyReview.objects.filter(submission=pk), heads.reviews, heads.reviews_sha256),
        _step_troubles(submission, events.rows),
        _approval_troubles(events.rows),
        _file_troubles(events.rows),
        _erasure_troubles(events.rows, changes.rows, reviews.rows),
        _replayed(pk, events.rows),
    )
    yield from (f"{submission.plan}：{trouble}" for trouble in troubles)


def _replayed(pk: int, events: list[SubmissionEvent]) -> Iterator[str]:
    yield from version_troubles(_versions(pk), events)


def _versions(submission: int) -> list[Disclosure]:
    versions = Disclosure.objects.filter(submission=submission).select_related("body").defer("body__text")
    return list(versions.order_by("version"))


def _event_name(event: SubmissionEvent) -> str:
    return f"办理记录“{event}”"


def _change_name(change: PlanChange) -> str:
    return f"第{change.number}条修改记录"


def _review_name(review: SecrecyReview) -> str:
    return f"编号 {review.key} 的项目的保密审查"


class _Chain(Generic[Row]):
    """The rows of a chain as they were read, without their long texts."""

    def __init__(self, covers: Callable[[Row], Covered], name: Callable[[Row], str]):
        self.rows: list[Row] = []
        self._covers, self._name = covers, name

    def read(self, rows: QuerySet[Row], last: int, last_sha256: str) -> Iterator[str]:
        """Read the rows in order and yield what is wrong with them or with the head of the chain."""
        what = rows.model._meta.verbose_name
        number, previous = 0, CHAIN_START
        for row in rows.order_by("number").iterator(chunk_size=1):
            if row.number != number + 1:
                yield f"缺少第{number + 1}条{what}"
            elif row.previous_sha256 != previous:
                yield f"{self._name(row)}与前一条的指纹接不上"
            yield from self._row_troubles(row)
            number, previous = row.number, row.sha256
            self.rows.append(_lightened(row))
        if (number, previous) != (last, last_sha256):
            yield f"{what}的末端记为第{last}条，实际到第{number}条，或指纹不同"

    def _row_troubles(self, row: Row) -> Iterator[str]:
        if row_sha256(row, self._covers) != row.sha256:
            yield f"{self._name(row)}与其指纹不符"
        if row.erased_at:
            if row.salt or any(self._covers(row)[1].values()):
                yield f"{self._name(row)}已清除，却仍有文字"
        elif texts_sha256(row, self._covers) != row.texts_sha256:
            yield f"{self._name(row)}的文字与其指纹不符"


def _lightened(row: Row) -> Row:
    for name in ("document", "findings", "before", "after"):
        vars(row).pop(name, None)
    return row


def _step_troubles(submission: Submission, events: list[SubmissionEvent]) -> Iterator[str]:
    """Each step begins where the one before it ended, and the last ended where the submission is now."""
    status: str = Status.DRAFT
    for event in events:
        if event.from_status != status:
            yield f"{_event_name(event)}之前缺少记录，状态应为“{_label(status)}”"
        status = event.to_status
    if submission.status != status:
        yield f"状态是“{_label(submission.status)}”，按办理记录应为“{_label(status)}”"
    sent_by = [event.actor_id for event in events if event.action == Action.SUBMIT]
    if submission.submitted_by_id != (sent_by[-1] if sent_by else None):
        yield "送审人与办理记录不符"


def _approval_troubles(events: list[SubmissionEvent]) -> Iterator[str]:
    """What was published is what was approved before."""
    approved = None
    for event in events:
        if event.action == Action.APPROVE:
            approved = event
        elif event.action == Action.PUBLISH and approved and not same_promise(event, approved):
            yield f"{_event_name(event)}的内容不是审核通过时的内容"


def _file_troubles(events: list[SubmissionEvent]) -> Iterator[str]:
    """The files that published texts were read from are kept."""
    published = [event.pk for event in events if event.to_status == Status.PUBLISHED and not event.erased_at]
    for pk in published:
        text = SubmissionEvent.objects.values_list("document", flat=True).get(pk=pk)
        source = json.loads(text).get("source") if text else None
        if source and not SourceFile.objects.filter(sha256=source["sha256"]).exists():
            yield f"内容所依据的原件 {source['sha256'][:12]} 已不在"


def _label(status: str) -> str:
    return dict(Status.choices).get(status, status)


def _erasure_troubles(
    events: list[SubmissionEvent], changes: list[PlanChange], reviews: list[SecrecyReview]
) -> Iterator[str]:
    """What stood before an erasure was erased by it, and nothing else was."""
    last = max((place for place, event in enumerate(events) if event.action == Action.ERASE), default=-1)
    named: list[tuple[str, Chained, bool]] = [
        (_event_name(event), event, place < last) for place, event in enumerate(events)
    ]
    named += [(_change_name(change), change, last >= 0 and change.at <= events[last].at) for change in changes]
    named += [(_review_name(one), one, last >= 0 and one.reviewed_at <= events[last].at) for one in reviews]
    for name, row, due in named:
        if row.erased_at and not due:
            yield f"{name}被清除，却没有依法清除的办理记录"
        if due and not row.erased_at:
            yield f"{name}应已依法清除，却没有清除"


def _year_troubles(pk: int) -> Iterator[str]:
    shown = DisclosedYear.objects.get(pk=pk)
    year = FiscalYear.objects.select_related("region").filter(region__code=shown.region_code, year=shown.fiscal_year)
    expected = shown_of_year(year[0]) if year else {}
    if not expected or {name: getattr(shown, name) for name in expected} != expected:
        yield f"{shown}：公开的应公开单位数、批复日期或公开截止日期与登记的不符"
    place = {"region_code": shown.region_code, "fiscal_year": shown.fiscal_year}
    units = DisclosedUnit.objects.filter(**place).order_by("code").values(*UNIT_COLUMNS)
    if list(units) != (shown_units(year[0]) if year else []):
        yield f"{shown}：公开的名册与核定的不符"


def _missing_years() -> Iterator[str]:
    """Years in which something was published, or that were opened, and of which the public knows nothing."""
    known = set(DisclosedYear.objects.values_list("region_code", "fiscal_year"))
    places = ("region_code", "fiscal_year")
    for region, number in Disclosure.objects.order_by(*places).values_list(*places).distinct():
        if (region, number) not in known:
            yield f"{region} 区划{number}年：有公开的内容，却没有公开年度"
            known.add((region, number))
    for region, number in FiscalYear.objects.filter(OPENED).values_list("region__code", "year"):
        if (region, number) not in known:
            yield f"{region} 区划{number}年：年度已经开启，却没有公开年度"
