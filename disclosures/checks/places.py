"""The places of a document that rules question: projects, indicator rows, and every text with its address."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from disclosures.checks.finding import Hit, Severity
from disclosures.document.declarations import FieldKind, fields_of, names_of
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import cell_words, note_words
from indicators.money import UNITS, to_yuan
from indicators.target_values import Kind, TargetValue, is_withheld_text, parse_target
from indicators.taxonomy import Category, Subcategory, category_of, subcategory_of

_MONEY = re.compile(r"(?:[百千]?万|[百千亿])?元(?:[/·•每以左整(].*)?")
COSTS = {Subcategory.COST, Subcategory.ECONOMIC_COST, Subcategory.SOCIAL_COST, Subcategory.ECOLOGICAL_COST}


@dataclass(frozen=True)
class RowPlace:
    """An indicator row with its address, its value taken apart and its levels understood."""

    project: int
    number: int
    row: IndicatorRow
    value: TargetValue
    category: Category | None
    subcategory: Subcategory | None
    withheld: bool

    def hit(self, field: str, message: str, severity: Severity | None = None) -> Hit:
        """A finding at one cell of the row; the cell's text is the evidence."""
        where = f"第 {self.project} 个项目第 {self.number} 行指标“{self.row.name}”"
        return Hit(f"{where}{message}", field, getattr(self.row, field), self.project, self.number, severity)

    @property
    def is_cost(self) -> bool:
        """Whether the row is a 成本指标, under 产出 or as a first level."""
        return self.category == Category.COST or self.subcategory in COSTS

    @property
    def is_number(self) -> bool:
        return self.value.kind == Kind.NUMBER

    @property
    def percent(self) -> Decimal | None:
        """The number where the value is one in percent, however the unit is written (95%, 95百分比), else None."""
        in_percent = self.is_number and self.value.unit.startswith(("%", "百分比", "百分数"))
        return self.value.number if in_percent else None

    @property
    def is_money(self) -> bool:
        """Whether the value is a number in a unit of the 元 family, whole or per piece (万元, 元/人·月)."""
        return self.is_number and bool(_MONEY.fullmatch(self.value.unit))

    @property
    def amount(self) -> Decimal | None:
        """The value in yuan where it is a whole sum in 元 or 万元 (not 元/人), else None."""
        whole = self.is_number and self.value.unit in UNITS
        return to_yuan(self.value.number, self.value.unit) if whole else None


@dataclass(frozen=True)
class Text:
    """A text of the document, its address, and its name in words."""

    text: str
    where: str
    field: str
    project: int | None = None
    row: int | None = None

    def hit(self, message: str, evidence: str, severity: Severity | None = None) -> Hit:
        """A finding in this text; evidence is the piece it speaks of."""
        return Hit(f"{self.where}{message}", self.field, evidence, self.project, self.row, severity)


@dataclass(frozen=True)
class ProjectPlace:
    """A project with its number (counted from 1) and the unit its amounts are in."""

    number: int
    sheet: ProjectSheet
    money_unit: str
    #: What was told of it (checks/each.py).
    told: dict[Callable[..., Any], tuple[Any, ...]] = dataclass_field(default_factory=dict, compare=False, repr=False)

    def hit(self, field: str, message: str, evidence: str = "", severity: Severity | None = None) -> Hit:
        """A finding at one field of the project."""
        return Hit(f"第 {self.number} 个项目{message}", field, evidence, self.number, None, severity)

    @cached_property
    def rows(self) -> list[RowPlace]:
        """Every indicator row, withheld ones too."""
        return [RowPlace(self.number, n, row, *_read(row)) for n, row in enumerate(self.sheet.indicators, 1)]

    @cached_property
    def open_rows(self) -> list[RowPlace]:
        """The rows without a withheld (涉密) cell: only these can be judged by their words and values."""
        return [row for row in self.rows if not row.withheld]

    @cached_property
    def texts(self) -> list[Text]:
        """Every text a person wrote in it: name, purpose, objectives, then those of the rows."""
        where = f"第 {self.number} 个项目第 {{}} 行的"
        in_rows = (
            Text(
                getattr(place.row, field.name),
                where.format(place.number) + field.label,
                field.name,
                self.number,
                place.number,
            )
            for place in self.rows
            for field in fields_of(type(place.row), FieldKind.TEXT)
        )
        return [*project_texts(self), *in_rows]

    @property
    def total(self) -> Decimal | None:
        """预算数 in yuan, None where it or its unit is not printed."""
        return to_yuan(self.sheet.total, self.money_unit) if self.money_unit in UNITS else None

    @property
    def prints_head(self) -> bool:
        """Whether the table has the head at all (code, funds, purpose, plan); some layouts print goals only."""
        sheet = self.sheet
        return bool(sheet.code or sheet.purpose or sheet.spending_plan) or sheet.total is not None


def _read(row: IndicatorRow) -> tuple[TargetValue, Category | None, Subcategory | None, bool]:
    category = category_of(row.category)
    subcategory = subcategory_of(row.subcategory, category)
    withheld = any(is_withheld_text(getattr(row, name)) for name in names_of(type(row), FieldKind.TEXT))
    return parse_target(row.target), category, subcategory, withheld


def projects(document: Document) -> tuple[ProjectPlace, ...]:
    """The projects in order, but for those that are withheld: what is not published is not judged, and nobody has to
    fill it in. Found once in a document, for all rules that ask."""
    values = vars(document)
    if "_places" not in values:
        values["_places"] = tuple(place for place in every_project(document) if not place.sheet.withheld)
    found: tuple[ProjectPlace, ...] = values["_places"]
    return found


def every_project(document: Document) -> Iterator[ProjectPlace]:
    """The projects in order, withheld ones too: for what must know what is not published."""
    for number, sheet in enumerate(document.projects, 1):
        yield place_of(number, sheet, sheet.money_unit or document.money_unit, _figures(sheet))


@lru_cache(maxsize=1000)
def place_of(number: int, sheet: ProjectSheet, money_unit: str, figures: str) -> ProjectPlace:
    """The place of a project. One that says the same, to the `figures`, has the same place in every document that this
    process asks about, so that what was learnt of it is learnt once."""
    return ProjectPlace(number, sheet, money_unit)


def _figures(sheet: ProjectSheet) -> str:
    """The numbers of a sheet as they stand there: 50 and 50.00 are equal, and printed differently."""
    return repr(
        [getattr(sheet, field.name) for field in fields_of(type(sheet), FieldKind.AMOUNT, FieldKind.PERCENTAGES)]
    )


def rows(document: Document) -> Iterator[RowPlace]:
    """All indicator rows in order, withheld ones too."""
    return chain.from_iterable(project.rows for project in projects(document))


def open_rows(document: Document) -> Iterator[RowPlace]:
    """All indicator rows in order that have no withheld cell."""
    return chain.from_iterable(project.open_rows for project in projects(document))


def narrative(document: Document) -> Iterator[Text]:
    """The texts of the whole department's objectives: overall, each duty, safeguards."""
    yield Text(document.overall_objective, "总体绩效目标", "overall_objective")
    for index, duty in enumerate(document.duties):
        yield from duty_texts(duty, index)
    yield Text(document.safeguards, "工作保障措施", "safeguards")


def duty_texts(duty: DutySection, index: int) -> Iterator[Text]:
    """The texts of one duty, its numbered pairs last."""
    where, path = f"第 {index + 1} 项职责的", f"duties[{index}]"
    for field in fields_of(type(duty), FieldKind.TEXT):
        yield Text(getattr(duty, field.name), f"{where}{field.short}", f"{path}.{field.name}")
    for n, pair in enumerate(duty.pairs):
        yield Text(pair.objective, f"{where}第 {n + 1} 个绩效目标", f"{path}.pairs[{n}].objective")
        for m, indicator in enumerate(pair.indicators):
            yield Text(indicator, f"{where}第 {n + 1} 组绩效指标", f"{path}.pairs[{n}].indicators[{m}]")


def project_texts(project: ProjectPlace) -> Iterator[Text]:
    """Name, purpose and objectives of a project."""
    where, number, sheet = f"第 {project.number} 个项目的", project.number, project.sheet
    for field in fields_of(type(sheet), FieldKind.TEXT):
        yield Text(getattr(sheet, field.name), f"{where}{field.label}", field.name, number)
    for n, objective in enumerate(sheet.objectives):
        yield Text(objective, f"{where}第 {n + 1} 条绩效目标", f"objectives[{n}]", number)


def explanations(document: Document) -> Iterator[Text]:
    """The headings and texts of the explanations."""
    for index, one in enumerate(document.explanations):
        yield Text(one.heading, f"第 {index + 1} 节情况说明的标题", f"notes[{index}].heading")
        yield Text(one.text, f"情况说明“{one.heading}”", f"notes[{index}].text")


def statement_texts(document: Document) -> Iterator[Text]:
    """The cells and the notes of the budget statements; those without a character, and notes that stand on the form
    itself, are left out."""
    for index, statement in enumerate(document.statements):
        path, kind = f"statements[{index}]", kind_of(statement.kind)
        for n, row in enumerate(statement.rows):
            for m, (cell, column) in enumerate(zip(row, kind.columns, strict=True)):
                if cell:
                    where = cell_words(statement, n, column.name, named=False)
                    yield Text(cell, where, f"{path}.rows[{n}][{m}]")
        for n, note in enumerate(statement.notes):
            if note not in kind.standing_notes:
                yield Text(note, note_words(statement, n), f"{path}.notes[{n}]")


def listing(numbers: Sequence[int], besides: int) -> str:
    """Projects by their numbers without `besides`, which is one of them; the first five of many."""
    shown = "、".join(str(number) for number in [number for number in numbers[:6] if number != besides][:5])
    count = len(numbers) - 1
    return f"第 {shown} 个项目" if count <= 5 else f"第 {shown} 等 {count} 个项目"


def always(document: Document) -> bool:
    """The rule can be asked of every document."""
    return True


def has_projects(document: Document) -> bool:
    return bool(projects(document))


def has_rows(document: Document) -> bool:
    return any(project.sheet.indicators for project in projects(document))


def has_amounts(document: Document) -> bool:
    return any(project.sheet.total is not None for project in projects(document))


def has_two_projects(document: Document) -> bool:
    return len(projects(document)) > 1
