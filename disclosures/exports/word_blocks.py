"""A document as the headings, paragraphs and tables of the official Word layout, for the .docx and its plain text."""

from collections.abc import Iterator

from disclosures.document.declarations import FieldKind, field_of, fields_of
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.objectives import split_objectives
from disclosures.document.sheet_layout import NARROW_COLUMNS, SheetCell, with_values
from disclosures.exports.numerals import chinese
from disclosures.exports.statement_blocks import statement_blocks
from disclosures.exports.word_shapes import Block, Style, Table, TableCell, TextLine
from indicators.money import amount_text

_SHEET_WIDTHS = (15, *(7,) * NARROW_COLUMNS)
#: On paper the name has more room than on pages, at the cost of the code.
_ACROSS = {"code": 4, "name": 6}
_INDICATOR_WIDTHS = (13, 15, 18, 23, 15, 15)
#: The texts of a duty that stand behind their label.
_LABELLED = ("responsibilities", "duty_goal", "objective", "indicators", "rating_bands")


def blocks(document: Document) -> Iterator[Block]:
    """The whole document from its title to its last statement and explanation."""
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
    yield from statement_blocks(document)


#: Numbers of objectives: the last style, none at all, is for those that have numbers of their own.
_NUMBER_STYLES = ("{}.{}", "（{}）{}", "{}、{}", "{1}")


def _heading(name: str) -> str:
    return field_of(Document, name).label


def _body(text: str) -> Iterator[TextLine]:
    return (TextLine(line, Style.BODY) for line in text.split("\n") if line)


def _duty(number: int, duty: DutySection) -> Iterator[TextLine]:
    if duty.title:
        yield TextLine(f"{chinese(number)}、{duty.title}", Style.DUTY)
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
    yield Table(_INDICATOR_WIDTHS, tuple(_indicator_rows(project.indicators)), repeats=1)


def _sheet_rows(project: ProjectSheet, money_unit: str) -> Iterator[tuple[TableCell, ...]]:
    yield TableCell(f"{project.unit_code}{project.unit_name}", 8), TableCell(f"单位：{money_unit}", 5)
    for group in with_values(lambda name: getattr(project, name)):
        plain = ([one for cell in row for one in _labelled(cell)] for row in group.rows)
        for number, row in enumerate(_plan_rows(group.plan) if group.plan else plain):
            beside = _below() if number else _label(group.heading)
            yield (beside, *row) if group.heading else tuple(row)


def _plan_rows(plan: SheetCell) -> Iterator[list[TableCell]]:
    """The months and their percentages; nothing where the project has no plan."""
    if plan.value is not None:
        yield [_label(f"{point.month}月底", plan.label_across) for point in plan.value]
        percents = (point.cumulative_percent for point in plan.value)
        yield [TableCell("" if percent is None else f"{percent:.2f}%", plan.across) for percent in percents]


def _labelled(cell: SheetCell) -> Iterator[TableCell]:
    if cell.label_across:
        yield _label(cell.field.label, cell.label_across)
    yield TableCell(_text(cell), _ACROSS.get(cell.field.name, cell.across))


def _text(cell: SheetCell) -> str:
    match cell.field.kind:
        case FieldKind.AMOUNT:
            return amount_text(cell.value) or ""
        case FieldKind.LINES:
            return _numbered(cell.value)
        case _:
            return str(cell.value)


def _numbered(objectives: tuple[str, ...]) -> str:
    """Objectives with numbers, in the first of the styles in which they are read back as they are."""
    printed = [
        "\n".join(style.format(number, objective) for number, objective in enumerate(objectives, 1))
        for style in _NUMBER_STYLES
    ]
    return next((text for text in printed if split_objectives(text) == objectives), printed[0])


def _indicator_rows(indicators: tuple[IndicatorRow, ...]) -> Iterator[tuple[TableCell, ...]]:
    """The head, then a row each; a level that is the same as in the row above is merged with it, unless the row
    lacks a cell: a reader could take what it has for the rest of the row above."""
    yield tuple(_label(heading) for heading in (field.label for field in fields_of(IndicatorRow)))
    category = subcategory = None
    for row in indicators:
        same = row.category == category and all((row.name, row.description, row.target))
        yield (
            _below() if same else TableCell(row.category),
            _below() if same and row.subcategory == subcategory else TableCell(row.subcategory),
            *(TableCell(text) for text in (row.name, row.description, row.target, row.basis)),
        )
        category, subcategory = row.category, row.subcategory


def _label(text: str, across: int = 1) -> TableCell:
    return TableCell(text, across, label=True)


def _below() -> TableCell:
    return TableCell("", below=True)
