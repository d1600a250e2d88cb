"""What the tables refuse, whoever writes to them."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from indicators.models import (
    AnnualPlan,
    Department,
    Duty,
    DutyPair,
    FiscalYear,
    Indicator,
    Project,
    Region,
    SpendingPlan,
    StandardIndicator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> AnnualPlan:
    region = Region.objects.get(code="130303")
    office = Department.objects.create(region=region, code="345001", name="文化馆")
    year = FiscalYear.objects.create(region=region, year=2021, scheme="from_2021")
    return AnnualPlan.objects.create(department=office, fiscal_year=year)


@pytest.fixture
def project(plan) -> Project:
    return Project.objects.create(plan=plan, key="1", position=1, name="购书", code="A1")


def refused(model, **values) -> bool:
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.create(**values)
    return True


def test_the_divisions_of_qinhuangdao_are_there():
    assert {region.code: region.name for region in Region.objects.all()} == {
        "130302": "海港区",
        "130303": "山海关区",
        "130304": "北戴河区",
        "130306": "抚宁区",
        "130321": "青龙满族自治县",
        "130322": "昌黎县",
        "130324": "卢龙县",
        "130371": "秦皇岛经济技术开发区",
        "130372": "北戴河新区",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"code": "130303", "name": "又一个"},
        {"code": "13030", "name": "短"},
        {"code": "13030x", "name": "字母"},
        {"code": "130399", "name": ""},
    ],
)
def test_a_region_has_a_code_of_its_own_and_a_name(values):
    assert refused(Region, **values)


def test_a_department_is_unique_in_its_region_only(plan):
    region, other = Region.objects.get(code="130303"), Region.objects.get(code="130371")
    Department.objects.create(region=other, code="345001", name="开发区文化馆")
    assert refused(Department, region=region, code="345001", name="又一个")
    assert refused(Department, region=region, code="34500", name="短")
    assert refused(Department, region=region, code="345002", name="")


@pytest.mark.parametrize(
    "values",
    [
        {"year": 2021},
        {"year": 1999},
        {"year": 2101},
        {"year": 2022, "scheme": "other"},
        {"year": 2022, "entry_opens_on": date(2021, 9, 2), "entry_closes_on": date(2021, 9, 1)},
    ],
)
def test_a_fiscal_year_is_plausible(plan, values):
    assert refused(FiscalYear, region=plan.department.region, **({"scheme": "from_2021"} | values))


@pytest.mark.parametrize(
    ("approved_on", "deadline", "due"),
    [
        (None, None, None),
        (date(2021, 2, 5), None, date(2021, 2, 25)),
        (date(2021, 2, 5), date(2021, 3, 1), date(2021, 3, 1)),
        (None, date(2021, 3, 1), date(2021, 3, 1)),
    ],
)
def test_publication_is_due_on_the_twentieth_day_unless_said_otherwise(approved_on, deadline, due):
    assert FiscalYear(approved_on=approved_on, publication_deadline=deadline).publication_due_on == due


def test_a_department_has_one_plan_a_year(plan):
    assert refused(AnnualPlan, department=plan.department, fiscal_year=plan.fiscal_year)
    plan.money_unit = "亿元"
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.save()


@pytest.mark.parametrize(
    "values",
    [
        {"total": -1},
        {"fiscal_funds": "-0.01"},
        {"other_funds": -1},
        {"total": 10**13},
        {"code": ""},
        {"code": "A1"},
        {"key": "1"},
        {"money_unit": "亿元"},
    ],
)
def test_a_project_is_sound(plan, project, values):
    assert refused(Project, **({"plan": plan, "key": "2", "position": 2, "name": "夜校"} | values))


def test_projects_without_code_and_amounts_of_nothing_or_the_most_are_welcome(plan, project):
    for key, total in (("2", None), ("3", 0), ("4", "9999999999999.99")):
        Project.objects.create(plan=plan, key=key, position=2, name="夜校", total=total)
    assert Project.objects.filter(code=None).count() == 3


@pytest.mark.parametrize(
    "values",
    [{"month": 3}, {"month": 4}, {"cumulative_percent": "-0.01"}, {"cumulative_percent": "100.01"}],
)
def test_a_spending_plan_has_four_months_and_percentages(project, values):
    SpendingPlan.objects.create(project=project, month=3, cumulative_percent=None)
    assert refused(SpendingPlan, **({"project": project, "month": 6} | values))


@pytest.mark.parametrize("values", [{"key": "1.1"}, {"category": ""}, {"subcategory": ""}, {"kind": "其他"}])
def test_an_indicator_has_its_levels_and_a_key_of_its_own(project, values):
    sound = {"project": project, "position": 1, "category": "产出指标", "subcategory": "数量指标", "kind": "number"}
    Indicator.objects.create(key="1.1", **sound)
    assert refused(Indicator, **({"key": "1.2"} | sound | values))


def test_a_duty_has_a_key_of_its_own(plan):
    duty = Duty.objects.create(plan=plan, key="d1", position=1)
    DutyPair.objects.create(duty=duty, position=1)
    assert refused(Duty, plan=plan, key="d1", position=2)
    assert refused(DutyPair, duty=duty, position=1)
    assert (str(duty), str(Duty(title="公共阅读"))) == ("第1项职责", "公共阅读")


@pytest.mark.parametrize("values", [{}, {"name": "人数", "category": "其他"}, {"name": "人数", "subcategory": "其他"}])
def test_a_standard_indicator_uses_the_vocabulary(values):
    sound = {"category": "output", "subcategory": "quantity", "name": "场次"}
    StandardIndicator.objects.create(**sound)
    assert refused(StandardIndicator, **(sound | values))
