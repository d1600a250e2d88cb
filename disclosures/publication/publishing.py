"""Plans become public, and cease to be: each step in one transaction, so that a reader sees whole versions only."""

import re
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from disclosures.document.as_json import body_text, content_sha256, from_text, sha256, to_json
from disclosures.document.model import Document, ProjectSheet
from disclosures.document.redaction import redact, shows_refused, shows_withheld
from disclosures.importers import PLAIN_TEXT
from disclosures.importers.text_file import decode
from disclosures.importers.unseen import unseen_words
from disclosures.models import (
    DisclosedFile,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    SourceFile,
    Submission,
    SubmissionEvent,
)
from disclosures.models.disclosure import DisclosureQuerySet
from disclosures.plans.from_rows import assemble
from disclosures.plans.submissions import locked, record_event
from disclosures.publication.barred_words import what_bars_words
from disclosures.publication.barring import Overrule, PublishRefused, overruled, what_bars
from disclosures.publication.flat_rows import remove_flat_rows, write_flat_rows
from disclosures.publication.kept_files import sweep
from disclosures.publication.public_rows import figures
from disclosures.publication.public_years import refresh_year
from disclosures.publication.same_promise import promises
from indicators.target_values import is_withheld_text

#: Between the cells of a line of text.
_CELLS = re.compile(r"[\t|]")
Status = Submission.Status
Action = SubmissionEvent.Action


def publish(
    submission: Submission,
    *,
    actor=None,
    imported: bool = False,
    originally_published_on: date | None = None,
    words: str = "",
    change_reason: str = "",
    overrule: Overrule | None = None,
) -> Disclosure:
    """Freeze what the plan says as the next version of its department and year, and make it the current one.

    The submission must be approved or, with `imported`, a draft or published, and still be so in the database. What was
    overruled is kept with the event. `change_reason`: why, as the public reads it; what would bar it in the text bars
    it here too. Raises PublishRefused, with nothing changed, else and where something bars publication: matter marked
    涉密 in a project not withheld, a text that names what is withheld, and findings of C02 that `overrule` does not
    cover.
    """
    with locked(submission) as now:
        if now.status != submission.status:
            raise PublishRefused(f"{now.plan}的状态已经改变，未作任何更改，请刷新后再办理")
        document = assemble(now)
        _check_may_publish(now, document, imported)
        if reason := what_bars_words(now, document, change_reason):
            raise PublishRefused(reason)
        findings = overruled(now, document, overrule, imported=imported)
        _change_status(now, Status.PUBLISHED)
        source = _source_to_offer(now, document)
        told = {
            "imported": imported,
            "originally_published_on": originally_published_on,
            "change_reason": change_reason.strip(),
        }
        disclosure = _freeze(now, redact(document), source, told)
        _close_versions_that_show(document, disclosure)
        transaction.on_commit(sweep, robust=True)
        refresh_year(now.plan.fiscal_year)
        action = Action.IMPORT if imported else Action.PUBLISH
        record_event(
            now,
            action,
            from_status=submission.status,
            actor=actor,
            words=words,
            document=document,
            findings=findings,
        )
    return disclosure


def withdraw(region_code: str, department_code: str, year: int, reason: str, *, actor=None) -> Disclosure:
    """Take a department's year away from the public, every version of it, with a reason that the public reads.

    No older version comes back. A published submission becomes a draft. Raises PublishRefused where nothing is
    public or no reason is given.
    """
    if not reason.strip():
        raise PublishRefused("撤回公开须写明原因")
    refusal = f"{region_code} 区划没有 {department_code} 单位{year}年度现行的公开版本"
    versions = Disclosure.objects.filter(region_code=region_code, department_code=department_code, fiscal_year=year)
    with locked(_current_of(versions, refusal).submission) as submission:
        disclosure, before = _current_of(versions, refusal), submission.status
        if before == Status.PUBLISHED:
            _change_status(submission, Status.DRAFT)
        at = timezone.now()
        versions.filter(withdrawn_at__isnull=True).update(current=False, withdrawn_at=at, withdrawn_reason=reason)
        remove_flat_rows(disclosure)
        transaction.on_commit(sweep, robust=True)
        record_event(submission, Action.WITHDRAW, from_status=before, actor=actor, words=reason, at=at)
    disclosure.refresh_from_db()
    return disclosure


def _current_of(versions: DisclosureQuerySet, refusal: str) -> Disclosure:
    """The version that the public reads now; raises PublishRefused with `refusal` where there is none."""
    current = versions.current().first()
    if current is None:
        raise PublishRefused(refusal)
    return current


def _check_may_publish(submission: Submission, document: Document, imported: bool) -> None:
    allowed = (Status.DRAFT, Status.PUBLISHED) if imported else (Status.APPROVED,)
    if submission.status not in allowed:
        raise PublishRefused(f"{submission.plan}的状态是“{submission.get_status_display()}”，不能公开")
    if not imported:
        _check_as_approved(submission, document)
    if reason := what_bars(submission, document):
        raise PublishRefused(reason)


def _check_as_approved(submission: Submission, document: Document) -> None:
    """What was changed in the database since, past every step and record, is not published."""
    approved = submission.events.filter(action=Action.APPROVE).defer("document").last()
    if approved is None or not promises(approved, document):
        raise PublishRefused(f"{submission.plan}现在的内容不是审核通过时的内容，不能公开，请退回后重新送审")


def _change_status(submission: Submission, status: str) -> None:
    submission.status = status
    submission.save(update_fields=["status"])


def _freeze(
    submission: Submission,
    document: Document,
    source: SourceFile | None,
    told: dict,
) -> Disclosure:
    """The next version with its body in the chain, its file and its flat rows; the version before it gives way. `told`:
    what it says of its publication."""
    head, _ = DisclosureChain.objects.select_for_update().get_or_create(id=1)
    year = submission.plan.fiscal_year
    versions = Disclosure.objects.filter(
        region_code=year.region.code, department_code=document.department.code, fiscal_year=year.year
    )
    previous = list(versions.current())
    versions.current().update(current=False)
    for version in previous:
        remove_flat_rows(version)
    disclosure = Disclosure.objects.create(
        submission=submission,
        region_code=year.region.code,
        region_name=year.region.name,
        department_code=document.department.code,
        department_name=document.department.name,
        fiscal_year=year.year,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        published_at=timezone.now().replace(microsecond=0),
        content_sha256=content_sha256(document),
        **told,
        **figures(document),
    )
    if source:
        DisclosedFile.objects.create(disclosure=disclosure, source=source, name=source.name, sha256=source.sha256)
    body = _add_to_chain(head, disclosure, document, source)
    DisclosureChain.objects.filter(pk=head.pk).update(sequence=body.sequence, sha256=body.sha256)
    write_flat_rows(disclosure, document)
    return disclosure


def _close_versions_that_show(document: Document, disclosure: Disclosure) -> None:
    """What is withheld now, or was refused by a 保密审查, may not stay readable in an older version
    (docs/decisions/0007)."""
    older = Disclosure.objects.filter(
        region_code=disclosure.region_code,
        department_code=disclosure.department_code,
        fiscal_year=disclosure.fiscal_year,
        version__lt=disclosure.version,
        withdrawn_at=None,
        body__erased_at=None,
    )
    texts = {one.pk: _read(one.body) for one in older.select_related("body")}
    refused = [one for one in _refused_now(disclosure.submission) if not shows_refused(document, [one])]
    shown = [pk for pk, text in texts.items() if shows_withheld(text, document) or shows_refused(text, refused)]
    Disclosure.objects.filter(pk__in=shown).update(
        withdrawn_at=disclosure.published_at, withdrawn_reason=closing_reason(disclosure)
    )


def _refused_now(submission: Submission) -> list[ProjectSheet]:
    """The projects of a plan whose newest 保密审查 found 不得公开, as they were then; what is erased tells nothing. One
    that is published all the same was released since, under another key."""
    newest = {review.key: review for review in submission.secrecy_reviews.filter(erased_at=None).order_by("id")}
    return [
        ProjectSheet(None, review.project_name, review.project_code, key=key)
        for key, review in newest.items()
        if not review.may_be_published
    ]


def closing_reason(disclosure: Disclosure) -> str:
    """Why an older version was closed by this one, as the public reads it."""
    return f"本版载有的部分项目自第{disclosure.version}版起不再公开。"


def _read(body: DisclosureBody) -> Document:
    return from_text(body.text)


def _add_to_chain(
    head: DisclosureChain, disclosure: Disclosure, document: Document, source: SourceFile | None
) -> DisclosureBody:
    sequence = head.sequence + 1
    publication = publication_block(disclosure, sequence, head.sha256) | offered_block(source)
    text = body_text(to_json(document, reading=False) | {"publication": publication})
    return DisclosureBody.objects.create(
        disclosure=disclosure, text=text, sha256=sha256(text), previous_sha256=head.sha256, sequence=sequence
    )


def publication_block(disclosure: Disclosure, sequence: int, previous_sha256: str) -> dict:
    """What a body says of its own publication; the hash covers it, and so the chain."""
    original = disclosure.originally_published_on
    return {
        "version": disclosure.version,
        "published_at": _beijing_time(disclosure.published_at),
        "sequence": sequence,
        "previous_sha256": previous_sha256,
        "imported": disclosure.imported,
        "originally_published_on": original.isoformat() if original else None,
    }


def offered_block(source: SourceFile | DisclosedFile | None) -> dict:
    """What a body says of the file that is offered with it; bodies of older versions of the program say nothing."""
    return {"source_name": source.name if source else None, "source_sha256": source.sha256 if source else None}


def _beijing_time(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _source_to_offer(submission: Submission, document: Document) -> SourceFile | None:
    """The source file, where it is plain text read without a residue, the plan says exactly what it says and none of
    it is withheld. An office file may hold what nobody sees (comments, deleted words, hidden text, its author): of it
    the public gets our own rendering only."""
    source = submission.source_file
    as_imported = submission.imported_sha256 == content_sha256(document)
    withheld = any(project.withheld for project in document.projects)
    return source if source and as_imported and not withheld and may_be_offered(source) else None


def may_be_offered(source: SourceFile) -> bool:
    """Return whether a source file may be offered: text that a person reads as it is (by its name, and not an archive
    by its content), read without a residue, without words that only whoever opens the file reads, and without a mark of
    secrecy in any line or cell, those that no layout reads included."""
    content = bytes(source.content)
    if Path(source.name).suffix.lower() not in PLAIN_TEXT or content.startswith(b"PK") or source.problems:
        return False
    text = decode(content)
    marked = any(is_withheld_text(cell) for line in text.splitlines() for cell in _CELLS.split(line))
    return not (marked or unseen_words(text))
