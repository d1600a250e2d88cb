"""The page of the roster: who keeps it, and that the public is told of every change of a declared one."""

import pytest
from django.urls import reverse

from disclosures.models import DisclosedUnit, DisclosedYear, Role, Roster
from disclosures.tests import cast
from disclosures.tests.rosters import roster, unit
from indicators.models import FiscalYear, Region

pytestmark = pytest.mark.django_db

ADD = "/admin/disclosures/roster/add/"


def year(region: str = "130303", number: int = 2021) -> FiscalYear:
    return FiscalYear.objects.create(region=Region.objects.get(code=region), year=number, scheme="from_2021")


def form(*units: dict, kept: int = 0, **fields) -> dict:
    """What the page posts: its fields, and the rows of units."""
    rows = {f"units-{place}-{name}": value for place, unit in enumerate(units) for name, value in unit.items()}
    return {"units-TOTAL_FORMS": len(units), "units-INITIAL_FORMS": kept} | rows | fields


def due() -> int | None:
    return DisclosedYear.objects.get().departments_due


def test_the_director_declares_a_roster_and_the_public_learns_of_it(client):
    client.force_login(cast.liu())
    units = ({"code": "345001", "name": "文化馆"}, {"code": "345002", "name": "某馆", "excused_reason": "依法不公开"})
    answer = client.post(ADD, form(*units, fiscal_year=year().pk, declared="on"))
    assert answer.status_code == 302
    shown = DisclosedUnit.objects.values_list("region_code", "fiscal_year", "code", "name", "exemption")
    assert list(shown) == [
        ("130303", 2021, "345001", "文化馆", ""),
        ("130303", 2021, "345002", "某馆", "依法不公开"),
    ]
    assert due() == 1


def test_what_is_not_declared_any_more_is_not_public_any_more(client):
    made = roster(2021, unit())
    client.force_login(cast.liu())
    kept = {"id": made.units.get().pk, "roster": made.pk, "code": "345001", "name": "文化馆"}
    address = reverse("admin:disclosures_roster_change", args=[made.pk])
    assert client.post(address, form(kept, kept=1)).status_code == 302
    assert (due(), DisclosedUnit.objects.count(), Roster.objects.get().units.get().name) == (None, 0, "文化馆")


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_deleted_roster_is_not_public_any_more(client, way):
    made = roster(2021, unit())
    client.force_login(cast.liu())
    address = f"/admin/disclosures/roster/{made.pk}/delete/" if way == "page" else "/admin/disclosures/roster/"
    client.post(address, {"post": "yes", "action": "delete_selected", "_selected_action": [made.pk]})
    assert (due(), DisclosedUnit.objects.count(), Roster.objects.count()) == (None, 0, 0)


def test_years_offered_are_those_of_the_own_region_without_a_roster(client):
    roster(2020, unit())
    own = year()
    other = year("130322")
    client.force_login(cast.liu())
    offered = client.get(ADD).context["adminform"].form.fields["fiscal_year"].queryset
    assert list(offered) == [own]
    client.post(ADD, form(fiscal_year=other.pk, declared="on"))
    assert not Roster.objects.filter(fiscal_year=other).exists()


def test_a_roster_of_another_region_does_not_exist_and_a_reviewer_only_looks(client):
    made = roster(2021, unit())
    address = reverse("admin:disclosures_roster_change", args=[made.pk])
    client.force_login(cast.official("sun", "孙强", Role.DIRECTOR, Region.objects.get(code="130322")))
    assert client.get(address).status_code == 404
    client.force_login(cast.wang())
    assert (client.get(address).status_code, client.post(address, form()).status_code) == (200, 403)
    client.force_login(cast.zhao())
    assert client.get(address).status_code == 404
