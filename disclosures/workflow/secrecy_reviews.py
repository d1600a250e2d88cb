"""保密审查: which projects of a plan must be reviewed before publication, and which reviews still stand.

A project is reviewed where it is marked as not published, and where its name is a sensitive one (rule C03, unless
the region switched it off). A review holds as long as the project is what it was when it was reviewed.
"""

import json
from dataclasses import dataclass

from disclosures.checks.secrecy import sensitive_names_are_reviewed
from disclosures.document.as_json import from_json
from disclosures.document.model import Document, ProjectSheet
from disclosures.models import SecrecyReview, Submission, SubmissionEvent
from disclosures.plans.edits import project_of
from disclosures.workflow.findings import settings_for
from indicators.models import Region


@dataclass(frozen=True)
class Matter:
    """A project that must be reviewed, its review if there is one, and what is still wanted ("" for nothing)."""

    sheet: ProjectSheet
    review: SecrecyReview | None
    wanted: str


def matters(submission: Submission, document: Document) -> list[Matter]:
    """The projects of a submission that must be reviewed, in their order."""
    sheets = _to_review(document, submission.plan.fiscal_year.region, submission.plan.fiscal_year.scheme)
    reviews = {review.key: review for review in submission.secrecy_reviews.select_related("reviewer")} if sheets else {}
    return [
        Matter(sheet, reviews.get(sheet.key), _wanted(submission, sheet, reviews.get(sheet.key))) for sheet in sheets
    ]


def awaited_reviews(submission: Submission, document: Document) -> list[str]:
    """What bars publication: a sentence for each project whose review is missing, out of date or contradicted."""
    return [f"项目“{matter.sheet.name}”{matter.wanted}" for matter in matters(submission, document) if matter.wanted]


def _to_review(document: Document, region: Region, scheme: str) -> list[ProjectSheet]:
    rule = sensitive_names_are_reviewed
    asked = settings_for(region, scheme).severities.get(rule.code, rule.severity) is not None
    sensitive = {finding.project for finding in rule.findings(document)} if asked else set()
    return [sheet for place, sheet in enumerate(document.projects, 1) if sheet.withheld or place in sensitive]


def _wanted(submission: Submission, sheet: ProjectSheet, review: SecrecyReview | None) -> str:
    if review is None:
        return "还没有保密审查"
    if review.may_be_published and sheet.withheld:
        return "经审查可以公开，却标为不公开，须退回改正"
    if not review.may_be_published and not sheet.withheld:
        return "经审查不能公开，却没有标为不公开，须退回改正"
    if _as_reviewed(submission, review) != sheet:
        return "审查以后又有修改，须重新审查"
    return ""


def _as_reviewed(submission: Submission, review: SecrecyReview) -> ProjectSheet | None:
    """The project as it was sent in for the round in which it was reviewed."""
    sent = submission.events.filter(action=SubmissionEvent.Action.SUBMIT, at__lte=review.reviewed_at).last()
    return project_of(from_json(json.loads(sent.document)), review.key) if sent else None
