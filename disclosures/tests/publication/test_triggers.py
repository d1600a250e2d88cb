"""verify_disclosures looks at what the triggers do, not at their names."""

import pytest
from django.core.management import call_command
from django.db import connection

from disclosures.publication.triggers import (
    expected_triggers,
    install_triggers,
    installed_triggers,
    remove_triggers,
    trigger_troubles,
)
from disclosures.tests.tampering import alterations, run

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's way")
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way")
CHANGED = "保护公开内容的触发器已被改动，不起应有的作用：frozen_event_update"


@pytest.fixture(autouse=True)
def put_back():
    yield
    install_triggers()


def troubles() -> list[str]:
    return list(trigger_troubles())


def test_after_all_migrations_the_triggers_stand_and_do_what_they_should():
    third = {"sqlite": "insert", "postgresql": "truncate"}[connection.vendor]
    assert installed_triggers() == sorted(
        f"frozen_{subject}_{action}"
        for subject in ("body", "change", "disclosure", "event", "file", "review", "source")
        for action in ("update", "delete", third)
    )
    assert troubles() == []


def test_a_later_migrate_puts_back_what_a_rebuilt_table_lost():
    remove_triggers()
    assert installed_triggers() == []
    call_command("migrate", verbosity=0)
    assert troubles() == []


def test_missing_triggers_are_said():
    remove_triggers()
    assert troubles() == [f"数据库中缺少保护公开内容的触发器：{'、'.join(expected_triggers())}"]


@only_sqlite
def test_an_emptied_trigger_is_found():
    run("DROP TRIGGER frozen_event_update")
    run("CREATE TRIGGER frozen_event_update BEFORE UPDATE ON disclosures_submissionevent BEGIN SELECT 1; END")
    assert troubles() == [CHANGED]


@only_sqlite
def test_an_added_trigger_is_found():
    run("CREATE TRIGGER other BEFORE UPDATE ON disclosures_submissionevent BEGIN SELECT 1; END")
    assert troubles() == ["表上多出了触发器：other"]
    run("DROP TRIGGER other")


@only_sqlite
@pytest.mark.parametrize("table", ["Disclosures_SubmissionEvent", "disclosures_recordchain", "indicators_project"])
def test_a_trigger_on_any_table_is_found_however_it_is_written(table):
    run(f"CREATE TRIGGER other BEFORE UPDATE ON {table} BEGIN SELECT RAISE(IGNORE); END")
    assert troubles() == ["表上多出了触发器：other"]
    run("DROP TRIGGER other")


@only_postgresql
def test_a_trigger_switched_off_is_found():
    run("ALTER TABLE disclosures_submissionevent DISABLE TRIGGER frozen_event_update")
    assert troubles() == ["保护公开内容的触发器已被停用：frozen_event_update"]


@only_postgresql
def test_a_trigger_that_speaks_on_replicas_only_is_found():
    run("ALTER TABLE disclosures_submissionevent ENABLE REPLICA TRIGGER frozen_event_update")
    assert troubles() == ["保护公开内容的触发器已被停用：frozen_event_update"]


@only_postgresql
def test_an_emptied_function_is_found():
    run(
        "CREATE OR REPLACE FUNCTION frozen_event_update() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
    )
    assert troubles() == [CHANGED]


@only_postgresql
def test_a_trigger_that_asks_only_sometimes_is_found():
    run("DROP TRIGGER frozen_event_update ON disclosures_submissionevent")
    run(
        "CREATE TRIGGER frozen_event_update BEFORE UPDATE ON disclosures_submissionevent"
        " FOR EACH ROW WHEN (OLD.id < 0) EXECUTE FUNCTION frozen_event_update()"
    )
    assert troubles() == [CHANGED]


@only_postgresql
def test_an_added_trigger_of_postgresql_is_found():
    run("CREATE TRIGGER a BEFORE UPDATE ON disclosures_submissionevent EXECUTE FUNCTION frozen_body_update()")
    assert troubles() == ["表上多出了触发器：a"]
    run("DROP TRIGGER a ON disclosures_submissionevent")


@only_postgresql
@pytest.mark.parametrize("setting", ["SET search_path = elsewhere", "SECURITY DEFINER"])
def test_a_function_that_means_other_tables_or_has_other_rights_is_found(setting):
    run(f"ALTER FUNCTION frozen_event_update() {setting}")
    assert troubles() == [CHANGED]
    run("ALTER FUNCTION frozen_event_update() RESET ALL SECURITY INVOKER")


@only_postgresql
@pytest.mark.parametrize(
    ("way", "trouble", "back"),
    [
        (
            "CREATE RULE r AS ON UPDATE TO disclosures_disclosure DO INSTEAD NOTHING",
            "表上多出了规则：disclosures_disclosure.r",
            "DROP RULE r ON disclosures_disclosure",
        ),
        (
            "CREATE TABLE child () INHERITS (disclosures_disclosurebody)",
            "表“disclosures_disclosurebody”另有继承它的表",
            "DROP TABLE child",
        ),
        (
            "ALTER TABLE disclosures_disclosedproject ENABLE ROW LEVEL SECURITY",
            "表“disclosures_disclosedproject”设置了行级安全策略",
            "ALTER TABLE disclosures_disclosedproject DISABLE ROW LEVEL SECURITY",
        ),
        (
            "ALTER TABLE disclosures_disclosedyear RENAME TO hidden;"
            " CREATE VIEW disclosures_disclosedyear AS SELECT * FROM hidden WHERE fiscal_year < 2021",
            "表“disclosures_disclosedyear”已被换成视图或其他东西",
            "DROP VIEW disclosures_disclosedyear; ALTER TABLE hidden RENAME TO disclosures_disclosedyear",
        ),
    ],
)
def test_what_gets_round_the_tables_is_found(way, trouble, back):
    run(way)
    assert alterations() == [trouble]
    run(back)
    assert alterations() == []


@only_postgresql
def test_a_session_that_asks_no_triggers_is_found():
    run("SET session_replication_role = replica")
    assert troubles() == ["数据库的设置 session_replication_role 使触发器不起作用"]
    run("RESET session_replication_role")


@only_postgresql
def test_a_role_that_asks_no_triggers_is_found():
    run("ALTER ROLE CURRENT_USER SET session_replication_role = replica")
    assert troubles() == ["数据库的设置 session_replication_role 使触发器不起作用"]
    run("ALTER ROLE CURRENT_USER RESET session_replication_role")
