"""import_disclosures: files in, a report out, and nothing half done."""

import io
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from disclosures.importers import parse_file
from disclosures.importers.refusal import UNFORESEEN
from disclosures.intake import history
from disclosures.models import Disclosure, SourceFile, Submission, SubmissionEvent
from disclosures.plans.from_rows import assemble
from disclosures.plans.loader import load
from disclosures.tests.folders import SAMPLES
from indicators.models import AnnualPlan, Department, Project

pytestmark = pytest.mark.django_db

CULTURE = "2021-130303-301001-culture-tourism.txt"
CORRECTED = "2021-130303-301001-culture-tourism-corrected.txt"
SOCIAL = "2022-130371-325001-social-development.txt"
CITY = "2022-130303-480001-city-management.docx"
REAL = {
    "000_ffce7a80b68101b6.txt": (7, 63, "933000.00"),
    "001_1d98f0c8d9b041d9.txt": (1, 10, "30000.00"),
    "002_00e1585d0ef32045.txt": (8, 27, "2025280.00"),
    "003_3d9e61a8275fe167.txt": (21, 145, None),
    "004_06e17ef5f72682ab.txt": (5, 45, "408000.00"),
}
#: The one of them whose withheld amounts can be computed.
GIVES_AWAY = "003_3d9e61a8275fe167.txt"


def run(*arguments, stderr=None) -> tuple[str, int]:
    """What the command prints and its exit status."""
    out, status = io.StringIO(), 0
    try:
        call_command("import_disclosures", *map(str, arguments), stdout=out, stderr=stderr or io.StringIO())
    except SystemExit as leaving:
        status = leaving.code
    return out.getvalue().strip(), status


def run_json(*arguments) -> tuple[dict, int]:
    out, status = run("--json", *arguments)
    return json.loads(out), status


def statuses(*arguments) -> tuple[dict, int]:
    results, status = run_json(*arguments)
    return {name: result["status"] for name, result in results.items()}, status


def stored() -> tuple[int, ...]:
    models = (Department, AnnualPlan, Project, Submission, SubmissionEvent, SourceFile, Disclosure)
    return tuple(model.objects.count() for model in models)


@pytest.fixture
def city_management(tmp_path) -> Path:
    """A copy of a sample that a test may change."""
    return Path(shutil.copy(SAMPLES / "2021-130303-480001-city-management.txt", tmp_path / "城管.txt"))


# --- the report -----------------------------------------------------------------------------------------------------


def test_a_file_is_loaded_and_reported():
    assert run(SAMPLES / CULTURE) == (
        f"已载入  {CULTURE}：山海关区 301001 秦皇岛市山海关区旅游和文化广电局本级 2021年，"
        "6个项目，43个指标，预算数合计 1,438,600.00 元\n"
        "共1个文件：已载入1，未改变0，已替换0，已公开0，已拒绝0。",
        0,
    )
    assert Submission.objects.get().status == "draft"
    assert Disclosure.objects.count() == 0


def test_the_report_as_json():
    assert run_json(SAMPLES / CULTURE, "--publish") == (
        {
            CULTURE: {
                "status": "published",
                "message": "",
                "line": None,
                "region": "130303",
                "department": "301001",
                "fiscal_year": 2021,
                "projects": 6,
                "indicators": 43,
                "total": "1438600.00",
                "version": 1,
                "problems": [],
            }
        },
        0,
    )


def test_a_file_whose_projects_have_no_budget_says_what_its_statements_say():
    out, _ = run(SAMPLES / SOCIAL, "--publish")
    assert out.splitlines()[0] == (
        f"已公开  {SOCIAL}：秦皇岛经济技术开发区 325001 秦皇岛经济技术开发区社会发展局(本级) 2022年，"
        "7个项目，46个指标，支出总计 9,093,000.00 元（单位预算支出总表 第1行），公开第1版"
    )


def test_a_refused_file_says_why_and_where_and_the_others_go_in(city_management):
    text = city_management.read_text()
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "产出指标" in line)
    city_management.write_text(text.replace("产出指标", "投入指标", 1))
    results, status = run_json(city_management, SAMPLES / CULTURE)
    assert status == 1
    assert [result["status"] for result in results.values()] == ["refused", "loaded"]
    refused = results["城管.txt"]
    assert refused["line"] == line
    assert refused["message"].startswith(f"第 {line} 行：")
    assert {name: refused[name] for name in refused if name not in ("status", "message", "line")} == dict.fromkeys(
        ("region", "department", "fiscal_year", "projects", "indicators", "total", "version")
    ) | {"problems": []}
    assert list(Department.objects.values_list("code", flat=True)) == ["301001"]


def test_what_the_tables_refuse_is_refused_with_its_line(city_management):
    lines = city_management.read_text().splitlines()
    places = [number for number, line in enumerate(lines) if "项目编码" in line or "13030321" in line]
    codes = [number for number in places if "13030321" in lines[number]]
    code = lines[codes[0]].strip()
    lines[codes[1]] = lines[codes[1]].replace(lines[codes[1]].strip(), code)
    city_management.write_text("\n".join(lines))
    results, status = run_json(city_management)
    assert status == 1
    assert "重复" in results["城管.txt"]["message"]
    assert results["城管.txt"]["message"].startswith(f"第 {results['城管.txt']['line']} 行：")
    assert stored() == (0,) * 7


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("空.txt", b"", "文件是空的"),
        ("表格.txt", b"PK\x03\x04....", "这是压缩包或 Office 文件，请按其本来的扩展名（如 .docx）导入"),
        ("图片.png", b"....", "不认得扩展名“.png”，可以导入的是 .txt、.md、.docx、.xlsx 文件"),
    ],
)
def test_what_is_no_plan_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    results, status = run_json(tmp_path / name)
    assert (results[name]["status"], results[name]["message"], status) == ("refused", message, 1)
    assert stored() == (0,) * 7


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    huge = tmp_path / "大.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert run(huge)[0].splitlines()[0] == "已拒绝  大.txt：文件超过 20 MB，不予读取"


def test_a_missing_file_is_refused(tmp_path):
    assert statuses(tmp_path / "没有.txt") == ({"没有.txt": "refused"}, 1)


# --- folders --------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_with_its_folders_in_order(tmp_path):
    (tmp_path / "b").mkdir()
    for source, target in ((CULTURE, "b/旅游.TXT"), (SOCIAL, "a.md"), (CITY, "c.docx")):
        shutil.copy(SAMPLES / source, tmp_path / target)
    for ignored in ("说明.pdf", ".隐藏.txt", "~$c.docx"):
        (tmp_path / ignored).write_bytes(b"x")
    results, status = statuses(tmp_path)
    assert list(results.items()) == [("a.md", "loaded"), ("旅游.TXT", "loaded"), ("c.docx", "loaded")]
    assert status == 0


def test_what_a_folder_holds_besides_is_said_to_be_skipped(tmp_path):
    shutil.copy(SAMPLES / CULTURE, tmp_path / "旅游.txt")
    (tmp_path / "说明.pdf").touch()
    (tmp_path / ".隐藏").touch()
    lines = run(tmp_path)[0].splitlines()
    assert lines[1:] == [
        "已跳过  说明.pdf：可以导入的是 .txt、.md、.docx、.xlsx 文件",
        "共2个文件：已载入1，未改变0，已替换0，已公开0，已拒绝0，已跳过1。",
    ]


def test_a_folder_without_anything_to_import_is_refused(tmp_path):
    (tmp_path / "空").mkdir()
    message = "文件夹里没有可以导入的文件（.txt、.md、.docx、.xlsx）"
    assert run(tmp_path / "空") == (
        f"已拒绝  空：{message}\n共1个文件：已载入0，未改变0，已替换0，已公开0，已拒绝1。",
        1,
    )
    results, status = run_json(tmp_path / "空", SAMPLES / CULTURE)
    assert ({name: one["message"] for name, one in results.items()}, status) == ({"空": message, CULTURE: ""}, 1)


def test_two_files_of_one_name_are_both_reported(tmp_path):
    for folder, source in (("甲", CULTURE), ("乙", SOCIAL)):
        (tmp_path / folder).mkdir()
        shutil.copy(SAMPLES / source, tmp_path / folder / "文本.txt")
    results, _ = statuses(tmp_path / "甲", tmp_path / "乙")
    assert results == {"文本.txt": "loaded", str(tmp_path / "乙" / "文本.txt"): "loaded"}


def test_a_file_of_a_name_that_is_another_ones_path_is_reported_too(tmp_path, monkeypatch):
    (tmp_path / "甲").mkdir()
    shutil.copy(SAMPLES / CULTURE, tmp_path / "甲" / "文本.txt")
    (tmp_path / "文本.txt").write_text("不是")
    monkeypatch.chdir(tmp_path)
    results, _ = statuses("甲/文本.txt", "文本.txt", "文本.txt")
    whole = str(tmp_path / "文本.txt")
    assert results == {"文本.txt": "loaded", whole: "refused", "文本.txt（2）": "refused"}


def test_what_cannot_be_looked_at_is_one_refused_file_among_others(tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    (tmp_path / "断了.txt").symlink_to(tmp_path / "没有.txt")
    long = "长" * 300 + ".txt"
    shutil.copy(SAMPLES / CULTURE, tmp_path / "旅游.txt")
    results, status = run_json(tmp_path / long, tmp_path)
    assert {name: one["message"] for name, one in results.items()} == {
        long: "文件打不开，请检查它的读取权限",
        "断了.txt": "文件不存在",
        "旅游.txt": "",
        "管道.txt": "这是管道或设备，不是文件",
    }
    assert status == 1


def test_a_folder_that_cannot_be_opened_is_said(tmp_path, monkeypatch):
    for folder in "开", "锁":
        (tmp_path / folder).mkdir()
    shutil.copy(SAMPLES / CULTURE, tmp_path / "开" / "旅游.txt")
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "锁")
    results, _ = run_json(tmp_path)
    assert {name: one["message"] for name, one in results.items()} == {
        "旅游.txt": "",
        "锁": "文件夹打不开，请检查它的读取权限",
    }


def test_all_samples_are_published(tmp_path):
    results, status = run_json(SAMPLES, "--publish")
    assert ({result["status"] for result in results.values()}, status) == ({"published"}, 0)
    for name, result in results.items():
        if name != CORRECTED:  # superseded: the uncorrected file comes after it
            data = (SAMPLES / name).read_bytes()
            submission = Submission.objects.get(
                plan__department__region__code=result["region"],
                plan__department__code=result["department"],
                plan__fiscal_year__year=result["fiscal_year"],
            )
            assert assemble(submission) == parse_file(name, data)


# --- problems -------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_a_problem(city_management) -> tuple[Path, dict]:
    """A file with a line at its end that belongs nowhere, and what is said of it."""
    text = city_management.read_text().rstrip("\n") + "\n\n填表人：张三\n"
    city_management.write_text(text)
    return city_management, {"line": text.count("\n"), "message": "这一行不属于任何部分：填表人：张三"}


def test_what_could_not_be_placed_is_told_with_its_line(with_a_problem):
    path, problem = with_a_problem
    out, status = run(path)
    assert (out.splitlines()[1], status) == (f"        第 {problem['line']} 行：{problem['message']}", 0)
    results, _ = run_json(path)
    assert (results["城管.txt"]["status"], results["城管.txt"]["problems"]) == ("unchanged", [problem])


def test_a_file_with_problems_is_published_only_where_they_are_accepted(with_a_problem):
    path, problem = with_a_problem
    results, status = run_json(path, "--publish")
    assert (results["城管.txt"]["status"], results["城管.txt"]["problems"], status) == ("refused", [problem], 1)
    assert results["城管.txt"]["message"] == (
        "文件中有 1 处内容没有读入，不能直接公开；请逐条看过，确可公开的加上 --accept-problems"
    )
    assert stored() == (0,) * 7
    assert statuses(path, "--publish", "--accept-problems") == ({"城管.txt": "published"}, 0)
    assert statuses(path, "--publish") == ({"城管.txt": "unchanged"}, 0)


# --- options --------------------------------------------------------------------------------------------------------


def test_a_dry_run_reports_the_same_and_stores_nothing():
    dry, _ = run(SAMPLES / CULTURE, "--publish", "--dry-run")
    assert stored() == (0,) * 7
    wet, _ = run(SAMPLES / CULTURE, "--publish")
    assert dry == f"试运行，以下结果均未保存：\n{wet}"


def test_a_file_that_does_not_tell_its_region_or_year_is_loaded_with_what_is_given(city_management):
    text = city_management.read_text()
    text = text.replace("13030321", "").replace("2021", "")
    city_management.write_text(text)
    results, status = run_json(city_management, "--region", "130303", "--year", "2021")
    assert (results["城管.txt"]["status"], status) == ("loaded", 0)
    assert results["城管.txt"]["fiscal_year"] == 2021


def test_a_region_that_is_registered_later_is_recognised(city_management):
    text = city_management.read_text().replace("13030321", "13060621").replace("山海关区", "莲池区")
    city_management.write_text(text)
    assert statuses(city_management) == ({"城管.txt": "refused"}, 1)
    call_command("add_region", "130606", "莲池区", stdout=io.StringIO())
    results, _ = run_json(city_management)
    assert (results["城管.txt"]["status"], results["城管.txt"]["region"]) == ("loaded", "130606")


def test_a_day_of_first_publication_is_kept():
    run(SAMPLES / CULTURE, "--publish", "--originally-published-on", "2021-02-19")
    disclosure = Disclosure.objects.get()
    assert (disclosure.imported, str(disclosure.originally_published_on)) == (True, "2021-02-19")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2021-2-30", "“2021-2-30”不是日期，应写作 2021-03-01"), ("2999-01-01", "原公开日期 2999-01-01 还没有到")],
)
def test_a_day_of_first_publication_that_cannot_be_is_refused(day, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(SAMPLES / CULTURE, "--publish", "--originally-published-on", day)
    assert stored() == (0,) * 7


# --- again ----------------------------------------------------------------------------------------------------------


def test_again_and_changed_and_published_and_again():
    assert statuses(SAMPLES / CULTURE) == ({CULTURE: "loaded"}, 0)
    assert statuses(SAMPLES / CULTURE) == ({CULTURE: "unchanged"}, 0)
    assert statuses(SAMPLES / CORRECTED) == ({CORRECTED: "replaced"}, 0)
    assert statuses(SAMPLES / CORRECTED, "--publish") == ({CORRECTED: "published"}, 0)
    before = stored()
    assert statuses(SAMPLES / CORRECTED, "--publish") == ({CORRECTED: "unchanged"}, 0)
    assert statuses(SAMPLES / CORRECTED) == ({CORRECTED: "unchanged"}, 0)
    assert statuses(SAMPLES / CULTURE) == ({CULTURE: "refused"}, 1)
    assert stored() == before
    results, _ = run_json(SAMPLES / CULTURE, "--publish")
    assert (results[CULTURE]["status"], results[CULTURE]["version"]) == ("published", 2)


def test_an_import_that_publishes_writes_one_event_and_no_other():
    run(SAMPLES / CULTURE, "--publish")
    event = SubmissionEvent.objects.get()
    assert (event.action, event.actor, event.words, event.to_status) == ("import", None, "命令行导入", "published")


# --- the bar --------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_only():
    terminal, pipe = Terminal(), io.StringIO()
    run(SAMPLES / CULTURE, stderr=terminal)
    run(SAMPLES / CULTURE, stderr=pipe)
    assert "0/1" in terminal.getvalue()
    assert "1/1" in terminal.getvalue()
    assert pipe.getvalue() == ""


# --- the real documents ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REAL)
def test_a_real_document_goes_in_and_comes_out_complete(documents, name):
    data = (documents / name).read_bytes()
    overruled = ("--overrule", "C02", "--reason", "合计已依法公开") if name == GIVES_AWAY else ()
    results, status = run_json(documents / name, "--publish", *overruled)
    assert status == 0
    assert tuple(results[name][field] for field in ("projects", "indicators", "total")) == REAL[name]
    made = parse_file(name, data)
    rebuilt = assemble(Submission.objects.get())
    assert rebuilt == made
    assert (rebuilt.source, rebuilt.layout, rebuilt.problems) == (made.source, made.layout, made.problems)
    assert [one.line for one in rebuilt.projects] == [one.line for one in made.projects]
    assert (rebuilt.fiscal_year, rebuilt.fiscal_year_evidence) == (made.fiscal_year, made.fiscal_year_evidence)


def test_withheld_amounts_that_can_be_computed_bar_publication_until_the_director_overrules(documents):
    results, status = run_json(documents / GIVES_AWAY, "--publish")
    assert (status, results[GIVES_AWAY]["status"], stored()) == (1, "refused", (0,) * 7)
    assert results[GIVES_AWAY]["message"] == (
        "由《单位预算支出总表》第 1 行的“项目支出”、《单位预算支出总表》第 2 行的“项目支出”、"
        "《单位预算一般公共预算财政拨款支出表》第 1 行的“项目支出”、"
        "《单位预算一般公共预算财政拨款支出表》第 2 行的“项目支出”、第 2 节情况说明的内容"
        "可以推算不公开项目的金额，不能公开（规则 C02）；"
        "请改写，或者由财政负责人决定照此公开，并写明理由（--overrule C02 --reason）"
    )
    assert statuses(documents / GIVES_AWAY, "--publish", "--overrule", "C02", "--reason", "合计已依法公开") == (
        {GIVES_AWAY: "published"},
        0,
    )
    (event,) = SubmissionEvent.objects.all()
    assert {(one["rule"], one["overruled"]) for one in event.findings} == {("C02", "合计已依法公开")}
    assert len(event.findings) == 5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--publish", "--overrule", "C02"), "--overrule C02 须用 --reason 写明理由，理由记入办理记录"),
        (
            ("--publish", "--overrule", "C02", "--reason", " "),
            "--overrule C02 须用 --reason 写明理由，理由记入办理记录",
        ),
        (("--overrule", "C02", "--reason", "已核对"), "--overrule 只能与 --publish 一起使用"),
        (("--publish", "--reason", "已核对"), "--reason 只能与 --overrule 一起使用"),
        (("--publish", "--overrule", "C05", "--reason", "已核对"), "--overrule 不能是“C05”，可以是 'C02'"),
    ],
)
def test_only_c02_is_overruled_and_with_a_reason(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(SAMPLES / CULTURE, *arguments)
    assert stored() == (0,) * 7


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ZeroDivisionError(), UNFORESEEN),
        (MemoryError(), UNFORESEEN),
        (OperationalError("lost"), "数据库暂时不可用，此文件没有保存；请在数据库恢复后重新导入"),
    ],
)
def test_whatever_happens_to_one_file_the_others_are_imported(tmp_path, monkeypatch, caplog, error, message):
    for name in (CULTURE, CITY):
        shutil.copy(SAMPLES / name, tmp_path / name)

    def failing(document, *arguments, **options):
        if document.department.code == "301001":
            raise error
        return load(document, *arguments, **options)

    monkeypatch.setattr(history, "load", failing)
    results, status = run_json(tmp_path)
    assert status == 1
    assert {name: (result["status"], result["message"]) for name, result in results.items()} == {
        CULTURE: ("refused", message),
        CITY: ("loaded", ""),
    }
    assert [record.exc_info[1] for record in caplog.records] == [error]


def test_a_percentage_of_27_digits_is_one_refused_file_among_others(tmp_path):
    shutil.copy(SAMPLES / CITY, tmp_path / CITY)
    text = (SAMPLES / CULTURE).read_text(encoding="utf-8")
    percentage = re.search(r"\t(\d+\.00%)\n", text)
    (tmp_path / "多.txt").write_text(
        f"{text[: percentage.start(1)]}{'2' * 27}%{text[percentage.end(1) :]}", encoding="utf-8"
    )
    results, status = run_json(tmp_path)
    line = text.count("\n", 0, percentage.start(1)) + 1
    assert status == 1
    assert {name: (result["status"], result["message"], result["line"]) for name, result in results.items()} == {
        CITY: ("loaded", "", None),
        "多.txt": ("refused", f"第 {line} 行：支出计划“{'2' * 27}%”不是百分比", line),
    }


def test_publishing_without_the_original_date_says_what_readers_will_see():
    said, status = run("--publish", SAMPLES / CULTURE)
    assert (status, said.splitlines()[1]) == (
        0,
        "没有用 --originally-published-on 写明原公开日期：1 个版本的公开日期，"
        "读者看到的是“原公开日期不详（后补录入）”，排在有日期的之后。",
    )


@pytest.mark.parametrize("arguments", [["--publish", "--originally-published-on", "2021-02-19"], []])
def test_nothing_is_said_of_dates_where_one_is_given_or_nothing_is_published(arguments):
    said, _ = run(*arguments, SAMPLES / CULTURE)
    assert len(said.splitlines()) == 2
