"""The trail: every step and every saved change, seen by both sides, edited by nobody."""

from dataclasses import replace

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import PlanChange, SubmissionEvent
from disclosures.plans import edits
from disclosures.plans.submissions import record_changes, record_event
from disclosures.tests import stages
from disclosures.tests.desk.reviewing import at, enter, look
from disclosures.tests.stages import some

pytestmark = pytest.mark.django_db


def mended():
    """Returned; 李 changed a value, took a row out and added a sentence."""
    submission = stages.returned()

    def change(before):
        sheet = before.projects[0]
        rows = (replace(sheet.indicators[0], target="≥900册"), *sheet.indicators[1:-1])
        return replace(edits.with_project(before, replace(sheet, indicators=rows)), safeguards="每周盘点一次。")

    edits.save(submission, change, some("li"))
    return submission


def test_every_step_stands_on_one_page_newest_first(client):
    submission = stages.published(stages.approved(stages.submitted(stages.returned())))
    enter(client, "wang")
    rows = look(client, at("trail", submission.pk)).tables[0][1:]
    assert [row[1:4] for row in rows] == [
        ["公开", "刘芳", ""],
        ["审核通过", "刘芳", ""],
        ["送审", "陈立", ""],
        ["退回", "王强", "请补充依据。"],
        ["送审", "陈立", ""],
        ["导入", "命令行", "命令行导入"],
    ]
    assert len({row[5] for row in rows}) == 1


def test_every_saved_change_says_who_and_what_it_was_before(client):
    submission = mended()
    enter(client, "chen")
    context = client.get(at("trail", submission.pk)).context
    [saving] = context["savings"]
    assert saving.change.actor == some("li")
    assert [(one.what, one.label, one.before, one.after) for one in saving.fields] == [
        ("", "工作保障措施", "每月盘点一次。", "每周盘点一次。"),
        ("指标“图书采购册数”", "指标值", "≥800册", "≥900册"),
        ("指标“借阅居民满意度”", "删除", "借阅居民满意度", ""),
    ]


def test_each_saving_is_told_apart(client):
    submission = stages.returned()
    for words, username in (("一", "li"), ("二", "li"), ("三", "chen")):
        edits.save(submission, lambda before, words=words: replace(before, safeguards=words), some(username))
    enter(client, "chen")
    savings = client.get(at("trail", submission.pk)).context["savings"]
    assert [(saving.change.actor.username, saving.fields[0].after) for saving in savings] == [
        ("chen", "三"),
        ("li", "二"),
        ("li", "一"),
    ]


def test_findings_kept_before_they_named_their_rule_set_are_shown_as_well(client):
    submission, kept = stages.submitted(), {"rule": "A10", "severity": "W", "reason": "无服务对象。"}
    for rule_set in ({}, {"rule_set": "1"}):
        record_event(submission, SubmissionEvent.Action.SUBMIT, findings=[kept | rule_set])
    enter(client, "wang")
    context = client.get(at("trail", submission.pk)).context
    assert [(event.counts, list(event.reasons)) for event in context["events"][:2]] == [
        ([("警告", 1)], [("A10", "无服务对象。")])
    ] * 2


@pytest.mark.parametrize(
    ("username", "status"), [("li", 200), ("chen", 200), ("wang", 200), ("liu", 200), ("zhao", 404)]
)
def test_both_sides_see_it_and_nobody_else(client, username, status):
    submission = stages.submitted()
    enter(client, username)
    assert client.get(at("trail", submission.pk)).status_code == status


def test_an_administrator_sees_no_trail(client):
    submission = stages.submitted()
    enter(client, "zhou")
    assert client.get(at("trail", submission.pk)).status_code == 404


@pytest.mark.parametrize("username", ["li", "chen", "wang", "liu", "zhou", "administrator"])
def test_nothing_of_it_is_edited_anywhere(client, rf, username):
    """Where the admin has pages for events and changes at all, they are for reading."""
    enter(client, username)
    request = rf.get("/admin/")
    request.user = some(username)
    rights = [
        (model.__name__, right)
        for model in (PlanChange, SubmissionEvent)
        if model in admin.site._registry
        for right in ("has_add_permission", "has_change_permission", "has_delete_permission")
        if getattr(admin.site._registry[model], right)(request)
    ]
    assert rights == []
    assert client.post(at("trail", mended().pk)).status_code in (404, 405)


def test_a_thousand_changes_come_in_pages_and_in_as_many_queries(client):
    submission = mended()
    enter(client, "chen")
    client.get(at("trail", submission.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(at("trail", submission.pk))
    for _ in range(10):
        changes = [{"field": "safeguards", "before": "甲", "after": "乙"}] * 100
        submission.plan.revision += 1
        record_changes(submission, some("li"), changes)
    with CaptureQueriesContext(connection) as many:
        page = look(client, at("trail", submission.pk))
    assert "第 1 页，共 6 页" in page.text
    assert len(many) == len(few)
