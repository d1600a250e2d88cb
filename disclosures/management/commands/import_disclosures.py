"""Import files into the database and, where asked, publish them."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.timezone import localdate

from disclosures.document.budget_figures import budget_words
from disclosures.importers import SUFFIXES
from disclosures.intake.history import Options, Outcome, import_file, known_regions
from disclosures.management.base import ChineseCommand, name_in_report
from disclosures.publication.barring import OVERRULED
from indicators.money import amount_text

LABELS = {"loaded": "已载入", "unchanged": "未改变", "replaced": "已替换", "published": "已公开", "refused": "已拒绝"}
BAR = 30
EMPTY = Outcome("refused", f"文件夹里没有可以导入的文件（{'、'.join(SUFFIXES)}）")
CLOSED = Outcome("refused", "文件夹打不开，请检查它的读取权限")


class Command(ChineseCommand):
    help = "导入绩效文本（.txt、.md、.docx）；文件夹连同其子文件夹中的文件依次导入。有文件被拒绝时退出状态为 1。"

    def add_arguments(self, parser):
        parser.add_argument("paths", metavar="FILE_OR_FOLDER", nargs="+", type=Path, help="文件或文件夹")
        parser.add_argument("--region", metavar="CODE", default="", help="文件中看不出财政区划时的六位区划代码")
        parser.add_argument("--year", metavar="Y", type=int, help="文件中看不出预算年度时的年度")
        parser.add_argument("--publish", action="store_true", help="载入后即公开（由历史文件导入）")
        parser.add_argument("--accept-problems", action="store_true", help="有内容没有读入的文件也公开（须先逐条看过）")
        parser.add_argument(
            "--originally-published-on", metavar="DATE", type=_past_day, help="原公开日期，如 2021-03-01"
        )
        parser.add_argument("--overrule", choices=[OVERRULED.code], default="", help="由财政负责人决定照此公开的规则")
        parser.add_argument("--reason", metavar="WORDS", default="", help="照此公开的理由，记入办理记录")
        parser.add_argument("--dry-run", action="store_true", help="试运行：照常办理，但不保存")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *, paths, **options):
        _check_overruling(options)
        wanted = Options(**{name: options[name] for name in Options.__dataclass_fields__})
        files, skipped = _sorted_out(paths)
        results = self._import_all(files, wanted)
        if options["json"]:
            self.stdout.write(json.dumps({name: _as_json(it) for name, it in results.items()}, ensure_ascii=False))
        else:
            self._report(results, skipped, wanted.dry_run)
        if any(outcome.status == "refused" for outcome in results.values()):
            sys.exit(1)

    def _import_all(self, files: list[Path], wanted: Options) -> dict[str, Outcome]:
        regions = known_regions()
        results: dict[str, Outcome] = {}
        for path in self._with_progress(files):
            name = name_in_report(path, results)
            if _is_folder(path):
                results[name] = EMPTY if _opens(path) else CLOSED
            else:
                results[name] = import_file(path, regions, wanted)
        return results

    def _with_progress(self, files: list[Path]) -> Iterator[Path]:
        """The files one by one, with a bar where somebody is watching."""
        watched = self.stderr.isatty()
        for done, path in enumerate(files):
            if watched:
                filled = BAR * done // len(files)
                self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{len(files)} ", ending="")
                self.stderr.flush()
            yield path
        if watched:
            self.stderr.write(f"\r[{'#' * BAR}] {len(files)}/{len(files)} ")

    def _report(self, results: dict[str, Outcome], skipped: list[Path], dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("试运行，以下结果均未保存：")
        for name, outcome in results.items():
            self.stdout.write(f"{LABELS[outcome.status]}  {name}：{_in_words(outcome)}")
            for problem in outcome.problems:
                self.stdout.write(f"        {f'第 {problem.line} 行：' if problem.line else ''}{problem.message}")
        for path in skipped:
            self.stdout.write(f"已跳过  {path.name}：可以导入的是 {'、'.join(SUFFIXES)} 文件")
        self._say_what_readers_see(results)
        counts = [
            f"{label}{sum(outcome.status == status for outcome in results.values())}"
            for status, label in LABELS.items()
        ]
        counts += [f"已跳过{len(skipped)}"] if skipped else []
        self.stdout.write(f"共{len(results) + len(skipped)}个文件：{'，'.join(counts)}。")

    def _say_what_readers_see(self, results: dict[str, Outcome]) -> None:
        """Whoever publishes history without its date learns what stands in its place."""
        made = [outcome.disclosure for outcome in results.values() if outcome.status == "published"]
        if undated := [one for one in made if one and one.published_on is None]:
            self.stdout.write(
                f"没有用 --originally-published-on 写明原公开日期：{len(undated)} 个版本的公开日期，"
                f"读者看到的是“{undated[0].published_words}”，排在有日期的之后。"
            )


def _check_overruling(options: dict) -> None:
    """Raises CommandError where a rule is overruled without a reason or without publication, or a reason overrules
    nothing."""
    if options["overrule"] and not options["reason"].strip():
        raise CommandError(f"--overrule {options['overrule']} 须用 --reason 写明理由，理由记入办理记录")
    if options["overrule"] and not options["publish"]:
        raise CommandError("--overrule 只能与 --publish 一起使用")
    if options["reason"] and not options["overrule"]:
        raise CommandError("--reason 只能与 --overrule 一起使用")


def _past_day(text: str) -> date:
    """A day up to today."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写作 2021-03-01") from error
    if day > localdate():
        raise argparse.ArgumentTypeError(f"原公开日期 {day} 还没有到")
    return day


def _sorted_out(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The files to import and those to skip, in order: what was named is imported, of a folder what can be.

    A folder without anything to import, or that cannot be opened, stands for itself; hidden files and Word's lock files
    are not spoken of.
    """
    files, skipped = [], []
    for path in paths:
        if not _is_folder(path):
            files.append(path)
            continue
        found = [one for one in _found_in(path) if not one.name.startswith((".", "~$"))]
        wanted = [one for one in found if one.suffix.lower() in SUFFIXES or _is_folder(one)]
        files += wanted or [path]
        skipped += [one for one in found if one not in wanted]
    return files, skipped


def _found_in(folder: Path) -> list[Path]:
    """The files in a folder and its folders, and those of its folders that cannot be opened, in order."""
    found = []
    for where, folders, names in os.walk(folder):
        found += [Path(where, name) for name in names]
        found += [Path(where, name) for name in folders if not _opens(Path(where, name))]
    return sorted(found)


def _opens(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; what cannot even be looked at is refused as a file."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _in_words(outcome: Outcome) -> str:
    if outcome.report is None:
        return outcome.message
    report, document = outcome.report, outcome.report.document
    region = document.region.name if document.region else ""
    total = budget_words(document, report.total)
    of_projects = report.total is not None or not document.statements
    withheld = sum(project.withheld is not None for project in document.projects) if of_projects else 0
    return "，".join(
        [
            f"{region} {document.department.code} {document.department.name} {document.fiscal_year}年",
            f"{report.project_count}个项目",
            f"{report.indicator_count}个指标",
            total + (f"（不含{withheld}个不公开项目）" if withheld else ""),
            *([f"公开第{outcome.disclosure.version}版"] if outcome.disclosure else []),
        ]
    )


def _as_json(outcome: Outcome) -> dict:
    report = outcome.report
    document = report.document if report else None
    return {
        "status": outcome.status,
        "message": outcome.message,
        "line": outcome.line,
        "region": document.region.code if document and document.region else None,
        "department": document.department.code if document else None,
        "fiscal_year": document.fiscal_year if document else None,
        "projects": report.project_count if report else None,
        "indicators": report.indicator_count if report else None,
        "total": amount_text(report.total) if report else None,
        "version": outcome.disclosure.version if outcome.disclosure else None,
        "problems": [asdict(problem) for problem in outcome.problems],
    }
