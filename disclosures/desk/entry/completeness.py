"""What is still missing in a plan, in the order of the paper form, and how complete it is.

Counted are the cells that the paper form asks for; one that a rule of review questions is filled all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from disclosures.desk.places import address, narrative_address, statement_address
from disclosures.document.declarations import Field, FieldKind, Trait, field_of, fields_of
from disclosures.document.model import PLAN_MONTHS, Document, DutySection, ProjectSheet
from disclosures.document.statement_kinds import BUDGET_STATEMENTS


@dataclass(frozen=True)
class AskedCell:
    """One cell that the paper form asks for: its name, whether it is filled, and where to fill it."""

    label: str
    filled: bool
    link: str


@dataclass(frozen=True)
class Section:
    """A piece of the paper form with its cells."""

    title: str
    cells: list[AskedCell]

    @property
    def missing(self) -> list[AskedCell]:
        return [cell for cell in self.cells if not cell.filled]


@dataclass(frozen=True)
class Completeness:
    """The whole paper form of a plan."""

    sections: list[Section]

    @property
    def missing(self) -> list[Section]:
        """The sections in which something is missing."""
        return [section for section in self.sections if section.missing]

    @property
    def missing_count(self) -> int:
        return sum(len(section.missing) for section in self.sections)

    @property
    def percent(self) -> int:
        """How complete the plan is: 100 only where nothing is missing."""
        cells = [cell for section in self.sections for cell in section.cells]
        return 100 * sum(cell.filled for cell in cells) // len(cells)

    @property
    def words(self) -> str:
        """Completeness as a sentence."""
        return f"还缺 {self.missing_count} 项" if self.missing_count else "各项均已填写"


def completeness_of(submission_id: int, document: Document) -> Completeness:
    """The guide through a plan as it stands."""
    return Completeness(list(_sections(submission_id, document)))


def _sections(pk: int, document: Document) -> Iterator[Section]:
    overall, safeguards = fields_of(type(document), Trait.ASKED, FieldKind.TEXT)
    yield _text_section(pk, document, overall)
    if not document.duties:
        yield Section("分项绩效目标", [AskedCell("至少一项职责", False, f"{narrative_address(pk)}#id_duties")])
    for index, duty in enumerate(document.duties):
        yield Section(f"职责 {index + 1} {duty.title}", list(_duty_cells(pk, document, index, duty)))
    yield _text_section(pk, document, safeguards)
    if not document.projects:
        yield Section("预算项目", [AskedCell("至少一个项目", False, reverse("admin:desk-project-new", args=[pk]))])
    for number, sheet in enumerate(document.projects, 1):
        yield Section(f"项目 {number} {sheet.name}", list(_project_cells(pk, document, number, sheet)))
    if document.statements:
        yield Section("预算报表", list(_statement_cells(pk, document)))


def _text_section(pk: int, document: Document, field: Field) -> Section:
    cell = _cell("未填写", getattr(document, field.name), pk, document, None, None, field.name)
    return Section(field.label, [cell])


def _cell(label: str, value, pk: int, document: Document, *place) -> AskedCell:
    """A cell; its address is asked for only where somebody has to go there."""
    filled = value not in ("", None, ())
    return AskedCell(label, filled, "" if filled else address(pk, document, *place))


def _duty_cells(pk: int, document: Document, index: int, duty: DutySection) -> Iterator[AskedCell]:
    """A duty in running text, or in pairs, has its objective and indicators there."""
    elsewhere = duty.text or duty.pairs
    for field in fields_of(type(duty)):
        path = f"duties[{index}].{field.name}"
        if Trait.ASKED in field.traits:
            yield _cell(field.label, getattr(duty, field.name), pk, document, None, None, path)
        elif Trait.ASKED_IF_LABELLED in field.traits:
            yield _cell(field.label, elsewhere or getattr(duty, field.name), pk, document, None, None, path)


def _project_cells(pk: int, document: Document, number: int, sheet: ProjectSheet) -> Iterator[AskedCell]:
    """Of a project that is not published the name is enough: its contents may be no matter for this system."""
    if sheet.withheld:
        yield _cell(field_of(type(sheet), "name").label, sheet.name, pk, document, number, None, "name")
        return
    for field in fields_of(type(sheet), Trait.ASKED):
        if field.kind == FieldKind.PERCENTAGES:
            yield from _plan_cells(pk, document, number, sheet)
        else:
            yield _cell(field.short, getattr(sheet, field.name), pk, document, number, None, field.name)
    if not sheet.indicators:
        yield _cell(field_of(type(sheet), "indicators").label, "", pk, document, number, None, "indicators")
    for place, row in enumerate(sheet.indicators, 1):
        for field in fields_of(type(row), Trait.ASKED):
            label = f"第 {place} 行{field.short}"
            yield _cell(label, getattr(row, field.name), pk, document, number, place, field.name)


def _statement_cells(pk: int, document: Document) -> Iterator[AskedCell]:
    """Of a plan that has statements all nine are asked for: each is filled, or declared empty."""
    known = {statement.kind for statement in document.statements}
    for kind in BUDGET_STATEMENTS:
        yield AskedCell(kind.title, kind.kind in known, statement_address(pk, kind.kind))


def _plan_cells(pk: int, document: Document, number: int, sheet: ProjectSheet) -> Iterator[AskedCell]:
    for index, month in enumerate(PLAN_MONTHS):
        percent = sheet.spending_plan[index].cumulative_percent if sheet.spending_plan else None
        path = f"spending_plan[{index}].cumulative_percent"
        yield _cell(f"{month}月底支出计划", percent, pk, document, number, None, path)
