"""保密审查: which projects of a plan must be reviewed before publication, and which reviews still stand.

A project is reviewed where it is marked as not published, where its name is a sensitive one (rule C03, unless the
region switched it off), and where it is, or may be, one that a review found 不得公开. Such a review binds for ever,
through returns, new rounds, new codes and new years, until a newer review of the project says otherwise. A review
that a project may be published holds as long as the project is what it was when it was reviewed.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from disclosures.checks.secrecy import sensitive_names_are_reviewed
from disclosures.document.as_json import from_text, sheet_sha256
from disclosures.document.identity import may_be_one, side_by_side
from disclosures.document.model import Document, ProjectSheet
from disclosures.models import PlanChange, SecrecyReview, Submission, SubmissionEvent
from disclosures.plans.rule_settings import settings_for
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
    reviews = _Reviews(submission)
    asked = _to_review(document, submission.plan.fiscal_year.region, submission.plan.fiscal_year.scheme)
    newcomers = reviews.newcomers(document)
    found = []
    for sheet in document.projects:
        refusal, review = reviews.refusal_of(sheet), reviews.newest_of(sheet)
        may_be = not refusal and not sheet.withheld and sheet.key in newcomers
        refusal = newcomers[sheet.key] if may_be else refusal
        if refusal or sheet.key in asked:
            found.append(Matter(sheet, review, refusal, may_be, _wanted(sheet, review, refusal, may_be)))
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


def _to_review(document: Document, region: Region, scheme: str) -> set[str]:
    """The keys of the projects that ask for a review by what they say."""
    rule = sensitive_names_are_reviewed
    asked = settings_for(region.code, scheme).severities.get(rule.code, rule.severity) is not None
    sensitive = {finding.project for finding in rule.findings(document)} if asked else set()
    return {sheet.key for place, sheet in enumerate(document.projects, 1) if sheet.withheld or place in sensitive}


class _Reviews:
    """All reviews of a department, the oldest first. None is ever replaced."""

    def __init__(self, submission: Submission):
        self.submission = submission
        of_department = SecrecyReview.objects.filter(submission__plan__department=submission.plan.department_id)
        self.all = list(of_department.select_related("reviewer").order_by("id"))
        self.refusals = [review for review in self.all if not review.may_be_published]
        self.former = _former_signs(submission) if self.refusals else {}

    def newest_of(self, sheet: ProjectSheet) -> SecrecyReview | None:
        """The newest review of the project with this key in this plan."""
        return next((review for review in reversed(self.all) if self._is_here(review, sheet)), None)

    def refusal_of(self, sheet: ProjectSheet) -> SecrecyReview | None:
        """The newest review of 不得公开 that binds a project: none where a newer one released just what it says now."""
        refusal = next((review for review in reversed(self.refusals) if self._is_of(review, sheet)), None)
        if refusal is None or self._is_released(sheet, refusal):
            return None
        return refusal

    def newcomers(self, document: Document) -> dict[str, SecrecyReview]:
        """Where a project of this plan that was refused is gone: the projects that came since or say something else
        since, by key, each with that review, because one of them may be it under another name and code, or hold what
        it held. After an erasure all of them came since."""
        found: dict[str, SecrecyReview] = {}
        for refusal in self.refusals:
            if refusal.submission_id != self.submission.pk or self._stands_in(refusal, document):
                continue
            came = _came_since(self.submission, refusal, document)
            found |= {sheet.key: refusal for sheet in came if not self._is_released(sheet, refusal)}
        return found

    def _stands_in(self, refusal: SecrecyReview, document: Document) -> bool:
        """Whether the refused project is in a document, so that nothing else can be it."""
        return any(self._is_of(refusal, sheet) and not self._is_released(sheet, refusal) for sheet in document.projects)

    def _is_here(self, review: SecrecyReview, sheet: ProjectSheet) -> bool:
        return review.submission_id == self.submission.pk and review.key == sheet.key

    def _is_of(self, review: SecrecyReview, sheet: ProjectSheet) -> bool:
        """Whether a review is of this project: by its key in this plan, else by any sign at all, those that it bore
        before in this plan included."""
        reviewed = ProjectSheet(None, review.project_name, review.project_code)
        shown = (sheet, *self.former.get(sheet.key, ()))
        return self._is_here(review, sheet) or any(may_be_one(reviewed, one) for one in shown)

    def _is_released(self, sheet: ProjectSheet, refusal: SecrecyReview) -> bool:
        """Whether the newest review of the project, newer than a refusal, said that just this may be published."""
        newest = self.newest_of(sheet)
        return bool(newest and newest.may_be_published and newest.pk > refusal.pk and _is_as_reviewed(newest, sheet))


def _wanted(sheet: ProjectSheet, review: SecrecyReview | None, refusal: SecrecyReview | None, may_be: bool) -> str:
    changed = bool(review and not _is_as_reviewed(review, sheet))
    if refusal and not sheet.withheld:
        if review and review.may_be_published and changed:
            return "审查以后又有修改，须重新审查"
        if may_be:
            refused = f"经审查不得公开的“{refusal.project_name}”"
            return f"可能就是{'依法清除以前经审查不得公开的项目' if refusal.erased_at else refused}，须先作保密审查"
        return "经审查不得公开，却没有标为不公开，须退回改正或者重新审查"
    if review is None:
        return "还没有保密审查"
    if review.may_be_published and sheet.withheld:
        return "经审查可以公开，却标为不公开，须退回改正"
    return "审查以后又有修改，须重新审查" if changed else ""


def _is_as_reviewed(review: SecrecyReview, sheet: ProjectSheet) -> bool:
    return review.project_sha256 == sheet_sha256(sheet)


def _former_signs(submission: Submission) -> dict[str, list[ProjectSheet]]:
    """By the key of each project, the names and codes that it had before in this plan, as far as the record tells."""
    former: defaultdict[str, list[ProjectSheet]] = defaultdict(list)
    changes = PlanChange.objects.filter(plan=submission.plan_id, field__in=("name", "code")).order_by("number")
    for key, field, before in changes.values_list("key", "field", "before"):
        former[key].append(ProjectSheet(None, before) if field == "name" else ProjectSheet(None, "", before))
    return former


def _came_since(submission: Submission, review: SecrecyReview, document: Document) -> list[ProjectSheet]:
    """The projects of a document that were not in the text that was reviewed, or said something else there."""
    if review.erased_at:
        return list(document.projects)
    reviewed = _text_reviewed(submission, review)
    pairs = side_by_side(reviewed.projects, document.projects) if reviewed else []
    return [now for before, now in pairs if now and (before is None or replace(before, number=now.number) != now)]


def _text_reviewed(submission: Submission, review: SecrecyReview) -> Document | None:
    """The text that was sent in for the round of a review."""
    sent = submission.events.filter(action=SubmissionEvent.Action.SUBMIT, at__lte=review.reviewed_at).last()
    return from_text(sent.document) if sent and sent.document else None
