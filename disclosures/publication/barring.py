"""What bars publication on every way: matter that is marked and shown, texts that name what is withheld, and, until it
is overruled, amounts of withheld projects that a reader computes (rule C02)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from disclosures.checks import ALL, RULE_SET, Finding, Severity
from disclosures.document.as_json import from_json, sha256
from disclosures.document.identity import side_by_side
from disclosures.document.model import Document
from disclosures.document.redaction import classified_sections, public_name, unmarked_projects
from disclosures.document.traces import PublicText, named_in_texts
from disclosures.models import PlanChange, RuleSetting, SecrecyReview, Submission

#: The one rule whose findings 财政负责人 may overrule.
(OVERRULED,) = [rule for rule in ALL if rule.may_be_overruled]
#: So many places a refusal names.
MOST_PLACES = 5


class PublishRefused(ValueError):  # noqa: N818 (a refusal is an answer)
    """Why a step towards or away from the public was not taken, in a Chinese sentence."""


class NotOverruled(PublishRefused):
    """That findings bar publication that 财政负责人 may overrule."""


@dataclass(frozen=True)
class Overrule:
    """That 财政负责人 publishes all the same: the fingerprint of the findings as they were seen, and why."""

    seen: str
    reason: str


def what_bars(submission: Submission, document: Document) -> str:
    """Return why a text must not be published, whoever decides, in a Chinese sentence; "" where nothing bars it."""
    if unmarked := unmarked_projects(document):
        names = "、".join(f"“{project.name}”" for project in unmarked)
        return f"项目{names}有涉密内容，却没有标为不公开，不能公开（规则 C01）"
    if sections := classified_sections(document):
        return f"{'、'.join(sections)}写着涉密，不能公开（规则 C01）"
    traces = [trace for trace in named_in_texts(document, _earlier_names(submission, document)) if trace.sure]
    if traces:
        places = "、".join(f"{trace.at.where(document, named=False)}（{trace.what}）" for trace in traces[:MOST_PLACES])
        return f"{places}写着不公开项目的名称或者编码，不能公开（规则 C05）"
    return ""


def to_overrule(submission: Submission, document: Document, *, imported: bool = False) -> list[Finding]:
    """Return the findings of C02 that bar publication until they are overruled, whatever the region makes of the rule.

    These are all of them, but for the warnings of a plan whose department gave a reason, where the region did not make
    the rule an error. What is imported was sent in by nobody, and a reason that stands in its plan counts for nothing.
    """
    found = OVERRULED.findings(document)
    explained = not imported and submission.waivers.filter(rule=OVERRULED.code).exists()
    if not found or not explained or _is_raised(submission):
        return found
    return [finding for finding in found if finding.severity == Severity.ERROR]


def fingerprint(found: Sequence[Finding]) -> str:
    """Return what identifies findings: two lists have the same only where every finding says the same."""
    return sha256(repr(list(found)))


def overruled(
    submission: Submission, document: Document, overrule: Overrule | None, *, imported: bool = False
) -> list[dict]:
    """Return the findings that `overrule` covers as an event keeps them, with both reasons: the department's, and why
    they are overruled. Raises NotOverruled where one bars publication and they are not just those that were seen."""
    found = to_overrule(submission, document, imported=imported)
    if not found:
        return []
    if overrule is None:
        raise NotOverruled(
            f"由{_places(document, found)}可以推算不公开项目的金额，不能公开（规则 {OVERRULED.code}）；"
            "请改写，或者由财政负责人决定照此公开，并写明理由"
        )
    if overrule.seen != fingerprint(found):
        raise NotOverruled(f"规则 {OVERRULED.code} 的检查结果与您看到的不同，没有办理，请看过现在的检查结果再决定")
    if not overrule.reason.strip():
        raise NotOverruled(f"规则 {OVERRULED.code} 的检查结果，决定照此公开的须写明理由")
    reason = submission.waivers.filter(rule=OVERRULED.code).values_list("reason", flat=True).first() or ""
    kept = {"reason": reason, "overruled": overrule.reason.strip(), "rule_set": RULE_SET}
    return [asdict(finding) | kept for finding in found]


def _places(document: Document, found: Sequence[Finding]) -> str:
    """The first places of findings in words, without what stands there."""
    texts = (PublicText("", finding.project, finding.row, finding.field) for finding in found)
    return "、".join(list(dict.fromkeys(text.where(document, named=False) for text in texts))[:MOST_PLACES])


def _is_raised(submission: Submission) -> bool:
    """Whether the region made an error of every finding."""
    settings = RuleSetting.objects.filter(region=submission.plan.fiscal_year.region_id, rule=OVERRULED.code)
    return settings.filter(choice=RuleSetting.Choice.ERROR).exists()


def _earlier_names(submission: Submission, document: Document) -> set[str]:
    """Every name that the projects whose name is withheld now had before in this plan, as far as the record tells."""
    nameless = {one.key for one in document.projects if one.withheld and not public_name(one)}
    if not nameless:
        return set()
    changes = PlanChange.objects.filter(plan=submission.plan_id, field="name", key__in=nameless)
    reviews = SecrecyReview.objects.filter(submission=submission, key__in=nameless)
    names = {name for pair in changes.values_list("before", "after") for name in pair}
    names |= set(reviews.values_list("project_name", flat=True))
    for text in submission.events.exclude(document="").values_list("document", flat=True).iterator():
        names |= _names_in(from_json(json.loads(text)), document)
    # a name that another project bears for all to read gives nothing away
    return names - {public_name(one) for one in document.projects}


def _names_in(older: Document, newer: Document) -> set[str]:
    """The names that an older text has for the projects without a public name; where it has no counterpart of one, also
    those of the projects that are gone, which may have been it."""
    pairs = side_by_side(older.projects, newer.projects)
    hidden = [(before, after) for before, after in pairs if after and after.withheld and not public_name(after)]
    names = {public_name(before) for before, _ in hidden if before}
    if any(before is None for before, _ in hidden):
        names |= {public_name(before) for before, after in pairs if before and after is None}
    return names
