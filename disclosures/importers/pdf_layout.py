"""The layout family of PDF files turned into markdown: rows are lines of cells parted by tabs.

Such a file holds budget statements, numbered sections of explanation with tables of their own, and among these the
performance text with its project tables.
"""

from collections.abc import Iterable

from disclosures.document.model import Document, RegionRef
from disclosures.importers import pdf_lines
from disclosures.importers.cleaning import clean, heading_text, unconverted
from disclosures.importers.explanations import Explanations
from disclosures.importers.fiscal_year import fiscal_year, is_title_with_year
from disclosures.importers.narrative import Narrative, is_unit_like, unplaced
from disclosures.importers.no_projects import NoProjects, says_no_goals, says_no_tables
from disclosures.importers.outline import (
    ProjectHeading,
    contents_lines,
    is_cut_heading,
    is_page_line,
    is_part,
    is_remark,
    join_headings,
    listed_lines,
    listed_projects,
    project_heading,
    section_of,
)
from disclosures.importers.placed_statements import PlacedStatements
from disclosures.importers.project_sheet import Head, PrintedCell, known_label, money_unit_of
from disclosures.importers.refusal import Refused
from disclosures.importers.regions import region_of
from disclosures.importers.statement_heads import is_any_head
from disclosures.importers.statement_rows import cells_of
from disclosures.importers.statement_tables import StatementBlock
from disclosures.importers.tab_tables import TabTable, prints_heads, split_row
from disclosures.importers.word_layout import CUT_HEADING, build_sheets, department_of, missing_projects
from indicators.money import YUAN

NAME = "pdf"
FRONT, NOTES, PERFORMANCE = "front", "notes", "performance"


def recognises(lines: list[str]) -> bool:
    """Whether some line holds the heads of the indicator table or of a budget statement, parted by tabs."""
    rows = (unconverted(line) for line in lines if "\t" in line)
    return any(prints_heads(row) or ("号" in row and is_any_head(cells_of(row, converted=True))) for row in rows)


def parse(lines: list[str], regions: Iterable[RegionRef]) -> Document:
    """The Document that the lines of a file print. Raises Refused where they cannot be read exactly."""
    scan = _Scan(list(map(unconverted, lines)))
    scan.run()
    return scan.document(regions)


class _Scan:
    """One pass over the lines; `place` says in which of the three parts of the file it stands."""

    def __init__(self, lines: list[str]):
        self.lines = join_headings(lines)
        self.place = FRONT
        self.narrative, self.explanations = Narrative(), Explanations(converted=True)
        self.contents = contents_lines(self.lines, markdown=True)
        self.statements = PlacedStatements(self.lines, self.contents)
        self.tables: list[tuple[ProjectHeading, TabTable]] = []
        self.heading: ProjectHeading | None = None
        self.in_new_part = False  # has a part begun since the last project?
        self.no_projects = NoProjects()
        self.table: TabTable | None = None
        self.money_units: list[str] = []
        self.above = Head()  # what stands between a heading and its table
        self.unit_lines: list[str] = []
        self.unit_continues = False
        self.titles: list[str] = []
        self.outside: list[tuple[int, str]] = []

    def run(self) -> None:
        behind = 0
        for number, raw in enumerate(self.lines, 1):
            if block := self.statements.at(number - 1):
                self._statement(block)
                behind = block.end
            if number <= behind:
                continue
            if number - 1 in self.contents:
                if self.table:
                    raise Refused("表格两行之间有不属于任何单元格的文字", number)
                continue
            if "\t" in raw:
                self._row(raw, number)
            elif text := heading_text(clean(raw)):
                if self.table and raw.lstrip().startswith("#"):
                    self.table.add_gap()  # a heading is no part of the row it stands below
                self._text(text, number)
            else:
                self._blank()
        self._end()

    def _end(self) -> None:
        """The file has ended: refused where it was cut off within a project, or above the last section it lists."""
        if self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
        if self.table and not self.table.has_indicators:
            raise Refused("文件在绩效目标表里中断，可能不全", self.table.line)
        if not (self.tables or self.no_projects.may_be):
            raise Refused("从这里起没有绩效目标表，也没有写明无项目，文件可能不全", self.no_projects.begun_at)
        listed = (text for _, text in listed_lines(self.lines, self.contents))
        if missing := self.explanations.last_missing(listed):
            last = max(number for number, line in enumerate(self.lines, 1) if line.strip())
            raise Refused(f"目录中的“{missing}”没有出现，文件可能不全", last)

    def _statement(self, block: StatementBlock) -> None:
        """Keep a statement and where it stands."""
        if self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
        self.unit_continues, self.table = False, None
        self.statements.keep(block, self.explanations if self.place == NOTES else None)

    def _blank(self) -> None:
        self.unit_continues = False
        if self.table:
            self.table.add_gap()

    def _row(self, raw: str, number: int) -> None:
        self.unit_continues = False
        if self.place == NOTES:
            self.explanations.add_table_row(number)
            if prints_heads(raw):
                raise Refused("表格上方没有“……绩效目标表”的标题", number)
        elif self.place == PERFORMANCE or self.heading:
            self._project_row(raw, number)
        elif prints_heads(raw):
            raise Refused("表格上方没有“……绩效目标表”的标题", number)
        else:
            raise Refused("表格上方没有认得的报表标题", number)

    def _project_row(self, raw: str, number: int) -> None:
        row = split_row(raw, number)
        if self.heading:
            self.table = TabTable(number, self.above)
            self.tables.append((self.heading, self.table))
            self.heading = None
        if self.table is None:
            if known_label(row[0].text) or self.tables:
                raise Refused("表格上方没有“……绩效目标表”的标题", number)
            self.outside.append((number, " ".join(cell.text for cell in row)))
        else:
            self.table.add_row(row)

    def _text(self, text: str, number: int) -> None:
        if self._is_below_row() and text.isdigit():
            raise Refused(f"无法判断“{text}”是页码还是单元格里的内容", number)
        if (heading := project_heading(text, number)) and not says_no_tables(text):
            self._open_table(heading)
        elif self._is_running_head(text, number):
            if self.table:
                self.table.add_gap()
        elif self.table and self._is_below_row() and not (is_part(text) or section_of(text) or is_remark(text)):
            self._run_on(self.table, text, number)
        elif self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
        else:
            {FRONT: self._front, NOTES: self._note, PERFORMANCE: self._performance}[self.place](text, number)

    def _open_table(self, heading: ProjectHeading) -> None:
        if self.heading:
            raise Refused(f"“{self.heading.name}”的标题后面没有绩效目标表", self.heading.line)
        self.place, self.table, self.above = PERFORMANCE, None, Head()
        self.heading, self.in_new_part = heading._replace(opens_part=self.in_new_part), False
        self.narrative.current = None

    def _is_below_row(self) -> bool:
        return self.table is not None and self.table.open_line and not self.table.after_gap

    def _run_on(self, table: TabTable, text: str, number: int) -> None:
        if self.explanations.opens(text) or is_title_with_year(text):
            raise Refused(f"无法判断“{text[:20]}”是标题还是单元格里的内容", number)
        if pdf_lines.is_note(text):
            raise Refused(f"无法判断“{text[:20]}”是表格下面的说明还是单元格里的内容", number)
        table.add_text(text, number)

    def _is_running_head(self, text: str, number: int) -> bool:
        """Page numbers, the unit's line and the money unit above tables; what they say is kept."""
        if self.unit_continues and self._goes_on_with_unit(text):
            self.unit_lines[-1] += text
            if self.heading:
                self.above.unit = PrintedCell(self.unit_lines[-1], number)
            return True
        self.unit_continues = False
        if unit := money_unit_of(text):
            self._keep_money_unit(unit)
            return self.place != NOTES
        if pdf_lines.is_unit_line(text):
            self._keep_unit(text, number)
            return self.place != NOTES
        if pdf_lines.is_budget_year(text) or (self.table and not self._is_below_row() and is_title_with_year(text)):
            self.titles.append(text)
            return True
        return is_page_line(self.lines, number - 1, text)

    def _goes_on_with_unit(self, text: str) -> bool:
        """Whether a line directly below the unit's is the rest of its name: below a project's heading nothing else
        may stand there."""
        if self.place == PERFORMANCE and not self.heading:
            return False
        is_other = is_title_with_year(text) or self._opens_performance(text) or self.explanations.opens(text)
        return not is_other and pdf_lines.may_be_of_name(text)

    def _keep_money_unit(self, unit: str) -> None:
        if self.heading:
            self.above.money_unit = unit
        elif not self.table:
            self.money_units.append(unit)

    def _keep_unit(self, text: str, number: int) -> None:
        self.unit_lines.append(text)
        self.unit_continues = True
        if self.heading:
            self.above.unit = PrintedCell(text, number)

    def _front(self, text: str, number: int) -> None:
        if is_title_with_year(text):
            self.titles.append(text)
        if pdf_lines.is_explanation_title(text):
            self.place = NOTES
        elif self._opens_performance(text):
            self._begin_performance(text, number)
        elif self.explanations.opens(text):
            self.place = NOTES
            self.explanations.add(number, text)
        elif not (is_title_with_year(text) or pdf_lines.is_furniture(text)):
            self.outside.append((number, text))

    def _note(self, text: str, number: int) -> None:
        if self._opens_performance(text):
            self._begin_performance(text, number)
        elif not self.explanations.add(number, text) and not pdf_lines.is_formula(text):
            self.outside.append((number, text))

    def _opens_performance(self, text: str) -> bool:
        return (
            self.explanations.opens_performance(text)
            or is_part(text)
            or (self.place == FRONT and bool(section_of(text)))
        )

    def _begin_performance(self, text: str, number: int) -> None:
        self.explanations.skip_performance(text)
        self.place = PERFORMANCE
        self.no_projects.begin(number, text)
        self.narrative.open_by(number, text)

    def _performance(self, text: str, number: int) -> None:
        is_free = self.narrative.current is None and self.table is None
        if is_free and self.no_projects.takes(text, bool(self.narrative.sections)):
            self.table = None
        elif (self.tables or self.no_projects.said) and self.explanations.opens(text):
            self.place, self.table = NOTES, None
            self.explanations.add(number, text)
        elif is_part(text):
            self.narrative.current = self.table = None
            self.in_new_part, self.no_projects.part = True, text
        elif self.narrative.open_by(number, text):
            self.table = None
        elif not self.narrative.add(number, text) and not says_no_goals(text):
            self.table = None
            if self.tables and is_cut_heading(text, self.tables[-1][0]):
                raise Refused(f"“{text[:20]}”{CUT_HEADING}", number)
            self.outside.append((number, text))

    def document(self, regions: Iterable[RegionRef]) -> Document:
        read = [(heading, table.read()) for heading, table in self.tables]
        heads = [head for _, (head, *_) in read]
        of_pages = [*self.statements.money_units, *self.money_units]
        money_units = of_pages or [head.money_unit for head in heads if head.money_unit]
        projects, of_sheets = build_sheets(read, money_units, none=self.no_projects.may_be)
        of_heads = (head.unit.text for head in heads if head.unit)
        department = department_of([*self.statements.unit_lines, *self.unit_lines, *of_heads])
        overall, duties, safeguards, strays = self.narrative.read(department.name)
        year = fiscal_year([*self.statements.titles, *self.titles], projects, self.narrative.texts())
        problems = [unplaced(line, text) for line, text in self.outside if not is_unit_like(text, department.name)]
        listed = listed_projects(self.lines, self.contents)
        problems += strays + self.explanations.doubts + of_sheets + missing_projects(listed, projects)
        return Document(
            region=region_of((sheet.code for sheet in projects), department.name, regions),
            department=department,
            fiscal_year=year.year,
            money_unit=next(iter(money_units), YUAN),
            overall_objective=overall,
            duties=duties,
            safeguards=safeguards,
            projects=projects,
            statements=self.statements.read(of_pages),
            explanations=self.explanations.read(),
            layout=NAME,
            fiscal_year_evidence=year.evidence,
            fiscal_year_source=year.source,
            problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        )
