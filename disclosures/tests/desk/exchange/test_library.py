"""指标库 on the pages: clerks pick rows for a project, administrators take in what approved plans have."""

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef, Withheld
from disclosures.models import PlanChange, Submission
from disclosures.plans.indicator_library import load
from disclosures.tests import cast
from disclosures.tests.builders import CHANGLI, document, indicator, loaded, project
from disclosures.tests.desk.plans import empty_plan, now, words
from indicators.models import StandardIndicator

pytestmark = pytest.mark.django_db

LIST = """\
一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位
产出指标,数量指标,培训人数,参加培训的人数,≥,人
产出指标,数量指标,演出场次,,≥,场
成本指标,经济成本指标,人均成本,,≤,元/人
效益指标,可持续影响指标,使用年限,,≥,年
"""
CANDIDATES = "/admin/library/candidates/"


@pytest.fixture
def submission() -> Submission:
    load(LIST)
    return loaded(
        document(project(1, indicators=(indicator("培训 人数"),)), project(2, "展览", indicators=()))
    ).submission


@pytest.fixture
def li() -> Client:
    client = Client()
    client.force_login(cast.li())
    return client


def address(submission: Submission, query: str = "") -> str:
    return f"/admin/plans/{submission.pk}/library/{query}"


def pk_of(name: str) -> int:
    return StandardIndicator.objects.get(name=name).pk


def rows(response) -> list[tuple[str, int, bool]]:
    return [(one.offer.standard.name, one.offer.used, one.there) for one in response.context["lines"]]


def test_the_library_is_shown_in_the_words_of_the_year_and_says_what_is_there_already(li, submission):
    page = li.get(address(submission, "?project=1"))
    assert rows(page) == [("培训人数", 0, True), ("演出场次", 0, False), ("人均成本", 0, False), ("使用年限", 0, False)]
    assert "人均成本产出指标—成本指标≤…元/人–" in words(page)
    assert "加入到“图书馆购书”" in words(page)
    assert rows(li.get(address(submission, "?project=2")))[0] == ("培训人数", 0, False)


def test_without_a_project_one_is_chosen_beside_the_button(li, submission):
    page = li.get(address(submission)).content.decode()
    assert '<option value="1">1 图书馆购书</option><option value="2">2 展览</option>' in page
    empty = empty_plan(2023)
    assert "还没有项目。请先新增项目，再从指标库选取。" in words(li.get(address(empty)))


def test_it_is_searched_by_words_and_level(li, submission):
    assert rows(li.get(address(submission, "?q=人&level=成本指标"))) == [("人均成本", 0, False)]
    page = li.get(address(submission, "?q=没有的词&project=gone&level=x"))
    assert rows(page) == []
    assert "没有找到。请换一个更短的词" in words(page)


def test_the_table_alone_carries_what_a_script_fills_in(li, submission):
    page = li.get(address(submission, "?part=1&project=2&q=人均"))
    assert page.content.decode().lstrip().startswith("<table")
    for attribute in (
        'data-category="产出指标"',
        'data-subcategory="成本指标"',
        'data-name="人均成本"',
        'data-sign="≤"',
        'data-unit="元/人"',
    ):
        assert attribute in page.content.decode()


def test_picked_rows_are_appended_to_the_project(li, submission):
    values = {"project": "1", "pick": [pk_of("演出场次"), pk_of("人均成本")]}
    answer = li.post(address(submission, "?project=1"), values)
    assert (answer.status_code, answer.url) == (302, f"/admin/plans/{submission.pk}/projects/1/#id_indicators")
    made = now(submission).projects[0].indicators
    assert made == (
        indicator("培训 人数"),
        indicator("演出场次", "≥场", description="", basis=""),
        indicator("人均成本", "≤元/人", subcategory="成本指标", description="", basis=""),
    )
    assert [row.key for row in made] == ["1.1", "1.2", "1.3"]
    assert set(PlanChange.objects.values_list("actor__username", "key")) == {("li", "1.2"), ("li", "1.3")}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"project": "", "pick": "1"}, "请先选择项目。"),
        ({"project": "gone", "pick": "1"}, "请先选择项目。"),
        ({"project": "1"}, "请先勾选要加入的指标。"),
        ({"project": "1", "pick": ["0", "x"]}, "请先勾选要加入的指标。"),
    ],
)
def test_without_a_project_or_a_pick_nothing_is_added(li, submission, values, sentence):
    answer = li.post(address(submission), values, follow=True)
    assert sentence in words(answer)
    assert [len(one.indicators) for one in now(submission).projects] == [1, 0]


def test_out_of_turn_the_library_may_be_read_but_nothing_added(li, submission):
    Submission.objects.update(status="submitted")
    assert "加入" not in words(li.get(address(submission, "?project=1")))
    answer = li.post(address(submission), {"project": "1", "pick": pk_of("演出场次")}, follow=True)
    assert "现在不能修改。" in words(answer)
    assert len(now(submission).projects[0].indicators) == 1


def test_counts_tell_of_the_own_regions_settled_plans_only(li, submission):
    def used(code: str, status: str, withheld: Withheld | None = None, **fields):
        sheet = project(1, indicators=(indicator("演出场次"),), withheld=withheld)
        loaded(document(sheet, department=DepartmentRef(code, "某单位"), **fields))
        Submission.objects.filter(plan__department__code=code).update(status=status)

    used("345003", "approved")
    used("345004", "published")
    used("345005", "submitted")
    used("345006", "approved", region=CHANGLI)
    used("345007", "approved", Withheld("涉密"))
    assert rows(li.get(address(submission, "?q=演出"))) == [("演出场次", 2, False)]


def test_nobody_else_reaches_the_picker(submission):
    for person in (cast.zhao(), cast.wang(), cast.liu(), cast.zhou()):
        client = Client()
        client.force_login(person)
        assert client.get(address(submission)).status_code == 404
        assert client.post(address(submission), {"project": "1", "pick": pk_of("演出场次")}).status_code == 404
    assert len(now(submission).projects[0].indicators) == 1


def test_the_number_of_queries_does_not_grow(li, submission, django_assert_max_num_queries):
    StandardIndicator.objects.bulk_create(
        StandardIndicator(category="output", subcategory="quantity", name=f"指标{number}") for number in range(150)
    )
    with django_assert_max_num_queries(30):
        page = li.get(address(submission, "?project=1"))
    assert len(rows(page)) == 154


def test_a_very_large_library_is_cut_and_says_so(li, submission):
    StandardIndicator.objects.bulk_create(
        StandardIndicator(category="output", subcategory="quantity", name=f"指标{number}") for number in range(300)
    )
    page = li.get(address(submission))
    assert len(rows(page)) == 200
    assert "304条指标，只列出前200条，请输入更具体的词查找" in words(page)


def test_an_administrator_takes_in_what_approved_plans_have(submission):
    Submission.objects.update(status="approved")
    loaded(document(project(1, indicators=(indicator("外区指标", "≥1次"),)), region=CHANGLI))
    Submission.objects.filter(plan__department__region__code="130322").update(status="approved")
    cast.sports()
    zhou = Client()
    zhou.force_login(cast.zhou())
    assert [mark for mark, _ in zhou.get(CANDIDATES).context["lines"]] == []
    loaded(document(project(1, indicators=(indicator("购书册数", "≥500册"),)), fiscal_year=2022))
    Submission.objects.filter(plan__fiscal_year__year=2022).update(status="published")
    page = zhou.get(CANDIDATES)
    assert [mark for mark, _ in page.context["lines"]] == ["quantity|购书册数"]
    assert "购书册数产出指标—数量指标≥册1次" in words(page)
    answer = zhou.post(CANDIDATES, {"pick": ["quantity|购书册数", "quantity|外区指标", "x"]}, follow=True)
    assert "已收入1条指标。" in words(answer)
    assert StandardIndicator.objects.filter(name__in=["购书册数", "外区指标"]).count() == 1
    assert "没有新的指标。" in words(answer)


def test_only_administrators_take_in(submission):
    for person in (cast.li(), cast.chen(), cast.wang(), cast.liu(), cast.person("nobody")):
        client = Client()
        client.force_login(person)
        assert [client.get(CANDIDATES).status_code, client.post(CANDIDATES).status_code] == [404, 404]


def test_the_list_of_the_library_leads_there():
    zhou = Client()
    zhou.force_login(cast.zhou())
    page = zhou.get("/admin/indicators/standardindicator/").content.decode()
    assert f'<a href="{CANDIDATES}">从已审核的计划收入</a>' in page
