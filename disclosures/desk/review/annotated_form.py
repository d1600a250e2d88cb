"""A submission in the shape of the paper form, read-only: every field with what it was before, the findings about it
and the notes pinned to it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from disclosures.checks import Finding
from disclosures.desk.places import first_name, without_place
from disclosures.desk.review.annotated_parts import Field, NotedRow, Part, place
from disclosures.document.comparison import printed, title_of
from disclosures.document.declarations import Trait, fields_of
from disclosures.document.identity import side_by_side
from disclosures.document.model import PLAN_MONTHS, Document
from disclosures.document.statement_layout import layout_of
from disclosures.document.statement_pairs import row_keys
from disclosures.document.statement_rows import row_words
from disclosures.models import ReviewNote


@dataclass(frozen=True)
class AnnotatedForm:
    """The whole form, and the notes whose part is gone. `compared`: whether an older text stands beside it."""

    whole: Part
    duties: list[Part]
    projects: list[Part]
    statements: list[Part]
    explanations: list[Part]
    stray_notes: list[ReviewNote]
    compared: bool

    @property
    def parts(self) -> list[Part]:
        return [self.whole, *self.duties, *self.projects, *self.statements, *self.explanations]


def annotated_form(
    document: Document, base: Document | None, findings: Iterable[Finding], notes: Iterable[ReviewNote]
) -> AnnotatedForm:
    """The form of `document` beside `base` (None: nothing to compare with)."""
    remarks = _Remarks(document, list(findings), list(notes))
    before = base or document
    whole = _part("whole", before, document, remarks)
    duties = [_part("duty", old, new, remarks) for old, new in side_by_side(before.duties, document.duties)]
    projects = [_project(old, new, remarks) for old, new in side_by_side(before.projects, document.projects)]
    statements = [
        _statement(document, old, new, remarks) for old, new in side_by_side(before.statements, document.statements)
    ]
    pairs = enumerate(side_by_side(before.explanations, document.explanations), 1)
    texts = [_part("explanation", old, new, remarks, f"note{number}") for number, (old, new) in pairs]
    return AnnotatedForm(whole, duties, projects, statements, texts, remarks.stray(), base is not None)


class _Remarks:
    """Findings and notes by the part (its key) and the field they speak of."""

    def __init__(self, document: Document, findings: list[Finding], notes: list[ReviewNote]):
        self._findings, self._notes = defaultdict(list), defaultdict(list)
        for finding in findings:
            briefly = replace(finding, message=without_place(finding.message))
            self._findings[_key_of(document, finding)].append(briefly)
        for note in notes:
            self._notes[note.key].append(note)
        self._shown_notes: set[int] = set()
        self._all = notes

    def of_part(self, key: str) -> tuple[dict[str, list], dict[str, list]]:
        """The findings and the notes of a part, each by the name of the field."""
        findings, notes = defaultdict(list), defaultdict(list)
        for finding in self._findings.get(key, ()):
            findings[_field_of(finding)].append(finding)
        for note in self._notes.get(key, ()):
            notes[note.field].append(note)
            self._shown_notes.add(note.pk)
        return findings, notes

    def stray(self) -> list[ReviewNote]:
        """The notes whose part is no longer in the form."""
        return [note for note in self._all if note.pk not in self._shown_notes]


_DUTY = re.compile(r"duties\[(\d+)\](?:\.(\w+))?")
_STATEMENT = re.compile(r"statements\[(\d+)\](?:\.(\w+))?")
_NOTE = re.compile(r"notes\[(\d+)\](?:\.(\w+))?")


def place_of(document: Document, finding: Finding) -> str:
    """The address on the page of what a finding speaks of."""
    return place(_key_of(document, finding), _field_of(finding))


def _key_of(document: Document, finding: Finding) -> str:
    if finding.project:
        sheet = document.projects[finding.project - 1]
        return sheet.indicators[finding.row - 1].key if finding.row else sheet.key
    if match := _DUTY.match(finding.field):
        return document.duties[int(match[1])].key
    if match := _STATEMENT.match(finding.field):
        return document.statements[int(match[1])].key
    if match := _NOTE.match(finding.field):
        return f"note{int(match[1]) + 1}"
    return ""


def _field_of(finding: Finding) -> str:
    match = next(filter(None, (one.match(finding.field) for one in (_DUTY, _STATEMENT, _NOTE))), None)
    return (match[2] or "") if match else first_name(finding.field)


def _part(kind: str, old, new, remarks: _Remarks, key: str = "") -> Part:
    """One part. Of one that is new or gone only that is said, not of each of its fields."""
    shown = old if new is None else new
    key = key or getattr(shown, "key", "")
    findings, notes = remarks.of_part(key) if new else ({}, {})
    fields = {}
    for declared in fields_of(type(shown), Trait.COMPARED):
        name = declared.name
        value = printed(shown, name)
        before = printed(old, name) if old and new else value
        fields[name] = Field(
            name,
            declared.label,
            place(key, name),
            value,
            None if value == before else before,
            tuple(findings.pop(name, ())),
            tuple(notes.pop(name, ())),
        )
    return Part(
        kind,
        key,
        title_of(shown) or "（未填名称）",
        fields,
        _change(old, new, fields),
        findings=tuple(finding for rest in findings.values() for finding in rest),
        notes=tuple(note for rest in notes.values() for note in rest),
        withheld=bool(getattr(shown, "withheld", None)),
    )


def _project(old, new, remarks: _Remarks) -> Part:
    part = _part("project", old, new, remarks)
    pairs = [(old, old)] if new is None else [(new, new)] if old is None else [(old, new)]
    rows = [
        _part("indicator", a if old else None, b if new else None, remarks)
        for before, after in pairs
        for a, b in side_by_side(before.indicators, after.indicators)
    ]
    fields = part.fields | {one.name: one for one in _plan_fields(part.key, old, new)}
    change = part.change or ("altered" if any(row.change for row in rows) else "")
    return replace(part, rows=tuple(_merged(rows)), fields=fields, change=change)


def _statement(document: Document, old, new, remarks: _Remarks) -> Part:
    """A statement in its layout, its cells beside those of the older one, with the notes to its rows."""
    part = _part("statement", old, new, remarks)
    layout = layout_of(document, new or old, old if old and new else None)
    if new is None:
        return replace(part, layout=layout)
    keys = row_keys(new)
    lines = [
        Field(key, row_words(new, row), place(part.key, key), "", notes=tuple(_at(part.notes, key)))
        for row, key in enumerate(keys)
    ]
    rows = (NotedRow(**vars(row), said=line) for row, line in zip(layout.rows, lines, strict=True))
    whole = tuple(note for note in part.notes if note.field not in keys)
    return replace(part, notes=whole, lines=tuple(lines), layout=replace(layout, rows=tuple(rows)))


def _at(notes: Iterable[ReviewNote], field: str) -> Iterator[ReviewNote]:
    return (note for note in notes if note.field == field)


def _plan_fields(key: str, old, new) -> Iterator[Field]:
    for index, month in enumerate(PLAN_MONTHS):
        value = _percent(new or old, index)
        before = _percent(old, index) if old and new else value
        name = f"month{month}"
        yield Field(name, f"{month}月底", place(key, name), value, None if value == before else before)


def _percent(sheet, index: int) -> str:
    percent = sheet.spending_plan[index].cumulative_percent if sheet.spending_plan else None
    return "" if percent is None else f"{percent:.2f}"


def _merged(rows: list[Part]) -> Iterator[Part]:
    """The rows with the spans of their level cells: 0 where the cell above covers it, as on paper."""
    for index, row in enumerate(rows):
        yield replace(row, spans={name: _span(rows, index, names) for name, names in _LEVELS.items()})


_LEVELS = {"category": ("category",), "subcategory": ("category", "subcategory")}


def _span(rows: list[Part], index: int, names: tuple[str, ...]) -> int:
    signature = _signature(rows[index], names)
    if signature is None:
        return 1
    if index and _signature(rows[index - 1], names) == signature:
        return 0
    length = 1
    while index + length < len(rows) and _signature(rows[index + length], names) == signature:
        length += 1
    return length


def _signature(row: Part, names: tuple[str, ...]):
    """What neighbours must share to stand under one cell; None where something is said of the cell itself."""
    cells = [row.fields[name] for name in names]
    if any(cell.findings or cell.notes or cell.before is not None for cell in cells):
        return None
    return [row.change == "removed", *(cell.value for cell in cells)]


def _change(old, new, fields: dict[str, Field]) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "altered" if any(one.before is not None for one in fields.values()) else ""
