"""Opening a year: an empty plan for every active department, by command and from the admin; and taking it back."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosures.models import DisclosedUnit, DisclosedYear, Roster, Submission
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast, stages
from disclosures.tests.rosters import roster, unit
from disclosures.workflow.findings import findings_of
from disclosures.workflow.opening_years import is_open, is_untouched, open_for_newcomers, open_year, take_back
from indicators.models import AnnualPlan, Department, FiscalYear

pytestmark = pytest.mark.django_db


def departments(active: int, inactive: int = 0) -> None:
    for number in range(active + inactive):
        Department.objects.create(
            region=cast.shanhaiguan(),
            code=f"{400001 + number}",
            name=f"第{number + 1}局",
            active=number < active,
        )


def year(number: int = 2023, **dates) -> FiscalYear:
    return FiscalYear.objects.create(region=cast.shanhaiguan(), year=number, scheme="cost_first", **dates)


def test_every_active_department_gets_an_empty_draft():
    departments(active=3, inactive=1)
    opened = year()
    assert open_year(opened) == 3
    drafts = Submission.objects.filter(plan__fiscal_year=opened).order_by("plan__department__code")
    assert [(one.plan.department.name, one.status) for one in drafts] == [
        ("第1局", "draft"),
        ("第2局", "draft"),
        ("第3局", "draft"),
    ]
    document = assemble(drafts[0])
    assert (document.fiscal_year, document.department.name, document.projects) == (2023, "第1局", ())


def test_the_public_learns_when_publication_is_due_and_who_owes_one_from_the_roster_alone():
    departments(active=2, inactive=3)
    open_year(year(approved_on=date(2023, 1, 20)))
    known = DisclosedYear.objects.get(region_code="130303", fiscal_year=2023)
    assert (known.departments_due, known.publication_due_on) == (None, date(2023, 2, 9))
    roster(2023, unit("400001", "第1局"))
    open_year(FiscalYear.objects.get())
    assert list(DisclosedUnit.objects.values_list("code", "name", "exemption")) == [("400001", "第1局", "")]
    known.refresh_from_db()
    assert known.departments_due == 1


def test_opening_again_adds_what_is_missing_and_leaves_the_rest():
    departments(active=2, inactive=1)
    opened = year()
    open_year(opened)
    before = list(Submission.objects.order_by("pk").values_list("pk", flat=True))
    Department.objects.create(region=cast.shanhaiguan(), code="499001", name="新设局")
    assert (open_year(opened), open_year(opened)) == (1, 0)
    assert list(Submission.objects.order_by("pk").values_list("pk", flat=True))[:2] == before


def test_a_plan_that_exists_is_left_alone():
    submission = stages.draft()
    assert open_year(submission.plan.fiscal_year) == 0
    assert assemble(submission).projects != ()


def test_opening_a_hundred_departments_takes_few_queries(django_assert_max_num_queries):
    departments(active=100)
    opened = year()
    with django_assert_max_num_queries(21):
        assert open_year(opened) == 100


TODAY = date(2022, 12, 15)


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (None, None, False),
        (date(2022, 12, 1), None, True),
        (date(2022, 12, 1), date(2022, 12, 15), True),
        (date(2022, 12, 1), date(2022, 12, 14), False),
        (date(2023, 1, 1), date(2023, 1, 31), True),
        (None, date(2022, 12, 31), True),
    ],
)
def test_a_year_is_open_until_its_last_day_and_closed_without_dates(opens, closes, expected):
    assert is_open(FiscalYear(entry_opens_on=opens, entry_closes_on=closes), TODAY) is expected


def test_a_new_department_enters_the_years_that_are_open_only():
    year(2021)
    year(2023, entry_closes_on=date(2099, 1, 31))
    departments(active=1, inactive=1)
    open_for_newcomers(cast.shanhaiguan())
    assert [plan.fiscal_year.year for plan in AnnualPlan.objects.all()] == [2023]


def test_a_year_opened_by_mistake_is_taken_back_with_its_empty_plans():
    departments(active=2)
    opened = year(2032)
    open_year(opened)
    assert is_untouched(opened)
    findings_of(Submission.objects.all()[0])  # somebody looked at a plan
    roster(2032, unit())
    take_back(opened)
    rows = (FiscalYear, AnnualPlan, DisclosedYear, DisclosedUnit, Roster)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0, 0]


def test_a_year_in_which_somebody_wrote_is_not_untouched():
    assert not is_untouched(stages.draft().plan.fiscal_year)


def command(*arguments, **options) -> str:
    out = StringIO()
    call_command("open_year", *arguments, stdout=out, **options)
    return out.getvalue().strip()


def test_the_command_opens_a_year_with_its_window_and_says_how_many_plans_it_made():
    departments(active=2)
    said = command("130303", 2023, opens=date(2022, 12, 1), closes=date(2023, 1, 10))
    assert said == "山海关区 2023年已开放填报，新建 2 个单位的计划。"
    opened = FiscalYear.objects.get()
    assert (opened.scheme, opened.entry_opens_on, opened.entry_closes_on) == (
        *("cost_first", date(2022, 12, 1)),
        date(2023, 1, 10),
    )
    assert command("130303", 2023, closes=date(2023, 1, 31)) == "山海关区 2023年已开放填报，新建 0 个单位的计划。"
    opened.refresh_from_db()
    assert (opened.entry_opens_on, opened.entry_closes_on) == (date(2022, 12, 1), date(2023, 1, 31))


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (("999999", 2023), {}, "没有代码为 999999 的财政区划"),
        (
            ("130303", 2023),
            {"opens": date(2023, 1, 2), "closes": date(2023, 1, 1)},
            "填报截止日期不能早于开始日期。",
        ),
    ],
)
def test_the_command_refuses_in_chinese(arguments, options, sentence):
    with pytest.raises(CommandError) as refusal:
        command(*arguments, **options)
    assert str(refusal.value) == sentence
    assert not FiscalYear.objects.exists()
