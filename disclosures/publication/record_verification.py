"""Whether the record of what was done agrees with itself, with the versions that are public, and with the years."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from disclosures.document.as_json import READING_KEYS, body_text, sha256
from disclosures.models import DisclosedYear, Disclosure, Submission, SubmissionEvent
from disclosures.publication.public_years import shown_of_year
from indicators.models import FiscalYear

Action = SubmissionEvent.Action
Status = Submission.Status


def record_troubles() -> Iterator[str]:
    """A Chinese sentence for each thing that does not agree: texts kept with events, the chain of steps of each
    submission, its versions, and what the public reads of years. Holds one text at a time."""
    yield from _text_troubles()
    versions, events = defaultdict(list), defaultdict(list)
    for version in Disclosure.objects.order_by("version"):
        versions[version.submission_id].append(version)
    for event in SubmissionEvent.objects.order_by("id").defer("document", "findings"):
        events[event.submission_id].append(event)
    plans = "plan__department__region", "plan__fiscal_year__region"
    for submission in Submission.objects.select_related(*plans).order_by("id"):
        done = events[submission.id]
        troubles = [*_step_troubles(submission, done), *_version_troubles(versions[submission.id], done)]
        yield from (f"{submission.plan}：{trouble}" for trouble in troubles)
    for year in DisclosedYear.objects.all():
        yield from _year_troubles(year)


def _text_troubles() -> Iterator[str]:
    events = SubmissionEvent.objects.exclude(document="", content_sha256="").order_by("id")
    for event in events.select_related("submission__plan").iterator(chunk_size=1):
        if _content_sha256(event.document) != event.content_sha256:
            yield f"{event.submission.plan}：办理记录“{event}”所存的全文与指纹不符"


def _content_sha256(text: str) -> str | None:
    """The content hash of a text kept with an event: over its words as they stand, the particulars of the reading
    left out, so that texts of every schema can be asked. None where it is no such text."""
    try:
        values = json.loads(text).items()
        return sha256(body_text({key: _unplaced(value) for key, value in values if key not in READING_KEYS}))
    except (ValueError, AttributeError):
        return None


def _unplaced(value):
    if isinstance(value, dict):
        return {key: _unplaced(below) for key, below in value.items() if key != "line"}
    return [_unplaced(below) for below in value] if isinstance(value, list) else value


def _step_troubles(submission: Submission, events: Iterable[SubmissionEvent]) -> Iterator[str]:
    """Each step begins where the one before it ended, and the last ended where the submission is now."""
    status = Status.DRAFT
    for event in events:
        if event.from_status != status:
            yield f"办理记录“{event}”之前缺少记录，状态应为“{_label(status)}”"
        status = event.to_status
    if submission.status != status:
        yield f"状态是“{_label(submission.status)}”，按办理记录应为“{_label(status)}”"


def _label(status: str) -> str:
    return dict(Status.choices).get(status, status)


def _version_troubles(versions: list[Disclosure], events: list[SubmissionEvent]) -> Iterator[str]:
    """Each version has the record of its publication; withdrawn is exactly what a record or a later version closed."""
    published = [event for event in events if _publishes(event)]
    if len(published) != len(versions):
        yield f"有{len(versions)}个公开版本，办理记录中却有{len(published)}次公开"
        return
    for version, publication in zip(versions, published, strict=True):
        withdrawn = any(event.action == Action.WITHDRAW and event.id > publication.id for event in events)
        closed = any(
            later.published_at == version.withdrawn_at for later in versions if later.version > version.version
        )
        if withdrawn and not version.withdrawn_at:
            yield f"第{version.version}版有撤回公开的办理记录，却没有撤回时间"
        if version.withdrawn_at and not (withdrawn or closed):
            yield f"第{version.version}版有撤回时间，却没有撤回公开的办理记录"
    if versions and not (versions[-1].current or versions[-1].withdrawn_at):
        yield f"最新的第{versions[-1].version}版没有撤回，却不是现行版本"


def _publishes(event: SubmissionEvent) -> bool:
    return event.action == Action.PUBLISH or (event.action == Action.IMPORT and event.to_status == Status.PUBLISHED)


def _year_troubles(shown: DisclosedYear) -> Iterator[str]:
    year = FiscalYear.objects.select_related("region").filter(region__code=shown.region_code, year=shown.fiscal_year)
    expected = shown_of_year(year[0]) if year else {}
    if not expected or {name: getattr(shown, name) for name in expected} != expected:
        yield f"{shown}：公开的应公开单位数、批复日期或公开截止日期与计划不符"
