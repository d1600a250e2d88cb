"""The pytest plugin that settles, before Django reads its settings, the environment and the database of a test run.

`--postgresql` runs the tests on a temporary PostgreSQL instead of SQLite. It is a plugin (named in pyproject.toml)
because pytest-django reads the settings before any conftest.py is loaded.
"""

import os
import random
import shutil

import pytest
from django.conf import settings

from disclosures.tests.temporary_postgresql import binaries, temporary_postgresql

IN_CI = os.environ.get("CI") == "true"
#: What a developer's shell may hold must not change a test.
ENVIRONMENT = {
    "DEBUG": "off",
    "DEMO": "off",
    "HTTPS": "off",
    "BEHIND_PROXY": "off",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "SECRET_KEY": "only-for-tests-" + "0123456789" * 5,
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "memorymail://",
    # Playwright keeps an event loop running in the main thread, where Django would refuse to use the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}


def serve_static_files_from_their_folders() -> None:
    """Settings for a run without collectstatic: addresses of static files are plain, nothing looks for a manifest."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise.")]


def chromium() -> str | None:
    """The path of the browser, or None."""
    return shutil.which("chromium") or shutil.which("google-chrome")


def install_command() -> str:
    """The one command that installs what this machine lacks for the whole suite; "" where it lacks nothing."""
    packages = [] if binaries() else ["postgresql"]
    packages += [] if chromium() else ["chromium", "fonts-noto-cjk"]
    return " ".join(["apt-get", "install", "-y", *packages]) if packages else ""


def skip_reason() -> str:
    return f"a system package is missing; this installs it: {install_command()}"


def pytest_addoption(parser):
    parser.addoption("--postgresql", action="store_true", help="run on a temporary PostgreSQL instead of SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    in_worker = "PYTEST_XDIST_WORKER" in os.environ
    if not in_worker:  # a worker inherits the environment of the run that started it
        os.environ.update(ENVIRONMENT)
        if early_config.known_args_namespace.postgresql and binaries():
            server = temporary_postgresql()
            os.environ["DATABASE_URL"] = server.__enter__()
            early_config.add_cleanup(lambda: server.__exit__(None, None, None))
    return (yield)


def pytest_runtest_setup(item):
    """Chance is the same in every run of a test; `make soak` seeds it otherwise."""
    random.seed(item.nodeid)


def pytest_collection_modifyitems(config, items):
    """Mark the browser's tests; without PostgreSQL skip a run that asked for it (in CI: fail)."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
    if config.option.postgresql and not binaries():
        if IN_CI:
            raise pytest.UsageError(skip_reason())
        for item in items:
            item.add_marker(pytest.mark.skip(reason=skip_reason()))


def pytest_terminal_summary(terminalreporter):
    """Say with one command what would let the skipped tests run."""
    if install_command() and terminalreporter.stats.get("skipped"):
        terminalreporter.section("some tests need system packages")
        terminalreporter.line(f"This command installs them:  {install_command()}")
