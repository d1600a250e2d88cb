"""A document as the headings, paragraphs and tables of the official Word layout, for the .docx and its plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from disclosures.document.declarations import FieldKind, field_of, fields_of
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.objectives import split_objectives
from indicators.money import amount_text


class Style(StrEnum):
    """What a line is."""

    TITLE = "title"
    PART = "part"
    SECTION = "section"
    DUTY = "duty"
    BODY = "body"
    PROJECT = "project"


@dataclass(frozen=True)
class TextLine:
    """A heading or one paragraph."""

    text: str
    style: Style


@dataclass(frozen=True)
class TableCell:
    """One cell: across so many columns of its table; `below` where it belongs to the cell above it."""

    text: str
    across: int = 1
    label: bool = False
    below: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells over columns of these relative widths; `repeats` where the first row heads every page."""

    widths: tuple[int, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    repeats: bool = False


#: The upper table has one column of labels and twelve narrow ones, so that 2, 3 and 4 cells fit beside it.
_SHEET_WIDTHS = (15, *(7,) * 12)
_INDICATOR_WIDTHS = (13, 15, 18, 23, 15, 15)
#: The texts of a duty that stand behind their label.
_LABELLED = ("responsibilities", "duty_goal", "objective", "indicators", "rating_bands")


def blocks(document: Document) -> Iterator[TextLine | Table]:
    """The whole document from its title to its last indicator."""
    if document.fiscal_year is not None:
        yield TextLine(f"{document.fiscal_year}年部门预算绩效文本", Style.TITLE)
    yield TextLine("第一部分", Style.PART)
    yield TextLine("部门整体绩效目标", Style.PART)
    yield TextLine(f"一、{_heading('overall_objective')}", Style.SECTION)
    yield from _body(document.overall_objective)
    yield TextLine(f"二、{_heading('duties')}", Style.SECTION)
    for number, duty in enumerate(document.duties, 1):
        yield from _duty(number, duty)
    yield TextLine(f"三、{_heading('safeguards')}", Style.SECTION)
    yield from _body(document.safeguards)
    yield TextLine("第二部分", Style.PART)
    yield TextLine("预算项目绩效目标", Style.PART)
    for project in document.projects:
        yield from _project(project, project.money_unit or document.money_unit)


#: Numbers of objectives: the last style, none at all, is for those that have numbers of their own.
_NUMBER_STYLES = ("{}.{}", "（{}）{}", "{}、{}", "{1}")


def _heading(name: str) -> str:
    return field_of(Document, name).label


def _body(text: str) -> Iterator[TextLine]:
    return (TextLine(line, Style.BODY) for line in text.split("\n") if line)


def _duty(number: int, duty: DutySection) -> Iterator[TextLine]:
    if duty.title:
        yield TextLine(f"{_chinese(number)}、{duty.title}", Style.DUTY)
    yield from _body(duty.text)
    for name in _LABELLED:
        text = getattr(duty, name)
        yield from _body(f"{field_of(DutySection, name).label}：{text}" if text else "")
    for count, pair in enumerate(duty.pairs, 1):
        yield from _body(f"{count}、绩效目标：{pair.objective}")
        for indicator in pair.indicators:
            yield from _body(f"绩效指标：{indicator}")


def _project(project: ProjectSheet, money_unit: str) -> Iterator[TextLine | Table]:
    number = "" if project.number is None else f"{project.number}."
    if project.withheld and not project.indicators:
        yield TextLine(f"{number}{project.name}", Style.PROJECT)
        yield TextLine(f"本项目不公开：{project.withheld.reason}", Style.BODY)
        return
    yield TextLine(f"{number}{project.name}绩效目标表", Style.PROJECT)
    yield Table(_SHEET_WIDTHS, tuple(_sheet_rows(project, money_unit)))
    yield Table(_INDICATOR_WIDTHS, tuple(_indicator_rows(project.indicators)), repeats=True)


def _sheet_rows(project: ProjectSheet, money_unit: str) -> Iterator[tuple[TableCell, ...]]:
    yield TableCell(f"{project.unit_code}{project.unit_name}", 8), TableCell(f"单位：{money_unit}", 5)
    yield _label_of("code"), TableCell(project.code, 4), _label_of("name", 2), TableCell(project.name, 6)
    amounts = fields_of(ProjectSheet, FieldKind.AMOUNT)
    cells = ((_label(one.label, 2), TableCell(amount_text(getattr(project, one.name)) or "", 2)) for one in amounts)
    yield _label("预算规模及资金用途"), *chain.from_iterable(cells)
    yield _below(), TableCell(project.purpose, 12)
    if project.spending_plan is not None:
        yield (
            _label(f"{field_of(ProjectSheet, 'spending_plan').label}（%）"),
            *(_label(f"{point.month}月底", 3) for point in project.spending_plan),
        )
        percents = (point.cumulative_percent for point in project.spending_plan)
        yield _below(), *(TableCell("" if percent is None else f"{percent:.2f}%", 3) for percent in percents)
    yield _label_of("objectives"), TableCell(_numbered(project.objectives), 12)


def _numbered(objectives: tuple[str, ...]) -> str:
    """Objectives with numbers, in the first of the styles in which they are read back as they are."""
    printed = [
        "\n".join(style.format(number, objective) for number, objective in enumerate(objectives, 1))
        for style in _NUMBER_STYLES
    ]
    return next((text for text in printed if split_objectives(text) == objectives), printed[0])


def _indicator_rows(indicators: tuple[IndicatorRow, ...]) -> Iterator[tuple[TableCell, ...]]:
    """The head, then a row each; a level that is the same as in the row above is merged with it."""
    yield tuple(_label(heading) for heading in (field.label for field in fields_of(IndicatorRow)))
    category = subcategory = None
    for row in indicators:
        same = row.category == category
        yield (
            _below() if same else TableCell(row.category),
            _below() if same and row.subcategory == subcategory else TableCell(row.subcategory),
            *(TableCell(text) for text in (row.name, row.description, row.target, row.basis)),
        )
        category, subcategory = row.category, row.subcategory


def _chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 99 → 九十九; beyond that the digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("", "十", *(f"{digit}十" for digit in "二三四五六七八九"))[tens] + " 一二三四五六七八九"[ones].strip()


def _label(text: str, across: int = 1) -> TableCell:
    return TableCell(text, across, label=True)


def _label_of(name: str, across: int = 1) -> TableCell:
    """The label of a field of the project."""
    return _label(field_of(ProjectSheet, name).label, across)


def _below() -> TableCell:
    return TableCell("", below=True)
