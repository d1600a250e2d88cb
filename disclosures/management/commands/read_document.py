import json
from pathlib import Path

from django.core.management.base import BaseCommand

from disclosures.document import Document
from disclosures.document_json import to_json
from disclosures.importers import read_path
from disclosures.importers.refusal import Refused
from indicators.money import amount_text


class Command(BaseCommand):
    help = "Read files and print what they say; nothing is stored, no database is needed."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object, file name → document")

    def handle(self, *, files: list[Path], **options):
        results = {path.name: _read(path) for path in files}
        if options["json"]:
            printed = {name: to_json(r) if isinstance(r, Document) else _error(r) for name, r in results.items()}
            self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=1))
        else:
            for name, result in results.items():
                self.stdout.write(f"{name}：{_summary(result)}")
        if any(isinstance(result, Refused) for result in results.values()):
            raise SystemExit(1)


def _read(path: Path) -> Document | Refused:
    try:
        return read_path(path)
    except Refused as refusal:
        return refusal


def _error(refusal: Refused) -> dict:
    return {"error": {"line": refusal.line, "message": refusal.message}}


def _summary(result: Document | Refused) -> str:
    if isinstance(result, Refused):
        return f"拒绝。{result.message}"
    amounts = [project.total for project in result.projects if project.total is not None]
    total = f"预算合计 {amount_text(sum(amounts))} {result.money_unit}" if amounts else "未列预算"
    indicators = sum(len(project.indicators) for project in result.projects)
    lines = [
        f"{result.department.code} {result.department.name}",
        f"  区划：{result.region.name if result.region else '不明'}；年度：{result.fiscal_year or '不明'}"
        f"（{result.fiscal_year_evidence}）",
        f"  项目 {len(result.projects)} 个，指标 {indicators} 条，{total}",
        *(f"  {f'第 {problem.line} 行：' if problem.line else ''}{problem.message}" for problem in result.problems),
    ]
    return "\n".join(lines)
