"""Matter that must not be published unseen: C01, C03."""

import re
from collections.abc import Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import has_projects, project_texts, projects
from disclosures.checks.rule import rule
from disclosures.document.declarations import FieldKind, names_of
from disclosures.document.model import Document
from indicators.target_values import is_withheld_text

_SENSITIVE = re.compile("密码|红机|涉密|保密|国安|国家安全")
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]{1,3}[.、．)）]")


@rule("C01", "涉密占位公开", Severity.ERROR, has_projects, bars_publication=True)
def withheld_cells_stand_in_withheld_projects(document: Document) -> Iterator[Hit]:
    """写着“涉密”的单元格只能出现在标明不公开的项目里；否则不能送审，也不能公开。

    为什么：公开的表里印着“涉密”，等于告诉读者这里有秘密，旁边的数字还可能让人推算出来。
    怎么办：把项目标为不公开并写明原因，由保密审查人确认；不涉密的，写上实际内容。已标明不公开的项目不再提示；
    用命令行检查文本文件和 Word 文件时，文件里没有地方标明不公开，写着“涉密”的都提示。
    例：指标值“≥10 涉密”所在的项目没有标为不公开。
    """
    for project in projects(document):
        if project.sheet.withheld:
            continue
        withheld_rows = [row for row in project.rows if row.withheld]
        for row in withheld_rows:
            field = next(
                name
                for name in reversed(names_of(type(row.row), FieldKind.TEXT))
                if is_withheld_text(getattr(row.row, name))
            )
            yield row.hit(field, "写着“涉密”，而项目没有标为不公开，请标明不公开及其原因，或者改写内容。")
        for text in () if withheld_rows else project_texts(project):
            if is_withheld_text(_NUMBERED.sub("", text.text)):
                yield text.hit("写着“涉密”，而项目没有标为不公开，请标明不公开及其原因，或者改写内容。", text.text)


@rule("C03", "敏感名称", Severity.WARNING, has_projects)
def sensitive_names_are_reviewed(document: Document) -> Iterator[Hit]:
    """项目名称涉及密码、红机、涉密、保密、国家安全的，公开前要有保密审查记录。

    为什么：名称本身就可能透露装备、系统或者工作的秘密，项目是否公开都要审查。
    怎么办：请保密审查人确认能否公开；能公开的写明审查意见作为理由，不能公开的标为不公开。
    例：“保密柜更新经费”请先经保密审查。
    """
    for project in projects(document):
        match = _SENSITIVE.search(project.sheet.name)
        if match:
            message = f"的名称含有“{match[0]}”，公开前请完成保密审查并写明意见。"
            yield project.hit("name", message, project.sheet.name)
