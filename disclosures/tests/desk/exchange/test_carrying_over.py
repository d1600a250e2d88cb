"""从上年结转: shown, asked, copied; what came over is marked until touched."""

from dataclasses import replace

import pytest
from django.test import Client

from disclosures.document.model import DutySection
from disclosures.models import PlanChange, Submission
from disclosures.plans.edits import save
from disclosures.tests import cast
from disclosures.tests.builders import document, indicator, loaded, project, published
from disclosures.tests.desk.plans import empty_plan, now, words
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

LAST = document(
    project(
        1,
        "2021年购书",
        code="13030321AAAAAAAAAAAAA",
        indicators=(indicator("购书册数"), indicator("购书成本", "≤12万元", subcategory="成本指标")),
    ),
    project(2, "流动图书车", indicators=(indicator("行驶里程", category="效益指标", subcategory="可持续影响指标"),)),
    duties=(DutySection("公共阅读", text="人人有书读。"),),
    overall_objective="2021年让居民看得上书。",
)


@pytest.fixture
def li() -> Client:
    client = Client()
    client.force_login(cast.li())
    return client


def address(submission: Submission) -> str:
    return f"/admin/plans/{submission.pk}/carry-over/"


def carried(submission: Submission) -> list[str]:
    return Submission.objects.get(pk=submission.pk).plan.carried_over


def test_what_would_be_copied_is_shown_and_asked(li):
    published(LAST)
    submission = empty_plan(2022)
    page = words(li.get(address(submission)))
    assert "从本单位2021年的绩效计划结转：1项职责，2个项目。" in page
    assert "整体总体绩效目标（空）2021年让居民看得上书。" in page
    assert "项目“2021年购书”新增项目“流动图书车”新增" in page
    assert "结转以后有4处还写着上年的年份或金额" in page
    assert "今年的指标体系里没有“效益指标—可持续影响指标”，这些指标按原样结转" in page
    assert now(submission).projects == ()


def test_last_year_is_copied_in_the_words_of_this_years_scheme_and_marked(li):
    loaded(LAST)
    submission = empty_plan(2022)
    answer = li.post(address(submission), follow=True)
    assert "已从上年结转。" in words(answer)
    made = now(submission)
    cost = replace(LAST.projects[0].indicators[1], category="成本指标", subcategory="经济成本指标")
    first = replace(LAST.projects[0], indicators=(LAST.projects[0].indicators[0], cost))
    assert made == replace(LAST, fiscal_year=2022, projects=(first, LAST.projects[1]), explanations=())
    assert carried(submission) == ["1", "1.1", "1.2", "2", "2.1", "d1", "overall_objective", "safeguards"]
    assert {one.actor.username for one in PlanChange.objects.all()} == {"li"}


def test_a_mark_goes_when_the_part_is_touched(li):
    loaded(LAST)
    submission = empty_plan(2022)
    li.post(address(submission))
    person = cast.chen()
    save(submission, lambda document: replace(document, safeguards="新的措施。"), person)
    assert "safeguards" not in carried(submission)
    save(submission, lambda document: document, person, reviewed=frozenset(["1.1"]))
    assert carried(submission) == ["1", "1.2", "2", "2.1", "d1", "overall_objective"]


def test_only_what_was_filled_in_is_marked_where_this_year_was_begun(li):
    loaded(LAST)
    begun = document(
        project(5, "购书", code="13030321AAAAAAAAAAAAA", purpose="今年的用途", indicators=(indicator("新的指标"),)),
        fiscal_year=2022,
        overall_objective="今年的目标。",
        duties=(),
    )
    submission = loaded(begun).submission
    li.post(address(submission))
    made = now(submission)
    assert (made.overall_objective, made.projects[0].name, made.projects[0].purpose) == (
        "今年的目标。",
        "购书",
        "今年的用途",
    )
    assert [one.name for one in made.projects] == ["购书", "流动图书车"]
    assert carried(submission) == ["2", "2.1", "d1"]


def test_carrying_over_twice_finds_nothing_more(li):
    loaded(LAST)
    submission = empty_plan(2022)
    li.post(address(submission))
    page = words(li.get(address(submission)))
    assert "今年的计划已经包含上年的全部内容，没有可以结转的了。" in page
    before = now(submission)
    li.post(address(submission))
    assert now(submission) == before


def test_without_last_year_it_is_refused_kindly(li):
    submission = empty_plan(2022)
    sentence = "系统中没有本单位2021年的绩效计划，不能结转。可以先导入上年的文件，或者直接填报。"
    for answer in (li.get(address(submission), follow=True), li.post(address(submission), follow=True)):
        assert sentence in words(answer)
    empty_plan(2021)
    assert "本单位2021年的绩效计划是空的，没有可以结转的内容。" in words(li.get(address(submission), follow=True))


def test_out_of_turn_nothing_is_copied(li):
    loaded(LAST)
    submission = empty_plan(2022)
    Submission.objects.filter(pk=submission.pk).update(status="submitted")
    for answer in (li.get(address(submission), follow=True), li.post(address(submission), follow=True)):
        assert "现在不能修改。" in words(answer)
    assert now(submission).projects == ()


def test_only_the_department_itself_may_carry_over_and_only_its_own():
    published(replace(LAST, department=replace(LAST.department, code="345002", name="山海关区体育馆")))
    submission = empty_plan(2022)
    client = Client()
    client.force_login(cast.li())
    assert "系统中没有本单位2021年的绩效计划" in words(client.get(address(submission), follow=True))
    for person in (cast.zhao(), cast.wang(), cast.liu(), cast.zhou()):
        client.force_login(person)
        assert client.get(address(submission)).status_code == 404
        assert client.post(address(submission)).status_code == 404
    assert now(submission).projects == ()


def test_the_number_of_queries_does_not_grow(li, django_assert_max_num_queries):
    many = tuple(project(number, f"项目{number}") for number in range(1, 31))
    loaded(replace(LAST, projects=many))
    submission = empty_plan(2022)
    assert FiscalYear.objects.count() == 2
    with django_assert_max_num_queries(40):
        assert li.get(address(submission)).status_code == 200
