"""What the rules found in a plan, kept in the database so that a page that shows it need not ask them again.

Kept under the hash of everything that the answer depends on, one row per plan: the newest. It quotes the plan; a shared
cache would be one more place to protect and to erase (docs/performance.md).
"""

import json
from operator import attrgetter

from disclosures.checks import RULE_SET, Finding, Settings, Severity
from disclosures.document.as_json import sha256
from disclosures.document.model import Document
from disclosures.document.stale_numbers import StaleNumber
from disclosures.models import RememberedFindings, Submission
from disclosures.plans.submissions import locked

#: The names of the values of a finding and of a stale number, in the order in which they are kept.
_VALUES = (Finding.__match_args__, StaleNumber.__match_args__)


def key_of(document: Document, last_year_sha256: str | None, settings: Settings) -> str:
    """The hash under which findings are kept: of the rules, of every field of the document (those of its reading, too,
    as rules look at them), of last year's content hash (None: no such plan), of the region's settings, and of the names
    of the values that are kept."""
    return sha256(repr((RULE_SET, document, last_year_sha256, settings, _VALUES)))


def recall(submission: Submission, key: str) -> tuple[list[Finding], list[StaleNumber]] | None:
    """What was found when the rules were asked about the same; None where they must be asked."""
    kept = RememberedFindings.objects.filter(submission=submission, key=key).first()
    if kept is None:
        return None
    values = json.loads(kept.text)
    found = [Finding(rule, Severity(severity), *rest) for rule, severity, *rest in values["found"]]
    return found, [StaleNumber(*stale) for stale in values["stale"]]


def remember(submission: Submission, key: str, found: list[Finding], stale: list[StaleNumber]) -> None:
    """Keep what was found in place of what was kept of this plan before, unless the plan has moved on since
    `submission` was read: what quotes an erased text must not come in behind the erasure."""
    of_finding, of_stale = (attrgetter(*names) for names in _VALUES)
    values = {"found": [of_finding(one) for one in found], "stale": [of_stale(one) for one in stale]}
    with locked(submission) as now:
        if now.plan.revision == submission.plan.revision:
            row = RememberedFindings(submission=now, key=key, text=json.dumps(values, ensure_ascii=False))
            RememberedFindings.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["submission"], update_fields=["key", "text"]
            )
