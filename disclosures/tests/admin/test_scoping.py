"""Model pages reach the rows of one's own regions only: lists, filters, forms, choices, deletions, counts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.checks import ALL
from disclosures.models import Role, RuleSetting, Submission
from disclosures.plans.submissions import record_changes
from disclosures.tests import cast, stages
from disclosures.tests.builders import CHANGLI, loaded, published
from disclosures.tests.stages import some, sound_document
from indicators.models import Department, FiscalYear, Region, StandardIndicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def changli() -> Region:
    """昌黎县 with a department, a year and a rule setting of its own."""
    region = Region.objects.get(code="130322")
    Department.objects.create(region=region, code="345001", name="昌黎县图书馆")
    FiscalYear.objects.create(region=region, year=2031, scheme="cost_first")
    sun = cast.official("sun", "孙强", Role.DIRECTOR, region)
    RuleSetting.objects.create(region=region, rule="A01", choice="off", reason="昌黎另有规定", changed_by=sun)
    return region


def listed(client, model: str, **query) -> list[str]:
    return [str(row) for row in client.get(reverse(f"admin:{model}_changelist"), query).context["cl"].result_list]


def choices(client, address: str, field: str) -> list[str]:
    form = client.get(address).context["adminform"].form
    return [str(one) for one in form.fields[field].queryset]


def filters(client, model: str) -> list[str]:
    """Everything that the filters of a list offer."""
    changes = client.get(reverse(f"admin:{model}_changelist")).context["cl"]
    return [str(choice["display"]) for one in changes.filter_specs for choice in one.choices(changes)]


def test_departments_are_those_of_the_own_region(client, changli):
    cast.culture()
    client.force_login(cast.zhou())
    assert listed(client, "indicators_department") == ["345001 山海关区文化馆"]
    assert listed(client, "indicators_department", q="昌黎") == []
    assert [one for one in filters(client, "indicators_department") if "昌黎" in one] == []
    assert choices(client, "/admin/indicators/department/add/", "region") == ["130303 山海关区"]
    answer = client.post(
        "/admin/indicators/department/add/", {"region": changli.pk, "code": "346001", "name": "闯入局", "active": "on"}
    )
    assert "该选择不在可用的选项中" in answer.content.decode()
    assert not Department.objects.filter(name="闯入局").exists()


def test_a_list_filter_or_an_ordering_by_hand_goes_no_further(client, changli):
    cast.culture()
    client.force_login(cast.zhou())
    for query in ({"region__id__exact": changli.pk}, {"region__code": "130322"}, {"o": "3"}, {"all": ""}):
        assert "昌黎县图书馆" not in client.get("/admin/indicators/department/", query).content.decode()


def test_two_roles_each_hold_in_their_own_region(client, changli):
    """刘芳 decides in 山海关区 and only reviews in 昌黎县: she sees the years of both and changes those of one."""
    liu = cast.liu()
    cast.assign(liu, Role.REVIEWER, changli)
    here = FiscalYear.objects.create(region=cast.shanhaiguan(), year=2031, scheme="cost_first")
    there = FiscalYear.objects.get(region=changli)
    client.force_login(liu)
    assert listed(client, "indicators_fiscalyear") == ["山海关区 2031年", "昌黎县 2031年"]
    assert choices(client, "/admin/indicators/fiscalyear/add/", "region") == ["130303 山海关区"]
    for year, status in ((here, 302), (there, 403)):
        address = reverse("admin:indicators_fiscalyear_change", args=[year.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"scheme": "from_2021"}).status_code == status
    client.post(
        reverse("admin:indicators_fiscalyear_changelist"),
        {"action": "delete_selected", "_selected_action": [here.pk, there.pk], "post": "yes"},
    )
    assert (
        client.post(reverse("admin:indicators_fiscalyear_delete", args=[there.pk]), {"post": "yes"}).status_code == 403
    )
    assert sorted(FiscalYear.objects.values_list("region__code", "scheme")) == [
        ("130303", "from_2021"),
        ("130322", "cost_first"),
    ]


def test_a_new_year_gives_every_active_department_a_plan_and_says_so(client):
    cast.culture()
    cast.sports()
    client.force_login(cast.liu())
    values = {"region": cast.shanhaiguan().pk, "year": 2023, "scheme": "cost_first", "entry_closes_on": "2099-01-31"}
    page = client.post("/admin/indicators/fiscalyear/add/", values, follow=True).content.decode()
    assert "已为 2 个单位建立2023年绩效计划，填报人员登录后即可填写。" in page
    assert Submission.objects.filter(plan__fiscal_year__year=2023, status="draft").count() == 2


def test_a_window_given_to_a_closed_year_opens_it_and_other_changes_do_not(client):
    cast.culture()
    year = FiscalYear.objects.create(region=cast.shanhaiguan(), year=2023, scheme="cost_first")
    address = reverse("admin:indicators_fiscalyear_change", args=[year.pk])
    client.force_login(cast.liu())
    client.post(address, {"scheme": "cost_first", "approved_on": "2023-01-20"})
    assert Submission.objects.count() == 0
    client.post(address, {"scheme": "cost_first", "approved_on": "2023-01-20", "entry_closes_on": "2099-01-31"})
    assert Submission.objects.count() == 1


def test_a_window_the_wrong_way_round_is_refused_in_words(client):
    client.force_login(cast.liu())
    values = {"region": cast.shanhaiguan().pk, "year": 2023, "scheme": "cost_first"}
    values |= {"entry_opens_on": "2023-02-01", "entry_closes_on": "2023-01-31"}
    page = client.post("/admin/indicators/fiscalyear/add/", values).content.decode()
    assert "填报截止日期不能早于开始日期。" in page


def test_a_year_with_empty_plans_is_taken_back_and_one_with_contents_is_not(client):
    written = stages.draft().plan.fiscal_year
    client.force_login(cast.liu())
    values = {"region": cast.shanhaiguan().pk, "year": 2032, "scheme": "cost_first", "entry_closes_on": "2099-01-31"}
    client.post("/admin/indicators/fiscalyear/add/", values)
    mistaken = FiscalYear.objects.get(year=2032)
    delete = "admin:indicators_fiscalyear_delete"
    assert "连同尚未填写的空白计划" in client.get(reverse(delete, args=[mistaken.pk])).content.decode()
    for year in (mistaken, written):
        client.post(reverse(delete, args=[year.pk]), {"post": "yes"})
    assert list(FiscalYear.objects.all()) == [written]


def test_a_department_added_while_a_year_is_open_gets_its_plan(client):
    FiscalYear.objects.create(
        region=cast.shanhaiguan(), year=2023, scheme="cost_first", entry_closes_on=date(2099, 1, 31)
    )
    client.force_login(cast.zhou())
    values = {"region": cast.shanhaiguan().pk, "code": "346001", "name": "文物所", "active": "on"}
    client.post("/admin/indicators/department/add/", values)
    assert [str(one.plan) for one in Submission.objects.all()] == ["文物所 2023年"]


def test_a_rule_is_set_with_a_reason_by_its_chinese_name(client, changli):
    client.force_login(cast.liu())
    page = client.get("/admin/disclosures/rulesetting/add/").content.decode()
    assert '<option value="A01">A01 ' in page
    values = {"region": cast.shanhaiguan().pk, "rule": "A01", "choice": "W", "reason": ""}
    assert "这个字段是必填项。" in client.post("/admin/disclosures/rulesetting/add/", values).content.decode()
    client.post("/admin/disclosures/rulesetting/add/", values | {"reason": "过渡期"})
    kept = RuleSetting.objects.get(region__code="130303")
    assert (kept.rule, kept.choice, kept.reason, kept.changed_by) == ("A01", "W", "过渡期", some("liu"))
    assert listed(client, "disclosures_rulesetting") == ["A01 警告"]
    assert "昌黎" not in client.get("/admin/disclosures/rulesetting/").content.decode()


@pytest.mark.parametrize("values", [{"rule": "Z99"}, {"choice": "X"}, {"region": "foreign"}])
def test_an_unknown_rule_or_a_foreign_region_is_refused(client, changli, values):
    client.force_login(cast.liu())
    given = {"region": cast.shanhaiguan().pk, "rule": "A01", "choice": "W", "reason": "过渡期"} | values
    if given["region"] == "foreign":
        given["region"] = changli.pk
    assert client.post("/admin/disclosures/rulesetting/add/", given).status_code == 200
    assert RuleSetting.objects.filter(reason="过渡期").count() == 0


def test_the_library_is_kept_by_its_second_level(client):
    client.force_login(cast.zhou())
    values = {"subcategory": "economic_cost", "name": "人均成本", "description": "", "sign": "≤", "unit": "元"}
    client.post("/admin/indicators/standardindicator/add/", values | {"active": "on"})
    kept = StandardIndicator.objects.get()
    assert (kept.category, kept.subcategory, kept.name) == ("cost", "economic_cost", "人均成本")
    page = client.get("/admin/indicators/standardindicator/").content.decode()
    assert "成本指标" in page
    assert "经济成本指标" in page
    assert listed(client, "indicators_standardindicator", subcategory="quantity") == []


def test_records_are_seen_in_the_own_department_or_region_and_never_written(client):
    here = stages.submitted()
    loaded(sound_document(region=CHANGLI))
    for username, events in (("li", 2), ("wang", 2), ("chen", 2)):
        client.force_login(some(username))
        assert len(listed(client, "disclosures_submissionevent")) == events
    event = here.events.last()
    for username, status in (("zhao", 404), ("zhou", 404), ("administrator", 404), ("wang", 200)):
        client.force_login(some(username))
        assert client.get(reverse("admin:disclosures_submissionevent_change", args=[event.pk])).status_code == status
    client.force_login(cast.official("sun", "孙强", Role.REVIEWER, Region.objects.get(code="130322")))
    assert len(listed(client, "disclosures_submissionevent")) == 1


def test_a_change_is_told_with_the_printed_name_of_the_field(client):
    submission = stages.draft()
    li = some("li")
    fields = {
        "": "overall_objective",
        "d1": "objective",
        "1": "total",
        "1.1": "target",
        "2": "added",
        "3": "spending_plan",
    }
    record_changes(submission, li, [{"key": key, "field": field} for key, field in fields.items()])
    client.force_login(li)
    changes = client.get("/admin/disclosures/planchange/").context["cl"]
    labels = [changes.model_admin.label(change) for change in changes.result_list]
    assert labels == ["资金支出计划", "新增", "指标值", "预算数", "绩效目标", "总体绩效目标"]


def test_published_versions_are_those_of_the_own_region(client):
    published()
    published(sound_document(region=CHANGLI))
    client.force_login(cast.wang())
    assert listed(client, "disclosures_disclosure") == ["山海关区文化馆 2021年 第1版"]
    assert [one for one in filters(client, "disclosures_disclosure") if "昌黎" in one] == []


RULES = [rule.code for rule in ALL]
LISTS = (
    "disclosures_planchange",
    "disclosures_submissionevent",
    "disclosures_disclosure",
    "disclosures_rulesetting",
    "indicators_standardindicator",
    "indicators_department",
    "indicators_fiscalyear",
)


def test_lists_take_the_same_queries_for_many(client):
    plans = [stages.published()]
    client.force_login(some("liu"))

    def fill(first: int, count: int) -> None:
        """More of everything that the lists show."""
        for number in range(first, first + count):
            record_changes(plans[0], some("li"), [{"key": "1.1", "field": "target"}])
            StandardIndicator.objects.create(category="output", subcategory="quantity", name=f"指标{number}")
            FiscalYear.objects.create(region=cast.shanhaiguan(), year=2030 + number, scheme="cost_first")
            RuleSetting.objects.create(
                region=cast.shanhaiguan(), rule=RULES[number], choice="W", reason="试", changed_by=some("liu")
            )
            stages.published(stages.approved(stages.submitted(stages.another_draft(number))))

    def queries() -> list[int]:
        counts = []
        for model in LISTS:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"admin:{model}_changelist")).status_code == 200
            counts.append(len(captured))
        return counts

    fill(1, 2)
    queries()
    few = queries()
    fill(3, 8)
    assert queries() == few
