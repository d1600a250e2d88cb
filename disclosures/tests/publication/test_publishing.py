"""A plan becomes public, is superseded, is withdrawn; nothing withheld and no draft ever leaks."""

import hashlib
import json
import logging
from datetime import UTC, date, datetime
from decimal import Decimal
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.document.as_json import content_sha256, from_json
from disclosures.document.model import Problem, Source
from disclosures.document.redaction import redact
from disclosures.models import (
    DisclosedAlias,
    DisclosedFile,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    Submission,
    SubmissionEvent,
)
from disclosures.plans.from_rows import assemble
from disclosures.plans.loader import load
from disclosures.publication.barring import PublishRefused
from disclosures.publication.publishing import publish, withdraw
from disclosures.tests.builders import (
    CHANGLI,
    approved,
    document,
    file_of,
    indicator,
    loaded,
    project,
    published,
    statement,
    withheld_project,
)
from disclosures.tests.document.test_redaction import SECRET, TRACES
from indicators.models import AnnualPlan, Department, FiscalYear, Project

pytestmark = pytest.mark.django_db

Status = Submission.Status
NOW = datetime(2021, 3, 1, 8, 30, 15, 999, tzinfo=UTC)


def everything_public() -> str:
    """Every value of every row that public pages may read; the short names of units are no publications."""
    rows = []
    for model in apps.get_app_config("disclosures").get_models():
        if model.__name__.startswith("Disclos") and model is not DisclosedAlias:
            rows += [list(map(str, row)) for row in model.objects.values_list()]
    return repr(rows)


# --- publishing -----------------------------------------------------------------------------------------------------


def test_publishing_freezes_what_the_plan_says():
    with mock.patch("django.utils.timezone.now", return_value=NOW):
        disclosure = published(document(project(1), withheld_project(2)), originally_published_on=date(2021, 2, 10))
    text = disclosure.body.text
    values = json.loads(text)
    assert from_json(values) == redact(assemble(disclosure.submission))
    assert values["publication"] == {
        "version": 1,
        "published_at": "2021-03-01T16:30:15+08:00",
        "sequence": 1,
        "previous_sha256": "0" * 64,
        "imported": True,
        "originally_published_on": "2021-02-10",
        "source_name": None,
        "source_sha256": None,
    }
    assert disclosure.body.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert text == json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert [key for key in ("layout", "source", "fiscal_year_evidence", "problems", "line") if f'"{key}"' in text] == []


def test_the_version_counts_shown_projects_only():
    disclosure = published(document(project(1), withheld_project(2), project(3, "夜校", total=Decimal("0.50"))))
    assert (disclosure.project_count, disclosure.withheld_count, disclosure.indicator_count) == (2, 1, 4)
    assert disclosure.total == Decimal("120000.50")
    assert disclosure.content_sha256 == content_sha256(redact(assemble(disclosure.submission)))
    assert str(disclosure) == "山海关区文化馆 2021年 第1版"


def test_flat_rows_say_what_the_body_says():
    published(document(project(1), withheld_project(2)))
    shown, withheld = DisclosedProject.objects.all()
    assert (shown.key, shown.name, shown.code) == ("1", "图书馆购书", "130303210000000000001")
    assert (shown.total, shown.indicator_count, shown.withheld) == (Decimal("120000.00"), 2, False)
    assert (withheld.key, withheld.number, withheld.name, withheld.withheld_reason) == (
        "2",
        2,
        "档案加固",
        "原件标注涉密",
    )
    assert (withheld.code, withheld.total, withheld.indicator_count, withheld.withheld) == ("", None, 0, True)
    first, second = DisclosedIndicator.objects.all()
    assert (first.project, first.key, first.category_key, first.subcategory_key) == (shown, "1.1", "output", "quantity")
    assert (second.sign, second.number, second.unit, second.kind) == ("≥", Decimal(90), "%", "number")
    assert (second.region_code, second.department_code, second.fiscal_year) == ("130303", "345001", 2021)


def test_the_year_tells_the_public_when_publication_is_due_and_nothing_of_plans():
    loaded(document(region=CHANGLI))
    submission = approved(loaded().submission)
    region = submission.plan.fiscal_year.region
    other = Department.objects.create(region=region, code="346002", name="另一单位")
    AnnualPlan.objects.create(department=other, fiscal_year=submission.plan.fiscal_year)
    FiscalYear.objects.filter(region=region).update(approved_on=date(2021, 2, 20))
    publish(submission)
    year = DisclosedYear.objects.get()
    assert (year.region_code, year.region_name, year.fiscal_year) == ("130303", "山海关区", 2021)
    assert (year.departments_due, year.approved_on) == (None, date(2021, 2, 20))
    assert year.publication_due_on == date(2021, 3, 12)


def test_an_approved_submission_is_published_by_a_person():
    wang = get_user_model().objects.create(username="wang")
    submission = approved(loaded().submission)
    disclosure = publish(submission, actor=wang, words="同意公开")
    assert (disclosure.imported, disclosure.submission.status) == (False, Status.PUBLISHED)
    event = SubmissionEvent.objects.last()
    assert (event.action, event.from_status, event.to_status) == ("publish", "approved", "published")
    assert (event.actor, event.words) == (wang, "同意公开")
    assert from_json(json.loads(event.document)) == assemble(submission)
    assert event.content_sha256 == content_sha256(assemble(submission))


def test_an_import_that_publishes_writes_one_event():
    published()
    event = SubmissionEvent.objects.get()
    assert (event.action, event.from_status, event.to_status) == ("import", "draft", "published")


def test_versions_form_one_chain_over_all_departments():
    bodies = [
        published().body,
        published(document(region=CHANGLI)).body,
        published(document(safeguards="补充。")).body,
    ]
    assert [(body.disclosure.version, body.sequence) for body in bodies] == [(1, 1), (1, 2), (2, 3)]
    assert [body.previous_sha256 for body in bodies[1:]] == [body.sha256 for body in bodies[:2]]
    head = DisclosureChain.objects.get()
    assert (head.sequence, head.sha256) == (3, bodies[2].sha256)


def test_a_later_version_takes_the_place_of_the_earlier_one():
    first = published()
    text = first.body.text
    second = published(document(project(1, "图书馆购新书"), project(2, "夜校"), problems=()))
    assert DisclosureBody.objects.get(disclosure=first).text == text
    assert list(Disclosure.objects.current()) == [second]
    assert list(DisclosedProject.objects.values_list("disclosure", "name")) == [
        (second.pk, "图书馆购新书"),
        (second.pk, "夜校"),
    ]
    assert DisclosedIndicator.objects.count() == 4
    assert [file.disclosure for file in DisclosedFile.objects.all()] == [second]


# --- the source file ------------------------------------------------------------------------------------------------


def test_the_source_file_goes_with_the_version_that_says_what_it_says():
    made = document(problems=())
    file = published(made).file
    assert (file.name, file.sha256, bytes(file.source.content)) == ("文化馆.txt", made.source.sha256, file_of(made))


def test_no_source_file_where_something_is_withheld():
    published(document(project(1), withheld_project(2), problems=()))
    assert DisclosedFile.objects.count() == 0


def test_no_source_file_that_was_not_read_whole():
    published(document(problems=(Problem(3, "无法归类的文字：内部资料"),)))
    assert DisclosedFile.objects.count() == 0


def test_no_source_file_with_words_that_nobody_saw():
    """A field code and a table of contents were read past; whoever opens the file reads them."""
    for number, line in enumerate(("一、总体 TC 库房加固 \\f A \\l 1", "库房加固........3"), 1):
        content = f"{line}\n".encode()
        made = document(
            fiscal_year=2020 + number, problems=(), source=Source("文化馆.txt", hashlib.sha256(content).hexdigest())
        )
        publish(load(made, content, publish=True).submission, imported=True)
    assert DisclosedFile.objects.count() == 0


@pytest.mark.parametrize(("name", "content"), [("文化馆.docx", b"PK\x03\x04"), ("文化馆.txt", b"PK\x03\x04")])
def test_no_office_file_whatever_it_is_called(name, content):
    """Hidden words, deleted words, comments and the author go nowhere: of such a file the public gets our rendering."""
    made = document(problems=(), source=Source(name, hashlib.sha256(content).hexdigest()))
    publish(load(made, content, publish=True).submission, imported=True)
    assert DisclosedFile.objects.count() == 0


def test_no_source_file_where_the_plan_says_something_else():
    submission = loaded(document(problems=())).submission
    Project.objects.update(purpose="由李改写")
    publish(approved(submission))
    assert DisclosedFile.objects.count() == 0


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "label"),
    [(Status.DRAFT, "填报中"), (Status.SUBMITTED, "待审核"), (Status.RETURNED, "已退回"), (Status.PUBLISHED, "已公开")],
)
def test_only_what_is_approved_is_published(status, label):
    submission = loaded().submission
    Submission.objects.update(status=status)
    submission.refresh_from_db()
    with pytest.raises(PublishRefused) as refused:
        publish(submission)
    assert str(refused.value) == f"山海关区文化馆 2021年的状态是“{label}”，不能公开"
    assert everything_public() == "[]"


def test_the_second_of_two_hands_changes_nothing():
    first = approved(loaded().submission)
    second = Submission.objects.get()
    publish(first)
    with pytest.raises(PublishRefused) as refused:
        publish(second)
    assert str(refused.value) == "山海关区文化馆 2021年的状态已经改变，未作任何更改，请刷新后再办理"
    assert Disclosure.objects.count() == 1


def test_a_classified_cell_in_a_project_that_is_not_marked_bars_publication():
    made = document(
        project(1, "甲", purpose="涉密"),
        project(2, "乙", indicators=(indicator(target="≥10 涉密"),)),
        project(3, "丙", unit_name="（涉密）"),
        project(4, "丁", unit_code="", unit_name="文化馆"),
    )
    submission = loaded(made).submission
    with pytest.raises(PublishRefused) as refused:
        publish(submission, imported=True)
    assert str(refused.value) == "项目“甲”、“乙”、“丙”有涉密内容，却没有标为不公开，不能公开（规则 C01）"
    assert everything_public() == "[]"
    assert Submission.objects.get().status == Status.DRAFT


# --- leaks ----------------------------------------------------------------------------------------------------------


def test_nothing_of_a_withheld_project_reaches_the_public_room_or_the_log(caplog, capfd):
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(lambda record: record.name != "django.db.backends")  # statements are not logged in service
    disclosure = published(document(project(1), SECRET))
    shown = everything_public() + caplog.text + "".join(capfd.readouterr())
    assert "名称可见" in shown
    assert [trace for trace in TRACES if trace in shown] == []
    assert disclosure.total == Decimal("120000.00")


def test_a_draft_does_not_show():
    loaded(document(project(1, "草稿里的项目")))
    assert everything_public() == "[]"
    published(document(fiscal_year=2020))
    before = everything_public()
    AnnualPlan.objects.update(overall_objective="草稿里的目标", revision=9)
    Project.objects.update(name="改动中的项目")
    assert everything_public() == before
    assert "草稿" not in before


def test_a_project_withheld_in_a_later_version_leaves_the_lists():
    published(document(project(1), project(2, "夜校")))
    published(document(project(1), withheld_project(2, "夜校")))
    assert [row.project.key for row in DisclosedIndicator.objects.all()] == ["1", "1"]


# --- withdrawing ----------------------------------------------------------------------------------------------------


def test_withdrawing_takes_every_version_away_and_says_why():
    published()
    published(document(safeguards="补充。"))
    other = published(document(fiscal_year=2020, problems=()))
    wang = get_user_model().objects.create(username="wang")
    withdraw("130303", "345001", 2021, "金额有误，正在核实", actor=wang)
    versions = Disclosure.objects.filter(fiscal_year=2021).order_by("version")
    assert [(one.current, one.withdrawn_reason) for one in versions] == [(False, "金额有误，正在核实")] * 2
    assert None not in [one.withdrawn_at for one in versions]
    assert [row.disclosure for row in DisclosedProject.objects.all()] == [other]
    assert [file.disclosure for file in DisclosedFile.objects.all()] == [other]
    submission = versions[0].submission
    assert submission.status == Status.DRAFT
    event = submission.events.last()
    assert (event.action, event.from_status, event.to_status, event.actor) == ("withdraw", "published", "draft", wang)
    assert event.words == "金额有误，正在核实"


def test_the_next_version_after_a_withdrawal_is_the_next_number_and_the_old_ones_stay_away():
    published()
    withdraw("130303", "345001", 2021, "第一次")
    published(document(safeguards="补充。"))
    withdraw("130303", "345001", 2021, "第二次")
    third = published()
    assert (third.version, third.current, third.withdrawn_at) == (3, True, None)
    reasons = Disclosure.objects.order_by("version").values_list("withdrawn_reason", flat=True)
    assert list(reasons) == ["第一次", "第二次", ""]


def test_withdrawing_during_a_revision_leaves_the_revision_where_it_is():
    submission = published().submission
    Submission.objects.update(status=Status.SUBMITTED)
    withdraw("130303", "345001", 2021, "金额有误")
    submission.refresh_from_db()
    assert submission.status == Status.SUBMITTED
    assert not Disclosure.objects.current().exists()


@pytest.mark.parametrize(
    ("place", "reason", "message"),
    [
        (("130303", "345001", 2021), " ", "撤回公开须写明原因"),
        (("130303", "345001", 2020), "有误", "130303 区划没有 345001 单位2020年度现行的公开版本"),
        (("130322", "345001", 2021), "有误", "130322 区划没有 345001 单位2021年度现行的公开版本"),
    ],
)
def test_a_withdrawal_without_reason_or_matter_is_refused(place, reason, message):
    published()
    with pytest.raises(PublishRefused) as refused:
        withdraw(*place, reason)
    assert str(refused.value) == message
    assert Disclosure.objects.current().count() == 1


# --- speed ----------------------------------------------------------------------------------------------------------


def test_the_number_of_statements_does_not_grow_with_the_number_of_projects():
    published(document(fiscal_year=2019))
    counts = []
    for year, many in ((2020, 2), (2021, 12)):
        made = document(*(project(number, f"项目{number}") for number in range(1, many + 1)), fiscal_year=year)
        submission = loaded(made, publish=True).submission
        with CaptureQueriesContext(connection) as queries:
            publish(submission, imported=True)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_published_version_holds_the_statements_without_their_lines():
    made = document(statements=(statement(), statement(kind="state_capital", title="国有资本经营", rows=())))
    body = json.loads(published(made).body.text)
    assert [sorted(one) for one in body["statements"]] == [
        ["as_of", "columns", "kind", "money_unit", "notes", "paragraph", "rows", "section", "title"]
    ] * 2
    assert body["statements"][0]["rows"][-1] == ["4", "2080711", "就业见习补贴", "3.40", "", "3.40"]
    assert body["statements"][0]["columns"] == ["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    assert from_json(body).statements == made.statements
