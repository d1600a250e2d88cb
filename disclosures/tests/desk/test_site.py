"""The door of the desk: who gets in, the forced change of a password, one's own change, the way out."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import override_settings

from disclosures.models import Role
from disclosures.tests import cast

pytestmark = pytest.mark.django_db

NEW = "山海关外-第一楼"
CHANGE = "/admin/password_change/"


@pytest.fixture
def li(client):
    """李敏 with a password that somebody else gave her, logged in."""
    made = cast.li()
    made.must_change_password = True
    made.save()
    client.force_login(made)
    return made


def change(client, old: str = cast.PASSWORD, new: str = NEW, again: str | None = None):
    values = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post(CHANGE, values)


@pytest.mark.parametrize("address", ["/admin/", "/admin/disclosures/planchange/", "/admin/plans/1/", "/admin/nowhere/"])
def test_a_given_password_opens_nothing_but_the_page_where_it_is_changed(client, li, address):
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer.url) == (302, CHANGE)
    page = client.get(CHANGE)
    assert page.status_code == 200
    assert "您现在使用的是他人设置的密码" in page.content.decode()


def test_after_the_change_the_desk_is_open(client, li):
    answer = change(client)
    assert (answer.status_code, answer.url) == (302, "/admin/")
    page = client.get("/admin/")
    assert (page.status_code, [str(one) for one in page.context["messages"]]) == (
        200,
        ["密码已修改，下次登录请用新密码。"],
    )
    assert page.templates[0].name == "desk/start.html"
    li.refresh_from_db()
    assert (li.check_password(NEW), li.must_change_password) == (True, False)


def test_leaving_is_always_possible(client, li):
    assert "您已退出。" in client.post("/admin/logout/").content.decode()
    answer = client.get("/admin/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/")


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("猜的", NEW, NEW, "你的旧密码不正确。请重新输入。"),
        (cast.PASSWORD, cast.PASSWORD, cast.PASSWORD, "新密码不能与原密码相同。"),
        (cast.PASSWORD, NEW, "别的", "输入的两个密码不一致。"),
        (cast.PASSWORD, "短", "短", "密码太短，至少要有 8 个字符。"),
        (cast.PASSWORD, "password", "password", "这个密码太常见了。"),
        (cast.PASSWORD, "20230101", "20230101", "密码只包含数字。"),
    ],
)
def test_a_change_is_refused_with_a_sentence_and_the_duty_stays(client, li, old, new, again, sentence):
    assert sentence in change(client, old, new, again).content.decode()
    li.refresh_from_db()
    assert (li.check_password(cast.PASSWORD), li.must_change_password) == (True, True)


def test_somebody_without_a_role_reads_why_nothing_is_there(client):
    client.force_login(cast.person("newcomer"))
    page = client.get("/admin/").content.decode()
    assert "您还没有任职" in page
    assert "系统管理员" in page
    assert 'class="section"' not in page


def test_a_role_taken_away_leaves_the_explanation(client):
    wang = cast.wang()
    client.force_login(wang)
    assert "您还没有任职" not in client.get("/admin/").content.decode()
    wang.memberships.get().delete()
    assert "您还没有任职" in client.get("/admin/").content.decode()
    assert client.get("/admin/indicators/department/").status_code == 403


def test_somebody_deactivated_is_out_at_once_and_cannot_return(client):
    wang = cast.wang()
    client.force_login(wang)
    wang.is_active = False
    wang.save()
    assert client.get("/admin/").status_code == 302
    answer = client.post("/admin/login/", {"username": "wang", "password": cast.PASSWORD})
    assert "请输入一个正确的" in answer.content.decode()


@pytest.mark.parametrize("fields", [None, ["is_active"]])
def test_somebody_activated_again_logs_in_anew(client, fields):
    """A session that deactivation ended stays ended, for every process that reads it."""
    wang = cast.wang()
    client.force_login(wang)
    for active in (False, True):
        wang.is_active = active
        wang.save(update_fields=fields)
    answer = client.get("/admin/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/")
    assert client.post("/admin/login/", {"username": "wang", "password": cast.PASSWORD}).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_a_key_in_use_before_keeps_sessions_until_they_are_ended(client, settings):
    wang = cast.wang()
    client.force_login(wang)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key" * 5, [settings.SECRET_KEY]
    assert client.get("/admin/").status_code == 200
    wang.is_active = False
    wang.save()
    wang.is_active = True
    wang.save()
    assert client.get("/admin/").status_code == 302


def test_log_in_needs_no_flag_beside_an_active_account(client):
    cast.official("qian", "钱芳", Role.DIRECTOR, cast.shanhaiguan())
    answer = client.post("/admin/login/?next=/admin/", {"username": "qian", "password": cast.PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/admin/")


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/admin/inbox/", "/admin/inbox/"),
        ("https://evil.example.com/admin/", "/admin/"),
        ("//evil.example.com", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_a_log_in_leads_to_a_page_of_ours(client, asked, reached):
    cast.li()
    typed = {"username": "li", "password": cast.PASSWORD}
    by_address = client.post(f"/admin/login/?{urlencode({'next': asked})}", typed)
    by_form = client.__class__().post("/admin/login/", typed | {"next": asked})
    assert [(one.status_code, one.url) for one in (by_address, by_form)] == [(302, reached)] * 2


def test_passwords_are_kept_by_argon2(settings):
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        assert identify_hasher(cast.person("qian").password).algorithm == "argon2"


def test_the_login_page_is_chinese_to_its_title(client):
    page = client.post("/admin/login/", {"username": "li", "password": "猜的"}).content.decode()
    assert "<title>有错误：登录 | 绩效公开</title>" in page
