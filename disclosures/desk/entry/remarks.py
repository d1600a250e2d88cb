"""What stands beside a field: findings, last year's numbers, the reviewer's notes, the other person's words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms

from disclosures.checks import Severity
from disclosures.desk.places import (
    address,
    field_name,
    first_name,
    name_at,
    statement_address,
    statement_at,
    without_cell,
    without_place,
)
from disclosures.document.keys import part_of_key
from disclosures.document.labels import label_of
from disclosures.document.merging import Clash
from disclosures.document.model import STATEMENT_KEY, BudgetStatement, Document
from disclosures.document.stale_numbers import StaleNumber
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_pairs import row_keys
from disclosures.models import ReviewNote
from disclosures.workflow.findings import Findings, asks_for_reason

_DUTY = re.compile(r"duties\[(\d+)\]")


#: Project and row, counted from 1, and the path of a duty.
Place = tuple[int | None, int | None, str]


@dataclass(frozen=True)
class Remark:
    """One remark. `kind` is E, W, I, stale, note or clash; `name` its form field; `link` leads there from elsewhere;
    `value` what the other person wrote, where that is the matter; `note` the number of a reviewer's note; `statement`
    the kind of the statement that it speaks of."""

    kind: str
    label: str
    words: str
    name: str
    link: str = ""
    rule: str = ""
    reason: str = ""
    project: int | None = None
    value: str = ""
    note: int | None = None
    statement: str = ""

    @property
    def short(self) -> str:
        """The words beside the field, where the place need not be told again."""
        return without_cell(without_place(self.words))


def of_findings(submission_id: int, findings: Findings) -> list[Remark]:
    """Every finding in the order of its gravity, then last year's numbers."""
    document, remarks, gravity = findings.document, [], list(Severity)
    for finding in sorted(findings.found, key=lambda one: gravity.index(one.severity)):
        place = finding.project, finding.row, finding.field
        remarks.append(
            Remark(
                finding.severity.value,
                finding.severity.label,
                finding.message,
                name_at(document, finding.field, finding.row),
                address(submission_id, document, *place),
                finding.rule,
                findings.reasons.get(finding.rule, "") if asks_for_reason(finding) else "",
                finding.project,
                statement=statement_at(document, finding.field),
            )
        )
    return remarks + [_of_stale(submission_id, document, one) for one in findings.stale]


def of_notes(notes: Iterable[ReviewNote], document: Document, submission_id: int) -> list[Remark]:
    """The reviewer's notes that are not ticked off, at the parts they were pinned to (gone ones: at the whole)."""
    places = _places(document)
    return [_of_note(note, places.get(note.key, (None, None, "")), document, submission_id) for note in notes]


def of_clashes(clashes: Iterable[Clash], who: str, names: dict[str, str], part: str) -> list[Remark]:
    """What the other person wrote where both changed a field. `names`: key of a row or duty → the prefix of its fields;
    `part`: what such a key belongs to (indicator, duty)."""
    return [_of_clash(clash, who, names.get(clash.key, ""), part) for clash in clashes]


def of_statement_clashes(clashes: Iterable[Clash], who: str, statement: BudgetStatement) -> list[Remark]:
    """What the other person wrote in a statement, beside the cells; rows that both changed stand below the table."""
    return [_of_statement_clash(clash, who, statement) for clash in clashes]


def of_errors(sent: Iterable[forms.BaseForm]) -> list[Remark]:
    """What was typed and cannot be stored, each with its field."""
    return [
        Remark("E", "不能保存", f"{bound.label}：{error}", bound.html_name)
        for form in sent
        if form.is_bound
        for bound in form
        for error in bound.errors
    ]


class RemarkedField(forms.BoundField):
    """A field with the remarks that stand beside it."""

    remarks: Sequence[Remark] = ()


class RemarkedForm(forms.Form):
    """A form of an entry page. `carried`: it shows what was copied from last year and not looked at yet."""

    bound_field_class = RemarkedField
    carried = False
    has_remarks = False


def attach_remarks(form: RemarkedForm, remarks: Iterable[Remark], carried: bool = False) -> None:
    """Put the remarks beside the fields of a form, and tell a screen reader which text belongs to which field."""
    by_name = defaultdict(list)
    for remark in remarks:
        by_name[remark.name].append(remark)
    form.carried = carried
    fields = [bound for bound in form if isinstance(bound, RemarkedField)]
    for bound in fields:
        bound.remarks = by_name.pop(bound.html_name, [])
        attrs = bound.field.widget.attrs
        parts = [f"{bound.auto_id}_help"] if bound.help_text else []
        if bound.remarks or bound.errors:
            parts.append(f"{bound.auto_id}_remarks")
            attrs["class"] = f"{attrs.get('class', '')} {_mark(bound)}".strip()
        if parts:
            attrs["aria-describedby"] = " ".join(parts)
    form.has_remarks = any(bound.remarks or bound.errors for bound in fields)


def _mark(bound: RemarkedField) -> str:
    kinds = {remark.kind for remark in bound.remarks}
    if bound.errors or kinds & {"E", "clash"}:
        return "has-error"
    return "has-warning" if kinds & {"W", "note"} else "has-hint"


def _of_clash(clash: Clash, who: str, prefix: str, part: str) -> Remark:
    whole = {"indicator": "project", "duty": "whole"}[part]
    label = label_of(part if clash.key else whole, first_name(clash.field))
    words = f"{who}已改为“{clash.theirs}”。" if clash.theirs else f"{who}已清空这一栏。"
    return Remark("clash", "同时修改", f"{label}：{words}", prefix + field_name(clash.field), value=clash.theirs)


def _of_statement_clash(clash: Clash, who: str, statement: BudgetStatement) -> Remark:
    cell = re.fullmatch(r"rows\[(\d+)\]\.(\w+)", clash.field)
    if cell:
        label = f"第 {int(cell[1]) + 1} 行{statement.columns[kind_of(statement.kind).place(cell[2])]}"
        words = f"{who}已改为“{clash.theirs}”。" if clash.theirs else f"{who}已清空这一格。"
        return Remark("clash", "同时修改", f"{label}：{words}", f"rows-{cell[1]}-{cell[2]}", value=clash.theirs)
    label = label_of("statement", clash.field)
    if clash.field == "rows":
        return Remark("clash", "同时修改", f"{label}：{who}也增减了行，对方的各行在表格下方。", "grid")
    words = f"{who}已改为“{clash.theirs}”。" if clash.theirs else f"{who}已清空这一栏。"
    return Remark("clash", "同时修改", f"{label}：{words}", clash.field, value=clash.theirs)


def _of_stale(submission_id: int, document: Document, stale: StaleNumber) -> Remark:
    place = stale.project, stale.row, stale.field
    words = f"{_where(stale)}的{stale.message}"
    name, link = field_name(stale.field, stale.row), address(submission_id, document, *place)
    return Remark("stale", "上年数字", words, name, link, project=stale.project)


def _where(stale: StaleNumber) -> str:
    """The place of an old number in words."""
    field = first_name(stale.field.rpartition(".")[2])
    if stale.row:
        return f"第 {stale.project} 个项目第 {stale.row} 行{label_of('indicator', field)}"
    if stale.project:
        return f"第 {stale.project} 个项目{label_of('project', field)}"
    duty = _DUTY.match(stale.field)
    return f"第 {int(duty[1]) + 1} 项职责{label_of('duty', field)}" if duty else label_of("whole", field)


def _of_note(note: ReviewNote, place: Place, document: Document, submission_id: int) -> Remark:
    if part_of_key(note.key) == "statement":
        return _of_statement_note(note, document, submission_id)
    project, row, prefix = place
    path = f"{prefix}.{note.field}" if prefix else note.field
    name = name_at(document, path, row) if note.field or row else ""
    where = address(submission_id, document, project, row, path) if note.key or note.field else ""
    return Remark(
        "note",
        "审核意见",
        note.words,
        name,
        where,
        reason=note.answer,
        project=project,
        note=note.pk,
    )


def _of_statement_note(note: ReviewNote, document: Document, submission_id: int) -> Remark:
    """A note at its row; one about the whole, or whose row or statement is gone, at the whole grid."""
    statement = next((one for one in document.statements if one.key == note.key), None)
    rows = row_keys(statement) if statement else ()
    name, kind = "grid", note.key.removeprefix(STATEMENT_KEY)
    if statement and note.field in rows:
        row = rows.index(note.field)
        name = name_at(document, f"statements[{document.statements.index(statement)}].rows[{row}]")
    where = f"{statement_address(submission_id, kind)}#id_{name}"
    return Remark("note", "审核意见", note.words, name, where, reason=note.answer, note=note.pk, statement=kind)


def _places(document: Document) -> dict[str, Place]:
    """Key → place."""
    places: dict[str, Place] = {
        duty.key: (None, None, f"duties[{index}]") for index, duty in enumerate(document.duties)
    }
    for number, project in enumerate(document.projects, 1):
        places[project.key] = (number, None, "")
        places |= {row.key: (number, place, "") for place, row in enumerate(project.indicators, 1)}
    return places
