"""What was altered so that it cannot be read is one alteration among others: verification goes on to the end."""

import pytest
from django.db import OperationalError, connection, transaction

from disclosures.document.as_json import sha256
from disclosures.models import DisclosureBody, DisclosureChain
from disclosures.publication import unreadable
from disclosures.publication.triggers import install_triggers, remove_triggers
from disclosures.publication.unreadable import unless_unreadable
from disclosures.tests import stages
from disclosures.tests.builders import document, published
from disclosures.tests.tampering import alterations, run, without_triggers

pytestmark = pytest.mark.django_db

BODY = "第1份公开全文：读不出来，内容已被改动或损坏"
DAMAGED = "文本内容不完整或者已损坏，无法读取"
NO_SCHEMA = "不认得的文本格式（schema None），请用更新的版本打开"
PLAN = "山海关区文化馆 2021年"
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite keeps anything in any column")
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way")


@pytest.mark.parametrize(
    ("text", "said"),
    [("x", DAMAGED), ("{}", NO_SCHEMA), ("[]", NO_SCHEMA), ('{"schema":1}', DAMAGED), ("[" * 100_000, DAMAGED)],
)
def test_a_body_that_is_no_body_is_said_also_with_a_fitting_hash(text, said):
    version = published()
    with without_triggers():
        DisclosureBody.objects.update(text=text, sha256=sha256(text))
    DisclosureChain.objects.update(sha256=sha256(text))
    assert alterations() == [f"第1份 {version}：全文读不出来：{said}"]


def test_the_bodies_behind_it_are_verified_all_the_same():
    published()
    published(document(fiscal_year=2022))
    first, second = DisclosureBody.objects.all()
    with without_triggers():
        DisclosureBody.objects.filter(pk=first.pk).update(text="x", sha256=sha256("x"))
        DisclosureBody.objects.filter(pk=second.pk).update(text="y")
    name = f"第2份 {second.disclosure}"
    assert alterations() == [
        f"第1份 {first.disclosure}：全文读不出来：{DAMAGED}",
        f"{name}：与前一份的指纹接不上",
        f"{name}：全文与指纹不符",
    ]


@only_sqlite
@pytest.mark.parametrize(
    ("table", "column", "value", "sentence"),
    [
        ("disclosure", "total", "'x'", f"{BODY}（TypeError）"),
        ("disclosure", "published_at", "X'ff'", f"{BODY}（UnicodeDecodeError）"),
        ("disclosurebody", "text", "CAST(X'ff' AS TEXT)", f"{BODY}（OperationalError）"),
        ("disclosedproject", "total", "'x'", f"{BODY}（TypeError）"),
        ("submissionevent", "at", "'x'", f"{PLAN}：申报 1：读不出来"),
        ("submissionevent", "document", "X'ff'", "申报 1：读不出来"),
        ("disclosedyear", "approved_on", "X'ff'", "公开年度 130303 2021：读不出来"),
        ("disclosedyear", "fiscal_year", "'x'", "公开年度 130303 x：读不出来"),
        ("sourcefile", "content", "'x'", "读不出来"),
        ("sourcefile", "erased_at", "X'ff'", "读不出来"),
    ],
)
def test_a_column_that_holds_something_else_is_said(table, column, value, sentence):
    published()
    remove_triggers()
    run(f"UPDATE disclosures_{table} SET {column} = {value}")
    install_triggers()
    assert [said for said in alterations() if sentence.removeprefix(f"{PLAN}：") in said]


@pytest.fixture
def nothing_asked():
    """The database does not look at what points where; what was taken away is back in the end."""
    with transaction.atomic():
        run("SET session_replication_role = replica")
        yield
        transaction.set_rollback(True)
    run("SET session_replication_role = origin")


@only_postgresql
def test_records_of_a_submission_that_is_gone_are_found(nothing_asked):
    submission = stages.submitted()
    run(f"DELETE FROM disclosures_submission WHERE id = {submission.pk}")
    found = alterations()
    assert "2条办理记录所属的申报已不存在" in found
    assert "1条记录链所属的申报已不存在" in found


def test_a_database_that_is_away_is_no_alteration(monkeypatch):
    def away():
        raise OperationalError("gone")
        yield

    monkeypatch.setattr(unreadable, "_answers", lambda: False)
    with pytest.raises(OperationalError):
        list(unless_unreadable("公开链", away()))
