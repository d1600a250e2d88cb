"""Whether a Document may be stored: what the tables would refuse is refused here, in words and with the line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from disclosures.document.declarations import Field, FieldKind, fields_of
from disclosures.document.model import (
    PLAN_MONTHS,
    BudgetStatement,
    Checkpoint,
    Document,
    IndicatorRow,
    ProjectSheet,
    RegionRef,
    YearSource,
)
from disclosures.document.redaction import shown_total
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import amount_columns, cell
from disclosures.document.statement_shapes import ColumnKind
from disclosures.importers.regions import LAST_YEAR_OF_CODES, PROJECT_CODE
from disclosures.models import SourceFile
from indicators.models import AnnualPlan, Indicator, Project, Region, Statement, StatementLine
from indicators.models.project import AMOUNTS_BELOW
from indicators.money import TEN_THOUSAND, UNITS, YUAN, parse_amount
from indicators.taxonomy import category_of, subcategory_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
#: What PostgreSQL's integer columns hold.
LARGEST_INTEGER = 2**31 - 1
LONGEST_CODE = StatementLine._meta.get_field("subject_code").max_length or 0
GIVEN_YEAR = "导入时指定"

_PLACES = {YUAN: 2, TEN_THOUSAND: 6}


class NotStorable(ValueError):  # noqa: N818 (a refusal is an answer)
    """Why a document was not stored: a Chinese sentence, and the line where the trouble stands (None: the whole)."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.message = message
        self.line = line


def settle(document: Document, region: Region, year: int) -> Document:
    """The document with its region and year, as `region_of` and `year_of` tell them."""
    settled = replace(document, region=RegionRef(region.code, region.name))
    if year == document.fiscal_year:
        return settled
    return replace(settled, fiscal_year=year, fiscal_year_evidence=GIVEN_YEAR, fiscal_year_source=YearSource.GIVEN)


def year_of(document: Document, given: int | None) -> int:
    """The fiscal year of a document: as given, else as read. Raises NotStorable where neither tells, or where the
    given year contradicts a printed one or comes before the project codes."""
    read = document.fiscal_year
    if given is None or given == read:
        if read is None:
            raise NotStorable(f"{document.fiscal_year_evidence or '文件中看不出预算年度'}，请用 --year 指明")
        return read
    if tells_year(document):
        raise NotStorable(f"文件中的预算年度是{read}年，与指定的{given}年不符，请核对")
    _check_not_before_codes(document, given)
    return given


def tells_year(document: Document) -> bool:
    """Return whether a document tells its fiscal year, so that nobody may name another one.

    A year read from project codes gives way: a code tells when its project began.
    """
    return document.fiscal_year is not None and document.fiscal_year_source != YearSource.PROJECT_CODES


def _check_not_before_codes(document: Document, year: int) -> None:
    """A code holds the year in which its project was made; no plan is older than its projects."""
    for project in document.projects:
        match = PROJECT_CODE.fullmatch(project.code)
        if match and year < 2000 + int(match["year"]) <= LAST_YEAR_OF_CODES:
            raise NotStorable(f"指定的{year}年早于项目编码“{project.code}”中的年度，请核对", project.line)


def region_of(document: Document, given: str) -> Region:
    """The region of a document: as read, else the one whose code is given. Raises NotStorable where neither tells,
    where they differ, or where the region is not registered."""
    read = document.region
    if read and given and read.code != given:
        raise NotStorable(f"文件属于区划 {read.code} {read.name}，与指定的区划 {given} 不符，请核对")
    code = read.code if read else given
    if not code:
        raise NotStorable("文件中看不出属于哪个财政区划，请用 --region 指明六位区划代码")
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise NotStorable(f"区划 {code} 尚未登记，请先用 add_region 登记")
    return region


def check_storable(document: Document, stored: Document | None = None) -> None:
    """Raise NotStorable for the first thing in a settled document that the tables cannot hold exactly.

    Projects that are taken over as they are from `stored`, which the tables hold, are asked only together with others.
    """
    known = {id(project) for project in stored.projects} if stored else set()
    new = replace(document, projects=tuple(project for project in document.projects if id(project) not in known))
    _check_head(new)
    _check_characters(new)
    for project in new.projects:
        _check_project(project, project.money_unit or document.money_unit)
    for statement in document.statements:
        _check_statement(statement, statement.money_unit or document.money_unit)
    _check_kinds(document.statements)
    _check_codes(document.projects)
    _check_indicators(new)
    if (shown_total(document) or 0) >= AMOUNTS_BELOW:
        raise NotStorable("各项目预算数之和大得不合常理（须小于十万亿元）")


def _check_head(document: Document) -> None:
    department = document.department
    if not re.fullmatch("[0-9]{6}", department.code):
        raise NotStorable(f"单位代码应为六位数字，文件中是“{department.code}”" if department.code else "没有单位代码")
    if not department.name.strip():
        raise NotStorable("没有单位名称")
    _check_length(AnnualPlan, "department_name", department.name, None)
    if document.fiscal_year is None:
        raise NotStorable("没有预算年度")
    if not FIRST_YEAR <= document.fiscal_year <= LAST_YEAR:
        raise NotStorable(f"预算年度{document.fiscal_year}年不合常理，应在{FIRST_YEAR}年至{LAST_YEAR}年之间")
    _check_unit(document.money_unit, None)
    if document.source:
        _check_length(SourceFile, "name", document.source.name, None)


def _check_characters(document: Document) -> None:
    text = "\n".join(_texts(document))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotStorable("文件中有无法保存的字符（不完整的编码）") from error
    if "\0" in text:
        raise NotStorable("文件中有无法保存的空字符（U+0000）")


def _texts(part: object) -> Iterator[str]:
    """Every text below a part of a document, whatever kind of field holds it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))


def _check_project(project: ProjectSheet, unit: str) -> None:
    line = project.line
    if project.number is not None and not 0 <= project.number <= LARGEST_INTEGER:
        raise NotStorable(f"项目序号{project.number}超出可保存的范围", line)
    _check_unit(unit, line)
    for field in fields_of(type(project), FieldKind.LINE):
        _check_length(Project, field.name, getattr(project, field.name), line)
    for field in fields_of(type(project), FieldKind.AMOUNT):
        _check_amount(project, field, unit)
    if project.withheld and not project.withheld.reason.strip():
        raise NotStorable(f"项目“{project.name}”标为不公开，却没有原因", line)
    if any(not text or "\n" in text for text in project.objectives):
        raise NotStorable(f"项目“{project.name}”的绩效目标有空条目或条目内换行", line)
    if project.spending_plan is not None:
        _check_spending_plan(project, project.spending_plan)


def _check_amount(project: ProjectSheet, field: Field, unit: str) -> None:
    amount = getattr(project, field.name)
    if amount is None:
        return
    said = f"项目“{project.name}”的{field.label}“{amount}”"
    if not amount.is_finite() or amount < 0:
        raise NotStorable(f"{said}不能为负数", project.line)
    if amount * (1 if unit == YUAN else 10_000) >= AMOUNTS_BELOW:
        raise NotStorable(f"{said}{unit}大得不合常理（须小于十万亿元）", project.line)
    if amount != round(amount, _PLACES[unit]):
        raise NotStorable(f"{said}{unit}不足一分的零头无法保存", project.line)


def _check_spending_plan(project: ProjectSheet, plan: tuple[Checkpoint, ...]) -> None:
    if tuple(point.month for point in plan) != PLAN_MONTHS:
        raise NotStorable(f"项目“{project.name}”的资金支出计划不是3、6、10、12月底四个时点", project.line)
    for point in plan:
        percent = point.cumulative_percent
        if percent is None:
            continue
        if not (percent.is_finite() and 0 <= percent <= 100):
            raise NotStorable(
                f"项目“{project.name}”{point.month}月底累计支出比例“{percent}%”不在0%至100%之间", project.line
            )
        if percent != round(percent, 2):
            raise NotStorable(
                f"项目“{project.name}”{point.month}月底累计支出比例“{percent}%”的小数多于两位", project.line
            )


def _check_statement(statement: BudgetStatement, unit: str) -> None:
    line = statement.line
    _check_unit(unit, line)
    for name in ("title", "as_of"):
        _check_length(Statement, name, getattr(statement, name), line)
    if any(not note or "\n" in note for note in statement.notes):
        raise NotStorable(f"“{statement.title}”的注有空条目或条目内换行", line)
    kind = kind_of(statement.kind)
    for place, row in enumerate(statement.rows):
        if any(len(row[at]) > LONGEST_CODE for at in kind.places(ColumnKind.SUBJECT_CODE)):
            raise NotStorable(f"“{statement.title}”第 {place + 1} 行的科目编码太长（多于{LONGEST_CODE}个字）", line)
        for column in amount_columns(kind):
            _check_cell(statement, place, column, unit)


def _check_cell(statement: BudgetStatement, row: int, column: str, unit: str) -> None:
    where = f"“{statement.title}”第 {row + 1} 行的"
    try:
        amount = parse_amount(cell(statement, row, column), unit)
    except ValueError as error:
        raise NotStorable(f"{where}{error}", statement.line) from error
    if amount is not None and abs(amount) * (1 if unit == YUAN else 10_000) >= AMOUNTS_BELOW:
        raise NotStorable(f"{where}金额“{amount}”{unit}大得不合常理（须小于十万亿元）", statement.line)


def _check_kinds(statements: Iterable[BudgetStatement]) -> None:
    seen: set[str] = set()
    for statement in statements:
        if statement.kind in seen:
            raise NotStorable(f"“{statement.title}”有两张，一种报表只能有一张", statement.line)
        seen.add(statement.kind)


def _check_codes(projects: Iterable[ProjectSheet]) -> None:
    """Among the projects that are published: of others a code may be a mark (涉密), and nobody reads it."""
    seen: dict[str, ProjectSheet] = {}
    for project in projects:
        first = seen.setdefault(project.code, project) if project.code and not project.withheld else project
        if first is not project:
            raise NotStorable(
                f"项目编码“{project.code}”重复：“{first.name}”与“{project.name}”，一个编码只能属于一个项目",
                project.line,
            )


def _check_indicators(document: Document) -> None:
    known: set[tuple[str, str]] = set()
    for project in document.projects:
        for row in project.indicators:
            if (row.category, row.subcategory) not in known:
                _check_levels(row)
                known.add((row.category, row.subcategory))


def _check_levels(row: IndicatorRow) -> None:
    _check_length(Indicator, "category", row.category, row.line)
    _check_length(Indicator, "subcategory", row.subcategory, row.line)
    category = category_of(row.category)
    if category is None:
        raise NotStorable(f"一级指标“{row.category}”不是任何年度指标体系中的名称", row.line)
    if subcategory_of(row.subcategory, category) is None:
        raise NotStorable(f"二级指标“{row.subcategory}”不属于一级指标“{row.category}”", row.line)


def _check_unit(unit: str, line: int | None) -> None:
    if unit not in UNITS:
        raise NotStorable(f"金额单位“{unit}”既不是元也不是万元", line)


def _check_length(model, field: str, value: str, line: int | None) -> None:
    column = model._meta.get_field(field)
    if len(value) > column.max_length:
        raise NotStorable(f"{column.verbose_name}“{value[:20]}…”太长（多于{column.max_length}个字）", line)
