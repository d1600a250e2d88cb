"""When something breaks: plain Chinese pages everywhere, a sentence for commands, and back by itself."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory

from config.failures import failed
from disclosures.tests.folders import ROOT
from disclosures.tests.public.reading import Page

AWAY, BROKEN = "系统暂时不能使用", "系统暂时不能提供这个页面"
YEAR = "/130303/345001/2021/"
ADDRESSES = [
    *("/", "/projects/?q=车辆", "/indicators/", "/130303/", "/130303/345001/", YEAR, YEAR + "1/"),
    *(YEAR + "v1/download.docx", YEAR + "v1/body.json", YEAR + "source/", YEAR + "v1/changes/"),
    *("/admin/", "/admin/plans/1/", "/admin/plans/1/upload/", "/admin/inbox/"),
]
#: Asks every address, as somebody with a session, in a process of its own.
ASK = """
import json, sys, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"
found = {}
for address in json.loads(sys.argv[1]):
    for method in ("get", "post") if address.startswith("/admin/") else ("get",):
        answer = getattr(client, method)(address)
        found[f"{method} {address}"] = [answer.status_code, answer.headers.get("Retry-After"), answer.content.decode()]
print(json.dumps(found))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def unreachable(request, tmp_path) -> str:
    """The address of a database that cannot be reached: a file that is a folder, a server that is not there."""
    return {"sqlite": f"sqlite:///{tmp_path}", "postgresql": f"postgres://budget@/{tmp_path}/budget"}[request.param]


@pytest.fixture
def run(tmp_path, unreachable):
    """run(*arguments): Python in a process of its own whose database is away."""

    def run(*arguments):
        environment = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": unreachable,
            "SECRET_KEY": "k3Q-zvN8wXw0aY7m_GJrB2tLhPqE5sUoDfCi9RxT1yVnMbKjW4",
            "ALLOWED_HOSTS": "testserver",
            "HTTPS": "off",
        }
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    return run


def page_of(response) -> Page:
    return Page(response.content.decode(), response.status_code)


def test_a_database_that_is_away_is_a_chinese_503_on_every_address(run):
    """The static files are not collected either, so that a page with a stylesheet would fail."""
    done = run("-c", ASK, json.dumps(ADDRESSES))
    found = json.loads(done.stdout)
    assert {place: answer[:2] for place, answer in found.items()} == {place: [503, "10"] for place in found}
    assert len(found) == len(ADDRESSES) + 4
    pages = {place: Page(html, 503) for place, (_, _, html) in found.items()}
    assert {page.headings[0] for page in pages.values()} == {(1, AWAY)}
    told = {place for place, page in pages.items() if "恢复填写的内容" in page.text}
    assert told == {place for place in pages if place.startswith("post")}
    assert not any("stylesheet" in html or "<script" in html or " style=" in html for _, _, html in found.values())


def test_check_deploy_says_that_the_database_is_away(run):
    done = run("manage.py", "check", "--deploy")
    assert done.returncode == 1
    assert "(disclosures.E001) 数据库不能使用：" in done.stderr
    assert "请检查 DATABASE_URL 和数据库服务（见 docs/operations.md）。" in done.stderr


@pytest.mark.parametrize("command", [["migrate"], ["add_region", "130281", "遵化市"], ["import_disclosures", "docs"]])
def test_a_command_without_its_database_ends_with_one_sentence(run, command):
    done = run("manage.py", *command)
    assert done.returncode == 1
    assert done.stderr.startswith("未能办理：数据库不能使用，请检查 DATABASE_URL 和数据库服务")
    assert "Traceback" not in done.stderr
    assert "Traceback" in run("manage.py", *command, "--traceback").stderr


def test_a_name_that_the_terminal_cannot_print_does_not_end_the_run(run, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(path, "w") as file:  # noqa: PTH123 (a name that is no text)
        file.write("x")
    done = run("manage.py", "read_document", path)
    assert done.returncode == 1
    assert done.stdout == "\\udcff\\udcfe.txt：拒绝。不是认得的版式：文中找不到绩效目标表\n"


@pytest.mark.django_db
def test_the_500_page_needs_neither_static_files_nor_templates(settings, tmp_path, monkeypatch):
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    settings.STATIC_ROOT = tmp_path
    settings.TEMPLATES = []
    answer = Client(raise_request_exception=False).get("/about/")
    page = page_of(answer)
    assert (page.status, page.headings, page.links) == (500, [(1, BROKEN)], {"回到首页": "/"})
    assert "Retry-After" not in answer.headers
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_nothing_of_the_error_is_shown():
    try:
        raise OperationalError("password of budget at 10.0.0.1")
    except OperationalError:
        answer = failed(RequestFactory().get("/"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "10.0.0.1" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL to end a connection")
def test_a_connection_that_the_server_ended_is_a_503_once_and_then_the_pages_are_back():
    client = Client(raise_request_exception=False)
    assert client.get("/").status_code == 200
    pid = connection.connection.info.backend_pid
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    answer = client.get("/")
    assert (answer.status_code, page_of(answer).headings) == (503, [(1, AWAY)])
    close_old_connections()  # as Django does at the beginning of each request that comes over the net
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL to end a connection")
def test_a_connection_that_was_ended_between_two_requests_is_not_noticed(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 600)
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    connection.close()
    client = Client(raise_request_exception=False)
    assert client.get("/").status_code == 200
    pid = connection.connection.info.backend_pid
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    close_old_connections()
    assert client.get("/").status_code == 200
    assert connection.connection.info.backend_pid != pid
