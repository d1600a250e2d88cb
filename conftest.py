"""What all tests share. The environment and the database of a run are settled in disclosures/tests/plugin.py."""

import tempfile
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase

from disclosures.publication.triggers import install_triggers, remove_triggers
from disclosures.tests.folders import DOCUMENTS
from disclosures.tests.plugin import IN_CI, chromium, serve_static_files_from_their_folders, skip_reason

hypothesis.settings.register_profile("default", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
#: On the second database: most of these tests ask parsers and rules, which know of none, and were asked on the first.
hypothesis.settings.register_profile("again", deadline=None, max_examples=20, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("ci" if IN_CI else "default")


def pytest_configure(config):
    """Quick passwords, static files straight from their folders, and a SQLite file, not memory.

    A file, because the threads of a live server would share the one connection that memory allows.
    """
    settings.API_REQUESTS_PER_MINUTE = settings.FILES_PER_MINUTE = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    serve_static_files_from_their_folders()
    var = tempfile.TemporaryDirectory(prefix="test_var_")
    config.add_cleanup(var.cleanup)
    settings.VAR_DIR = Path(var.name)
    if IN_CI and connection.vendor == "postgresql":
        hypothesis.settings.load_profile("again")
    if connection.vendor == "sqlite":
        folder = tempfile.TemporaryDirectory(prefix="test_database_")
        config.add_cleanup(folder.cleanup)
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{folder.name}/test.sqlite3"


def pytest_terminal_summary(terminalreporter):
    if not DOCUMENTS.is_dir():
        terminalreporter.section("THE REAL DOCUMENTS ARE MISSING", sep="!", red=True)
        terminalreporter.line("../shared/documents is not there: the tests that read the real documents were SKIPPED.")


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of the five real documents, which are not part of the project."""
    if not DOCUMENTS.is_dir():
        pytest.skip("../shared/documents is missing")
    return DOCUMENTS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a transactional test all tables are emptied: the triggers give way, what migrations seeded comes back."""
    with django_db_blocker.unblock():
        seeded = connection.creation.serialize_db_to_string()

    def empty_and_seed(case):
        remove_triggers()
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(seeded)
        with connection.cursor() as cursor:  # PostgreSQL counts on from the rows that came back
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
        install_triggers()

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", empty_and_seed):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own chromium, quiet and without the network."""
    if not chromium():
        (pytest.fail if IN_CI else pytest.skip)(skip_reason())
    switches = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    switches += " disable-component-update disable-sync"
    arguments = [f"--{switch}" for switch in switches.split()]
    return browser_type_launch_args | {"executable_path": chromium(), "args": arguments}


@pytest.fixture
def page(page):
    """A browser page that fails its test on any breach of the content security policy and any script error."""
    complaints = []
    page.on("console", lambda message: "Content Security" in message.text and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
