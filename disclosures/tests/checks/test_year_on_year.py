"""J03, J05: differences to the year before, as the explanation says them."""

from dataclasses import replace

import pytest

from disclosures.checks.rule import Context
from disclosures.checks.year_on_year import a_change_is_told_once, changes_are_differences
from disclosures.document.model import Explanation
from disclosures.tests.checks.builders import a_document
from disclosures.tests.checks.test_explained_sums import TABLES


def told(*texts: str, **fields):
    return a_document(explanations=tuple(Explanation("“三公”经费情况", text) for text in texts), **fields)


def found(rule, document, **context) -> list[tuple[str, str]]:
    return [(one.evidence, one.severity.value) for one in rule.findings(document, **context)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2020年公务接待费 0.55 万元。2021年公务接待费 0.55 万元，与2020年相比增加 0.2 万元。", ["0.2万元"]),
        ("2020年公务接待费 0.35 万元。2021年公务接待费 0.55 万元，与2020年相比增加 0.20 万元。", []),
        ("2020年公务接待费 0.75 万元。2021年公务接待费 0.55 万元，与2020年相比增加 0.20 万元。", ["0.20万元"]),
        ("2021年公务接待费 0.55 万元，比上年减少 2000 元。2020年公务接待费 0.75 万元。", []),
        ("2021年公务接待费 0.55 万元，比上年减少 0.1 万元。", []),
        ("2021年公务接待费 0.55 万元，比上年减少 0.1 万元。2020年公务接待费 0.75 万元。", ["0.1万元"]),
        ("2021年公务接待费 0.55 万元，与上年执行数相比减少 0.1 万元。2020年公务接待费 0.75 万元。", []),
        ("人员支出增加 3.00 万元，公用经费减少 1.00 万元，项目支出减少 4.00 万元，总支出减少 2.00 万元。", []),
        (
            "人员支出增加 3.00 万元，公用经费减少 1.00 万元，项目支出减少 4.00 万元，总支出增加 2.00 万元。",
            ["2.00万元"],
        ),
    ],
)
def test_a_difference_is_what_the_two_years_make(text, wrong):
    assert found(changes_are_differences, told(text)) == [(one, "E") for one in wrong]


def test_the_statements_of_last_year_are_the_year_before():
    document = told("人员支出预算增加 1.00 万元。", statements=TABLES)
    last = a_document(fiscal_year=2020, statements=TABLES)
    assert found(changes_are_differences, document) == []
    assert found(changes_are_differences, document, context=Context(previous=last)) == [("1.00万元", "E")]
    older = replace(last, fiscal_year=2019)
    assert found(changes_are_differences, document, context=Context(previous=older)) == []


def test_a_finding_says_what_the_years_make():
    text = "2020年公务接待费 0.75 万元。2021年公务接待费 0.55 万元，与2020年相比增加 0.20 万元。"
    (one,) = changes_are_differences.findings(told(text))
    assert one.message.endswith(
        "写的是增加 0.20 万元，当年是 0.55 万元，上年是 0.75 万元，相减是减少 0.20 万元，请核对。"
    )


def test_one_change_told_twice_is_one_number():
    twice = told("日常公用经费增加 4.16 万元。", "原因是2021年机关运行经费整体增加 3.87 万元。")
    assert found(a_change_is_told_once, twice) == [("3.87万元", "W")]
    same = told("日常公用经费增加 4.16 万元。", "原因是2021年机关运行经费整体增加 41,600 元。")
    assert found(a_change_is_told_once, same) == []
    assert not a_change_is_told_once.applies(told("日常公用经费增加 4.16 万元。"))
