"""What the rules find in a submission, with its region's decisions, its people's reasons and last year beside it."""

from dataclasses import replace

import pytest

from disclosures.document.model import DepartmentRef
from disclosures.models import RuleSetting, Waiver
from disclosures.tests import cast
from disclosures.tests.builders import SHANHAIGUAN, loaded
from disclosures.tests.checks.builders import a_project
from disclosures.tests.stages import draft, refused, some, sound_document, submitted
from disclosures.workflow.findings import findings_of, give_reasons, previous_document

pytestmark = pytest.mark.django_db


def without_a_code(**fields):
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆")
    return sound_document(replace(sheet, code="", **fields))


def test_a_sound_plan_has_no_findings():
    findings = findings_of(draft())
    assert (findings.found, findings.errors, findings.unexplained, findings.reasons) == ([], [], [], {})


def test_an_error_is_found_where_it_stands():
    (error,) = findings_of(draft(without_a_code())).errors
    assert (error.rule, error.project, error.row, error.field) == ("A01", 1, None, "code")


@pytest.mark.parametrize(("choice", "errors", "warnings"), [("W", 0, 1), ("I", 0, 0), ("off", 0, 0), ("E", 1, 0)])
def test_the_region_decides_how_grave_a_rule_is(choice, errors, warnings):
    submission = draft(without_a_code())
    RuleSetting.objects.create(
        region=cast.shanhaiguan(), rule="A01", choice=choice, reason="试点", changed_by=some("liu")
    )
    findings = findings_of(submission)
    assert (len(findings.errors), len(findings.unexplained)) == (errors, warnings)


def test_one_reason_serves_all_warnings_of_a_rule():
    submission = draft(without_a_code())
    RuleSetting.objects.create(region=cast.shanhaiguan(), rule="A01", choice="W", reason="试点", changed_by=some("liu"))
    give_reasons(submission, {"A01": "编码尚未下达。", "X99": "没有这条规则"}, some("li"))
    findings = findings_of(submission)
    assert (findings.unexplained, findings.reasons) == ([], {"A01": "编码尚未下达。"})
    assert [one["reason"] for one in findings.as_json()] == ["编码尚未下达。"]


def test_a_reason_can_be_changed_and_taken_back():
    submission, li, chen = draft(), some("li"), some("chen")
    give_reasons(submission, {"A01": "甲", "A10": "乙"}, li)
    give_reasons(submission, {"A01": "丙", "A10": ""}, chen)
    assert list(Waiver.objects.values_list("rule", "reason", "given_by__username")) == [("A01", "丙", "chen")]


def test_reasons_are_given_in_the_departments_turn_only():
    submission = submitted()
    with refused("本单位2021年绩效计划“待审核”，现在不能修改。"):
        give_reasons(submission, {"A01": "甲"}, some("li"))
    assert list(Waiver.objects.all()) == []


def test_last_year_is_the_same_departments_year_before():
    submission = draft()
    assert previous_document(submission) is None
    last = loaded(sound_document(fiscal_year=2020)).document
    other = DepartmentRef("345002", "山海关区体育馆")
    loaded(sound_document(a_project(unit_code=other.code), fiscal_year=2020, department=other, region=SHANHAIGUAN))
    assert previous_document(submission) == last


def test_numbers_of_last_year_are_pointed_out():
    loaded(sound_document(fiscal_year=2020, overall_objective="2020年办好群众演出。"))
    submission = draft(sound_document(overall_objective="2020年办好群众演出。"))
    (stale,) = findings_of(submission).stale
    assert (stale.field, stale.evidence) == ("overall_objective", "2020年")
    assert findings_of(draft(sound_document(fiscal_year=2023))).stale == []
