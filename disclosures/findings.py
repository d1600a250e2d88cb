"""What the rules find in a submission, with what its region decided about rules and what its people said."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from disclosures.assembly import assemble
from disclosures.checks import ALL, Finding, Settings, Severity, run
from disclosures.document import Document
from disclosures.models import RuleSetting, Submission
from indicators.models import Region
from indicators.taxonomy import Scheme

RULES = {rule.code: rule for rule in ALL}


@dataclass(frozen=True)
class Findings:
    """All findings of a submission, and the reasons given for warnings (rule → reason)."""

    found: list[Finding]
    reasons: dict[str, str]

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

    def as_json(self) -> list[dict]:
        """The findings as an event keeps them, each with its reason."""
        return [asdict(finding) | {"reason": self.reasons.get(finding.rule, "")} for finding in self.found]


def settings_for(region: Region, scheme: str) -> Settings:
    """What a region decided about severities, and the scheme of the year."""
    rows = RuleSetting.objects.filter(region=region).values_list("rule", "choice")
    off = RuleSetting.Choice.OFF
    severities = {rule: None if choice == off else Severity(choice) for rule, choice in rows}
    return Settings(severities=severities, scheme=Scheme(scheme))


def findings_of(submission: Submission, document: Document | None = None) -> Findings:
    """Every finding about what a submission says now (or about `document`, where the caller has it already)."""
    plan = submission.plan
    document = document or assemble(submission)
    settings = settings_for(plan.fiscal_year.region, plan.fiscal_year.scheme)
    found = run(document, previous=previous_document(submission), settings=settings)
    return Findings(found, dict(submission.waivers.values_list("rule", "reason")))


def previous_document(submission: Submission) -> Document | None:
    """The same department's plan of the year before, or None."""
    plan = submission.plan
    last_year = Submission.objects.filter(
        plan__department=plan.department_id, plan__fiscal_year__year=plan.fiscal_year.year - 1
    ).first()
    return assemble(last_year) if last_year else None


def of_project(findings: Iterable[Finding], number: int) -> list[Finding]:
    """The findings about the project at a place, counted from 1."""
    return [finding for finding in findings if finding.project == number]
