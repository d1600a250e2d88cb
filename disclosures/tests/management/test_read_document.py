"""read_document: files are read and printed, nothing is stored, no database is asked."""

import hashlib
import json

import pytest
from django.core.management import call_command

from disclosures.document.as_json import from_json
from disclosures.importers import project_sheet
from disclosures.importers.refusal import UNFORESEEN
from disclosures.tests.importers.test_unseen_files import DOCUMENT, WHOLE, changed


@pytest.fixture
def read(capsys):
    """Run the command on files; its exit status and what it printed."""

    def run(*arguments) -> tuple[int, str]:
        status = 0
        try:
            call_command("read_document", *map(str, arguments))
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "档案馆.txt"
    path.write_text(WHOLE, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "坏.txt"
    path.write_text(changed("\t质量指标\n", "\t美观指标\n"), encoding="utf-8")
    return path


def test_it_prints_one_json_object(read, sound):
    status, output = read(sound, "--json")
    assert status == 0
    printed = json.loads(output)
    assert list(printed) == ["档案馆.txt"]
    document = printed["档案馆.txt"]
    assert from_json(document) == DOCUMENT
    assert (document["schema"], document["layout"], document["money_unit"]) == (1, "word", "元")
    assert document["source"] == {"name": "档案馆.txt", "sha256": hashlib.sha256(sound.read_bytes()).hexdigest()}
    assert document["region"] == {"code": "130302", "name": "海港区"}
    assert document["department"] == {"code": "345001", "name": "中共秦皇岛市海港区档案馆本级"}
    assert (document["fiscal_year"], document["fiscal_year_evidence"]) == (2021, "项目编码均为2021年")
    assert document["problems"] == []
    first = document["projects"][0]
    assert (first["total"], first["other_funds"], first["withheld"], first["line"]) == ("32000.00", "2000.00", None, 28)
    assert first["spending_plan"][0] == {"month": 3, "cumulative_percent": "25.00"}
    assert first["indicators"][0] == {
        "category": "产出指标",
        "subcategory": "数量指标",
        "name": "更换数量",
        "description": "更换的架数",
        "target": "≥8架",
        "basis": "采购合同",
        "line": first["indicators"][0]["line"],
    }


def test_a_refused_file_gives_an_error_and_exit_status_1(read, sound, broken, tmp_path):
    status, output = read(sound, broken, tmp_path / "没有.txt", "--json")
    assert status == 1
    printed = json.loads(output)
    assert list(printed) == ["档案馆.txt", "坏.txt", "没有.txt"]
    assert "error" not in printed["档案馆.txt"]
    line = WHOLE.split("\n").index("\t质量指标") + 1
    message = f"第 {line} 行：“产出指标”下没有“美观指标”这个二级指标，这一行可能缺少或多出单元格"
    assert printed["坏.txt"] == {"error": {"line": line, "message": message}}
    assert printed["没有.txt"] == {"error": {"line": None, "message": "文件不存在"}}


def test_two_files_of_one_name(read, sound, tmp_path):
    other = tmp_path / "另" / sound.name
    other.parent.mkdir()
    other.write_text(WHOLE, encoding="gb18030")
    _, output = read(sound, other, "--json")
    assert list(json.loads(output)) == [sound.name, str(other)]


def test_it_prints_a_summary_in_words(read, sound, broken):
    text = (
        changed("\t单位：元\n\n\t项目编码\n\t13030221A", "\t单位：万元\n\n\t项目编码\n\t13030221A") + "填表人：张三\n"
    )
    sound.write_text(text.replace("32000.00", "3.2").replace("30000.00", "3").replace("\t2000\n", "\t0.2\n"))
    status, output = read(sound, broken)
    assert status == 1
    assert output.split("\n")[:4] == [
        "档案馆.txt：345001 中共秦皇岛市海港区档案馆本级",
        "  区划：海港区；年度：2021（项目编码均为2021年）",
        "  项目 2 个，指标 5 条，预算数合计 32,500.50 元",
        f"  第 {text.count(chr(10))} 行：这一行不属于任何部分：填表人：张三",
    ]
    assert output.split("\n")[4].startswith("坏.txt：拒绝。第 ")


def test_a_percentage_of_27_digits_does_not_hide_the_good_file(read, sound, tmp_path):
    path = tmp_path / "多.txt"
    path.write_text(changed("25.00%", f"{'2' * 27}%"), encoding="utf-8")
    status, printed = read(path, sound)
    assert status == 1
    assert printed.split("\n")[0] == f"多.txt：拒绝。第 55 行：支出计划“{'2' * 27}%”不是百分比"
    assert printed.split("\n")[1] == "档案馆.txt：345001 中共秦皇岛市海港区档案馆本级"


def test_what_nobody_foresaw_is_refused_and_logged_and_the_next_file_is_read(read, sound, broken, monkeypatch, caplog):
    monkeypatch.setattr(project_sheet, "split_objectives", lambda text: 1 // 0)
    status, printed = read(sound, broken, "--json")
    assert status == 1
    assert json.loads(printed)["档案馆.txt"] == {"error": {"line": None, "message": UNFORESEEN}}
    assert [record.exc_info[0] for record in caplog.records][:1] == [ZeroDivisionError]
