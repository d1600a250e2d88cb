"""Scopes and turns: who sees which plans, departments and cast, and when a plan may be written."""

from datetime import date

import pytest

from disclosures.models import Membership, Role, Submission
from disclosures.people.permissions import (
    can_answer,
    can_edit,
    can_read_text,
    can_review,
    check_can_edit,
    check_can_read_text,
    check_can_review,
    check_not_own,
    entered_submissions_for,
    has_role,
    memberships_of,
    people_for,
    reads_as_it_stands,
    regions_for,
    reviewed_submissions_for,
    submissions_for,
)
from disclosures.tests import cast, stages
from disclosures.tests.builders import CHANGLI, loaded
from disclosures.tests.stages import fresh, refused, some, sound_document
from indicators.models import AnnualPlan, Department, FiscalYear, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans():
    """A plan each of 李's department, of 赵's in the same region, and of a department of 昌黎县."""
    changli = Region.objects.get(code="130322")
    library = Department.objects.create(region=changli, code="345001", name="昌黎县图书馆")
    for department in (cast.culture(), cast.sports(), library):
        year, _ = FiscalYear.objects.get_or_create(region=department.region, year=2023, scheme="cost_first")
        Submission.objects.create(plan=AnnualPlan.objects.create(department=department, fiscal_year=year))
    return changli


def names(submissions) -> list[str]:
    return sorted(submission.plan.department.name for submission in submissions)


CULTURE, SPORTS, CHANGLI_LIBRARY = "山海关区文化馆", "山海关区体育馆", "昌黎县图书馆"
#: Who → the plans whose contents they see, those they enter, those they review.
PLANS = {
    "li": ([CULTURE], [CULTURE], []),
    "chen": ([CULTURE], [CULTURE], []),
    "zhao": ([SPORTS], [SPORTS], []),
    "wang": ([SPORTS, CULTURE], [], [SPORTS, CULTURE]),
    "liu": ([SPORTS, CULTURE], [], [SPORTS, CULTURE]),
    "zhou": ([], [], []),
    "administrator": ([], [], []),
}


@pytest.mark.parametrize("username", PLANS)
def test_each_role_sees_its_own_plans(plans, username):
    user = getattr(cast, username)()
    seen = (submissions_for(user), entered_submissions_for(user), reviewed_submissions_for(user))
    assert tuple(names(submissions) for submissions in seen) == PLANS[username]


def test_a_reviewer_of_another_region_sees_that_region_only(plans):
    assert names(submissions_for(cast.wang(plans))) == [CHANGLI_LIBRARY]


def test_two_roles_in_one_person_add_up_without_mixing(plans):
    li = cast.li()
    cast.assign(li, Role.REVIEWER, plans)
    assert names(submissions_for(li)) == [CULTURE, CHANGLI_LIBRARY]
    assert (names(entered_submissions_for(li)), names(reviewed_submissions_for(li))) == ([CULTURE], [CHANGLI_LIBRARY])
    assert has_role(li, Role.REVIEWER, region_id=plans.pk)
    assert not has_role(li, Role.REVIEWER, region_id=cast.shanhaiguan().pk)


def test_whoever_was_deactivated_holds_nothing(plans):
    li = cast.li()
    li.is_active = False
    assert (memberships_of(li), names(submissions_for(li))) == ([], [])


def test_memberships_are_read_once_for_each_request(plans, django_assert_num_queries):
    """With region and department: a page asks for them at every row."""
    li = cast.li()
    cast.assign(li, Role.REVIEWER, plans)
    with django_assert_num_queries(1):
        for _ in range(3):
            places = {(one.region.code, one.department and one.department.name) for one in memberships_of(li)}
    assert places == {("130303", CULTURE), ("130322", None)}


def test_regions_are_asked_for_by_role(plans):
    wang = cast.wang()
    cast.assign(wang, Role.ADMINISTRATOR, plans)
    assert [region.code for region in regions_for(wang)] == ["130303", "130322"]
    assert [region.code for region in regions_for(wang, Role.ADMINISTRATOR)] == ["130322"]
    assert [region.code for region in regions_for(wang, Role.CLERK)] == []


def kept_by(user) -> list[str]:
    return sorted(person.username for person in people_for(user))


def test_an_administrator_keeps_the_people_of_the_own_region_alone(plans):
    cast.li()
    cast.person("newcomer")
    cast.official("sun", "孙强", Role.REVIEWER, plans)
    cast.assign(cast.wang(), Role.CLERK, Department.objects.get(region=plans))
    zhou, root = cast.zhou(), cast.administrator()
    assert kept_by(zhou) == ["li", "zhou"]
    assert kept_by(root) == ["li", "newcomer", "sun", "wang", "zhou"]
    assert kept_by(some("li")) == []


def test_groups_follow_memberships():
    wang = cast.wang()
    second = cast.assign(wang, Role.CLERK, cast.culture())
    assert sorted(group.name for group in wang.groups.all()) == ["单位填报员", "财政审核员"]
    second.delete()
    assert [group.name for group in wang.groups.all()] == ["财政审核员"]
    membership = wang.memberships.get()
    membership.role = Role.DIRECTOR
    membership.save()
    assert [group.name for group in wang.groups.all()] == ["财政负责人"]
    Membership.objects.filter(user=wang).delete()
    assert list(wang.groups.all()) == []


def window(submission: Submission, opens: date | None, closes: date | None) -> Submission:
    year = FiscalYear.objects.filter(pk=submission.plan.fiscal_year_id)
    year.update(entry_opens_on=opens, entry_closes_on=closes)
    return fresh(submission)


OPENS, CLOSES = date(2020, 11, 1), date(2020, 12, 31)


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2020, 10, 31), "2021年绩效计划从2020年11月1日开始填报。"),
        (date(2020, 11, 1), None),
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), "2021年绩效计划已于2020年12月31日截止填报，请与财政局联系。"),
    ],
)
def test_the_entry_window_includes_both_its_days(today, sentence):
    submission = window(stages.draft(), OPENS, CLOSES)
    if sentence:
        with refused(sentence):
            check_can_edit(cast.li(), submission, today)
    else:
        check_can_edit(cast.li(), submission, today)


@pytest.mark.parametrize("reached", [stages.returned, stages.revised, stages.withdrawn])
def test_the_window_does_not_bar_what_the_bureau_sent_back(reached):
    submission = window(reached(), OPENS, CLOSES)
    check_can_edit(some("li"), submission, date(2021, 6, 1))


def test_a_file_that_was_imported_or_a_recall_does_not_hold_the_window_open():
    recalled = window(stages.step(stages.submitted(), "recall", some("chen")), OPENS, CLOSES)
    assert [event.action for event in recalled.events.all()] == ["import", "submit", "recall"]
    with refused("2021年绩效计划已于2020年12月31日截止填报，请与财政局联系。"):
        check_can_edit(some("li"), recalled, date(2021, 1, 1))


#: Whether 李 may edit, whether she may answer what was noted, and whether 王 may review.
MAY = {
    "draft": (True, True, False),
    "submitted": (False, False, True),
    "returned": (True, True, False),
    "approved": (False, False, True),
    "published": (False, False, False),
    "revised": (True, True, False),
    "withdrawn": (True, True, False),
}


@pytest.mark.parametrize("stage", MAY)
def test_each_side_has_its_turn(stage):
    submission = fresh(getattr(stages, stage)())
    li, wang = some("li"), some("wang")
    assert (can_edit(li, submission), can_answer(li, submission), can_review(wang, submission)) == MAY[stage]


#: Whether 王 may read a text of the plan, and whether it is the one that stands now. 李 reads what stands always.
READS = {
    "draft": (False, False),
    "submitted": (True, True),
    "returned": (True, False),
    "approved": (True, True),
    "published": (True, True),
    "revised": (False, False),
    "withdrawn": (False, False),
}


@pytest.mark.parametrize("stage", READS)
def test_the_bureau_reads_what_was_sent_in(stage):
    submission = fresh(getattr(stages, stage)())
    li, wang = some("li"), some("wang")
    assert (can_read_text(wang, submission), reads_as_it_stands(wang, submission)) == READS[stage]
    assert (can_read_text(li, submission), reads_as_it_stands(li, submission)) == (True, True)


def test_the_refusal_to_read_a_draft_says_when_it_can_be_read():
    with refused("单位正在填报，还没有送审；送审以后才能看到内容。"):
        check_can_read_text(cast.wang(), stages.draft())


EVERYBODY = ("li", "chen", "zhao", "wang", "liu", "zhou")


def test_the_bureau_reviews_and_the_department_answers():
    submitted = fresh(stages.submitted())
    assert [name for name in EVERYBODY if can_review(some(name), submitted)] == ["wang", "liu"]
    returned = fresh(stages.returned(submitted))
    assert [name for name in EVERYBODY if can_answer(some(name), returned)] == ["li", "chen"]


def test_nobody_reviews_what_they_submitted_with_two_roles():
    submission = fresh(stages.submitted())
    cast.assign(some("chen"), Role.REVIEWER, cast.shanhaiguan())
    with refused("这份绩效计划由您送审，不能由您审核。"):
        check_can_review(some("chen"), submission)


@pytest.mark.parametrize("username", ["zhao", "wang", "liu", "zhou", "administrator"])
def test_nobody_else_writes_a_plan(username):
    submission = stages.draft()
    with refused("只有本单位的填报员和负责人可以修改绩效计划。"):
        check_can_edit(getattr(cast, username)(), submission)


def test_the_refusal_says_in_which_state_a_plan_is():
    submission = fresh(stages.submitted())
    with refused("本单位2021年绩效计划“待审核”，现在不能修改。"):
        check_can_edit(some("li"), submission)


def test_nobody_judges_what_they_submitted():
    submission = fresh(stages.submitted())
    with refused("这份绩效计划由您送审，不能由您审核。"):
        check_not_own(some("chen"), submission)
    check_not_own(cast.wang(), submission)


def test_the_clerk_of_a_namesake_department_elsewhere_sees_nothing_of_it():
    here = loaded(sound_document()).submission
    there = loaded(sound_document(region=CHANGLI)).submission
    li = cast.li(there.plan.department)
    assert here.plan.department.code == there.plan.department.code
    assert list(submissions_for(li)) == [there]
