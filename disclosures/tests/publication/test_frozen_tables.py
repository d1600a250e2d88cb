"""What was published stays as it was, even against somebody with the database in his hands."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from disclosures.models import Disclosure, DisclosureBody, PlanChange, SubmissionEvent
from disclosures.publication.frozen_tables import expected_triggers, installed_triggers, remove_triggers
from disclosures.tests.builders import document, loaded, project, published

pytestmark = pytest.mark.django_db

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")


def run(sql: str):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql: str) -> bool:
    with pytest.raises(DatabaseError) as refusal:
        run(sql)
    return "published matter is never changed" in str(refusal.value)


def test_after_all_migrations_the_triggers_stand():
    third = {"sqlite": "insert", "postgresql": "truncate"}[connection.vendor]
    assert installed_triggers() == sorted(
        f"frozen_{subject}_{action}"
        for subject in ("body", "change", "disclosure", "event")
        for action in ("update", "delete", third)
    )


def test_a_later_migrate_puts_back_what_a_rebuilt_table_lost():
    remove_triggers()
    assert installed_triggers() == []
    call_command("migrate", verbosity=0)
    assert installed_triggers() == expected_triggers()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE disclosures_disclosurebody SET text = '{}'",
        "UPDATE disclosures_disclosurebody SET sha256 = ''",
        "UPDATE disclosures_disclosurebody SET sequence = sequence + 1",
        "UPDATE disclosures_disclosurebody SET disclosure_id = disclosure_id + 1",
        "UPDATE disclosures_disclosurebody SET text = '', erased_at = '2021-03-01 08:00:00+00', erased_reason = ''",
        "DELETE FROM disclosures_disclosurebody",
        "UPDATE disclosures_submissionevent SET words = ''",
        "DELETE FROM disclosures_submissionevent",
        "UPDATE disclosures_disclosure SET version = 7",
        "UPDATE disclosures_disclosure SET total = 1",
        "UPDATE disclosures_disclosure SET total = NULL",
        "UPDATE disclosures_disclosure SET department_name = ''",
        "UPDATE disclosures_disclosure SET content_sha256 = ''",
        "DELETE FROM disclosures_disclosure",
    ],
)
def test_published_matter_is_neither_changed_nor_removed(sql):
    published()
    assert refused(sql)


@pytest.mark.parametrize("sql", ["UPDATE disclosures_planchange SET after = ''", "DELETE FROM disclosures_planchange"])
def test_what_a_person_changed_stays_on_record(sql):
    wang = get_user_model().objects.create(username="wang")
    PlanChange.objects.create(plan=loaded().submission.plan, revision=2, actor=wang, field="safeguards", after="补充。")
    assert refused(sql)


@only_sqlite
@pytest.mark.parametrize("table", ["disclosurebody", "submissionevent", "disclosure"])
def test_replace_does_not_slip_past_the_triggers(table):
    published()
    assert refused(f"INSERT OR REPLACE INTO disclosures_{table} SELECT * FROM disclosures_{table}")


@only_sqlite
def test_replace_under_another_row_number_does_not_either():
    published()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info('disclosures_disclosurebody') WHERE name <> 'id'")
        columns = ", ".join(name for (name,) in cursor.fetchall())
    body = "disclosures_disclosurebody"
    assert refused(f"INSERT OR REPLACE INTO {body} (id, {columns}) SELECT id + 1, {columns} FROM {body}")


@only_postgresql
@pytest.mark.parametrize("table", ["disclosurebody", "submissionevent", "disclosure"])
def test_truncate_is_refused(table):
    published()
    connection.check_constraints()  # PostgreSQL truncates no table that deferred checks wait for
    assert refused(f"TRUNCATE disclosures_{table} CASCADE")


def test_an_older_version_cannot_become_current_again():
    published()
    published(document(project(1), project(2, "夜校")))
    assert refused("UPDATE disclosures_disclosure SET withdrawn_reason = '', \"current\" = (version = 1)")
    assert [version.current for version in Disclosure.objects.order_by("version")] == [False, True]


def test_an_erased_body_cannot_be_erased_again_or_filled():
    disclosure = published()
    bodies = DisclosureBody.objects.filter(disclosure=disclosure)
    bodies.update(text="", erased_at=timezone.now(), erased_reason="含国家秘密", erased_by="李四、王五")
    assert refused("UPDATE disclosures_disclosurebody SET text = 'x'")
    assert refused("UPDATE disclosures_disclosurebody SET erased_reason = 'x'")


def test_saving_a_version_through_django_changes_nothing_and_passes():
    disclosure = published()
    disclosure.refresh_from_db()
    disclosure.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionEvent.objects.get().delete()
    assert Disclosure.objects.get() == disclosure
