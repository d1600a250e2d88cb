"""保密审查: which projects of a plan must be reviewed before publication, and which reviews still stand.

A project is reviewed where it is marked as not published, where its name is a sensitive one (rule C03, unless the
region switched it off), and where it is, or may be, one that a review found 不得公开. Such a review binds for ever,
through returns, new rounds, new codes and new years, until a newer review of the project says otherwise. A review
that a project may be published holds as long as the project is what it was when it was reviewed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from disclosures.checks.secrecy import sensitive_names_are_reviewed
from disclosures.document.as_json import from_json
from disclosures.document.identity import may_be_one, side_by_side
from disclosures.document.model import Document, ProjectSheet
from disclosures.models import SecrecyReview, Submission, SubmissionEvent
from disclosures.plans.edits import project_of
from disclosures.workflow.findings import settings_for
from indicators.models import Region


@dataclass(frozen=True)
class Matter:
    """A project that must be reviewed, its review if there is one, the review of 不得公开 that binds it, and what is
    still wanted ("" for nothing). `may_be`: it is not sure that it is the project that was refused."""

    sheet: ProjectSheet
    review: SecrecyReview | None
    refusal: SecrecyReview | None
    may_be: bool
    wanted: str

    @property
    def is_refused(self) -> bool:
        """Whether the project is about to be published against a review."""
        return self.refusal is not None and not self.sheet.withheld


def matters(submission: Submission, document: Document) -> list[Matter]:
    """Return the projects of a submission that must be reviewed: those about to be published against a review first,
    the others in their order."""
    reviews = list(_reviews_of_department(submission))
    own = {review.key: review for review in reviews if review.submission_id == submission.pk}
    asked = _to_review(document, submission.plan.fiscal_year.region, submission.plan.fiscal_year.scheme)
    newcomers = _newcomers(submission, document, own)
    found = []
    for sheet in document.projects:
        review = own.get(sheet.key)
        refusal = _refusal_of(submission, sheet, reviews, review)
        may_be = refusal is None and review is None and not sheet.withheld and sheet.key in newcomers
        refusal = refusal or (newcomers[sheet.key] if may_be else None)
        if refusal or sheet.key in asked or (review and not review.may_be_published):
            wanted = _wanted(submission, sheet, review, refusal, may_be)
            found.append(Matter(sheet, review, refusal, may_be, wanted))
    return sorted(found, key=lambda matter: not matter.is_refused)


def awaited_reviews(submission: Submission, document: Document) -> list[str]:
    """Return what bars publication: a sentence for each project whose review is missing, out of date or
    contradicted."""
    return [_sentence(matter) for matter in matters(submission, document) if matter.wanted]


def refused_projects(submission: Submission, document: Document) -> list[str]:
    """Return what bars approval and publication on every way: a sentence for each project that a review found 不得公开
    and that is not marked so."""
    return [_sentence(matter) for matter in matters(submission, document) if matter.is_refused]


def _sentence(matter: Matter) -> str:
    return f"项目“{matter.sheet.name}”{matter.wanted}"


def _reviews_of_department(submission: Submission) -> Iterator[SecrecyReview]:
    plan = submission.plan
    reviews = SecrecyReview.objects.filter(submission__plan__department=plan.department_id)
    return reviews.select_related("reviewer").order_by("reviewed_at").iterator()


def _to_review(document: Document, region: Region, scheme: str) -> set[str]:
    """The keys of the projects that ask for a review by what they say."""
    rule = sensitive_names_are_reviewed
    asked = settings_for(region, scheme).severities.get(rule.code, rule.severity) is not None
    sensitive = {finding.project for finding in rule.findings(document)} if asked else set()
    return {sheet.key for place, sheet in enumerate(document.projects, 1) if sheet.withheld or place in sensitive}


def _refusal_of(
    submission: Submission, sheet: ProjectSheet, reviews: list[SecrecyReview], review: SecrecyReview | None
) -> SecrecyReview | None:
    """The newest review of 不得公开 that binds a project: none where a newer review of it says otherwise."""
    refusals = [one for one in reviews if not one.may_be_published and _is_of(submission, sheet, one)]
    if not refusals or (review and review.may_be_published and review.reviewed_at > refusals[-1].reviewed_at):
        return None
    return refusals[-1]


def _is_of(submission: Submission, sheet: ProjectSheet, review: SecrecyReview) -> bool:
    """Whether a review is of this project: by its key in this plan, else by any sign at all."""
    here = review.submission_id == submission.pk
    if here and review.key == sheet.key:
        return True
    reviewed = ProjectSheet(None, review.project_name, review.project_code)
    return may_be_one(reviewed, sheet)


def _newcomers(
    submission: Submission, document: Document, reviews: dict[str, SecrecyReview]
) -> dict[str, SecrecyReview]:
    """Where a project of this plan that was refused is gone: the projects that came since, by key, each with that
    review, because one of them may be it under another name and code."""
    keys = {sheet.key for sheet in document.projects}
    gone = [one for one in reviews.values() if not one.may_be_published and one.key not in keys]
    gone = [one for one in gone if not any(_is_of(submission, sheet, one) for sheet in document.projects)]
    if not gone or (reviewed := _text_reviewed(submission, gone[-1])) is None:
        return {}
    pairs = side_by_side(reviewed.projects, document.projects)
    return {now.key: gone[-1] for before, now in pairs if before is None and now}


def _wanted(
    submission: Submission,
    sheet: ProjectSheet,
    review: SecrecyReview | None,
    refusal: SecrecyReview | None,
    may_be: bool,
) -> str:
    if may_be and refusal:
        return f"可能就是经审查不得公开的“{refusal.project_name}”，须先作保密审查"
    if refusal and not sheet.withheld:
        return "经审查不得公开，却没有标为不公开，须退回改正或者重新审查"
    if review is None:
        return "还没有保密审查"
    if review.may_be_published and sheet.withheld:
        return "经审查可以公开，却标为不公开，须退回改正"
    if _as_reviewed(submission, review) != sheet:
        return "审查以后又有修改，须重新审查"
    return ""


def _as_reviewed(submission: Submission, review: SecrecyReview) -> ProjectSheet | None:
    """The project as it was sent in for the round in which it was reviewed."""
    reviewed = _text_reviewed(submission, review)
    return project_of(reviewed, review.key) if reviewed else None


def _text_reviewed(submission: Submission, review: SecrecyReview) -> Document | None:
    """The text that was sent in for the round of a review."""
    sent = submission.events.filter(action=SubmissionEvent.Action.SUBMIT, at__lte=review.reviewed_at).last()
    return from_json(json.loads(sent.document)) if sent else None
