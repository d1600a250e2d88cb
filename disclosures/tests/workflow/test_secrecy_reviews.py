"""A 保密审查 of 不得公开 binds through returns, new names, codes and years, until a newer one says otherwise."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import Document, Withheld
from disclosures.intake.history import Options, import_file, known_regions
from disclosures.models import RuleSetting, SecrecyReview, Submission
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.tests import stages
from disclosures.tests.checks.builders import a_project
from disclosures.tests.desk.reviewing import at, enter, look, tight
from disclosures.tests.folders import SAMPLES
from disclosures.tests.stages import fresh, refused, review, some, sound_document
from disclosures.workflow.findings import findings_of
from disclosures.workflow.secrecy_reviews import awaited_reviews, matters, refused_projects

pytestmark = pytest.mark.django_db

WHY = Withheld("涉及安全防范")
AGAINST = "项目“社区图书角”经审查不得公开，却没有标为不公开，须退回改正或者重新审查"


def sheet(**fields):
    return a_project(unit_code="345001", unit_name="山海关区文化馆", **fields)


def change(submission: Submission, edit) -> Document:
    """李 changes the plan that came back."""
    return edits.save(fresh(submission), edit, some("li"))


@pytest.fixture
def refused_once() -> Submission:
    """A project marked 不公开, confirmed by 王 (不得公开), and the plan returned for something else."""
    submission = stages.submitted(stages.draft(sound_document(sheet(withheld=WHY))))
    review(submission, may=False)
    return stages.returned(submission)


def unmark(now: Document) -> Document:
    return edits.with_project(now, replace(now.projects[0], withheld=None))


def test_a_clerk_who_takes_the_mark_away_after_a_return_publishes_nothing(refused_once, client):
    change(refused_once, unmark)
    submission = stages.submitted_with_reasons(refused_once)
    assert refused_projects(submission, assemble(submission)) == [AGAINST]
    with refused(f"有项目经保密审查不得公开，不能审核通过：{AGAINST}。"):
        stages.approved(submission)
    Submission.objects.filter(pk=submission.pk).update(status="approved")
    with refused(f"公开前须完成保密审查：{AGAINST}。"):
        stages.published(submission)
    enter(client, "wang")
    page = look(client, at("review", submission.pk))
    assert page.headings[1] == (2, "保密审查")
    assert "经审查不得公开，却没有标为不公开，须退回改正或者重新审查。" in tight(page)


def test_a_newer_review_says_otherwise(refused_once):
    change(refused_once, unmark)
    submission = stages.submitted_with_reasons(refused_once)
    review(submission, may=True)
    assert awaited_reviews(submission, assemble(submission)) == []
    assert stages.published(stages.approved(submission)).status == "published"


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "13030321ABCDEFGH09999"},
        {"name": "2021年社区图书角", "code": "13030321ABCDEFGH09999"},
        {"name": "居民阅读服务"},
    ],
)
def test_entered_anew_it_is_still_the_same_project(refused_once, fields):
    """李 deletes it and enters it again, with another code or another name."""
    change(refused_once, lambda now: edits.without_project(now, "1"))
    after = change(refused_once, lambda now: edits.with_project(now, sheet(key="", **fields)))
    assert [one.key for one in after.projects] == ["p2"]
    submission = stages.submitted_with_reasons(refused_once)
    [matter] = matters(submission, assemble(submission))
    assert (matter.sheet.key, matter.is_refused, matter.may_be) == ("p2", True, False)
    with refused(f"有项目经保密审查不得公开，不能审核通过：{refused_projects(submission, assemble(submission))[0]}。"):
        stages.approved(submission)


def test_under_another_name_and_code_it_may_be_the_same_and_is_asked_for(refused_once):
    change(refused_once, lambda now: edits.without_project(now, "1"))
    disguised = sheet(key="", name="居民阅读服务", code="13030321ABCDEFGH09999")
    change(refused_once, lambda now: edits.with_project(now, disguised))
    submission = stages.submitted_with_reasons(refused_once)
    assert refused_projects(submission, assemble(submission)) == [
        "项目“居民阅读服务”可能就是经审查不得公开的“社区图书角”，须先作保密审查"
    ]
    review(submission, may=True, key="p2")
    assert stages.published(stages.approved(submission)).status == "published"


def test_the_next_year_knows_of_it_too():
    last = stages.submitted(stages.draft(sound_document(sheet(withheld=WHY))))
    review(last, may=False)
    again = sheet(name="2022年社区图书角", code="13030322ABCDEFGH01234")
    submission = stages.submitted_with_reasons(stages.draft(sound_document(again, fiscal_year=2022)))
    assert refused_projects(submission, assemble(submission)) == [
        "项目“2022年社区图书角”经审查不得公开，却没有标为不公开，须退回改正或者重新审查"
    ]
    review(submission, may=True)
    assert refused_projects(submission, assemble(submission)) == []


def test_another_departments_review_binds_nobody_else():
    submission = stages.submitted(stages.draft(sound_document(sheet(withheld=WHY))))
    review(submission, may=False)
    other = stages.submitted(stages.another_draft(1))
    assert matters(other, assemble(other)) == []


def test_marked_as_it_should_be_it_bars_nothing(refused_once):
    submission = stages.submitted(refused_once)
    assert refused_projects(submission, assemble(submission)) == []
    review(submission, may=False)
    assert stages.published(stages.approved(submission)).status == "published"


def test_an_import_publishes_nothing_against_a_review(tmp_path):
    """A file that shows what was found 不得公开 is refused, and the public version stays as it is."""
    path = tmp_path / "plan.txt"
    path.write_text((SAMPLES / "2021-130303-301001-culture-tourism.txt").read_text())
    first = import_file(path, known_regions(), Options(publish=True))
    assert first.status == "published"
    submission = first.report.submission
    kept = assemble(submission).projects[0]
    SecrecyReview.objects.create(
        submission=submission,
        key=kept.key,
        may_be_published=False,
        words="不得公开。",
        reviewer=some("wang"),
        project_name=kept.name,
        project_code=kept.code,
    )
    path.write_text((SAMPLES / "2021-130303-301001-culture-tourism-corrected.txt").read_text())
    outcome = import_file(path, known_regions(), Options(publish=True))
    assert (outcome.status, stages.current_version(submission)) == ("refused", 1)
    assert outcome.message == (
        f"有项目经保密审查不得公开，不能公开：项目“{kept.name}”经审查不得公开，却没有标为不公开，须退回改正或者重新审查"
    )


def test_a_rule_raised_to_an_error_after_submission_bars_approval_and_publication():
    """G03 was a hint when 陈 sent the plan in; then 刘 raised it."""
    draft = stages.draft(sound_document(sheet(purpose="购买图书,书架")))
    finding = next(one for one in findings_of(draft).found if one.rule == "G03")
    submission = stages.submitted_with_reasons(draft)
    region = submission.plan.fiscal_year.region
    RuleSetting.objects.create(
        region=region, rule=finding.rule, choice="E", reason="本区从严。", changed_by=some("liu")
    )
    with refused("按现行规则有 1 处错误（规则 G03），须退回改正。"):
        stages.approved(submission)
    Submission.objects.filter(pk=submission.pk).update(status="approved")
    with refused("按现行规则有 1 处错误（规则 G03），须退回改正。"):
        stages.published(submission)


def test_withdrawal_leaves_a_revision_untouched():
    submission = stages.revised()
    due = fresh(submission).due_on
    change(submission, lambda now: edits.with_project(now, replace(now.projects[0], purpose="购买新书")))
    after = stages.step(submission, "withdraw", some("liu"), "附件有误。", stages.CLOSES_ON)
    assert (after.status, after.due_on, assemble(after).projects[0].purpose) == ("draft", due, "购买新书")
    assert stages.current_version(submission) is None
    with refused("现在没有公开的版本，不能撤回公开。"):
        stages.step(submission, "withdraw", some("liu"), "再撤回。", stages.CLOSES_ON)


# --- what an OK is worth ---------------------------------------------------------------------------------------------

BOOKS = {"name": "流动书车", "code": "13030321ABCDEFGH00777"}


@pytest.fixture
def two_projects() -> Submission:
    """A second project that is withheld, refused by 王, and the plan returned."""
    secret = sheet(number=2, name="档案加固", code="13030321ABCDEFGH00002", withheld=WHY)
    submission = stages.submitted_with_reasons(stages.draft(sound_document(sheet(), secret)))
    review(submission, may=False, key="2")
    return stages.returned(submission)


def again(submission: Submission) -> Submission:
    """陈 sends it in once more."""
    stages.give_reasons(submission)
    return stages.submitted(submission)


def names(submission: Submission) -> list[str]:
    return [matter.sheet.name for matter in matters(fresh(submission), assemble(submission)) if matter.is_refused]


def test_an_ok_for_something_else_under_the_same_key_releases_nothing(two_projects):
    """李 lets another project stand under the key, 王 allows that one, and then the refused one comes back."""
    secret = assemble(two_projects).projects[1]
    change(two_projects, lambda now: edits.with_project(now, replace(secret, withheld=None, **BOOKS)))
    review(again(two_projects), may=True, key="2")
    stages.returned(two_projects)
    change(two_projects, lambda now: edits.with_project(now, replace(secret, key="", withheld=None)))
    assert names(two_projects) == ["档案加固"]
    change(two_projects, lambda now: edits.without_project(now, "3"))
    change(two_projects, lambda now: edits.with_project(now, replace(secret, withheld=None)))
    assert names(two_projects) == ["档案加固"]


def test_an_ok_holds_only_as_long_as_the_project_says_the_same(two_projects):
    secret = assemble(two_projects).projects[1]
    change(two_projects, lambda now: edits.with_project(now, replace(secret, purpose="购买书架", withheld=None)))
    review(again(two_projects), may=True, key="2")
    assert names(two_projects) == []
    stages.returned(two_projects)
    change(two_projects, lambda now: edits.with_project(now, replace(now.projects[1], purpose="机房位置")))
    assert refused_projects(fresh(two_projects), assemble(two_projects)) == [
        "项目“档案加固”审查以后又有修改，须重新审查"
    ]


def test_projects_that_go_one_after_the_other_are_all_looked_for(two_projects):
    change(two_projects, lambda now: edits.without_project(now, "2"))
    change(two_projects, lambda now: edits.with_project(now, sheet(key="", **BOOKS)))
    submission = again(two_projects)
    assert names(submission) == ["流动书车"]
    review(submission, may=True, key="p3")
    assert names(submission) == []
    stages.returned(submission)
    change(submission, lambda now: edits.with_project(now, replace(now.projects[1], purpose="加固某某库房")))
    assert names(submission) == ["流动书车"]


def test_giving_up_a_revision_does_not_bring_back_what_was_found_closed():
    secret = sheet(number=2, name="档案加固", code="13030321ABCDEFGH00002")
    submission = stages.published(stages.approved(again(stages.draft(sound_document(sheet(), secret)))))
    stages.revised(submission)
    change(submission, lambda now: edits.with_project(now, replace(now.projects[1], withheld=WHY)))
    review(again(submission), may=False, key="2")
    stages.returned(submission)
    with refused(
        "已公开的版本中有项目经保密审查不得公开，不能恢复，请财政负责人撤回公开："
        "项目“档案加固”经审查不得公开，却没有标为不公开，须退回改正或者重新审查。"
    ):
        stages.step(submission, "abandon", some("chen"))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "惠民行动", "code": "13030321ABCDEFGH09999"},
        {"purpose": "购买图书和书架，又作库房加固"},
        {"total": Decimal(42000), "fiscal_funds": Decimal(42000)},
    ],
)
def test_what_is_refused_may_have_gone_into_a_project_that_was_there_before(two_projects, fields):
    """李 deletes what was refused, and writes it over the other project."""
    change(two_projects, lambda now: edits.without_project(now, "2"))
    change(two_projects, lambda now: edits.with_project(now, replace(now.projects[0], **fields)))
    name = fields.get("name", "社区图书角")
    assert refused_projects(two_projects, assemble(fresh(two_projects))) == [
        f"项目“{name}”可能就是经审查不得公开的“档案加固”，须先作保密审查"
    ]


def test_what_did_not_change_since_is_not_asked_for(two_projects):
    change(two_projects, lambda now: edits.without_project(now, "2"))
    assert refused_projects(two_projects, assemble(fresh(two_projects))) == []


def test_carried_over_and_called_otherwise_it_is_still_the_same_project(refused_once):
    """李 takes it over into the next year, and gives it another name and code there."""
    following = stages.draft(sound_document(sheet(), fiscal_year=2022))
    other = {"name": "惠民行动", "code": "13030322ABCDEFGH09999"}
    change(following, lambda now: edits.with_project(now, replace(now.projects[0], **other)))
    assert refused_projects(following, assemble(fresh(following))) == [
        "项目“惠民行动”经审查不得公开，却没有标为不公开，须退回改正或者重新审查"
    ]
