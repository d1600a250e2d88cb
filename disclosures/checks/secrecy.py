"""Matter that must not be published unseen: C01, C03."""

import re
from collections.abc import Iterator

from disclosures.checks.each import EACH_PROJECT, EACH_TEXT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import (
    ProjectPlace,
    Text,
    always,
    explanations,
    has_projects,
    narrative,
    statement_texts,
)
from disclosures.checks.rule import rule
from disclosures.document.declarations import FieldKind, Trait, field_of, fields_of
from disclosures.document.model import Document, ProjectSheet
from disclosures.document.redaction import classified_fields, public_name
from indicators.target_values import fold, is_withheld_text, spoken_mark

_SENSITIVE = re.compile("密码|红机|涉密|保密|国安|国家安全")


#: Words that tell how secret something is: no reason for readers.
_LEVEL_TOLD = re.compile(r"[绝机]密|秘密(?=[★☆*级\d])|密级")


@rule("C01", "涉密占位公开", Severity.ERROR, always, bars_publication=True)
def withheld_cells_stand_in_withheld_projects(document: Document) -> Iterator[Hit]:
    """写着“涉密”“秘密”“内部资料”“不予公开”之类的单元格、段落或者报表的注只能出现在标明不公开的项目里；否则不能送审，也不能公开。

    为什么：公开的表里印着“涉密”，等于告诉读者这里有秘密，旁边的数字还可能让人推算出来。
    怎么办：把项目标为不公开并写明原因，由保密审查人确认；不涉密的，写上实际内容。已标明不公开的项目不再提示；
    用命令行检查文本文件和 Word 文件时，文件里没有地方标明不公开，写着“涉密”的都提示。
    例：指标值“≥10 涉密”所在的项目没有标为不公开。
    """
    yield from EACH_PROJECT.ask(document, _classified)
    for text in (*narrative(document), *statement_texts(document), *explanations(document)):
        if is_withheld_text(text.text):
            yield text.hit("写着“涉密”，这里的内容不能标为不公开，请改写。", text.text)


def _classified(project: ProjectPlace) -> Iterator[Hit]:
    advice = "写着“涉密”，而项目没有标为不公开，请标明不公开及其原因，或者改写内容。"
    rows = [(row, fields) for row in project.rows if (fields := classified_fields(row.row))]
    for row, fields in rows:
        yield row.hit(fields[-1], advice)
    for field in () if rows else classified_fields(project.sheet):
        text = project.sheet.objectives[int(field[11:-1])] if "[" in field else getattr(project.sheet, field)
        yield project.hit(field, f"的{_label(project.sheet, field)}{advice}", text)


def _label(sheet: ProjectSheet, field: str) -> str:
    name, _, place = field.partition("[")
    return f"第 {int(place[:-1]) + 1} 条绩效目标" if place else field_of(type(sheet), name).label


@rule("C04", "文字提到涉密", Severity.WARNING, always)
def words_of_secrecy_are_looked_at(document: Document) -> Iterator[Hit]:
    """文字里提到国家秘密、工作秘密、密级、内部资料、不予公开的，公开前请核对一遍。

    为什么：整格写着“涉密”的由系统认出来；夹在句子里的，系统分不清是说保密工作，还是内容本身不该公开。
    怎么办：内容不该公开的，把项目标为不公开或者改写；可以公开的，写明理由。每处文字提示一次。
    不公开的项目，公众也会读到原因和名称：原因写出密级，名称里带着涉密字样的，也提示。
    例：“购置设备属工作秘密”请先核对；“保密教育培训”不提示。项目名称另有规则（C03）。
    """
    yield from EACH_TEXT.ask(document, _spoken)
    for text in statement_texts(document):
        yield from _spoken(text)
    yield from EACH_PROJECT.ask(document, _spoken_in_cells)
    for number, sheet in enumerate(document.projects, 1):
        if sheet.withheld:
            yield from _told_of_withheld(number, sheet, sheet.withheld.reason)


def _spoken(text: Text) -> Iterator[Hit]:
    is_project_name = text.field == "name" and text.project is not None and text.row is None
    words = "" if is_project_name else spoken_mark(text.text)
    if words and not is_withheld_text(text.text):
        yield text.hit(f"提到“{words}”，请核对能否公开；不该公开的，标为不公开或者改写。", text.text)


def _spoken_in_cells(project: ProjectPlace) -> Iterator[Hit]:
    """The cells of a project that hold a code or a name of a unit, which no other rule reads for its words."""
    for field in fields_of(type(project.sheet), FieldKind.LINE, Trait.MAY_BE_CLASSIFIED):
        where = f"第 {project.number} 个项目的{field.label}"
        yield from _spoken(Text(getattr(project.sheet, field.name), where, field.name, project.number))


def _told_of_withheld(number: int, sheet: ProjectSheet, reason: str) -> Iterator[Hit]:
    """What the public reads of a withheld project: its reason and, unless that is withheld too, its name."""
    if words := spoken_mark(public_name(sheet)):
        message = f"第 {number} 个项目不公开，名称却会公开，其中写着“{words}”；名称也不公开的，名称一栏只写涉密。"
        yield Hit(message, "name", sheet.name, number)
    if match := _LEVEL_TOLD.search(fold(reason)):
        message = f"第 {number} 个项目的不公开原因写出了密级（“{match[0]}”），公众会读到，请核对或者改写。"
        yield Hit(message, "withheld.reason", reason, number)


@rule("C03", "敏感名称", Severity.WARNING, has_projects, each=EACH_PROJECT)
def sensitive_names_are_reviewed(project: ProjectPlace) -> Iterator[Hit]:
    """项目名称涉及密码、红机、涉密、保密、国家安全，或者带有密级等涉密字样的，公开前要有保密审查记录。

    为什么：名称本身就可能透露装备、系统或者工作的秘密，项目是否公开都要审查。
    怎么办：请保密审查人确认能否公开；能公开的写明审查意见作为理由，不能公开的标为不公开。
    例：“保密柜更新经费”请先经保密审查。
    """
    match = _SENSITIVE.search(fold(project.sheet.name))
    if words := match[0] if match else spoken_mark(project.sheet.name):
        message = f"的名称含有“{words}”，公开前请完成保密审查并写明意见。"
        yield project.hit("name", message, project.sheet.name)
