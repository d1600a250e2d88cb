"""The settings as another process meets them: each test starts one with an environment of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosures.tests.folders import ROOT

PRODUCTION = {
    "SECRET_KEY": "k3Q-zvN8wXw0aY7m_GJrB2tLhPqE5sUoDfCi9RxT1yVnMbKjW4",
    "ALLOWED_HOSTS": "yusuan.example.gov.cn",
}


def environment(var_dir: Path) -> dict:
    return {"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture
def run(tmp_path):
    """run(*arguments, **variables): Python with nothing of ours in the environment but `variables`."""

    def run(*arguments, **variables):
        environment = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def last_line(done: subprocess.CompletedProcess) -> str:
    return done.stderr.strip().splitlines()[-1]


def setting(run, expression: str, **variables):
    """The value of an expression over the settings, as JSON carries it."""
    code = f"import json; from django.conf import settings; print(json.dumps({expression}))"
    done = run("-c", code, **variables)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_deployment_checks_have_nothing_to_say(run):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


SAFETY = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]


def test_the_defaults_are_safe(run):
    assert setting(run, "[settings.DEBUG, settings.DEMO]") == [False, False]
    assert setting(run, f"[getattr(settings, name) for name in {SAFETY}]") == [True, True, True, 31536000]


def test_closed_networks_may_go_without_https(run):
    values = setting(run, f"[getattr(settings, name) for name in {SAFETY}]", HTTPS="off")
    assert values == [False, False, False, 0]


def test_the_policy_allows_nothing_inline(run):
    policy = setting(run, "settings.CONTENT_SECURITY_POLICY")
    assert "unsafe" not in str(policy)
    assert policy["DIRECTIVES"]["default-src"] == ["'none'"]


def test_a_misspelt_switch_is_refused(run):
    done = run("manage.py", "check", HTTPS="offf")
    assert last_line(done).endswith("环境变量 HTTPS 只能是 on 或 off，现在是“offf”。")


@pytest.mark.parametrize(("word", "debug"), [("on", True), ("1", True), ("Yes", True), ("true", True), ("0", False)])
def test_a_switch_understands_the_usual_words(run, word, debug):
    assert setting(run, "settings.DEBUG", DEBUG=word) is debug


@pytest.mark.parametrize("address", ["foo", " ", "foo://bar", "mysql://a/b", "postgres://user:secret@host:x/name"])
def test_an_address_that_is_no_database_is_refused_without_repeating_it(run, address):
    done = run("manage.py", "check", DATABASE_URL=address)
    assert last_line(done).endswith(
        "环境变量 DATABASE_URL 不是数据库的地址，应如 postgres://用户:密码@主机/库名 或 sqlite:////路径/文件"
        "（见 docs/operations.md）。"
    )
    assert "secret" not in last_line(done)


def test_serving_without_a_secret_key_is_refused(run):
    done = run("-c", "import config.wsgi")
    assert last_line(done).endswith("没有设置环境变量 SECRET_KEY，不能对外服务。设置方法见 docs/operations.md。")


@pytest.mark.parametrize("variables", [PRODUCTION, {"DEMO": "on"}, {"DEBUG": "on"}])
def test_serving_with_a_key_or_in_the_demo_begins(run, tmp_path, variables):
    (tmp_path / "static").mkdir()
    done = run("-c", "import config.wsgi", **variables)
    assert (done.returncode, done.stderr) == (0, "")


def test_commands_keep_a_key_of_their_own(run, tmp_path):
    kept = tmp_path / "secret_key"
    first = setting(run, "settings.SECRET_KEY")
    assert (kept.read_text(), len(first), kept.stat().st_mode & 0o777) == (first, 50, 0o600)
    assert setting(run, "settings.SECRET_KEY") == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_commands_at_once_keep_the_same_key(tmp_path):
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.SECRET_KEY)"]
    both = [
        subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    printed = [process.communicate()[0].strip() for process in both]
    assert printed == [(tmp_path / "secret_key").read_text()] * 2


def test_a_disk_that_cannot_be_written_is_no_trouble(run, tmp_path):
    (tmp_path / "file").touch()
    assert len(setting(run, "settings.SECRET_KEY", VAR_DIR=str(tmp_path / "file" / "var"))) == 50


def test_the_proxy_says_who_is_there(run):
    assert setting(run, "settings.ADDRESS_HEADER", BEHIND_PROXY="on") == "HTTP_X_REAL_IP"
    assert setting(run, "settings.ADDRESS_HEADER") == "REMOTE_ADDR"


def test_options_in_the_address_of_a_sqlite_database_are_kept(run, tmp_path):
    options = setting(run, "settings.DATABASES['default']['OPTIONS']", DATABASE_URL=f"sqlite:///{tmp_path}/x?timeout=5")
    assert options == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=1073741824; PRAGMA cache_size=-16000;",
    }


def test_a_server_that_the_network_lost_is_given_up_after_seconds(run):
    address = "postgres://budget@db.example/budget?connect_timeout=9"
    options = setting(run, "settings.DATABASES['default']['OPTIONS']", DATABASE_URL=address)
    assert options == {
        "connect_timeout": 9,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        "options": "-c jit=off",
    }
