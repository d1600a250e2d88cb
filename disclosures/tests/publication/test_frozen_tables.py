"""What was published stays as it was, even against somebody with the database in his hands."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from disclosures.models import Disclosure, SubmissionEvent
from disclosures.plans.submissions import record_changes
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
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
        "UPDATE disclosures_disclosure SET erased_at = '2021-03-01 08:00:00+00', total = NULL, withdrawn_reason = 'x'",
        "UPDATE disclosures_disclosedfile SET name = ''",
        "DELETE FROM disclosures_disclosedfile",
        "UPDATE disclosures_sourcefile SET content = ''",
        "UPDATE disclosures_sourcefile SET name = ''",
        "DELETE FROM disclosures_sourcefile",
    ],
)
def test_published_matter_is_neither_changed_nor_removed(sql):
    published(document(problems=()))
    assert refused(sql)


@pytest.mark.parametrize("sql", ["UPDATE disclosures_planchange SET after = ''", "DELETE FROM disclosures_planchange"])
def test_what_a_person_changed_stays_on_record(sql):
    wang = get_user_model().objects.create(username="wang")
    record_changes(loaded().submission, wang, [{"field": "safeguards", "after": "补充。"}])
    assert refused(sql)


@only_sqlite
@pytest.mark.parametrize("table", ["disclosurebody", "submissionevent", "disclosure", "disclosedfile", "sourcefile"])
def test_replace_does_not_slip_past_the_triggers(table):
    published(document(problems=()))
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


def test_a_current_body_cannot_be_erased():
    published()
    erased = "text = '', erased_at = '2021-03-01 08:00:00+00', erased_reason = 'x', erased_by = 'y'"
    assert refused(f"UPDATE disclosures_disclosurebody SET {erased}")


def test_what_was_erased_cannot_be_erased_again_or_filled():
    published()
    withdraw("130303", "345001", 2021, "金额有误")
    erase_year("130303", "345001", 2021, "含国家秘密", ("李四", "王五"))
    assert refused("UPDATE disclosures_disclosurebody SET text = 'x'")
    assert refused("UPDATE disclosures_disclosurebody SET erased_reason = 'x'")
    assert refused("UPDATE disclosures_submissionevent SET words = 'x'")
    assert refused("UPDATE disclosures_sourcefile SET name = 'x'")
    assert refused("UPDATE disclosures_disclosure SET withdrawn_reason = 'x'")


def test_a_withdrawal_is_not_told_otherwise_afterwards():
    published()
    withdraw("130303", "345001", 2021, "金额有误")
    assert refused("UPDATE disclosures_disclosure SET withdrawn_reason = 'x'")
    assert refused("UPDATE disclosures_disclosure SET withdrawn_at = NULL, withdrawn_reason = ''")


def test_saving_a_version_through_django_changes_nothing_and_passes():
    disclosure = published()
    disclosure.refresh_from_db()
    disclosure.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionEvent.objects.get().delete()
    assert Disclosure.objects.get() == disclosure
