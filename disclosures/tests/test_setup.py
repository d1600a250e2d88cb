"""What the set-up of the tests itself promises: a clean start for each test, on whichever database."""

import os
import socket
import subprocess
import sys
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from disclosures.models import SourceFile
from disclosures.publication.triggers import installed_triggers
from disclosures.tests import plugin
from disclosures.tests.folders import ROOT
from disclosures.tests.temporary_postgresql import binaries
from indicators.models import Region


def what_migrations_left() -> dict:
    return {
        "regions": sorted(Region.objects.values_list("code", "name")),
        "content types": sorted(ContentType.objects.values_list("pk", "model")),
        "triggers": installed_triggers(),
        "files": SourceFile.objects.count(),
    }


@pytest.fixture(scope="module")
def at_first(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return what_migrations_left()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_each_transactional_test_finds_what_migrations_left(at_first, time):
    assert what_migrations_left() == at_first
    assert "130303" in [code for code, name in at_first["regions"]]
    assert "frozen_body_delete" in at_first["triggers"]
    SourceFile.objects.create(sha256="a" * 64, name="一.txt", content=b"", size=0, layout="word")
    Region.objects.all().delete()


@pytest.mark.django_db
def test_the_run_uses_the_database_that_was_asked_for(pytestconfig):
    asked = "postgresql" if pytestconfig.option.postgresql else "sqlite"
    assert connection.vendor == asked


def test_the_server_of_a_run_is_reached_by_its_own_socket(pytestconfig):
    if not pytestconfig.option.postgresql:
        pytest.skip("only with --postgresql")
    assert binaries() is not None
    assert "/temporary_postgresql_" in os.environ["DATABASE_URL"]


def test_the_live_server_serves_style_sheets(live_server):
    with urlopen(f"{live_server.url}/static/css/admin.css") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")


@pytest.mark.parametrize(
    ("postgresql", "chromium", "command"),
    [
        ("/usr/bin", "/usr/bin/chromium", ""),
        (None, "/usr/bin/chromium", "apt-get install -y postgresql"),
        ("/usr/bin", None, "apt-get install -y chromium fonts-noto-cjk"),
        (None, None, "apt-get install -y postgresql chromium fonts-noto-cjk"),
    ],
)
def test_one_command_installs_what_is_missing(monkeypatch, postgresql, chromium, command):
    monkeypatch.setattr(plugin, "binaries", lambda: postgresql)
    monkeypatch.setattr(plugin, "chromium", lambda: chromium)
    assert plugin.install_command() == command


def recipe_of(*arguments):
    """The commands that make would run, also when these tests were themselves started by make."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--dry-run", *arguments]
    return subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout


def test_make_run_says_in_chinese_that_a_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        recipe = recipe_of("run", f"PORT={port}")
        check = recipe[recipe.index(' -c "import socket') :].split("}\n")[0]
        done = subprocess.run(["sh", "-c", f"{sys.executable}{check}}}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"端口 {port} 不能用，可能已有程序占用。请换一个端口：make run PORT=9000\n",
    )


def test_make_says_in_both_languages_what_takes_a_minute():
    assert recipe_of("-W", "requirements.txt", ".venv/installed").splitlines()[0] == (
        'echo "正在安装所需的 Python 程序包，约需一分钟 · Installing the Python packages, which takes about a minute"'
    )


@pytest.mark.parametrize(("in_ci", "outcome"), [(False, "skipped"), (True, "refused")])
def test_a_run_without_the_postgresql_it_asked_for_is_skipped_and_in_ci_refused(monkeypatch, in_ci, outcome):
    monkeypatch.setattr(plugin, "binaries", lambda: None)
    monkeypatch.setattr(plugin, "IN_CI", in_ci)
    marks = []
    item = SimpleNamespace(fixturenames=[], add_marker=marks.append)
    config = SimpleNamespace(option=SimpleNamespace(postgresql=True))
    if outcome == "refused":
        with pytest.raises(pytest.UsageError, match="apt-get install -y postgresql"):
            plugin.pytest_collection_modifyitems(config, [item])
    else:
        plugin.pytest_collection_modifyitems(config, [item])
        assert [mark.name for mark in marks] == ["skip"]


@pytest.mark.django_db
def test_a_new_database_holds_no_account():
    assert get_user_model().objects.count() == 0
