"""The heads of all chains as a text to be kept elsewhere, and the proof that nothing before them has changed since.

The first line names the head of the chain of bodies and a digest over the lines below it; each of these names the
heads of one submission: its number, how many events, the hash of the last, the same of changes and of reviews. Lines
that were kept before reviews were chained say nothing of them.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from django.utils import timezone

from disclosures.document.as_json import sha256
from disclosures.models import (
    DisclosureBody,
    DisclosureChain,
    PlanChange,
    RecordChain,
    SecrecyReview,
    Submission,
    SubmissionEvent,
)
from disclosures.models.chained import CHAIN_START

_FORMAT = "1"
_FIRST = ("heads", "at", "bodies", "bodies_sha256", "submissions", "submissions_sha256")


class NotHeads(ValueError):  # noqa: N818 (it is an answer)
    """Why a text is not one that `heads_text` wrote, in a Chinese sentence."""


@dataclass(frozen=True)
class RecordHeads:
    """The heads of one submission: of its events, of its plan's changes and of its reviews of secrecy."""

    submission: int
    events: int
    events_sha256: str
    changes: int
    changes_sha256: str
    reviews: int = 0
    reviews_sha256: str = CHAIN_START

    def __str__(self):
        return " ".join(map(str, astuple(self)))


@dataclass(frozen=True)
class Heads:
    """What a text of heads says; `records` is None where only its first line was kept."""

    bodies: int
    bodies_sha256: str
    records: tuple[RecordHeads, ...] | None


def heads_text() -> str:
    """Return the heads of all chains as they are now, to be kept elsewhere."""
    head = DisclosureChain.objects.first() or DisclosureChain()
    columns = [field.name for field in fields(RecordHeads)]
    lines = [str(RecordHeads(*row)) for row in RecordChain.objects.order_by("pk").values_list(*columns)]
    moment = timezone.localtime().isoformat(timespec="seconds")
    said = (_FORMAT, moment, head.sequence, head.sha256, len(lines), _digest(lines))
    return "\n".join([" ".join(f"{name}={value}" for name, value in zip(_FIRST, said, strict=True)), *lines])


def read_heads(text: str) -> Heads:
    """Return what a text of heads says, or the first line of one. Raises NotHeads for any other text, and for one
    whose lines are not those that its first line was written over."""
    first, *lines = text.strip().splitlines() or [""]
    said = dict(part.partition("=")[::2] for part in first.split())
    lines = [line.strip() for line in lines]
    try:
        if tuple(said) != _FIRST or said["heads"] != _FORMAT:
            raise NotHeads("不是 verify_disclosures --head 输出的文字")
        count = int(said["submissions"])
        if (lines or not count) and (len(lines), _digest(lines)) != (count, said["submissions_sha256"]):
            raise NotHeads("所存的链端文字不完整或被改动过：各行与首行的指纹不符")
        records = tuple(_record(line) for line in lines) if lines or not count else None
        return Heads(int(said["bodies"]), said["bodies_sha256"], records)
    except (ValueError, TypeError) as error:
        raise error if isinstance(error, NotHeads) else NotHeads("所存的链端文字读不懂") from error


def _record(line: str) -> RecordHeads:
    submission, *heads = line.split()
    said = [text if place % 2 else int(text) for place, text in enumerate(heads)]
    if len(said) not in (4, 6):
        raise NotHeads("所存的链端文字读不懂")
    return RecordHeads(int(submission), *said)  # type: ignore[arg-type]  # numbers and hashes in turns


def since_troubles(heads: Heads) -> Iterator[str]:
    """Yield a Chinese sentence for each chain that is not, up to its head of then, what it was then.

    That the chains hold from their beginning up to today is for verification to say; together they prove that
    nothing before those heads has changed.
    """
    if heads.bodies and _sha256_of(DisclosureBody, sequence=heads.bodies) != heads.bodies_sha256:
        yield f"公开链第{heads.bodies}份已不是链端文字所记的那一份"
    for record in heads.records or ():
        plan = Submission.objects.select_related("plan__department", "plan__fiscal_year").filter(pk=record.submission)
        name = str(plan[0].plan) if plan else f"申报 {record.submission}"
        for model, owner, number, head in (
            (SubmissionEvent, "submission", record.events, record.events_sha256),
            (PlanChange, "plan__submission", record.changes, record.changes_sha256),
            (SecrecyReview, "submission", record.reviews, record.reviews_sha256),
        ):
            if number and _sha256_of(model, **{owner: record.submission, "number": number}) != head:
                yield f"{name}：第{number}条{model._meta.verbose_name}已不是链端文字所记的那一条"


def _sha256_of(model, **place) -> str | None:
    return model.objects.filter(**place).values_list("sha256", flat=True).first()


def _digest(lines: list[str]) -> str:
    return sha256("\n".join(lines))
