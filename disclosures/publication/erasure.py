"""Erasing what the law forbids to keep: everything that one department wrote for one year, wherever it stands.

Rows that testify (events, changes, versions, bodies, files, reviews of secrecy) stay with their hashes and places and
lose their texts; all other rows that belong to the submission or its plan are deleted, found through the relations of
the models, so that a new table is covered as it comes.
"""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils import timezone

from disclosures.document.as_json import content_sha256
from disclosures.models import (
    DisclosedFile,
    Disclosure,
    DisclosureBody,
    PlanChange,
    RecordChain,
    SecrecyReview,
    SourceFile,
    Submission,
    SubmissionEvent,
)
from disclosures.plans.from_rows import assemble
from disclosures.plans.submissions import locked, record_event
from disclosures.publication.barring import PublishRefused
from disclosures.publication.frozen_tables import ERASED_REASON, REVIEW_TEXTS, erasure_words
from disclosures.publication.kept_files import sweep
from disclosures.publication.search_index import settle_index

#: Rows that stay, without their texts.
_TESTIMONY = (SubmissionEvent, PlanChange, Disclosure, DisclosureBody, RecordChain, SecrecyReview, Submission)
#: Numbers only, and never given again: a review binds the project with its key.
_STAYS = {"used_keys"}
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def erase_year(region_code: str, department_code: str, year: int, reason: str, names: tuple[str, str]) -> Submission:
    """Remove everything that a department wrote for a year, for matter that the law forbids to keep, and return its
    submission, which is an empty draft then. Hashes, chains and the record that it happened stay.

    Two different people answer for it by name. Everybody is logged out: sessions may hold names of files. Raises
    PublishRefused while anything of it is public (withdraw it first), and where there is nothing.
    """
    first, second = (name.strip() for name in names)
    if not (reason.strip() and first and second) or first == second:
        raise PublishRefused("依法清除须写明原因，并由两名不同的经办人具名")
    plans = {"plan__department__region__code": region_code, "plan__department__code": department_code}
    submission = Submission.objects.filter(**plans, plan__fiscal_year__year=year).first()
    if submission is None:
        raise PublishRefused(f"{region_code} 区划没有 {department_code} 单位{year}年度的内容")
    with locked(submission) as now:
        _check_may_erase(now)
        at, status = timezone.now(), now.status
        by = f"{first}、{second}"
        _erase_testimony(now, at, reason, by)
        _erase_files(now, at)
        _empty_plan(now)
        settle_index()  # an index keeps what was deleted until its parts are merged
        Session.objects.all().delete()
        transaction.on_commit(sweep, robust=True)
        words = erasure_words(reason, by)
        record_event(now, SubmissionEvent.Action.ERASE, from_status=status, words=words, at=at)
    return now


def _files_of(submission: Submission) -> models.QuerySet[SourceFile]:
    """The files that were read for a submission, accepted or not."""
    return SourceFile.objects.filter(models.Q(read_for=submission) | models.Q(pk=submission.source_file_id)).distinct()


def _check_may_erase(submission: Submission) -> None:
    if submission.disclosures.current().exists():
        raise PublishRefused("现行的公开版本不能清除，请先撤回公开")
    offered = DisclosedFile.objects.filter(source__in=_files_of(submission)).select_related("disclosure").first()
    if offered:
        raise PublishRefused(f"{offered.disclosure}也提供同一份原件，请先撤回")


def _erase_testimony(submission: Submission, at: datetime, reason: str, by: str) -> None:
    """Take the texts out of the rows that stay."""
    versions = submission.disclosures.all()
    DisclosureBody.objects.filter(disclosure__in=versions, erased_at=None).update(
        text="", erased_at=at, erased_reason=reason, erased_by=by
    )
    emptied = {"withdrawn_reason": ERASED_REASON, "change_reason": "", "total": None}
    versions.filter(erased_at=None).update(**emptied, erased_at=at)
    submission.events.filter(erased_at=None).update(salt="", words="", findings=[], document="", erased_at=at)
    SecrecyReview.objects.filter(submission=submission, erased_at=None).update(
        **dict.fromkeys(REVIEW_TEXTS, ""), erased_at=at
    )
    submission.plan.changes.filter(erased_at=None).update(salt="", before="", after="", erased_at=at)


def _erase_files(submission: Submission, at: datetime) -> None:
    files = SourceFile.objects.filter(pk__in=list(_files_of(submission).values_list("pk", flat=True)), erased_at=None)
    files.update(name="", content=b"", problems=[], erased_at=at)


def _empty_plan(submission: Submission) -> None:
    """Delete the working rows, and leave an empty draft that may be filled or imported anew."""
    plan = submission.plan
    for owner in (*submission.disclosures.all(), submission, plan):
        _delete_rows_of(owner)
    for owner in (submission, plan):
        for column in owner._meta.concrete_fields:
            if isinstance(column, _TEXTS) and not column.choices and column.name not in _STAYS:
                setattr(owner, column.attname, column.get_default())
    submission.source_file = None
    submission.save()
    plan.revision += 1
    plan.save()
    plan.content_sha256 = content_sha256(assemble(submission))
    plan.save(update_fields=["content_sha256"])
    submission.status, submission.imported_revision = Submission.Status.DRAFT, plan.revision
    submission.save()


def _delete_rows_of(owner: models.Model) -> None:
    """Delete every row that points at one, but for those that testify and the links to the files that were erased."""
    for relation in owner._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            model = relation.related_model
            if model not in _TESTIMONY and not model._meta.auto_created:
                model._base_manager.filter(**{relation.field.name: owner}).delete()
