"""The command that asks the rules about files."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from disclosures.exports.as_xlsx import xlsx
from disclosures.importers import parse
from disclosures.tests.folders import SAMPLES

SAMPLE = SAMPLES / "2021-130303-480001-city-management.txt"
WITHHOLDING = SAMPLES / "2022-130371-325001-social-development.txt"


def _check(capsys, *arguments) -> str:
    call_command("check_plans", *arguments)
    return capsys.readouterr().out


def _spoiled(folder: Path) -> Path:
    """The sample, without its first spending plan's first cell, written in another folder."""
    text = SAMPLE.read_text()
    head, mark, rest = text.partition("资金支出计划（%）")
    percent = next(line for line in rest.splitlines() if line.strip().endswith("%"))
    path = folder / "spoiled.txt"
    path.write_text(head + mark + rest.replace(percent, "\t", 1))
    return path


def test_it_prints_findings_by_file_name_without_a_database(capsys, tmp_path):
    printed = json.loads(_check(capsys, _spoiled(tmp_path), "--json"))
    assert list(printed) == ["spoiled.txt"]
    assert [finding for finding in printed["spoiled.txt"] if finding["rule"] == "A02"] == [
        {
            "rule": "A02",
            "severity": "E",
            "project": 1,
            "row": None,
            "field": "spending_plan[0].cumulative_percent",
            "evidence": "",
            "message": "第 1 个项目的资金支出计划缺少3月底的累计百分比，请补上。",
        }
    ]


def test_it_tells_a_person_the_same_in_words(capsys, tmp_path):
    printed = _check(capsys, _spoiled(tmp_path)).splitlines()
    assert printed[0].startswith("spoiled.txt：错误 ")
    assert "  错误 A02 第 1 个项目的资金支出计划缺少3月底的累计百分比，请补上。" in printed


def test_it_looks_at_what_word_left_in_the_source(capsys, tmp_path):
    path = tmp_path / "coded.txt"
    path.write_text(SAMPLE.read_text().replace("总体绩效目标", "总体绩效目标 TC 总体绩效目标 \\f A \\l 1 ", 1))
    printed = json.loads(_check(capsys, path, "--json"))["coded.txt"]
    assert [(f["rule"], f["field"]) for f in printed if f["rule"] == "G05"] == [("G05", "source")]


def _words(printed: list[dict], rule: str) -> list[tuple]:
    return [(finding["project"], finding["row"], finding["field"]) for finding in printed if finding["rule"] == rule]


def test_withheld_words_of_a_printed_text_are_in_the_open(capsys):
    printed = json.loads(_check(capsys, WITHHOLDING, "--json"))[WITHHOLDING.name]
    assert _words(printed, "C01") == [(5, row, "target") for row in (1, 2, 3, 4, 5, 6)]


def test_a_template_marks_its_withheld_projects_itself(capsys, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx(parse(WITHHOLDING.read_text())))
    assert _words(json.loads(_check(capsys, path, "--json"))["plan.xlsx"], "C01") == []


def test_a_refused_file_says_why_and_the_others_are_checked_all_the_same(capsys, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    with pytest.raises(SystemExit) as left:
        call_command("check_plans", empty, SAMPLE, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert left.value.code == 1
    assert printed["empty.txt"] == {"error": {"line": None, "message": "文件是空的"}}
    assert isinstance(printed[SAMPLE.name], list)


def test_a_refused_file_is_refused_in_words(capsys, tmp_path):
    with pytest.raises(SystemExit):
        call_command("check_plans", tmp_path / "missing.txt")
    assert capsys.readouterr().out.startswith("missing.txt：拒绝。")


def test_two_files_of_one_name_are_both_checked(capsys, tmp_path):
    other = tmp_path / SAMPLE.name
    other.write_text("")
    with pytest.raises(SystemExit):
        call_command("check_plans", SAMPLE, other, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert {name: type(one) for name, one in printed.items()} == {SAMPLE.name: list, str(other): dict}
