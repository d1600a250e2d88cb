"""The registry as a whole: order, manual, answers."""

import re
from decimal import Decimal

from disclosures.checks import ALL, Outcome, Settings, Severity, examine, rules_markdown, run
from disclosures.document.model import DepartmentRef, Document
from disclosures.tests.checks.builders import a_document, a_project

CODES = [
    *(f"A{number:02}" for number in range(1, 14)),
    *("B01", "B02", "B03", "B04", "B05", "C01", "C02", "C03", "C04", "C05"),
    *(f"D{number:02}" for number in range(1, 16)),
    *(f"E{number:02}" for number in range(1, 14)),
    *(f"F{number:02}" for number in range(1, 11)),
    *(f"G{number:02}" for number in range(1, 8)),
    *("H01", "H02", "H03", "I01", "I02", "I03"),
    *(f"J{number:02}" for number in range(1, 12)),
    *("L01", "L02"),
]


def test_it_holds_every_rule_about_plans_in_order():
    assert [rule.code for rule in ALL] == CODES


def test_it_finds_nothing_in_a_sound_plan():
    assert run(a_document()) == []


def test_it_answers_not_applicable_where_a_rule_has_nothing_to_judge():
    bare = Document(None, DepartmentRef("401001", "海滨区图书馆"), None, "元")
    answers = {answer.rule.code: answer.outcome for answer in examine(bare)}
    applicable = [code for code, outcome in answers.items() if outcome != Outcome.NOT_APPLICABLE]
    assert applicable == ["A01", "C01", "C04", "G01", "G02", "G03", "G04", "G05", "G07", "L02"]
    assert answers["A01"] == Outcome.FOUND
    assert answers["L02"] == Outcome.PASSED


def test_it_does_not_call_absent_amounts_passed():
    document = a_document(a_project(total=None, fiscal_funds=None))
    answers = {answer.rule.code: answer.outcome for answer in examine(document)}
    assert [answers[code] for code in ("B01", "B02", "B03", "F02")] == [Outcome.NOT_APPLICABLE] * 4


def test_a_region_changes_a_severity_and_switches_a_rule_off():
    document = a_document(a_project(code="", fiscal_funds=Decimal(1)))
    settings = Settings(severities={"B01": Severity.HINT, "A01": None})
    assert [(f.rule, f.severity.value) for f in run(document)] == [("A01", "E"), ("B01", "E")]
    assert [(f.rule, f.severity.value) for f in run(document, settings=settings)] == [("B01", "I")]
    answers = {answer.rule.code: answer.outcome for answer in examine(document, settings=settings)}
    assert answers["A01"] == Outcome.SWITCHED_OFF


def test_a_finding_says_where_what_and_what_to_do():
    finding = run(a_document(a_project(spending_plan=None)))[0]
    assert finding.message == "第 1 个项目还没有填写资金支出计划，请补全四个时点。"
    assert (finding.rule, finding.project, finding.row, finding.field) == ("A02", 1, None, "spending_plan")


def test_every_rule_has_a_manual_page_in_three_parts():
    for rule in ALL:
        assert re.search("\n\n为什么：.+\n怎么办：.+\n例：", rule.manual, re.S), rule.code
        assert not re.search("[A-Za-z]{5,}", rule.manual.replace("bookmark", "")), rule.code


def test_only_the_rules_about_what_is_withheld_bar_publication():
    assert [rule.code for rule in ALL if rule.bars_publication] == ["C01", "C02", "C05"]


def test_the_manual_names_every_rule_with_its_severities():
    headings = re.findall(r"^## (.+)$", rules_markdown(), re.M)
    assert [heading.split()[0] for heading in headings] == CODES
    assert headings[1] == "A02 支出计划空缺（错误）"
    assert headings[4] == "A05 目标空/重复（错误，有时为警告）"


def test_the_manual_sets_out_a_page():
    page = rules_markdown().split("\n## ")[CODES.index("A02") + 1]
    assert page == (
        "A02 支出计划空缺（错误）\n\n"
        "资金支出计划的四个时点（3、6、10、12月底）都要填写累计百分比。\n\n"
        "* 为什么：没有计划就没法看执行进度，空着也不等于 0。\n"
        "* 怎么办：补全四个时点；某个时点还没有支出的，填 0。项目表本身不印支出计划的版式不适用。\n"
        "* 例：3月底空着，其余为 60、90、100，请在 3月底填上 0 或者实际打算的进度。\n"
    )
