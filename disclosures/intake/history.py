"""A file on its way from the disk to the database and, where asked, to the public: one file, one transaction."""

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import InterfaceError, OperationalError, transaction

from disclosures.document.model import Problem, RegionRef
from disclosures.importers import PLAIN_TEXT, parse_file, read_bytes
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.models import Disclosure, Submission
from disclosures.plans.limits import NotStorable
from disclosures.plans.loader import FROM_COMMAND, LoadReport, load
from disclosures.publication.barring import (
    OVERRULED,
    NotOverruled,
    Overrule,
    PublishRefused,
    fingerprint,
    to_overrule,
)
from disclosures.publication.publishing import publish
from disclosures.workflow.secrecy_reviews import refused_projects
from indicators.models import Region

#: What speaks of the database and its connection, not of the file that is being handled.
DATABASE_TROUBLE = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """What the person who imports says besides the files. `overrule` is the code of a rule whose findings do not bar
    publication, for the `reason` that 财政负责人 gives; only C02 may be overruled."""

    region: str = ""
    year: int | None = None
    publish: bool = False
    dry_run: bool = False
    accept_problems: bool = False
    originally_published_on: date | None = None
    overrule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a file: "loaded", "unchanged", "replaced", "published", or "refused" with a message and, where
    one line is the trouble, that line. `problems` are what the reader could not place in a file that could be stored;
    `disclosure` is the version that the public reads now, if any."""

    status: str
    message: str = ""
    line: int | None = None
    report: LoadReport | None = None
    problems: tuple[Problem, ...] = ()
    disclosure: Disclosure | None = None


def known_regions() -> tuple[RegionRef, ...]:
    """The registered regions, as readers of files want them."""
    return tuple(RegionRef(region.code, region.name) for region in Region.objects.all())


def import_file(path: Path, regions: tuple[RegionRef, ...], options: Options) -> Outcome:
    """Read, store and, where asked, publish one file, all or nothing; never raises for what a file may hold.

    A dry run takes the same way and is rolled back.
    """
    try:
        with refusing_the_unforeseen(path.name, NotStorable, *DATABASE_TROUBLE):
            return _import(path, regions, options)
    except Refused as refusal:
        return Outcome("refused", refusal.message, refusal.line)
    except NotStorable as refusal:
        return Outcome("refused", f"{_place(path, refusal.line)}{refusal.message}", refusal.line)
    except DATABASE_TROUBLE:
        logger.exception("the database failed while importing %r", path.name)
        return Outcome("refused", "数据库暂时不可用，此文件没有保存；请在数据库恢复后重新导入")


def _import(path: Path, regions: tuple[RegionRef, ...], options: Options) -> Outcome:
    content = read_bytes(path)
    document = parse_file(path.name, content, regions)
    try:
        with transaction.atomic():
            report = load(document, content, region=options.region, year=options.year, publish=options.publish)
            outcome = _published(report, options) if options.publish else _outcome(report.status, report)
            transaction.set_rollback(options.dry_run)
    except PublishRefused as refusal:
        how = f"（--overrule {OVERRULED.code} --reason）" if isinstance(refusal, NotOverruled) else ""
        return Outcome("refused", f"{refusal}{how}", problems=document.problems)
    return outcome


def _place(path: Path, line: int | None) -> str:
    """Where the trouble stands, as readers of files put it; nobody sees the lines of a Word file."""
    return f"第 {line} 行：" if line and path.suffix.lower() in PLAIN_TEXT else ""


def _published(report: LoadReport, options: Options) -> Outcome:
    if report.status == "unchanged" and report.submission.status == Submission.Status.PUBLISHED:
        return _outcome("unchanged", report)
    if report.document.problems and not options.accept_problems:
        count = len(report.document.problems)
        raise PublishRefused(
            f"文件中有 {count} 处内容没有读入，不能直接公开；请逐条看过，确可公开的加上 --accept-problems"
        )
    if refused := refused_projects(report.submission, report.document):
        raise PublishRefused(f"有项目经保密审查不得公开，不能公开：{'；'.join(refused)}")
    publish(
        report.submission,
        imported=True,
        originally_published_on=options.originally_published_on,
        words=FROM_COMMAND,
        overrule=_overrule(report, options),
    )
    return _outcome("published", report)


def _overrule(report: LoadReport, options: Options) -> Overrule | None:
    """What the command overrules, which is all that is found now; None where it overrules nothing."""
    if options.overrule != OVERRULED.code:
        return None
    return Overrule(fingerprint(to_overrule(report.submission, report.document, imported=True)), options.reason)


def _outcome(status: str, report: LoadReport) -> Outcome:
    current = report.submission.disclosures.current().first()
    return Outcome(status, report=report, problems=report.document.problems, disclosure=current)
