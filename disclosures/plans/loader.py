"""Document → rows: one transaction, all or nothing, harmless twice.

What may be replaced is settled here: a plan nobody touched since its import, whole; never what a person typed, never
what is under review.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import DataError, IntegrityError, transaction

from disclosures.document.keys import Ledger, with_keys_of_file
from disclosures.document.model import Document
from disclosures.document.redaction import shown_total
from disclosures.models import Submission, SubmissionEvent, Turn
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import NotStorable, check_storable, region_of, settle, year_of
from disclosures.plans.source_files import keep_file
from disclosures.plans.submissions import locked, record_event
from disclosures.plans.to_rows import replace_rows
from indicators.models import AnnualPlan, Department, FiscalYear, Region
from indicators.taxonomy import scheme_for_year

Status = Submission.Status
FROM_COMMAND = "命令行导入"


@dataclass(frozen=True)
class LoadReport:
    """What became of a document: "loaded", "unchanged" or "replaced", and what it holds.

    `total` is the sum of 预算数 in yuan over projects that are not withheld, None where no amount is given.
    """

    status: str
    submission: Submission
    document: Document

    @property
    def project_count(self) -> int:
        return len(self.document.projects)

    @property
    def indicator_count(self) -> int:
        return sum(len(project.indicators) for project in self.document.projects)

    @property
    def total(self) -> Decimal | None:
        return shown_total(self.document)


def load(
    document: Document,
    content: bytes,
    *,
    region: str = "",
    year: int | None = None,
    publish: bool = False,
    words: str = FROM_COMMAND,
) -> LoadReport:
    """Store a document and the file it was read from. Raises NotStorable, with nothing stored.

    `region` (a code) and `year` serve where the document does not tell. With `publish` the caller publishes in the
    same transaction: that is allowed for a published plan too, and publication writes the event instead.
    """
    try:
        with transaction.atomic():
            place = region_of(document, region)
            told = year_of(document, year)
            settled = settle(document, place, told)
            check_storable(settled)
            with locked(_submission(settled, place, told)) as submission:
                return _load(settled, content, submission, publish, words)
    except (DataError, IntegrityError) as error:
        raise NotStorable("数据库不接受文件中的某项内容，未保存任何内容；请将此文件交给系统管理员") from error


def _load(document: Document, content: bytes, submission: Submission, publish: bool, words: str) -> LoadReport:
    plan = submission.plan
    previous = assemble(submission)
    same = previous == document or (is_touched(submission) and _is_same_file(submission, document))
    check_may_load(submission, same, publish)
    if same:
        return LoadReport("unchanged", submission, previous)
    empty = plan.revision == 0
    document = _keyed(plan, document, previous)
    _name_department(plan, document)
    replace_rows(submission, document)
    _note_import(submission, document, content)
    if not publish:
        record_event(submission, SubmissionEvent.Action.IMPORT, words=words, document=document)
    return LoadReport("loaded" if empty else "replaced", submission, document)


def is_touched(submission: Submission) -> bool:
    """Whether a person changed the plan since it was imported (or at all, where it never was)."""
    return submission.plan.revision != (submission.imported_revision or 0)


def check_may_load(submission: Submission, same: bool, publish: bool) -> None:
    """Raise NotStorable where a file may not be imported into what exists; `same`: it would change nothing."""
    status, label = submission.status, submission.get_status_display()
    if submission.turn == Turn.BUREAU:
        raise NotStorable(f"该单位该年度的文本{label}，不能导入；请先取消送审或退回")
    if status == Status.PUBLISHED:
        if not (same or publish):
            raise NotStorable("该单位该年度的文本已公开，内容与本文件不同；如要公开新的版本，请加上 --publish")
        return
    if is_touched(submission) and (publish or not same):
        raise NotStorable("导入之后有人修改过该单位该年度的文本，不能用文件覆盖；请在系统中修改")
    if publish and status == Status.RETURNED:
        raise NotStorable("该单位该年度的文本已退回修改，不能由命令直接公开；请重新送审")
    if publish and submission.disclosures.current().exists():
        raise NotStorable("该单位该年度的公开文本正在调整，不能由命令直接公开；请送审，或先放弃调整")


def _submission(document: Document, region: Region, year: int) -> Submission:
    """The submission of the document's department and year, made where there is none."""
    department, _ = Department.objects.get_or_create(
        region=region, code=document.department.code, defaults={"name": document.department.name}
    )
    fiscal_year, _ = FiscalYear.objects.get_or_create(
        region=region, year=year, defaults={"scheme": scheme_for_year(year)}
    )
    plan, _ = AnnualPlan.objects.get_or_create(department=department, fiscal_year=fiscal_year)
    submission, _ = Submission.objects.get_or_create(plan=plan)
    return submission


def _is_same_file(submission: Submission, document: Document) -> bool:
    source, kept = document.source, submission.source_file
    return bool(source and kept and source.sha256 == kept.sha256)


def _keyed(plan: AnnualPlan, document: Document, previous: Document) -> Document:
    ledger = Ledger(**plan.used_keys)
    keyed = with_keys_of_file(document, previous, ledger)
    plan.used_keys = asdict(ledger)
    return keyed


def _name_department(plan: AnnualPlan, document: Document) -> None:
    """The newest year's name is the department's; the plan keeps the printed one."""
    department, year = plan.department, plan.fiscal_year.year
    newer = department.plans.filter(fiscal_year__year__gt=year).exclude(department_name="")
    if department.name != document.department.name and not newer.exists():
        department.name = document.department.name
        department.save(update_fields=["name"])


def _note_import(submission: Submission, document: Document, content: bytes) -> None:
    """Keep the file, and remember what the plan was right after the import."""
    if document.source:
        submission.source_file = keep_file(submission, document, content)
    submission.fiscal_year_evidence = document.fiscal_year_evidence
    submission.fiscal_year_source = document.fiscal_year_source or ""
    submission.imported_revision = submission.plan.revision
    submission.imported_sha256 = submission.plan.content_sha256
    submission.save()
