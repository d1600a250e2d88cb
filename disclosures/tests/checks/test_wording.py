from collections import Counter

import pytest

from disclosures.checks import run, wording
from disclosures.checks.rule import Context
from disclosures.document.model import Explanation
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots


@pytest.mark.parametrize(
    ("rule", "found", "silent"),
    [
        (
            wording.words_are_spelt_right,
            ["节约陈本", "俣理使用", "规范帐务", "按时记帐", "布署工作", "己经完成", "时侯", "资金拔付"],
            ["搭好帐篷", "自己经营", "办事速度", "为员工作示范", "选拔人才", "按装置说明", "降低成本"],
        ),
        (
            wording.nothing_stands_twice,
            ["提出建议建议", "完成验收。。", "书，，报"],
            ["一个一个检查", "认认真真", "等等", "……", "书架、书", "讨论，讨论"],
        ),
        (wording.commas_are_chinese, ["到位,良好"], ["到位，良好", "1,000册", "A,B", "第1,2组"]),
        (
            wording.document_numbers_have_their_brackets,
            ["财预[2024]8号", "财预【2024】 8 号", "财预《2024》第8号", "财预［2024］8号", "财预(2024)8号"],
            ["财预〔2024〕8号", "《2024年工作要点》", "（2024）年", "[2024]"],
        ),
        (
            wording.no_template_is_left,
            ["本单位XX年", "××路维修", "待填", "[bookmark: _Toc1]目标", "TC 目标 \\f A \\l 1"],
            ["编码OXXZ", "三八节", "5×8米", "待遇落实", "TCL电视"],
        ),
    ],
)
def test_it_finds_the_slip_and_leaves_what_only_looks_like_it(rule, found, silent):
    for text in found:
        assert spots(rule, a_document(safeguards=text)) == [(None, None, "safeguards", rule.severity)], text
    for text in silent:
        assert spots(rule, a_document(safeguards=text)) == [], text


def test_every_text_is_looked_at_and_has_its_address():
    row = a_row("质量", "陈本", "≥1陈本", "陈本", "陈本")
    project = a_project(row, name="陈本", purpose="陈本", objectives=("好", "陈本"))
    document = a_document(project, overall_objective="陈本", explanations=(Explanation("名词解释", "陈本"),))
    found = spots(wording.words_are_spelt_right, document)
    assert [place[:3] for place in found] == [
        (None, None, "overall_objective"),
        (1, None, "name"),
        (1, None, "purpose"),
        (1, None, "objectives[1]"),
        (1, 1, "name"),
        (1, 1, "description"),
        (1, 1, "target"),
        (1, 1, "basis"),
        (None, None, "notes[0].text"),
    ]


def test_a_misprint_is_shown_with_its_neighbours_and_its_cure():
    finding = wording.words_are_spelt_right.findings(a_document(safeguards="每个季度都要规范帐务处理流程。"))[0]
    assert finding.message == "工作保障措施里的“季度都要规范帐务处理流程。”疑有错字：“帐”应为“账”。"


def test_the_residue_of_the_source_is_one_finding():
    source = "总体绩效目标 TC 总体绩效目标 \\f A \\l 1 \n[bookmark: _GoBack]正文\n"
    findings = wording.no_template_is_left.findings(a_document(), Context(source_text=source))
    assert [(f.project, f.field, f.evidence, f.message) for f in findings] == [
        (None, "source", "TC 总体绩效目标 \\f A \\l 1", "源文件里残留 2 处书签或者域代码，请清理后再公开源文件。")
    ]
    assert wording.no_template_is_left.findings(a_document(), Context(source_text="总体绩效目标\n正文")) == []


@pytest.mark.parametrize(
    ("words", "rules"),
    [("、" * 100_000, {"G02": 1}), ("提出建议建议。。检查检查，，" * 1_000, {"G02": 3}), ("X" * 100_000, {"G05": 1})],
)
def test_one_text_however_long_has_a_few_findings_of_moderate_length(words, rules):
    findings = [one for one in run(a_document(a_project(), safeguards=words)) if one.rule in ("G02", "G05")]
    assert Counter(one.rule for one in findings) == rules
    assert max(len(one.message) for one in findings) < 200
