"""What is said, in Chinese, to requests that are no question for a page; and what every answer carries."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from disclosures.tests.builders import document, project, published
from disclosures.tests.cast import administrator
from disclosures.tests.public.reading import Page, read

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"


def page_of(response) -> Page:
    return Page(response.content.decode(), response.status_code)


@pytest.mark.parametrize("host", ["evil.com", "a b", "x" * 300])
@override_settings(ALLOWED_HOSTS=["yusuan.example.gov.cn"])
def test_a_request_for_another_host_is_refused_in_chinese(host):
    page = page_of(Client(raise_request_exception=False).get("/", headers={"host": host}))
    assert (page.status, page.headings) == (400, [(1, "请求无法识别")])
    assert '<html lang="zh-Hans">' in page.html
    assert not {host, "Traceback", "本页网址"} & set(page.html.split())


NUL_QUERIES = ("q=%00", "region=1%00", "%00=1", "page=1&page=%00", "action=%00", "region_code=%00", "name__exact=%00")


@pytest.mark.parametrize(
    "address",
    [
        "/projects/",
        "/indicators/",
        YEAR,
        "/admin/",
        "/admin/review/",
        "/admin/review/progress/",
        "/admin/disclosures/disclosure/",
        "/admin/disclosures/planchange/",
        "/admin/indicators/region/",
        "/admin/login/",
    ],
)
def test_a_nul_in_a_question_is_refused_in_chinese(address):
    """PostgreSQL takes no such text: where it got through, the answer was 500."""
    published(document(project(1)))
    client = Client(raise_request_exception=False)
    client.force_login(administrator())
    for query in NUL_QUERIES:
        page = page_of(client.get(f"{address}?{query}"))
        assert (page.status, page.headings) == (400, [(1, "请求无法识别")])


@pytest.mark.parametrize("address", [f"{YEAR}%00/", "/admin/disclosures/person/%00/change/", "/%00"])
def test_a_nul_in_an_address_is_refused(address):
    client = Client(raise_request_exception=False)
    client.force_login(administrator())
    assert client.get(address).status_code == 400


def test_a_nul_in_a_form_or_a_cookie_is_refused():
    client = Client(raise_request_exception=False)
    client.force_login(administrator())
    for typed in ({"action": "\0"}, {"\0": "1"}, {"_selected_action": ["1", "\0"]}):
        assert client.post("/admin/disclosures/rulesetting/", typed).status_code == 400
    assert Client(raise_request_exception=False).post("/admin/login/", {"username": "\0"}).status_code == 400
    client.cookies["sessionid"] = "\0" * 32
    assert client.get("/admin/").status_code == 400


@pytest.mark.parametrize("name", ["x" * 151, "x" * 100_000, "\ufdfa" * 150])
def test_a_name_longer_than_any_account_is_a_wrong_one(name):
    """Also where it grows while it is read: the last character stands for eighteen."""
    answer = Client().post("/admin/login/", {"username": name, "password": "x"})
    assert (answer.status_code, answer.context["form"].errors) == (
        200,
        {"username": ["没有这么长的用户名，请重新输入。"]},
    )


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("address", ["/", "/projects/", "/130303/", YEAR, YEAR + "v1/body.json", "/robots.txt"])
def test_a_public_page_can_only_be_looked_at(method, address):
    published(document(project(1)))
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert page_of(response).headings == [(1, "这个页面只能查看")]


def test_a_public_page_answers_head():
    response = Client().head("/")
    assert (response.status_code, response.content) == (200, b"")


def test_a_log_in_without_the_cookie_is_told_what_to_do():
    get_user_model().objects.create_user("li", password="secret")
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "li", "password": "secret"})
    page = page_of(response)
    assert (page.status, page.headings) == (403, [(1, "这次提交没有通过安全核对")])
    assert '<html lang="zh-Hans">' in page.html
    assert "style=" not in page.html and "<style" not in page.html
    assert "填写的内容没有丢失" in page.text


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/projects", 301), ("/nothing/", 404), ("/admin/", 302), ("/favicon.ico", 302), ("/robots.txt", 200)],
)
def test_every_answer_carries_the_policy(address, status):
    response = Client().get(address)
    assert response.status_code == status
    assert response["Content-Security-Policy"].count("'none'") == 3


@pytest.mark.parametrize(
    ("settings", "status"), [({"SECURE_SSL_REDIRECT": True}, 301), ({"ALLOWED_HOSTS": ["x"]}, 400)]
)
def test_what_never_reaches_a_page_carries_the_policy_too(settings, status):
    with override_settings(**settings):
        response = Client(raise_request_exception=False).get("/")
    assert response.status_code == status
    assert response["Content-Security-Policy"].count("'none'") == 3


def test_a_static_file_carries_the_policy(settings, tmp_path):
    (tmp_path / "a.css").write_text("p { margin: 0 }")
    settings.STATIC_ROOT = str(tmp_path)
    settings.MIDDLEWARE = [settings.MIDDLEWARE[0], "whitenoise.middleware.WhiteNoiseMiddleware"]
    response = Client().get("/static/a.css")
    assert (response.status_code, b"".join(response)) == (200, b"p { margin: 0 }")
    assert response["Content-Security-Policy"].count("'none'") == 3


def test_programs_find_the_mark_and_what_to_leave_alone():
    assert Client().get("/favicon.ico")["Location"] == "/static/img/mark.svg"
    robots = Client().get("/robots.txt")
    line = b"Sitemap: http://testserver/sitemap.xml\n"
    assert (robots["Content-Type"], robots.content) == ("text/plain", b"User-agent: *\nDisallow: /admin/\n\n" + line)


@pytest.mark.parametrize("page", ["0", "-1", "-99", "", " ", "00", "x", "1"])
def test_a_page_before_the_first_is_the_first(page):
    published(document(*(project(number, f"项目{number}") for number in range(1, 102))))
    assert "第 1 页，共 3 页" in read("/projects/", page=page).text


def test_a_page_behind_the_last_is_the_last():
    published(document(*(project(number, f"项目{number}") for number in range(1, 102))))
    assert "第 3 页，共 3 页" in read("/projects/", page="99").text


@pytest.mark.parametrize(
    "address", ["/", "/130303/", "/130303/345001/", YEAR, YEAR + "1/", "/projects/", "/indicators/"]
)
def test_every_table_says_what_it_lists(address):
    published(document(project(1)))
    html = read(address).html
    assert html.count("<table") == html.count("<caption") > 0
