"""The older texts that a reviewer may set beside a submission: of the last return, the public version, last year."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.utils.timezone import localtime

from disclosures.document.as_json import from_text
from disclosures.document.identity import without_keys
from disclosures.document.model import Document
from disclosures.models import Submission, SubmissionEvent
from disclosures.workflow.findings import LastYear

Action = SubmissionEvent.Action
Status = Submission.Status
#: The comparison that is switched off.
NONE = "none"


@dataclass(frozen=True)
class OlderText:
    """An older text: its name in the address, its label, and how the text is read where it is chosen."""

    name: str
    label: str
    read: Callable[[], Document]

    @cached_property
    def document(self) -> Document:
        return self.read()


def older_texts_of(submission: Submission, last_year: LastYear) -> list[OlderText]:
    """What there is to compare with, the most telling first."""
    events = submission.events.exclude(document="").select_related("actor")
    found = [
        _of_return(events),
        _of_publication(events, submission.status == Status.PUBLISHED),
        _of_year(last_year, submission.plan.fiscal_year.year - 1),
    ]
    return [text for text in found if text]


def chosen_text(texts: list[OlderText], name: str | None) -> OlderText | None:
    """The one asked for; unasked, the last return or else the version before, but never last year's."""
    for text in texts:
        if text.name == name or (name is None and text.name != "year"):
            return text
    return None


def _of_return(events) -> OlderText | None:
    """The text that was returned last in this round, which is over at publication."""
    last = events.filter(action__in=[Action.RETURN, Action.PUBLISH, Action.IMPORT]).last()
    if last is None or last.action != Action.RETURN:
        return None
    return OlderText("return", f"上次退回时（{localtime(last.at):%m月%d日}，{last.actor}）", partial(_document, last))


def _of_publication(events, is_published: bool) -> OlderText | None:
    """The version that the public reads or, where that is the text itself, the one before it."""
    published = list(
        events.filter(to_status=Status.PUBLISHED).exclude(action=Action.ABANDON).order_by("-id")[: 1 + is_published]
    )
    if len(published) <= is_published:
        return None
    label = f"上一公开版本（{localtime(published[-1].at):%Y年%m月%d日}）"
    return OlderText("version", label, partial(_document, published[-1]))


def _of_year(last_year: LastYear, year: int) -> OlderText | None:
    if not last_year.content_sha256:
        return None
    return OlderText("year", f"上年（{year}年）", partial(_without_keys, last_year))


def _without_keys(last_year: LastYear) -> Document:
    """Last year's text, of which it is known that there is one."""
    if last_year.document is None:
        raise ValueError("there is no plan of last year")
    return without_keys(last_year.document)


def _document(event: SubmissionEvent) -> Document:
    return from_text(event.document)
