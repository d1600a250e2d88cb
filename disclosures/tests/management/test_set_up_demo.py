"""set_up_demo: the samples loaded and published, once, and only where it does no harm."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosures.management.demo_year import EXCUSED
from disclosures.models import (
    DisclosedIndicator,
    DisclosedProject,
    DisclosedUnit,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    Person,
    SourceFile,
    Submission,
)
from disclosures.people.permissions import can_edit
from disclosures.tests import cast
from disclosures.tests.golden import sample_files
from indicators.models import Department

pytestmark = pytest.mark.django_db

HEALTH = ("361001", "院前急救站点标准化建设", "13030321Z2V9B7DQ0W85A")


@pytest.fixture
def demo(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("PORT", "9000")


def set_up() -> list[str]:
    out = StringIO()
    call_command("set_up_demo", stdout=out)
    return out.getvalue().splitlines()


def versions() -> list[tuple]:
    fields = ("region_code", "department_code", "fiscal_year", "version", "current", "project_count", "total")
    return sorted(Disclosure.objects.values_list(*fields))


def test_it_loads_every_sample_and_publishes_all_but_one(demo):
    set_up()
    assert sorted(SourceFile.objects.values_list("name", flat=True)) == [path.name for path in sample_files()]
    assert versions() == [
        ("130303", "301001", 2021, 1, False, 6, Decimal("1438600.00")),
        ("130303", "301001", 2021, 2, True, 6, Decimal("1398100.00")),
        ("130303", "301001", 2022, 1, True, 5, Decimal("1240000.00")),
        ("130303", "325001", 2021, 1, True, 5, Decimal("3075500.00")),
        ("130303", "325001", 2022, 1, True, 4, Decimal("1985500.00")),
        ("130303", "480001", 2021, 1, True, 4, Decimal("9337000.00")),
        ("130303", "480001", 2022, 1, True, 4, Decimal("10046000.00")),
        ("130303", "610003", 2020, 1, True, 4, Decimal("1415000.00")),
        ("130303", "610003", 2021, 1, True, 4, Decimal("1448100.00")),
        ("130324", "456001", 2021, 1, True, 4, Decimal("6762500.00")),
        ("130371", "325001", 2022, 1, True, 6, None),
        ("130371", "452001", 2021, 1, True, 5, None),
    ]


def test_the_draft_of_the_health_bureau_is_nowhere_public(demo):
    set_up()
    drafts = Submission.objects.filter(status="draft", plan__fiscal_year__year=2021)
    assert [str(one.plan) for one in drafts] == ["秦皇岛市山海关区卫生健康局本级 2021年"]
    code, name, project_code = HEALTH
    public = "\n".join(DisclosureBody.objects.values_list("text", flat=True))
    assert [word for word in HEALTH if word in public] == []
    assert not DisclosedProject.objects.filter(name=name).exists()
    assert not DisclosedProject.objects.filter(code=project_code).exists()
    assert not DisclosedIndicator.objects.filter(department_code=code).exists()


def test_what_is_withheld_stays_withheld(demo):
    set_up()
    (project,) = DisclosedProject.objects.filter(withheld=True)
    assert (project.number, project.name, project.withheld_reason) == (5, "应急指挥通信保障设备", "原件标注涉密")
    assert (project.code, project.total, project.indicator_count, project.indicators.count()) == ("", None, 0, 0)
    assert not hasattr(project.disclosure, "file")


def test_more_is_due_than_published_and_the_deadline_is_the_twentieth_day(demo):
    set_up()
    year = DisclosedYear.objects.get(region_code="130303", fiscal_year=2021)
    published = Disclosure.objects.current().filter(region_code="130303", fiscal_year=2021).count()
    assert (year.departments_due, published) == (5, 4)
    excused = DisclosedUnit.objects.exclude(exemption="")
    assert [(one.fiscal_year, one.name) for one in excused] == [(2022, EXCUSED["name"]), (2021, EXCUSED["name"])]
    assert DisclosedYear.objects.get(region_code="130303", fiscal_year=2020).departments_due is None
    assert (year.approved_on, year.publication_due_on) == (date(2021, 2, 5), date(2021, 2, 25))


def test_one_code_stays_two_departments(demo):
    set_up()
    assert sorted(Department.objects.filter(code="325001").values_list("region__code", flat=True)) == [
        "130303",
        "130371",
    ]


def test_a_second_run_changes_nothing(demo):
    first = set_up()
    before = (versions(), list(DisclosureBody.objects.values_list("sha256")), Submission.objects.count())
    assert set_up() == first
    assert (versions(), list(DisclosureBody.objects.values_list("sha256")), Submission.objects.count()) == before


def test_it_prints_addresses_and_accounts(demo):
    assert set_up() == [
        "演示网站已就绪：公开了 12 个版本，另有 4 份尚在填报。",
        "  公开页面  http://127.0.0.1:9000/",
        "  管理后台  http://127.0.0.1:9000/admin/（2023年正在填报）",
        "  密码均为  shanhaiguan-demo",
        "  账号 li     李敏，秦皇岛市山海关区旅游和文化广电局本级 单位填报员",
        "  账号 chen   陈立，秦皇岛市山海关区旅游和文化广电局本级 单位负责人",
        "  账号 zhao   赵静，秦皇岛市山海关区教育和体育局本级 单位填报员",
        "  账号 gao    高远，秦皇岛市山海关区教育和体育局本级 单位负责人",
        "  账号 ma     马骏，秦皇岛市山海关区城市管理综合行政执法局本级 单位负责人",
        "  账号 wang   王强，山海关区 财政审核员",
        "  账号 liu    刘芳，山海关区 财政负责人",
        "  账号 zhou   周宁，山海关区 系统管理员",
        "  账号 admin  超级管理员",
        "以上账号和密码只供演示。",
    ]


def test_every_account_opens_the_desk_at_once(demo, client):
    set_up()
    for username in ("li", "chen", "zhao", "gao", "ma", "wang", "liu", "zhou", "admin"):
        answer = client.post("/admin/login/?next=/admin/", {"username": username, "password": "shanhaiguan-demo"})
        assert (answer.status_code, answer.url) == (302, "/admin/")
        assert client.get("/admin/").status_code == 200
        client.logout()


def test_the_open_year_shows_plans_at_every_stage_of_entry(demo):
    set_up()
    li = Person.objects.get(username="li")
    plans = Submission.objects.filter(plan__fiscal_year__year=2023).order_by("plan__department__code")
    assert list(plans.values_list("plan__department__code", "status", "submitted_by__name")) == [
        ("301001", "draft", None),
        ("325001", "submitted", "高远"),
        ("361001", "draft", None),
        ("480001", "returned", "马骏"),
        ("610003", "draft", None),
    ]
    assert [can_edit(li, plan) for plan in plans] == [True, False, False, False, False]


def test_the_returned_plan_says_what_to_mend(demo):
    set_up()
    set_up()
    returned = Submission.objects.get(plan__department__code="480001", status="returned")
    assert [(event.action, event.words) for event in returned.events.all()] == [
        ("submit", ""),
        ("return", "请按所附意见修改后重新送审。"),
    ]
    assert [(note.key, note.field, note.author.name) for note in returned.review_notes.all()] == [
        ("1", "objectives", "王强"),
        ("1.1", "target", "王强"),
    ]


def test_it_is_refused_outside_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=on"):
        set_up()
    assert not SourceFile.objects.exists()


def test_it_is_refused_where_real_people_work(demo):
    cast.administrator()
    with pytest.raises(CommandError, match="不属于演示的数据"):
        set_up()
    assert not SourceFile.objects.exists()
