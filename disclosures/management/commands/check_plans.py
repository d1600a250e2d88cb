import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

from disclosures.checks import Finding, Severity, run
from disclosures.document.model import Document
from disclosures.importers import parse_file, read_bytes
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.importers.text_file import decode
from disclosures.management.base import ChineseCommand, name_in_report

TEXT_SUFFIXES = (".txt", ".md")


class Command(ChineseCommand):
    help = "用审核规则检查文件；不保存，也不需要数据库。有文件被拒绝时退出状态为 1。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="文件")
        parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象：文件名 → 检查结果")

    def handle(self, *, files: list[Path], **options):
        results: dict[str, list[Finding] | Refused] = {}
        for path in files:
            results[name_in_report(path, results)] = _check(path)
        if options["json"]:
            printed = {name: _as_json(result) for name, result in results.items()}
            self.stdout.write(json.dumps(printed, ensure_ascii=False, indent=1))
        else:
            for name, result in results.items():
                self.stdout.write(f"{name}：{_as_text(result)}")
        if any(isinstance(result, Refused) for result in results.values()):
            raise SystemExit(1)


def _check(path: Path) -> list[Finding] | Refused:
    try:
        with refusing_the_unforeseen(path.name):
            data = read_bytes(path)
            document = parse_file(path.name, data)
            source_text = decode(data) if path.suffix.lower() in TEXT_SUFFIXES else ""
            return run(_as_printed(document), source_text=source_text)
    except Refused as refusal:
        return refusal


def _as_printed(document: Document) -> Document:
    """The document with the marks of 不公开 that its file makes. Only the template has a place for them; elsewhere
    the reader marks what it finds, and the rule on 涉密 cells in the open (C01) shall tell where they are."""
    if document.layout == "xlsx":
        return document
    return replace(document, projects=tuple(replace(project, withheld=None) for project in document.projects))


def _as_json(result: list[Finding] | Refused) -> list[dict] | dict:
    if isinstance(result, Refused):
        return {"error": {"line": result.line, "message": result.message}}
    return [asdict(finding) for finding in result]


def _as_text(result: list[Finding] | Refused) -> str:
    if isinstance(result, Refused):
        return f"拒绝。{result.message}"
    counts = Counter(finding.severity for finding in result)
    head = "，".join(f"{severity.label} {counts[severity]} 条" for severity in Severity)
    return "\n".join([head, *(f"  {finding.severity.label} {finding.rule} {finding.message}" for finding in result)])
