"""Many plans at one stage, written in bulk: for pages that must not ask more of the database for a thousand."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from disclosures.document.as_json import content_sha256
from disclosures.models import RecordChain, RuleSetting, Submission, SubmissionEvent
from disclosures.models.chains import of_event, seal
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast
from disclosures.tests.stages import some
from indicators.models import AnnualPlan, Department, FiscalYear, Project

SENT = ("submit", "draft", "submitted")
PASSED = ("approve", "submitted", "approved")
#: Stage → the steps that led there.
WAY = {
    "late": (),
    "submitted": (SENT,),
    "returned": (SENT, ("return", "submitted", "returned")),
    "approved": (SENT, PASSED),
    "published": (SENT, PASSED, ("publish", "approved", "published")),
}
#: What the rules would find in these bare plans, and bar them for.
ERRORS = ("A01", "A05", "A06", "A07")
FOUND = [{"severity": "W", "rule": "A10", "reason": "无"}]


def crowd(count: int, stage: str) -> None:
    """So many more departments of 山海关区 whose plan of 2023 stands at a stage ("late": drafts past their day)."""
    region, today = cast.shanhaiguan(), localdate()
    closes_on = today + timedelta(days=-1 if stage == "late" else 30)
    year, _ = FiscalYear.objects.get_or_create(
        region=region, year=2023, defaults={"scheme": "cost_first", "entry_closes_on": closes_on}
    )
    first = Department.objects.count() + 500_000
    departments = Department.objects.bulk_create(
        Department(region=region, code=f"{first + number}", name=f"第{first + number}办公室") for number in range(count)
    )
    plans = AnnualPlan.objects.bulk_create(AnnualPlan(department=one, fiscal_year=year) for one in departments)
    Project.objects.bulk_create(Project(plan=plan, key="1", position=1, number=1, name="项目") for plan in plans)
    head = some("chen")
    for rule in ERRORS:
        decided = {"choice": "off", "reason": "不查。", "changed_by": some("liu")}
        RuleSetting.objects.get_or_create(region=region, rule=rule, defaults=decided)
    submissions = Submission.objects.bulk_create(
        Submission(plan=plan, status="draft" if stage == "late" else stage, submitted_by=head) for plan in plans
    )
    events, chains = [], []
    for one in submissions:
        chain = RecordChain(submission=one)
        for number, (action, before, after) in enumerate(WAY[stage], 1):
            said = {"action": action, "from_status": before, "to_status": after, "actor": head, "findings": FOUND}
            if after == stage == "approved":
                said["content_sha256"] = content_sha256(assemble(one))
            event = SubmissionEvent(submission=one, at=now(), **said)
            seal(event, of_event, number, chain.events_sha256)
            events.append(event)
            chain.events, chain.events_sha256 = number, event.sha256
        chains.append(chain)
    SubmissionEvent.objects.bulk_create(events)
    RecordChain.objects.bulk_create(chains)
