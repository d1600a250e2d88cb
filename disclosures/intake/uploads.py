"""A file that a clerk hands in for a plan: read and shown first, stored when accepted.

Between the two it is kept as a SourceFile, never in the page. An accepted file is not offered to the public: it is a
working file, and may hold more than the plan does.
"""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from disclosures.document.as_json import content_sha256
from disclosures.document.keys import Ledger, with_keys_of_file
from disclosures.document.model import Document
from disclosures.importers import PLAIN_TEXT, WITH_STATEMENTS, parse_file
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.intake.history import DATABASE_TROUBLE, known_regions
from disclosures.models import SourceFile, Submission, SubmissionEvent
from disclosures.plans.edits import save
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import NotStorable, check_storable, settle, tells_year, year_of
from disclosures.plans.source_files import check_not_erased
from disclosures.plans.submissions import record_event
from indicators.models import AnnualPlan


class MovedOn(Exception):  # noqa: N818 (read aloud: raise MovedOn)
    """The plan changed after the person saw what the file would change."""


def read(submission: Submission, name: str, content: bytes) -> Document:
    """A file as it would stand in the plan, with the keys of the parts it goes back to. Nothing is stored.

    The statements of the plan stay where the file's layout prints none.

    Raises NotStorable (Chinese, with the place) for a file that cannot be read exactly, that the tables cannot hold,
    or that is another department's, region's or year's.
    """
    try:
        with refusing_the_unforeseen(name, NotStorable, *DATABASE_TROUBLE):
            return _read(submission, name, content)
    except Refused as refusal:
        raise NotStorable(refusal.message, refusal.line) from refusal
    except NotStorable as refusal:
        lined = refusal.line and Path(name).suffix.lower() in PLAIN_TEXT
        place = f"第 {refusal.line} 行：" if lined else ""
        raise NotStorable(f"{place}{refusal.message}", refusal.line) from refusal


def _read(submission: Submission, name: str, content: bytes) -> Document:
    document = parse_file(name, content, known_regions())
    plan = submission.plan
    _check_belongs(document, plan)
    settled = settle(document, plan.fiscal_year.region, year_of(document, plan.fiscal_year.year))
    stored = assemble(submission)
    if not document.statements and document.layout not in WITH_STATEMENTS:
        settled = replace(settled, statements=stored.statements)
    check_storable(settled)
    check_not_erased(document)
    return with_keys_of_file(settled, stored, Ledger(**deepcopy(plan.used_keys)))


def accept(submission: Submission, source: SourceFile, name: str, shown_sha256: str, actor) -> Document:
    """Store what a kept file says in place of the plan, through the one door, and record both texts as events.

    `shown_sha256` is the content of the plan that the person compared the file with. Raises MovedOn where it is
    another one now, and what `read` and edits.save raise; nothing is stored then.
    """
    document, before = read(submission, name, bytes(source.content)), []

    def change(current: Document) -> Document:
        if content_sha256(current) != shown_sha256:
            raise MovedOn
        before.append(current)
        return document

    with transaction.atomic():
        after = save(submission, change, actor)
        if content_sha256(after) != shown_sha256:
            for text, words in ((before[0], f"导入“{name}”之前的内容"), (after, f"导入“{name}”")):
                record_event(submission, SubmissionEvent.Action.IMPORT, actor=actor, words=words, document=text)
            Submission.objects.filter(pk=submission.pk).update(
                source_file=source,
                fiscal_year_evidence=document.fiscal_year_evidence,
                fiscal_year_source=document.fiscal_year_source or "",
                imported_sha256="",
            )
    return after


def _check_belongs(document: Document, plan: AnnualPlan) -> None:
    department, region, year = plan.department, plan.fiscal_year.region, plan.fiscal_year.year
    if document.region and document.region.code != region.code:
        raise NotStorable(f"这是{document.region.name}的文件，本计划属于{region.name}，不能导入")
    if document.department.code != department.code:
        theirs = f"{document.department.code} {document.department.name}".strip()
        raise NotStorable(f"文件的单位是“{theirs}”，本计划的单位是“{department}”，不能导入")
    if tells_year(document) and document.fiscal_year != year:
        raise NotStorable(f"这是{document.fiscal_year}年度的文件，本计划是{year}年度的，不能导入")
