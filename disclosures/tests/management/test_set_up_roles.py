"""set_up_roles, add_person: the roles as groups with exactly their permissions, and the first people in them."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from disclosures.models import Person
from disclosures.tests import cast

pytestmark = pytest.mark.django_db

RECORDS = ["disclosures.view_planchange", "disclosures.view_submissionevent"]
LOOKING = [
    "disclosures.view_disclosure",
    "disclosures.view_planchange",
    "disclosures.view_roster",
    "disclosures.view_rosterunit",
    "disclosures.view_rulesetting",
    "disclosures.view_submissionevent",
    "indicators.view_department",
    "indicators.view_fiscalyear",
    "indicators.view_standardindicator",
    "indicators.view_subject",
]
EXPECTED = {
    "单位填报员": RECORDS,
    "单位负责人": RECORDS,
    "财政审核员": LOOKING,
    "财政负责人": sorted(
        [
            *LOOKING,
            *(
                f"disclosures.{action}_{model}"
                for model in ("roster", "rosterunit", "rulesetting")
                for action in ("add", "change", "delete")
            ),
            *(f"indicators.{action}_fiscalyear" for action in ("add", "change", "delete")),
        ]
    ),
    "系统管理员": sorted(
        [
            *(f"disclosures.{action}_membership" for action in ("add", "change", "delete", "view")),
            *(f"disclosures.{action}_person" for action in ("add", "change", "view")),
            *(f"disclosures.{action}_disclosedsuccession" for action in ("add", "change", "delete", "view")),
            *(f"disclosures.{action}_disclosedalias" for action in ("add", "change", "delete", "view")),
            *(f"disclosures.{action}_disclosedowner" for action in ("add", "change", "view")),
            *(f"indicators.{action}_department" for action in ("add", "change", "delete", "view")),
            *(f"indicators.{action}_region" for action in ("change", "view")),
            *(f"indicators.{action}_standardindicator" for action in ("add", "change", "view")),
            *(f"indicators.{action}_subject" for action in ("add", "change", "view")),
        ]
    ),
}


def run(*arguments, **options) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def granted() -> dict:
    return {
        group.name: sorted(
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in group.permissions.select_related("content_type")
        )
        for group in Group.objects.all()
    }


def test_it_creates_every_role_with_exactly_its_permissions():
    said = run("set_up_roles")
    assert said == ["已建立角色：单位填报员、单位负责人、财政审核员、财政负责人、系统管理员。"]
    assert granted() == EXPECTED


def test_a_second_run_takes_back_what_was_added_by_hand():
    run("set_up_roles")
    clerks, administrators = Group.objects.get(name="单位填报员"), Group.objects.get(name="系统管理员")
    clerks.permissions.set(administrators.permissions.all())
    run("set_up_roles")
    assert granted() == EXPECTED


def test_the_first_administrator_is_added_by_command_and_changes_the_password_at_once(client):
    said = run("add_person", "zhou", "周宁", "系统管理员", "130303")
    assert said[0] == "已登记：zhou 周宁，130303 山海关区 系统管理员。"
    password = re.fullmatch(r"一次性密码：([a-z2-9]{10})（登录后须修改）", said[1])[1]
    zhou = Person.objects.get(username="zhou")
    assert (zhou.check_password(password), zhou.must_change_password, zhou.is_superuser) == (True, True, False)
    assert zhou.has_perm("disclosures.change_person")
    client.post("/admin/login/", {"username": "zhou", "password": password})
    answer = client.get("/admin/disclosures/person/")
    assert (answer.status_code, answer.url) == (302, "/admin/password_change/")


def test_somebody_known_gets_one_more_role_and_keeps_the_password():
    wang = cast.wang()
    culture = cast.culture()
    said = run("add_person", "wang", "王强", "单位填报员", "130303", department=culture.code)
    assert said == ["已登记：wang 王强，345001 山海关区文化馆 单位填报员。"]
    wang.refresh_from_db()
    assert (wang.check_password(cast.PASSWORD), wang.must_change_password) == (True, False)
    assert sorted(membership.role for membership in wang.memberships.all()) == ["clerk", "reviewer"]


@pytest.mark.parametrize(
    ("role", "region", "department", "sentence"),
    [
        ("单位填报员", "130303", None, "单位填报员须选择所在单位。"),
        ("财政审核员", "130303", "345001", "财政审核员不属于某个单位，请留空。"),
        ("单位填报员", "130322", "345001", "昌黎县没有代码为 345001 的单位"),
        ("系统管理员", "999999", None, "没有代码为 999999 的财政区划"),
    ],
)
def test_a_role_in_the_wrong_place_is_refused_and_nobody_is_added(role, region, department, sentence):
    cast.culture()
    with pytest.raises(CommandError) as refusal:
        run("add_person", "qian", "钱芳", role, region, department=department)
    assert str(refusal.value) == sentence
    assert not Person.objects.exists()
