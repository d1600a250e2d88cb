"""What the rules find in a submission, with what its region decided about rules and what its people said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial

from disclosures.checks import ALL, RULE_SET, Finding, Settings, Severity, run
from disclosures.document.model import Document
from disclosures.document.stale_numbers import StaleNumber, stale_numbers
from disclosures.models import Submission
from disclosures.people.permissions import can_read_text, check_can_edit, check_can_read_text
from disclosures.plans.from_rows import assemble
from disclosures.plans.readable import readable_text
from disclosures.plans.rule_settings import settings_for
from disclosures.plans.submissions import locked
from disclosures.workflow.remembered_findings import key_of, recall, remember

RULES = {rule.code: rule for rule in ALL}


@dataclass(frozen=True)
class LastYear:
    """The same department's plan of the year before, as one may read it: its content hash (None where there is no such
    plan, "" where nothing was written in it yet), and what reads it."""

    content_sha256: str | None
    read: Callable[[], Document | None]

    @cached_property
    def document(self) -> Document | None:
        """What it says; assembled where somebody asks."""
        return self.read()


@dataclass(frozen=True)
class Findings:
    """All findings about `document`, last year's numbers left in it (`stale`), the reasons given for warnings (rule →
    reason), and the plan of the year before."""

    found: list[Finding]
    stale: list[StaleNumber]
    reasons: dict[str, str]
    document: Document
    last_year: LastYear

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.found if finding.severity == Severity.ERROR]

    @property
    def to_mend(self) -> list[Finding]:
        """The errors that nobody may overrule."""
        return [finding for finding in self.errors if not RULES[finding.rule].may_be_overruled]

    @property
    def to_explain(self) -> list[Finding]:
        """The warnings, and the errors that may be overruled: each rule asks for a reason."""
        return [finding for finding in self.found if asks_for_reason(finding)]

    @property
    def unexplained(self) -> list[Finding]:
        """What asks for a reason that was not given yet."""
        return [finding for finding in self.to_explain if finding.rule not in self.reasons]

    def as_json(self, overruled: Sequence[dict] = ()) -> list[dict]:
        """The findings as an event keeps them, each with its reason and the version of the rules that found it; what
        was `overruled` is kept as it was then, in place of the same finding."""
        places = {_place(one) for one in overruled}
        kept = [
            asdict(finding) | {"reason": self.reasons.get(finding.rule, ""), "rule_set": RULE_SET}
            for finding in self.found
        ]
        return [*(one for one in kept if _place(one) not in places), *overruled]


def asks_for_reason(finding: Finding) -> bool:
    """Whether the department must say why a finding stands before it sends the plan in."""
    may_stand = RULES[finding.rule].may_be_overruled
    return finding.severity == Severity.WARNING or (finding.severity == Severity.ERROR and may_stand)


def _place(kept: dict) -> tuple:
    return kept["rule"], kept["project"], kept["row"], kept["field"]


def findings_of(submission: Submission, document: Document | None = None) -> Findings:
    """Every finding about what a submission says now (`document`, where the caller has assembled it already).

    The rules are asked once about the same: what they found is remembered with the plan.
    """
    last_year = _as_it_stands(_last_year(submission))
    return _remembered(submission, document or assemble(submission), last_year, _reasons(submission))


def findings_in(submission: Submission, document: Document) -> Findings:
    """Every finding about a document that a submission does not say, as that of a file; nothing is remembered."""
    last_year = _as_it_stands(_last_year(submission))
    answer = _ask(document, last_year, _settings_of(submission))
    return Findings(*answer, _reasons(submission), document, last_year)


def findings_for(reader, submission: Submission) -> Findings:
    """Return the findings about the text that a person may read, with the reasons that were given for it.

    Last year's plan is read by the same rule. Raises NotAllowed where the person may read no text.
    """
    document, last_year = readable_text(reader, submission), _as_readable(reader, _last_year(submission))
    sent = check_can_read_text(reader, submission)
    if sent is None:
        return _remembered(submission, document, last_year, _reasons(submission))
    reasons = {one["rule"]: one["reason"] for one in sent.findings if one["reason"]}
    return Findings(*_ask(document, last_year, _settings_of(submission)), reasons, document, last_year)


def previous_document(submission: Submission) -> Document | None:
    """The same department's plan of the year before as it stands, or None. For those who enter."""
    return _as_it_stands(_last_year(submission)).document


def _last_year(submission: Submission) -> Submission | None:
    plan = submission.plan
    of_department = Submission.objects.filter(plan__department=plan.department_id).select_related("plan")
    return of_department.filter(plan__fiscal_year__year=plan.fiscal_year.year - 1).first()


def _as_it_stands(last_year: Submission | None) -> LastYear:
    """The hash is the one that was stored with the rows; it changes whenever they are written."""
    if last_year is None:
        return LastYear(None, lambda: None)
    return LastYear(last_year.plan.content_sha256, partial(assemble, last_year))


def _as_readable(reader, last_year: Submission | None) -> LastYear:
    if last_year is None or not can_read_text(reader, last_year):
        return LastYear(None, lambda: None)
    sent = check_can_read_text(reader, last_year)
    if sent is None:
        return _as_it_stands(last_year)
    return LastYear(sent.content_sha256, partial(readable_text, reader, last_year))


def _remembered(submission: Submission, document: Document, last_year: LastYear, reasons: dict[str, str]) -> Findings:
    settings = _settings_of(submission)
    key = key_of(document, last_year.content_sha256, settings)
    answer = recall(submission, key)
    if answer is None:
        answer = _ask(document, last_year, settings)
        remember(submission, key, *answer)
    return Findings(*answer, reasons, document, last_year)


def _ask(document: Document, last_year: LastYear, settings: Settings) -> tuple[list[Finding], list[StaleNumber]]:
    previous = last_year.document
    stale = stale_numbers(document, previous) if previous else []
    return run(document, previous=previous, settings=settings), stale


def _settings_of(submission: Submission) -> Settings:
    fiscal_year = submission.plan.fiscal_year
    return settings_for(fiscal_year.region.code, fiscal_year.scheme)


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
