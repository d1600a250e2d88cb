import json
from collections.abc import Callable
from pathlib import Path

from disclosures.document.as_json import to_json
from disclosures.document.budget_figures import budget_words
from disclosures.document.model import Document
from disclosures.document.totals import total_of
from disclosures.importers import read_path
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.management.base import ChineseCommand, name_in_report


class Command(ChineseCommand):
    help = "读取文件并输出其内容；不保存，也不需要数据库。有文件被拒绝时退出状态为 1。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="文件")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象：文件名 → 文本")

    def handle(self, *, files: list[Path], **options):
        printed = to_json if options["json"] else _summary
        results: dict[str, dict | str | Refused] = {}
        for path in files:
            results[name_in_report(path, results)] = _read(path, printed)
        if options["json"]:
            shown = {name: _error(it) if isinstance(it, Refused) else it for name, it in results.items()}
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))
        else:
            for name, result in results.items():
                said = f"拒绝。{result.message}" if isinstance(result, Refused) else result
                self.stdout.write(f"{name}：{said}")
        if any(isinstance(result, Refused) for result in results.values()):
            raise SystemExit(1)


def _read(path: Path, printed: Callable[[Document], dict | str]) -> dict | str | Refused:
    """Return what `printed` makes of the document in a file, or why it was refused."""
    try:
        with refusing_the_unforeseen(path.name):
            return printed(read_path(path))
    except Refused as refusal:
        return refusal


def _error(refusal: Refused) -> dict:
    return {"error": {"line": refusal.line, "message": refusal.message}}


def _summary(result: Document) -> str:
    budget = budget_words(result, total_of(result))
    indicators = sum(len(project.indicators) for project in result.projects)
    lines = [
        f"{result.department.code} {result.department.name}",
        f"  区划：{result.region.name if result.region else '不明'}；年度：{result.fiscal_year or '不明'}"
        f"（{result.fiscal_year_evidence}）",
        f"  项目 {len(result.projects)} 个，指标 {indicators} 条，{budget}",
        *(f"  {f'第 {problem.line} 行：' if problem.line else ''}{problem.message}" for problem in result.problems),
    ]
    return "\n".join(lines)
