"""Small makers of submissions at every stage of the workflow, reached by the steps themselves."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from disclosures.document.as_json import sheet_sha256
from disclosures.document.model import DepartmentRef, Document, Withheld
from disclosures.models import Disclosure, Role, SecrecyReview, Submission, SubmissionEvent, Waiver
from disclosures.people.permissions import NotAllowed
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.barring import Overrule, fingerprint, to_overrule
from disclosures.publication.public_years import refresh_year
from disclosures.tests import cast
from disclosures.tests.builders import SHANHAIGUAN, loaded
from disclosures.tests.builders import published as imported
from disclosures.tests.checks.builders import a_document, a_project
from disclosures.workflow.findings import findings_of
from disclosures.workflow.steps import Said, Shown, apply
from indicators.models import Department, FiscalYear

Action = SubmissionEvent.Action
Status = Submission.Status
#: The last day of the entry window of every year made here, and the day set on a return.
CLOSES_ON, DUE_ON = date(2099, 3, 31), date(2099, 4, 15)


def sound_document(*projects, **fields) -> Document:
    """A plan without findings of the department of 李敏 and 陈立, unless told otherwise."""
    department = cast.culture()
    reference = DepartmentRef(department.code, department.name)
    values = {"region": SHANHAIGUAN, "department": reference, "fiscal_year_evidence": "标题"} | fields
    unit = {"unit_code": values["department"].code, "unit_name": values["department"].name}
    return a_document(*(projects or (a_project(**unit),)), **values)


def draft(document: Document | None = None) -> Submission:
    """A plan that its department is writing, in a year open for entry."""
    submission = loaded(document or sound_document()).submission
    FiscalYear.objects.filter(pk=submission.plan.fiscal_year_id).update(
        entry_opens_on=date(2000, 1, 1), entry_closes_on=CLOSES_ON
    )
    refresh_year(fresh(submission).plan.fiscal_year)
    return fresh(submission)


def another_draft(number: int) -> Submission:
    """The same plan in the department of 陈立's numbered neighbour, of which he is the head as well."""
    code, name = f"{346000 + number}", f"山海关区第{number}文化站"
    department = Department.objects.create(region=cast.shanhaiguan(), code=code, name=name)
    cast.assign(some("chen"), Role.HEAD, department)
    sheet = a_project(unit_code=code, unit_name=name)
    return draft(sound_document(sheet, department=DepartmentRef(code, name)))


@contextmanager
def refused(sentence: str):
    """What is done inside is refused with this sentence, word for word."""
    with pytest.raises(NotAllowed) as refusal:
        yield
    assert str(refusal.value) == sentence


def fresh(submission: Submission) -> Submission:
    """The submission as the database has it now."""
    return Submission.objects.select_related("plan__department__region", "plan__fiscal_year__region").get(
        pk=submission.pk
    )


def step(submission: Submission, action: str, user, *said) -> Submission:
    """One step of the workflow, by somebody who sees the submission as it is; what is `said` are the values of Said."""
    submission = fresh(submission)
    return apply(Action(action), submission, user, Shown.of(submission), Said(*said))


def telling_draft(number: int | None = None) -> Submission:
    """A plan with a second project that is not published and costs 80,000 yuan, which two texts tell: the sum of both
    projects, and the amount itself. Of the department of 陈立, or of its numbered neighbour."""
    submission = draft() if number is None else another_draft(number)
    edits.save(submission, _telling, some("chen"))
    return fresh(submission)


def _telling(before: Document) -> Document:
    first = before.projects[0]
    secret = replace(first, number=2, name="档案加固", code="13030321ABCDEFGH00777", key="", total=Decimal(80000))
    secret = replace(secret, fiscal_funds=None, withheld=Withheld("涉及安全防范"))
    texts = {"overall_objective": "安排项目资金11万元。", "safeguards": "每月盘点一次，支出8万元。"}
    return replace(before, projects=(first, secret), **texts)


def overruling(submission: Submission, reason: str = "合计已依法公开") -> Overrule:
    """What 刘芳 says of the findings that she sees now."""
    return Overrule(fingerprint(to_overrule(submission, assemble(submission))), reason)


def submitted(submission: Submission | None = None, by=None) -> Submission:
    """Sent in by the department's head."""
    return step(submission or draft(), "submit", by or some("chen"))


def submitted_with_reasons(submission: Submission) -> Submission:
    """Sent in, after a reason for every warning."""
    give_reasons(submission)
    return submitted(submission)


def give_reasons(submission: Submission) -> None:
    """李敏 says of every warning why it stands."""
    for rule in {finding.rule for finding in findings_of(submission).unexplained}:
        Waiver.objects.create(submission=submission, rule=rule, reason="已核实。", given_by=some("li"))


def review(submission: Submission, may: bool, key: str = "1", by: str = "wang") -> SecrecyReview:
    """王 reviews a project as it stands."""
    found = edits.project_of(assemble(submission), key)
    values = {"may_be_published": may, "words": "审查意见。", "reviewer": some(by)}
    values |= {"project_name": found.name, "project_code": found.code, "project_sha256": sheet_sha256(found)}
    return SecrecyReview.objects.create(submission=submission, key=key, **values)


def returned(submission: Submission | None = None) -> Submission:
    """Returned by the reviewer with words and a due date."""
    return step(submission or submitted(), "return", some("wang"), "请补充依据。", DUE_ON)


def approved(submission: Submission | None = None) -> Submission:
    """Approved by the bureau's director."""
    return step(submission or submitted(), "approve", some("liu"))


def published(submission: Submission | None = None) -> Submission:
    """Published by the bureau's director."""
    return step(submission or approved(), "publish", some("liu"))


def revised(submission: Submission | None = None) -> Submission:
    """A draft once more, while the public reads the published version."""
    return step(submission or published(), "revise", some("liu"), "预算调整。", DUE_ON)


def withdrawn(submission: Submission | None = None) -> Submission:
    """A draft once more, with nothing public."""
    return step(submission or published(), "withdraw", some("liu"), "附件有误。", DUE_ON)


def published_before(year: int) -> Submission:
    """The same department's plan of an earlier year, which bought old books, published then and imported since."""
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", purpose="购买旧书")
    return imported(sound_document(sheet, fiscal_year=year)).submission


def some(username: str):
    """The member of the cast with this name, made where nobody made them yet."""
    return get_user_model().objects.filter(username=username).first() or getattr(cast, username)()


def current_version(submission: Submission) -> int | None:
    """The number of the version that the public reads, or None."""
    disclosure = Disclosure.objects.current().filter(submission=submission).first()
    return disclosure.version if disclosure else None
