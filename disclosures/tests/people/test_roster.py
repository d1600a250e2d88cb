"""The declared roster's word on who owes a publication."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from disclosures.models import RosterUnit
from disclosures.people.roster import declared_units, exemptions
from disclosures.tests import cast
from disclosures.tests.rosters import roster, unit
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

DAY = date(2021, 2, 25)


@pytest.mark.parametrize(
    ("fields", "exemption"),
    [
        ({}, ""),
        ({"excused_reason": "依法不公开部门预算"}, "依法不公开部门预算"),
        ({"since": DAY}, ""),
        ({"since": date(2021, 2, 26)}, "2021年2月26日设立"),
        ({"until": DAY}, ""),
        ({"until": date(2021, 2, 24)}, "2021年2月24日撤销"),
    ],
)
def test_a_unit_owes_a_publication_where_it_exists_on_the_last_day_for_it(fields, exemption):
    made = roster(2021, unit(**fields), publication_deadline=DAY)
    assert [one.exemption for one in declared_units(made.fiscal_year)] == [exemption]
    assert exemptions([made.fiscal_year_id]) == {made.fiscal_year_id: {"345001": exemption}}


@pytest.mark.parametrize(
    ("fields", "exemption"),
    [
        ({"since": date(2021, 12, 31)}, ""),
        ({"since": date(2022, 1, 1)}, "2022年1月1日设立"),
        ({"until": date(2021, 1, 1)}, ""),
        ({"until": date(2020, 12, 31)}, "2020年12月31日撤销"),
    ],
)
def test_without_a_last_day_it_owes_one_where_it_exists_on_any_day_of_the_year(fields, exemption):
    made = roster(2021, unit(**fields))
    assert [one.exemption for one in declared_units(made.fiscal_year)] == [exemption]


def test_a_roster_that_is_not_declared_says_nothing():
    made = roster(2021, unit(), declared=False)
    assert (declared_units(made.fiscal_year), exemptions([made.fiscal_year_id])) == ([], {})


def test_rosters_of_other_years_do_not_count():
    roster(2020, unit("345009", "别的"))
    other = FiscalYear.objects.create(region=cast.shanhaiguan(), year=2021, scheme="from_2021")
    assert (declared_units(other), exemptions([other.pk])) == ([], {})


def test_a_unit_does_not_end_before_it_begins():
    made = roster(2021)
    with pytest.raises(ValidationError) as refusal:
        RosterUnit(roster=made, code="345001", name="某馆", since=DAY, until=date(2021, 1, 1)).full_clean()
    assert refusal.value.messages == ["撤销日期不能早于设立日期。"]
