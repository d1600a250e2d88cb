"""The head of a project table and the year of the document: A01, A13."""

from collections.abc import Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import always, projects
from disclosures.checks.rule import rule
from disclosures.document.model import Document, YearSource


@rule("A01", "表头缺失", Severity.ERROR, always)
def project_heads_are_complete(document: Document) -> Iterator[Hit]:
    """每个项目的表头要写全项目编码、项目名称、单位和预算数，全文要有预算年度。

    为什么：缺了其中一项，公众就不知道这是谁的、哪一年的、多少钱的项目。
    怎么办：按批复的预算补全；项目表上没有单位，但文本另有单位名称的，不算缺少。
    例：项目“社区图书角”没有项目编码，填上 21 位的项目编码即可。
    """
    if document.fiscal_year is None:
        yield Hit("还看不出这份文本是哪一年的，请写明预算年度。", "fiscal_year")
    for project in projects(document):
        sheet = project.sheet
        parts = {
            "code": ("项目编码", sheet.code),
            "name": ("项目名称", sheet.name),
            "unit_name": ("单位", sheet.unit_name or document.department.name),
            "total": ("预算数", sheet.total),
        }
        missing = {field: label for field, (label, value) in parts.items() if value in ("", None)}
        if missing:
            labels = "、".join(missing.values())
            yield project.hit(next(iter(missing)), f"还没有填写{labels}，请补全。", evidence=sheet.name)


@rule("A13", "年度无法确认", Severity.WARNING, lambda document: bool(document.fiscal_year_evidence))
def fiscal_year_is_printed(document: Document) -> Iterator[Hit]:
    """文本要写明预算年度，不能只靠项目编码推断。

    为什么：项目编码里的年份是项目设立的年份，延续项目的编码年份早于预算年度。
    怎么办：在标题或者项目用途里写明年度；导入历史文件时请人工核对一次年度。
    例：全文没有出现年份，只有编码“…21…”，系统按 2021 年度导入并提醒核对。
    """
    if document.fiscal_year_source == YearSource.PROJECT_CODES:
        message = f"全文没有写明预算年度，{document.fiscal_year}年度是从项目编码推断的，请核对并在文本中写明。"
        yield Hit(message, "fiscal_year", str(document.fiscal_year))
