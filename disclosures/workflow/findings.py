"""What the rules find in a submission, with what its region decided about rules and what its people said."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

from disclosures.checks import ALL, RULE_SET, Finding, Settings, Severity, run
from disclosures.document.model import Document
from disclosures.document.stale_numbers import StaleNumber, stale_numbers
from disclosures.models import RuleSetting, Submission
from disclosures.people.permissions import can_read_text, check_can_edit, check_can_read_text
from disclosures.plans.from_rows import assemble
from disclosures.plans.readable import readable_text
from disclosures.plans.submissions import locked
from indicators.models import Region
from indicators.taxonomy import Scheme

RULES = {rule.code: rule for rule in ALL}


@dataclass(frozen=True)
class Findings:
    """All findings about `document`, the reasons given for warnings (rule → reason), and last year's document."""

    found: list[Finding]
    reasons: dict[str, str]
    document: Document
    previous: Document | None = None

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.found if finding.severity == Severity.ERROR]

    @property
    def unexplained(self) -> list[Finding]:
        """Warnings of rules for which no reason was given yet."""
        return [
            finding
            for finding in self.found
            if finding.severity == Severity.WARNING and finding.rule not in self.reasons
        ]

    @cached_property
    def stale(self) -> list[StaleNumber]:
        """Last year's numbers left in this year's texts."""
        return stale_numbers(self.document, self.previous) if self.previous else []

    def as_json(self) -> list[dict]:
        """The findings as an event keeps them, each with its reason and the version of the rules that found it."""
        return [
            asdict(finding) | {"reason": self.reasons.get(finding.rule, ""), "rule_set": RULE_SET}
            for finding in self.found
        ]


def settings_for(region: Region, scheme: str) -> Settings:
    """What a region decided about severities, and the scheme of the year."""
    rows = RuleSetting.objects.filter(region=region).values_list("rule", "choice")
    off = RuleSetting.Choice.OFF
    severities = {rule: None if choice == off else Severity(choice) for rule, choice in rows}
    return Settings(severities=severities, scheme=Scheme(scheme))


def findings_of(submission: Submission, document: Document | None = None) -> Findings:
    """Every finding about what a submission says now (or about `document`, where the caller has it already)."""
    document = document or assemble(submission)
    return _found(submission, document, previous_document(submission), _reasons(submission))


def findings_for(reader, submission: Submission) -> Findings:
    """Return the findings about the text that a person may read, with the reasons that were given for it.

    Last year's plan is read by the same rule. Raises NotAllowed where the person may read no text.
    """
    document, last_year = readable_text(reader, submission), _last_year(submission)
    previous = readable_text(reader, last_year) if last_year and can_read_text(reader, last_year) else None
    sent = check_can_read_text(reader, submission)
    if sent is None:
        return _found(submission, document, previous, _reasons(submission))
    reasons = {one["rule"]: one["reason"] for one in sent.findings if one["reason"]}
    return _found(submission, document, previous, reasons)


def previous_document(submission: Submission) -> Document | None:
    """The same department's plan of the year before as it stands, or None. For those who enter."""
    last_year = _last_year(submission)
    return assemble(last_year) if last_year else None


def _last_year(submission: Submission) -> Submission | None:
    plan = submission.plan
    of_department = Submission.objects.filter(plan__department=plan.department_id).select_related("plan")
    return of_department.filter(plan__fiscal_year__year=plan.fiscal_year.year - 1).first()


def _found(submission: Submission, document: Document, previous: Document | None, reasons: dict) -> Findings:
    fiscal_year = submission.plan.fiscal_year
    found = run(document, previous=previous, settings=settings_for(fiscal_year.region, fiscal_year.scheme))
    return Findings(found, reasons, document, previous)


def _reasons(submission: Submission) -> dict[str, str]:
    """The reasons given for warnings, as they stand now."""
    return dict(submission.waivers.values_list("rule", "reason"))


def give_reasons(submission: Submission, reasons: Mapping[str, str], actor) -> None:
    """Keep why warnings stand all the same (rule → reason); an empty reason is taken back. Raises NotAllowed."""
    with locked(submission) as now:
        check_can_edit(actor, now)
        kept = dict(submission.waivers.values_list("rule", "reason"))
        for rule, reason in reasons.items():
            if rule not in RULES or reason == kept.get(rule, ""):
                continue
            if reason:
                values = {"reason": reason, "given_by": actor}
                submission.waivers.update_or_create(rule=rule, defaults=values)
            else:
                submission.waivers.filter(rule=rule).delete()
