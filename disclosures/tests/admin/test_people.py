"""People: who an administrator keeps, which roles can be given, and passwords that only their owners know."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosures.models import Membership, Notice, Person, Role
from disclosures.tests import cast
from indicators.models import Department, Region

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/disclosures/person/"


@pytest.fixture
def zhou(client):
    """周宁, 系统管理员 of 山海关区, logged in."""
    made = cast.zhou()
    client.force_login(made)
    return made


def page_of(person, what: str = "change") -> str:
    return reverse(f"admin:disclosures_person_{what}", args=[person.pk])


def form(person=None, *rows: dict, **fields) -> dict:
    """What the page of a person posts: the given rows stand for all their memberships."""
    kept = list(person.memberships.all()) if person else []
    values = {
        "username": person.username if person else "sun",
        "name": person.name if person else "孙强",
        "email": "",
        "is_active": "on",
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": len(kept),
    }
    for place, row in enumerate(rows):
        named = {"id": kept[place].pk, "user": person.pk} if place < len(kept) else {}
        values |= {f"memberships-{place}-{name}": value for name, value in (named | row).items()}
    return {name: value for name, value in (values | fields).items() if value is not None}


def row(role: Role, place: Department | Region, **more) -> dict:
    department = place if isinstance(place, Department) else None
    return {
        "role": role.value,
        "region": (place.region if department else place).pk,
        "department": department.pk if department else "",
    } | more


def errors(answer) -> list[str]:
    """Every sentence of refusal on a page, in its order."""
    return re.findall(r"<li>([^<]+。)</li>", answer.content.decode())


def test_a_new_person_gets_a_role_and_a_password_that_is_shown_once(client, zhou):
    answer = client.post(f"{PEOPLE}add/", form(None, row(Role.CLERK, cast.culture())))
    sun = Person.objects.get(username="sun")
    assert (answer.status_code, answer.url) == (302, page_of(sun, "password"))
    assert (sun.has_usable_password(), sun.must_change_password, sun.is_superuser) == (False, True, False)
    assert [str(membership) for membership in sun.memberships.all()] == ["孙强 单位填报员"]
    shown = client.post(page_of(sun, "password")).content.decode()
    password = re.search(r"<code>([a-z2-9]{10})</code>", shown)[1]
    sun.refresh_from_db()
    assert sun.check_password(password)
    assert password not in client.get(page_of(sun, "password")).content.decode()
    assert password not in client.get(page_of(sun, "history")).content.decode()


def test_a_reset_ends_the_sessions_and_forces_a_change(client, zhou, django_user_model):
    li = cast.li()
    there = client.__class__()
    there.force_login(li)
    assert there.get("/admin/").status_code == 200
    client.post(page_of(li, "password"))
    li.refresh_from_db()
    assert (li.check_password(cast.PASSWORD), li.must_change_password) == (False, True)
    assert (there.get("/admin/").status_code, there.get("/admin/password_change/").status_code) == (302, 302)
    assert "重置密码" in client.get(page_of(li, "history")).content.decode()


def test_looking_at_the_reset_page_changes_nothing(client, zhou):
    li = cast.li()
    assert "生成一次性密码" in client.get(page_of(li, "password")).content.decode()
    li.refresh_from_db()
    assert (li.check_password(cast.PASSWORD), li.must_change_password) == (True, False)


def test_no_page_shows_a_hash_and_no_filter_asks_for_one(client, zhou):
    li = cast.li()
    for address in (PEOPLE, page_of(li), page_of(li, "history"), page_of(li, "password")):
        assert li.password not in client.get(address).content.decode()
    assert client.get(PEOPLE, {"password__startswith": li.password[:8]}).status_code == 400


def test_somebody_who_leaves_is_deactivated_and_logged_out_never_deleted(client, zhou):
    li = cast.li()
    there = client.__class__()
    there.force_login(li)
    assert there.get("/admin/password_change/").status_code == 200
    client.post(page_of(li), form(li, row(Role.CLERK, cast.culture()), is_active=None))
    li.refresh_from_db()
    assert (li.is_active, li.memberships.count()) == (False, 1)
    assert there.get("/admin/password_change/").status_code == 302
    client.post(page_of(li), form(li, row(Role.CLERK, cast.culture())))
    li.refresh_from_db()
    assert (li.is_active, there.get("/admin/").status_code) == (True, 302)
    assert client.post(page_of(li, "delete"), {"post": "yes"}).status_code == 403
    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [li.pk], "post": "yes"})
    assert Person.objects.filter(username="li").exists()


def test_a_person_keeps_at_least_one_role(client, zhou):
    li = cast.li()
    answer = client.post(page_of(li), form(li, row(Role.CLERK, cast.culture(), DELETE="on")))
    assert errors(answer) == ["至少保留一项任职；离开岗位的人员请取消“有效”以停用账号。"]
    assert li.memberships.count() == 1


def test_roles_change_and_the_groups_with_them(client, zhou):
    li = cast.li()
    client.post(page_of(li), form(li, row(Role.HEAD, cast.culture()), row(Role.REVIEWER, cast.shanhaiguan())))
    assert sorted(group.name for group in li.groups.all()) == ["单位负责人", "财政审核员"]


OUTSIDE = "选择一个有效的选项： 该选择不在可用的选项中。"


@pytest.mark.parametrize(
    ("role", "place", "sentence"),
    [
        (Role.ADMINISTRATOR, "other region", OUTSIDE),
        (Role.DIRECTOR, "other region", OUTSIDE),
        (Role.CLERK, "other department", OUTSIDE),
        (Role.CLERK, "own region", "单位填报员须选择所在单位。"),
        (Role.DIRECTOR, "own department", "财政负责人不属于某个单位，请留空。"),
    ],
)
def test_no_role_is_given_outside_the_region_or_in_the_wrong_place(client, zhou, role, place, sentence):
    changli = Region.objects.get(code="130322")
    places = {
        "own region": cast.shanhaiguan(),
        "own department": cast.culture(),
        "other region": changli,
        "other department": Department.objects.create(region=changli, code="345001", name="昌黎县图书馆"),
    }
    answer = client.post(f"{PEOPLE}add/", form(None, row(role, places[place])))
    assert sentence in answer.content.decode()
    assert not Person.objects.filter(username="sun").exists()


def test_a_department_stands_in_its_own_region(client):
    """The superuser sees all regions, and still cannot mix them."""
    client.force_login(cast.administrator())
    changli = Region.objects.get(code="130322")
    mixed = row(Role.CLERK, cast.culture()) | {"region": changli.pk}
    answer = client.post(f"{PEOPLE}add/", form(None, mixed))
    assert errors(answer) == ["所选单位不在所选的财政区划内。"]


@pytest.mark.parametrize("login", ["zhou", "administrator"])
def test_nobody_is_made_a_superuser_or_given_permissions_by_hand(client, login):
    client.force_login(getattr(cast, login)())
    li = cast.li()
    powers = {"is_superuser": "on", "is_staff": "on", "groups": ["1"], "user_permissions": ["1"], "password": "x"}
    client.post(page_of(li), form(li, row(Role.CLERK, cast.culture()), **powers))
    client.post(f"{PEOPLE}add/", form(None, row(Role.CLERK, cast.culture()), **powers))
    for person in Person.objects.filter(username__in=["li", "sun"]):
        assert (person.is_superuser, person.user_permissions.count()) == (False, 0)
        assert [group.name for group in person.groups.all()] == ["单位填报员"]
    li.refresh_from_db()
    assert li.check_password(cast.PASSWORD)


def test_nobody_gives_themselves_a_role_takes_one_away_or_deactivates_themselves(client, zhou):
    client.post(
        page_of(zhou),
        form(zhou, row(Role.DIRECTOR, cast.shanhaiguan()), row(Role.HEAD, cast.culture()), is_active=None),
    )
    client.post(page_of(zhou), form(zhou, row(Role.ADMINISTRATOR, cast.shanhaiguan(), DELETE="on")))
    zhou.refresh_from_db()
    assert zhou.is_active
    assert [membership.role for membership in Membership.objects.filter(user=zhou)] == ["administrator"]
    assert client.post(page_of(zhou, "password")).status_code == 403
    assert "这是您自己的账号" in client.get(page_of(zhou)).content.decode()


def test_people_of_other_regions_or_of_none_do_not_exist_here(client, zhou):
    changli = Region.objects.get(code="130322")
    sun = cast.official("sun", "孙强", Role.REVIEWER, changli)
    wang = cast.wang()
    cast.assign(wang, Role.REVIEWER, changli)
    nobody, root = cast.person("nobody", name="无任职"), cast.administrator()
    page = client.get(PEOPLE).content.decode()
    for person in (sun, wang, nobody, root):
        assert f">{person.username}<" not in page
        for what in ("change", "history", "delete", "password"):
            assert client.get(page_of(person, what)).status_code == 404
            assert client.post(page_of(person, what), form(person)).status_code == 404
    assert [person.username for person in client.get(PEOPLE).context["cl"].queryset] == ["zhou"]


def test_the_superuser_keeps_everybody_but_superusers(client):
    root = cast.administrator()
    client.force_login(root)
    nobody = cast.person("nobody", name="无任职")
    assert client.get(page_of(nobody)).status_code == 200
    assert client.get(page_of(root)).status_code == 404


def test_departments_are_found_by_typing_in_the_own_region_only(client, zhou):
    cast.culture()
    Department.objects.create(region=Region.objects.get(code="130322"), code="345001", name="昌黎县文化馆")
    asked = {"app_label": "disclosures", "model_name": "membership", "field_name": "department", "term": "文化馆"}
    found = client.get("/admin/autocomplete/", asked).json()["results"]
    assert [one["text"] for one in found] == ["345001 山海关区文化馆"]


def test_the_list_takes_the_same_queries_for_many(client, zhou, django_assert_num_queries):
    for number in range(30):
        if number == 2:
            client.get(PEOPLE)
            with CaptureQueriesContext(connection) as few:
                client.get(PEOPLE)
        cast.official(f"clerk{number}", f"填报员{number}", Role.CLERK, cast.culture())
    with django_assert_num_queries(len(few)):
        assert client.get(PEOPLE).status_code == 200


def test_a_lockout_ends_with_the_reset(client, zhou):
    li = cast.li()
    stranger = client.__class__()
    for _ in range(8):
        answer = stranger.post("/admin/login/", {"username": "li", "password": "猜的"})
    assert answer.status_code == 429
    shown = client.post(page_of(li, "password")).content.decode()
    password = re.search(r"<code>(.+)</code>", shown)[1]
    assert stranger.post("/admin/login/", {"username": "li", "password": password}).status_code == 302


# --- what is told of people ------------------------------------------------------------------------------------------

RESET = "周宁重置了{}的登录密码。如非本人要求，请立即与系统管理员核实。"


def told() -> list[tuple[str, str, str]]:
    """Who was told of what."""
    notices = Notice.objects.order_by("words", "person__username")
    return [(notice.person.username, notice.kind, notice.words) for notice in notices]


def with_an_address(*people):
    for person in people:
        person.email = f"{person.username}@example.gov.cn"
        person.save()


@pytest.mark.parametrize("maker", [cast.wang, cast.liu])
def test_a_reset_in_the_bureau_is_told_to_the_person_and_to_the_directors(
    client, zhou, maker, django_capture_on_commit_callbacks
):
    person, ma = maker(), cast.official("ma", "马丽", Role.DIRECTOR, cast.shanhaiguan())
    cast.official("far", "孙强", Role.DIRECTOR, Region.objects.get(code="130322"))
    with_an_address(person, ma)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(person, "password"))
    words = RESET.format(f"{person}（{person.username}）")
    assert told() == [(one, "password", words) for one in sorted(("ma", person.username))]
    sent = {message.to[0]: (message.subject, message.body) for message in mail.outbox}
    assert sent == {one.email: ("密码重置", words) for one in (ma, person)}


def test_a_reset_in_a_department_and_a_first_password_are_told_to_nobody(client, zhou):
    cast.liu()
    client.post(page_of(cast.li(), "password"))
    client.post(f"{PEOPLE}add/", form(None, row(Role.CLERK, cast.culture())))
    client.post(page_of(Person.objects.get(username="sun"), "password"))
    assert told() == []


def test_a_role_in_the_bureau_is_told_to_every_director_and_recorded(client, zhou):
    cast.liu()
    cast.official("ma", "马丽", Role.DIRECTOR, cast.shanhaiguan())
    cast.wang()
    client.post(f"{PEOPLE}add/", form(None, row(Role.DIRECTOR, cast.shanhaiguan())))
    words = "周宁变更了孙强（sun）的任职：新增山海关区财政负责人。"
    assert told() == [(one, "roles", words) for one in ("liu", "ma", "sun")]
    history = client.get(page_of(Person.objects.get(username="sun"), "history")).content.decode()
    assert "<td>已添加。 添加了 任职“孙强 财政负责人”。</td>" in " ".join(history.split())


def test_a_second_account_of_an_administrator_does_not_become_director_unseen(client, zhou):
    liu, second = cast.liu(), cast.official("zhou2", "周宁", Role.ADMINISTRATOR, cast.shanhaiguan())
    client.force_login(second)
    administrator, director = (row(role, cast.shanhaiguan()) for role in (Role.ADMINISTRATOR, Role.DIRECTOR))
    client.post(page_of(liu), form(liu, director, is_active=None))
    client.post(page_of(zhou), form(zhou, administrator, director))
    assert told() == [
        ("liu", "roles", "周宁变更了刘芳（liu）的任职：取消山海关区财政负责人。"),
        ("zhou", "roles", "周宁变更了周宁（zhou）的任职：新增山海关区财政负责人。"),
    ]


def test_who_takes_an_account_of_the_bureau_over_is_seen_at_every_step(
    client, zhou, django_capture_on_commit_callbacks
):
    """Another name, another address, another password: the director they belonged to reads of it where she always
    did, and the superuser, as there is no other director."""
    liu, _ = cast.liu(), cast.administrator()
    with_an_address(liu)
    mine = {"username": "liu2", "name": "别人", "email": "zhou@example.com"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(liu), form(liu, row(Role.DIRECTOR, cast.shanhaiguan()), **mine))
    words = (
        "周宁变更了刘芳（liu）的账号：用户名“liu”改为“liu2”，电子邮件地址“liu@example.gov.cn”改为“zhou@example.com”，"
        "姓名“刘芳”改为“别人”。如非本人要求，请立即与系统管理员核实。"
    )
    assert told() == [(one, "roles", words) for one in ("administrator", "liu2")]
    assert [message.to for message in mail.outbox] == [["zhou@example.com"], ["liu@example.gov.cn"]]
    client.post(page_of(liu, "password"))
    assert told()[2:] == [(one, "password", RESET.format("别人（liu2）")) for one in ("administrator", "liu2")]


def test_another_name_in_a_department_is_told_to_nobody(client, zhou):
    cast.liu()
    li = cast.li()
    client.post(page_of(li), form(li, row(Role.CLERK, cast.culture()), name="李敏敏"))
    assert (Person.objects.get(pk=li.pk).name, told()) == ("李敏敏", [])


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([(Role.DIRECTOR, {})], "取消山海关区财政审核员，新增山海关区财政负责人"),
        ([(Role.REVIEWER, {}), (Role.ADMINISTRATOR, {})], None),
        ([(Role.REVIEWER, {"DELETE": "on"}), (Role.ADMINISTRATOR, {})], "取消山海关区财政审核员"),
    ],
)
def test_what_changed_is_told_and_nothing_else(client, zhou, after, words):
    cast.liu()
    wang = cast.wang()
    client.post(page_of(wang), form(wang, *(row(role, cast.shanhaiguan(), **more) for role, more in after)))
    expected = [(one, "roles", f"周宁变更了王强（wang）的任职：{words}。") for one in ("liu", "wang")]
    assert told() == (expected if words else [])


def test_a_role_by_command_is_told_as_well():
    cast.liu()
    call_command("add_person", "sun", "孙强", "财政负责人", "130303", stdout=StringIO())
    call_command("add_person", "sun", "孙强", "系统管理员", "130303", stdout=StringIO())
    words = "命令行变更了孙强（sun）的任职：新增山海关区财政负责人。"
    assert told() == [(one, "roles", words) for one in ("liu", "sun")]


def test_what_is_told_of_people_stands_in_the_inbox_and_is_read_by_a_click(client, zhou):
    liu = cast.liu()
    client.post(page_of(cast.wang(), "password"))
    client.force_login(liu)
    assert RESET.format("王强（wang）") in client.get("/admin/inbox/").content.decode()
    notice = Notice.objects.get(person=liu)
    assert client.post(f"/admin/inbox/{notice.pk}/").url == "/admin/inbox/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_somebody_is_added_in_the_browser(live_server, page, transactional_db):
    """Under the strict policy: the department is found by typing, and the new password is shown."""
    page.set_viewport_size({"width": 1366, "height": 768})
    cast.zhou()
    cast.culture()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("用户名").fill("zhou")
    page.get_by_label("密码").fill(cast.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="人员").first.click()
    page.get_by_role("link", name="增加 人员").click()
    page.get_by_label("用户名").fill("sun")
    page.get_by_label("姓名").fill("孙强")
    page.locator("#id_memberships-0-role").select_option(label="单位填报员")
    page.locator(".field-department .select2-selection").first.click()
    page.locator(".select2-search__field").fill("文化")
    page.get_by_role("option", name="345001 山海关区文化馆").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("button", name="生成一次性密码").click()
    password = page.locator(".temporary-password").inner_text()
    sun = Person.objects.get(username="sun")
    assert sun.check_password(password)
    assert [str(one.department) for one in sun.memberships.all()] == ["345001 山海关区文化馆"]
