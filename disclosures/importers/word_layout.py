"""The layout family of Word documents saved as text: cells begin with a tab."""

import re
from collections.abc import Iterable

from disclosures.document.model import DepartmentRef, Document, Problem, ProjectSheet, RegionRef
from disclosures.importers.cell_rows import prints_column_numbers, rows_of_cells
from disclosures.importers.cleaning import clean, squeeze
from disclosures.importers.explanations import Explanations
from disclosures.importers.fiscal_year import fiscal_year, is_title_with_year
from disclosures.importers.narrative import Narrative, is_unit_like, unplaced
from disclosures.importers.outline import (
    ProjectHeading,
    contents_lines,
    is_cover_title,
    is_cut_heading,
    is_page_line,
    is_page_number,
    is_part,
    join_headings,
    listed_projects,
    project_heading,
)
from disclosures.importers.placed_statements import PlacedStatements
from disclosures.importers.project_sheet import LEVEL_HEADS, OBJECTIVES, Reading, build_sheet, known_label, split_unit
from disclosures.importers.refusal import Refused
from disclosures.importers.regions import region_of
from disclosures.importers.statement_tables import StatementBlock
from disclosures.importers.word_cells import Table, ends_table, is_cell
from indicators.money import YUAN

NAME = "word"
#: What stands below 第N部分 where the statements and where their explanation begin.
_STATEMENTS = re.compile(r"(?:部门|单位)预算(?:信息)?公开表")
_EXPLANATION = re.compile(r"(?:部门|单位)预算(?:信息)?公开情况说明")
CUT_HEADING = "像是不完整的绩效目标表标题，后面没有表格，文件可能不全"


def recognises(lines: list[str]) -> bool:
    """Whether some cell begun by a tab holds a head of the indicator table, or the label of the objectives."""
    heads = (LEVEL_HEADS[0], OBJECTIVES)
    return any(is_cell(line) and (known_label(clean(line)) in heads or prints_column_numbers(line)) for line in lines)


def parse(lines: list[str], regions: Iterable[RegionRef]) -> Document:
    """The Document that the lines of a file print. Raises Refused where they cannot be read exactly."""
    scan = _Scan(lines)
    scan.run()
    return scan.document(regions)


class _Scan:
    """One pass over the lines: headings, sections and tables, and the lines outside all of them."""

    def __init__(self, lines: list[str]):
        self.lines = join_headings(lines)
        self.begins: int | None = None  # the line where the cover ends
        self.narrative = Narrative()
        self.read: list[tuple[ProjectHeading, Reading]] = []  # table by table, so that its cells can go
        self.in_new_part = False  # has a part begun since the last project?
        self.contents = contents_lines(self.lines)
        self.listed = listed_projects(self.lines, self.contents)
        self.rows = rows_of_cells(self.lines)
        self.statements = PlacedStatements(self.rows, self.contents, converted=False)
        self.of_table: ProjectHeading | None = None
        self.heading: ProjectHeading | None = None
        self.table: Table | None = None
        self.outside: list[tuple[int, str]] = []
        self.explanations = Explanations()
        self.explaining = False

    def run(self) -> None:
        behind = 0
        for number, raw in enumerate(self.lines, 1):
            if block := self.statements.at(number - 1):
                behind = self._statement(block)
            if number > behind:
                self._line(number, raw)
        if self.table and self.table.is_cut_off():
            raise Refused("文件在绩效目标表里中断，可能不全", self.table.last_line)
        self._close_table()
        if self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)

    def _line(self, number: int, raw: str) -> None:
        """Take one line that is no statement's."""
        text = clean(raw)
        if is_cell(raw):
            self._cell(number, text)
        elif not text:
            if self.table:
                self.table.add_blank()
        elif number - 1 in self.contents:
            if self.table and not self.table.may_have_ended():
                raise Refused("表格两行之间有不属于任何单元格的文字", number)
            self._close_table()
        elif self.table and not ends_table(text, number):
            self.table.add_text(number, text)
        else:
            self._paragraph(number, text)

    def _cell(self, number: int, text: str) -> None:
        if self.table is None:
            if self.heading is None:
                raise Refused("表格上方没有“……绩效目标表”的标题", number)
            self.table, self.of_table, self.heading = Table(number), self.heading, None
        self.table.add_cell(number, text)

    def _statement(self, block: StatementBlock) -> int:
        """Keep a statement, and return the number of its last line."""
        self._close_table()
        if self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
        self.statements.keep(block, self.explanations if self.explaining else None)
        end = block.end
        while end < len(self.rows) and not self.rows[end] and (is_cell(self.lines[end]) or self.lines[end].strip()):
            end += 1  # the other cells of its last row
        self.begins = self.begins or block.start + 1
        return end

    def _close_table(self) -> None:
        if self.table is None or self.of_table is None:
            return
        for number, text in self.table.lines_behind():
            self._keep_outside(number, text)
        self.read.append((self.of_table, self.table.read()))
        self.table = None

    def _paragraph(self, number: int, text: str) -> None:
        self._close_table()
        outside = len(self.outside)
        if heading := project_heading(text, number):
            if self.heading:
                raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
            self.heading, self.narrative.current = heading._replace(opens_part=self.in_new_part), None
            self.in_new_part = False
        elif is_part(text):
            self.narrative.current, self.in_new_part, self.explaining = None, True, False
        elif self.in_new_part and _opens_public_part(text):
            self.explaining = bool(_EXPLANATION.fullmatch(squeeze(text)))
        elif not (
            (self.explaining and self.explanations.add(number, text))
            or self.narrative.open_by(number, text)
            or is_page_line(self.lines, number - 1, text)
            or self.narrative.add(number, text)
        ):
            self._keep_outside(number, text)
        if outside == len(self.outside):
            self.begins = self.begins or number

    def _keep_outside(self, number: int, text: str) -> None:
        if self.of_table and not is_page_number(text) and is_cut_heading(text, self.of_table):
            raise Refused(f"“{text[:20]}”{CUT_HEADING}", number)
        self.outside.append((number, text))

    def document(self, regions: Iterable[RegionRef]) -> Document:
        heads = [head for _, (head, *_) in self.read]
        money_units = [*(head.money_unit for head in heads if head.money_unit), *self.statements.money_units]
        statements = self.statements.read(self.statements.money_units)
        projects, of_sheets = build_sheets(
            self.read, money_units, none=bool(statements and not self.narrative.sections)
        )
        department = department_of([*self.statements.unit_lines, *(head.unit.text for head in heads if head.unit)])
        overall, duties, safeguards, strays = self.narrative.read(department.name)
        titles, problems = self._furniture(department.name)
        year = fiscal_year([*self.statements.titles, *titles], projects, self.narrative.texts())
        problems += strays + self.explanations.doubts + of_sheets + missing_projects(self.listed, projects)
        return Document(
            region=region_of((sheet.code for sheet in projects), department.name, regions),
            department=department,
            fiscal_year=year.year,
            money_unit=next(iter(money_units), YUAN),
            overall_objective=overall,
            duties=duties,
            safeguards=safeguards,
            projects=projects,
            statements=statements,
            explanations=self.explanations.read(),
            layout=NAME,
            fiscal_year_evidence=year.evidence,
            fiscal_year_source=year.source,
            problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        )

    def _furniture(self, unit_name: str) -> tuple[list[str], list[Problem]]:
        """The titles among the lines outside, and a problem for each that is neither title nor furniture."""
        titles = [text for _, text in self.outside if is_title_with_year(text)]
        strays = [
            unplaced(line, text)
            for line, text in self.outside
            if not is_title_with_year(text)
            and not is_unit_like(text, unit_name)
            and not is_page_number(text)
            and not (line < (self.begins or 0) and is_cover_title(text))
        ]
        return titles, strays


def _opens_public_part(text: str) -> bool:
    """Whether a line is the title of the part that holds the statements or their explanation."""
    squeezed = squeeze(text)
    return bool(_STATEMENTS.fullmatch(squeezed) or _EXPLANATION.fullmatch(squeezed))


def build_sheets(
    read: list[tuple[ProjectHeading, Reading]], money_units: list[str], none: bool = False
) -> tuple[tuple[ProjectSheet, ...], list[Problem]]:
    """The sheets of all tables and the problems in them; one that prints no unit of money has the one of all others.

    Raises Refused where there is no table, unless `none` says that a text may have none.
    """
    if not (read or none):
        raise Refused("文中没有绩效目标表")
    default_unit = money_units[0] if len(set(money_units)) == 1 else ""
    sheets, problems = [], doubtful_numbers([heading for heading, _ in read])
    for heading, (head, indicators, of_rows) in read:
        sheet, of_head = build_sheet(heading, head, indicators, default_unit)
        sheets.append(sheet)
        problems += of_head + of_rows
        if not indicators:
            problems.append(Problem(heading.line, f"“{sheet.name}”没有指标行，请核对文件是否完整"))
    return tuple(sheets), problems


def department_of(unit_lines: Iterable[str]) -> DepartmentRef:
    """The department of a document from its unit lines: the one whose code ends in 001, else the first."""
    units = list(dict.fromkeys(map(split_unit, unit_lines)))
    if not units:
        raise Refused("文中没有印出单位代码和名称")
    own = next((unit for unit in units if unit[0].endswith("001")), units[0])
    return DepartmentRef(*own)


def missing_projects(listed: list[ProjectHeading], projects: Iterable[ProjectSheet]) -> list[Problem]:
    """A problem for each project in the table of contents that has no table: the file may be cut off."""
    read = {squeeze(project.name) for project in projects} | {project.number for project in projects}
    return [
        Problem(heading.line, f"目录中的“{heading.name}”没有绩效目标表，文件可能不全")
        for heading in listed
        if squeeze(heading.name) not in read and (heading.number is None or heading.number not in read)
    ]


def doubtful_numbers(headings: list[ProjectHeading]) -> list[Problem]:
    """A problem for each number that does not follow the one before: a table may be missing. A part (第N部分) may
    begin at 1 again."""
    problems: list[Problem] = []
    if all(heading.number is None for heading in headings):
        return problems
    expected = 1
    for heading in headings:
        if heading.number == 1 and heading.opens_part:
            expected = 1
        if heading.number != expected:
            printed = heading.number or "无序号"
            message = f"项目序号不连续：此处应为第 {expected} 个项目，却是“{printed}”，请核对是否缺少项目"
            problems.append(Problem(heading.line, message))
        expected = (heading.number or expected) + 1
    return problems
