"""A small county with everything that can be reached by an address, and the same again in another county."""

from dataclasses import replace
from datetime import date

from django.contrib.contenttypes.models import ContentType

from disclosures.document.model import DepartmentRef, Document, ProjectSheet, RegionRef, Withheld
from disclosures.models import (
    DisclosedAlias,
    DisclosedOwner,
    DisclosedSuccession,
    Notice,
    ReviewNote,
    Role,
    Roster,
    RuleSetting,
    Submission,
    SubmissionEvent,
    Waiver,
)
from disclosures.plans.submissions import record_changes
from disclosures.tests import builders, cast, stages
from disclosures.tests.builders import CHANGLI, SHANHAIGUAN
from disclosures.tests.checks.builders import a_project
from disclosures.tests.stages import some, sound_document
from disclosures.workflow.findings import findings_of
from disclosures.workflow.opening_years import open_year
from indicators.models import Department, FiscalYear, Region, StandardIndicator, Subject

#: Column of the matrix → who it is.
CAST = {
    "A": "nobody at all: not logged in",
    "D": "a clerk of 文化馆 who was deactivated while logged in",
    "N": "somebody without a role",
    "C": "李, clerk of 文化馆",
    "H": "陈, head of 文化馆 and of its neighbours",
    "Z": "赵, clerk of 体育馆, another department",
    "R": "王, reviewer",
    "L": "刘, director",
    "O": "孙, director of 昌黎县, another region",
    "S": "周, administrator",
    "U": "the superuser",
    "T": "two roles: 马 is director, and head of 文化馆 who sent `mine` in",
}
#: What the page of a person asks to find a department; the letters typed follow.
DEPARTMENTS = "app_label=disclosures&model_name=membership&field_name=department&term="


def make_world() -> dict:
    """Name → id, for the addresses of the matrix. `far_…` lies in the other region, `other` in 体育馆."""
    _make_people()
    plans = _make_plans()
    draft, sent, far = plans["draft"], plans["sent"], plans["far_sent"]
    region, changli = cast.shanhaiguan(), Region.objects.get(code="130322")
    rows = plans | {
        "empty": _open_next_year(draft.plan.department),
        "mistaken": FiscalYear.objects.create(region=region, year=2032, scheme="cost_first"),
        "far_mistaken": FiscalYear.objects.create(region=changli, year=2032, scheme="cost_first"),
        "region": region,
        "far_region": changli,
        "department": draft.plan.department,
        "far_department": far.plan.department,
        "unused": Department.objects.create(region=region, code="399001", name="撤并局", active=False),
        "far_unused": Department.objects.create(region=changli, code="399001", name="撤并局", active=False),
        "year": draft.plan.fiscal_year,
        "far_year": far.plan.fiscal_year,
        "standard": StandardIndicator.objects.create(category="output", subcategory="quantity", name="培训人次"),
        "alias": DisclosedAlias.objects.create(alias="路灯所", words="城市管理"),
        "subject": Subject.objects.create(tree="economic", code="30299", year=2023, name="其他商品和服务支出"),
        "note": _note(sent, "wang"),
        "far_note": _note(far, "sun"),
        "asked": _note(draft, "wang"),
        "far_asked": _note(plans["far"], "sun"),
        "spare": Region.objects.create(code="130399", name="撤并区"),
        "disclosure": plans["public"].disclosures.get(),
        "far_disclosure": builders.published(_far_document()),
        "notice": Notice.objects.create(
            person=some("li"), submission=draft, kind="returned", occasion="1", words="已退回"
        ),
        "person": some("li"),
        "far_person": some("sun"),
        "superuser": some("administrator"),
        "plan_type": ContentType.objects.get_for_model(Submission),
    }
    rows |= {f"{far}{name}": row for far, made in _records(draft, plans["far"]).items() for name, row in made.items()}
    return {name: row.pk for name, row in rows.items()} | {"membership_department": DEPARTMENTS}


def logged_in_as(column: str):
    """The person of a column, None for nobody."""
    usernames = dict(zip("NCHZRLOSU", CAST_NAMES, strict=True)) | {"T": "ma", "D": "gone"}
    return some(usernames[column]) if column in usernames else None


CAST_NAMES = ("newcomer", "li", "chen", "zhao", "wang", "liu", "sun", "zhou", "administrator")


def _make_people() -> None:
    for username in ("li", "chen", "zhao", "wang", "liu", "zhou", "administrator"):
        some(username)
    cast.person("newcomer")
    cast.official("gone", "钱芳", Role.CLERK, cast.culture())
    cast.official("sun", "孙强", Role.DIRECTOR, Region.objects.get(code="130322"))
    cast.assign(cast.official("ma", "马丽", Role.DIRECTOR, cast.shanhaiguan()), Role.HEAD, cast.culture())


def _make_plans() -> dict[str, Submission]:
    mine = stages.another_draft(2)
    cast.assign(some("ma"), Role.HEAD, mine.plan.department)
    return {
        "draft": stages.draft(),
        "sent": stages.submitted(stages.another_draft(1)),
        "mine": stages.submitted(mine, by=some("ma")),
        "passed": stages.approved(stages.submitted(stages.another_draft(3))),
        "public": stages.published(stages.approved(stages.submitted(stages.another_draft(4)))),
        "revised": stages.revised(stages.published(stages.approved(stages.submitted(stages.another_draft(5))))),
        "telling": _sent_with_a_sum(6, "chen"),
        "my_telling": _sent_with_a_sum(7, "ma"),
        "told": stages.step(
            told := _sent_with_a_sum(8, "chen"), "approve", some("liu"), "", None, stages.overruling(told)
        ),
        "secret": _sent_with_a_secret(SHANHAIGUAN, "345003", "山海关区档案馆", some("chen")),
        "other": _plan_of(SHANHAIGUAN, cast.sports().code, cast.sports().name),
    } | _far_plans()


def _plan_of(region: RegionRef, code: str, name: str, *more: ProjectSheet) -> Submission:
    sheet = a_project(unit_code=code, unit_name=name, code=f"{region.code}21ABCDEFGH01234")
    return stages.draft(sound_document(sheet, *more, region=region, department=DepartmentRef(code, name)))


def _far_document() -> Document:
    return sound_document(region=CHANGLI, department=DepartmentRef("345011", "昌黎县体育馆"))


def _sent_with_a_secret(region: RegionRef, code: str, name: str, head) -> Submission:
    """Sent in with a second project that is not to be published, which asks for a 保密审查."""
    sheet = a_project(number=2, name="档案库房加固", unit_code=code, unit_name=name)
    secret = replace(sheet, code=f"{region.code}21ABCDEFGH01235", withheld=Withheld("涉及国家秘密"))
    submission = _plan_of(region, code, name, secret)
    cast.assign(head, Role.HEAD, submission.plan.department)
    for rule in {finding.rule for finding in findings_of(submission).unexplained}:
        Waiver.objects.create(submission=submission, rule=rule, reason="已核实。", given_by=head)
    return stages.submitted(submission, by=head)


def _sent_with_a_sum(number: int, by: str) -> Submission:
    """Sent in with a text that tells what a withheld project costs, which 财政负责人 may overrule."""
    submission = stages.telling_draft(number)
    if by != "chen":
        cast.assign(some(by), Role.HEAD, submission.plan.department)
    stages.give_reasons(submission)
    stages.review(submission, may=False, key="2")
    return stages.submitted(submission, by=some(by))


def _far_plans() -> dict[str, Submission]:
    """Plans of 昌黎县: a draft, and one that its head sent in."""
    draft = _plan_of(CHANGLI, "345009", "昌黎县图书馆")
    head = cast.official("far_head", "何平", Role.HEAD, draft.plan.department)
    return {"far": draft, "far_sent": _sent_with_a_secret(CHANGLI, "345010", "昌黎县文化馆", head)}


def _open_next_year(department: Department) -> Submission:
    """An empty plan for 2022, after the draft of 2021."""
    year = FiscalYear.objects.create(
        region=department.region, year=2022, scheme="cost_first", entry_closes_on=date(2099, 1, 31)
    )
    open_year(year)
    return Submission.objects.get(plan__fiscal_year=year, plan__department=department)


def _note(submission: Submission, author: str) -> ReviewNote:
    return ReviewNote.objects.create(submission=submission, words="请补充依据。", author=some(author))


def _records(here: Submission, there: Submission) -> dict[str, dict]:
    """A record of a change and of a step, a roster, a succession, an owner of the site and a rule setting in either
    region."""
    found = {}
    for far, plan, director in (("", here, "liu"), ("far_", there, "sun")):
        region = plan.plan.department.region
        words = {"name": "财政局", "contact": "电话", "errors_to": "a@example.gov.cn"}
        found[far] = {
            "change": record_changes(plan, some(director), [{"field": "safeguards"}])[0],
            "event": SubmissionEvent.objects.filter(submission=plan).first(),
            "roster": Roster.objects.create(fiscal_year=plan.plan.fiscal_year),
            "succession": DisclosedSuccession.objects.create(
                region=region, earlier="345001", later="345002", since=2022
            ),
            "owner": DisclosedOwner.objects.create(region=region, **words),
            "rule": RuleSetting.objects.create(
                region=region, rule="A01", choice="W", reason="过渡期", changed_by=some(director)
            ),
        }
    return found
