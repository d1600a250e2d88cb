"""What became of the versions of a submission, told anew from its events and compared with what the public reads."""

import json
from collections.abc import Iterator
from datetime import timedelta

from disclosures.document.as_json import from_json
from disclosures.document.redaction import redact
from disclosures.models import Disclosure, DisclosureBody, Submission, SubmissionEvent
from disclosures.publication.frozen_tables import erasure_words
from disclosures.publication.publishing import closing_reason

Action = SubmissionEvent.Action
#: No transaction lasts longer: what is written in one has nearly one time.
ONE_STEP = timedelta(minutes=10)


def version_troubles(versions: list[Disclosure], events: list[SubmissionEvent]) -> Iterator[str]:
    """Yield a Chinese sentence wherever versions (in order, with their bodies) and events (in order) disagree.

    Each version has the event of its publication, of the same time and text; withdrawn is exactly what an event or a
    later version closed, at the time and with the reason given there; erased is exactly what an event erased, with the
    words of it.
    """
    published = [event for event in events if _publishes(event)]
    if len(published) != len(versions):
        yield f"有{len(versions)}个公开版本，办理记录中却有{len(published)}次公开"
        return
    replay = _Replay(versions)
    for event in events:
        yield from replay.follow(event)
    yield from replay.ending()


def _publishes(event: SubmissionEvent) -> bool:
    published = event.to_status == Submission.Status.PUBLISHED
    return event.action == Action.PUBLISH or (event.action == Action.IMPORT and published)


class _Replay:
    """The versions as the events leave them: those not yet published, those still open, those not yet erased."""

    def __init__(self, versions: list[Disclosure]):
        self._versions = versions
        self._waiting = list(versions)
        self._open: list[Disclosure] = []
        self._kept: list[Disclosure] = []
        self._current: Disclosure | None = None

    def follow(self, event: SubmissionEvent) -> Iterator[str]:
        """Go on by one event, and yield what does not agree with it."""
        if _publishes(event):
            yield from self._publish(self._waiting.pop(0), event)
        elif event.action == Action.WITHDRAW:
            yield from self._withdraw(event)
        elif event.action == Action.ERASE:
            yield from self._erase(event)

    def ending(self) -> Iterator[str]:
        """Yield what does not agree with the end of all events."""
        for version in self._open:
            if version.withdrawn_at:
                yield f"{_name(version)}有撤回时间，却没有撤回公开的办理记录"
            elif version.withdrawn_reason:
                yield f"{_name(version)}没有撤回，却有撤回原因"
        for version in self._kept:
            if version.erased_at or _body_erased(version):
                yield f"{_name(version)}的全文被清除，却没有依法清除的办理记录"
        for version in self._versions:
            if version.current and version is not self._current:
                yield f"{_name(version)}是现行版本，按办理记录不应是"
        last = self._versions[-1] if self._versions else None
        if last and not (last.current or last.withdrawn_at):
            yield f"最新的{_name(last)}没有撤回，却不是现行版本"

    def _publish(self, version: Disclosure, event: SubmissionEvent) -> Iterator[str]:
        if abs(version.published_at - event.at) > ONE_STEP:
            yield f"{_name(version)}的公开时间与办理记录不符"
        if not _is_text_of(version, event):
            yield f"{_name(version)}的内容不是办理记录中公开的内容"
        if version.change_reason and version.change_reason != _told_reason(event):
            yield f"{_name(version)}的调整说明与办理记录不符"
        for closed in [one for one in self._open if one.withdrawn_at == version.published_at]:
            self._open.remove(closed)
            yield from _reason_troubles(closed, closing_reason(version))
        self._open.append(version)
        self._kept.append(version)
        self._current = version

    def _withdraw(self, event: SubmissionEvent) -> Iterator[str]:
        if self._current is None:
            yield f"办理记录“{event}”：当时没有公开的版本可以撤回"
        for version in self._open:
            if version.withdrawn_at:
                yield from _reason_troubles(version, event.words)
                if abs(version.withdrawn_at - event.at) > ONE_STEP:
                    yield f"{_name(version)}的撤回时间与办理记录不符"
            else:
                yield f"{_name(version)}有撤回公开的办理记录，却没有撤回时间"
        self._open, self._current = [], None

    def _erase(self, event: SubmissionEvent) -> Iterator[str]:
        if self._current:
            yield f"办理记录“{event}”：当时还有现行的公开版本"
        for version in self._kept:
            if not (version.erased_at and _body_erased(version)):
                yield f"{_name(version)}应已依法清除，却没有清除"
            elif not _erased_by(version, event):
                yield f"{_name(version)}的清除时间、原因或经办人与办理记录不符"
        self._kept = []


def _name(version: Disclosure) -> str:
    return f"第{version.version}版"


def _told_reason(event: SubmissionEvent) -> str:
    """Why a version was published, as the public reads it: what was said with the step."""
    return event.words.strip() if event.action == Action.PUBLISH else ""


def _body_erased(version: Disclosure) -> bool:
    return bool(hasattr(version, "body") and version.body.erased_at)


def _is_text_of(version: Disclosure, event: SubmissionEvent) -> bool:
    """Whether a version says what was published with an event: the same text, or what may be shown of it."""
    if version.content_sha256 == event.content_sha256 or version.erased_at or event.erased_at:
        return True
    full = SubmissionEvent.objects.values_list("document", flat=True).get(pk=event.pk)
    shown = DisclosureBody.objects.filter(disclosure=version).values_list("text", flat=True).first()
    return shown is None or redact(from_json(json.loads(full))) == from_json(json.loads(shown))


def _erased_by(version: Disclosure, event: SubmissionEvent) -> bool:
    body = version.body
    moments = (version.erased_at, body.erased_at)
    same_time = all(moment and abs(moment - event.at) <= ONE_STEP for moment in moments)
    return same_time and (bool(event.erased_at) or event.words == erasure_words(body.erased_reason, body.erased_by))


def _reason_troubles(version: Disclosure, reason: str) -> Iterator[str]:
    if not version.erased_at and version.withdrawn_reason != reason:
        yield f"{_name(version)}的撤回原因与办理记录不符"
