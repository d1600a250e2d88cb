"""Codes and names of units and projects: L01, L02, G07."""

import re
from collections.abc import Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, always, projects
from disclosures.checks.rule import rule
from disclosures.document.model import Document
from indicators.target_values import fold

_NEW = re.compile(r"(\d{6})(\d\d)[0-9A-Z]{13}")
_OLD = re.compile(r"\d{3}-\d{4}-[A-Z]{3}-[0-9A-Z]{4}")
_UNIT = re.compile(r"\d{6}")
_OWN_LEVEL = re.compile(r"\(?本级\)?$")


@rule("L01", "编码格式/重复", Severity.ERROR, lambda doc: any(p.code for p in doc.projects), also=(Severity.HINT,))
def project_codes_are_sound(document: Document) -> Iterator[Hit]:
    """项目编码是 21 位：区划 6 位 + 年份 2 位 + 13 位数字或大写字母；不重复，区划是本区划，年份不晚于预算年度。
    2021 年以前的旧编码（如 610-1301-ABC-0000 的样式）只提示。

    为什么：编码是项目在预算管理一体化系统里的身份。
    怎么办：从一体化系统复制编码，不要手打。
    例：“130303” 开头的编码出现在别的区，或者两个项目用同一个编码。
    """
    first: dict[str, int] = {}
    for project in projects(document):
        code = project.sheet.code
        if not code:
            continue
        trouble, old = _trouble(project, document), bool(_OLD.fullmatch(code))
        if code in first:
            trouble, old = f"与第 {first[code]} 个项目重复", False
        first.setdefault(code, project.number)
        if trouble:
            message = f"的项目编码{trouble}，请核对。"
            yield project.hit("code", message, code, Severity.HINT if old else None)


def _trouble(project: ProjectPlace, document: Document) -> str:
    match = _NEW.fullmatch(project.sheet.code)
    if _OLD.fullmatch(project.sheet.code):
        return "是 2021 年以前的旧格式"
    if not match:
        return "不是 21 位（区划 6 位、年份 2 位、数字或大写字母 13 位）"
    if document.region and match[1] != document.region.code:
        return f"开头的区划 {match[1]} 不是{document.region.name} {document.region.code}"
    if document.fiscal_year and 2000 + int(match[2]) > document.fiscal_year:
        return f"里的年份 20{match[2]} 晚于预算年度 {document.fiscal_year}"
    return ""


@rule("L02", "单位代码", Severity.ERROR, always)
def unit_codes_have_six_digits(document: Document) -> Iterator[Hit]:
    """单位代码是六位数字：部门 3 位 + 单位 3 位，001 是本级。

    为什么：单位代码是汇总和检索的依据。
    怎么办：按部门预算的单位代码填写。项目表上不印单位代码的不算错。
    例：“2010” 少了两位，应为 “201001” 这样的六位。
    """
    if not _UNIT.fullmatch(document.department.code):
        yield Hit("单位代码应为六位数字，请核对。", "department.code", document.department.code)
    for project in projects(document):
        code = project.sheet.unit_code
        if code and not _UNIT.fullmatch(code):
            yield project.hit("unit_code", "的单位代码应为六位数字，请核对。", code)


def _plain_name(name: str) -> str:
    return _OWN_LEVEL.sub("", fold(name))


@rule("G07", "单位名称不一致", Severity.WARNING, always)
def unit_names_agree(document: Document) -> Iterator[Hit]:
    """同一个单位代码，全文只用一个单位名称；同一个名称也只对应一个代码。

    为什么：名称前后不一，公众分不清是不是同一个单位。
    怎么办：统一为批复的全称。“本级”“（本级）”不算不同；部门下属单位的代码不同，名称自然不同。
    例：封面是“某区档案馆”，项目表上是“某区档案局”，代码相同，应统一。
    """
    head = document.department
    names, codes = {head.code: _plain_name(head.name)}, {_plain_name(head.name): head.code}
    for project in projects(document):
        code, name = project.sheet.unit_code, _plain_name(project.sheet.unit_name)
        if not (code and name):
            continue
        if names.setdefault(code, name) != name:
            message = f"的单位名称与同一代码 {code} 的“{names[code]}”不一致，请统一。"
            yield project.hit("unit_name", message, project.sheet.unit_name)
        elif codes.setdefault(name, code) != code:
            message = f"的单位代码 {code} 与同名单位的代码 {codes[name]} 不一致，请核对。"
            yield project.hit("unit_code", message, code)
