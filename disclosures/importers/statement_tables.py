"""Budget statements: found by their titles, read row by row over however many pages, or refused with the line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_shapes import NUMBERS, StatementKind
from disclosures.importers.budget import metered
from disclosures.importers.cleaning import squeeze
from disclosures.importers.refusal import Refused
from disclosures.importers.statement_heads import (
    has_second_row,
    is_column_numbers,
    is_head,
    money_unit_in,
    year_in,
)
from disclosures.importers.statement_lines import StatementLines
from disclosures.importers.statement_pages import NumberedLine, Page, may_be_of_cell, read_page
from disclosures.importers.statement_rows import Cells, Rows, joined_words

_NOTE = re.compile(r"(?:备?注|说明)\s*[0-9]{0,2}\s*[:：].*")


@dataclass
class StatementBlock:
    """The lines [start, end) of a file (from 0) that hold one statement, and what they say."""

    kind: StatementKind
    title: str
    start: int
    end: int
    rows: Rows
    pages: list[Page] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    money_in_head: str = ""

    @property
    def money_unit(self) -> str:
        """The unit of money that it prints, "" for none."""
        return next((page.money_unit for page in self.pages if page.money_unit), self.money_in_head)

    @property
    def unit(self) -> str:
        return next((page.unit for page in self.pages if page.unit), "")

    @property
    def year(self) -> int | None:
        return next((page.year for page in self.pages if page.year), None)

    @property
    def as_of(self) -> str:
        """The day that it prints (截止时间), "" for none."""
        return next((page.as_of for page in self.pages if page.as_of), "")

    def statement(self, default_unit: str) -> BudgetStatement:
        """What the block says. Raises Refused for rows that cannot be read exactly; amounts of a statement that prints
        no unit of money are read in `default_unit`."""
        rows = self.rows.read(self.money_unit or default_unit)
        notes, line = tuple(self.notes), self.start + 1
        return BudgetStatement(self.kind.kind, self.title, self.money_unit, rows, notes, self.as_of, line=line)


def find_statements(lines: list[str], contents: set[int], converted: bool = True) -> list[StatementBlock]:
    """Return the statements of a file in their order; `contents` are the places of its table of contents,
    `converted` whether its text was made of a PDF: pages may cut rows, and cells hold marks of Markdown.

    Raises Refused for tables that cannot be read exactly, for two of one kind, and for pages that disagree.
    """
    seen = StatementLines(lines, contents, converted)
    blocks: list[StatementBlock] = []
    for place in metered(range(len(lines))):
        if blocks and place < blocks[-1].end:
            continue
        if block := _block_at(seen, place):
            if other := next((one for one in blocks if one.kind is block.kind), None):
                raise Refused(f"“{block.title}”出现了两次，前一张在第 {other.start + 1} 行", place + 1)
            blocks.append(block)
    _check_agreement([page for block in blocks for page in block.pages])
    return blocks


def _check_agreement(pages: Sequence[Page]) -> None:
    """Refuse pages of two units or of two years."""
    for name, said, what in (
        ("unit", [squeeze(page.unit) for page in pages], "报表各页的单位不一致：前面是"),
        ("year", [str(page.year or "") for page in pages], "报表各页的年度不一致：前面是"),
    ):
        first = next(filter(None, said), "")
        for page, value in zip(pages, said, strict=True):
            if value and value != first:
                raise Refused(f"{what}“{first}”，此处是“{value}”", page.places[name])


def _block_at(lines: StatementLines, place: int) -> StatementBlock | None:
    """The statement whose title stands at a place, None where none does."""
    titled = lines.title(place)
    if titled is None:
        return None
    kind, title, below = titled
    head, words, end = lines.run(below)
    notes = [number - 1 for number, text in words if _NOTE.fullmatch(text)]
    above = [one for one in words if not notes or one[0] <= notes[0]]
    fits = head is not None and not notes and is_head(lines.cells(head), kind, 0)
    try:
        page = read_page(above)
    except Refused:
        if fits:
            raise
        return None  # the words only speak of it
    if notes or head is not None:
        if not (notes or fits):
            raise Refused(f"“{title}”的表头不是这张表的栏目", end + 1)
        block = StatementBlock(kind, title, place, notes[0] if notes else end, Rows(kind, lines.converted), [page])
        _Pages(lines, block).read()
        if not any(map(str.strip, lines.lines[block.end :])):
            block.rows.check_last_line()  # the file ends here
        return block
    if above or end == len(lines.lines):
        raise Refused(f"“{title}”的标题后面没有表格", place + 1)
    return None


class _Pages:
    """The pages of one statement: its heads, rows and notes, from where its block ends so far."""

    def __init__(self, lines: StatementLines, block: StatementBlock):
        self.lines, self.block = lines, block
        self.in_head = 0  # how many rows of a head were just read
        self.on_new_page = True

    def read(self) -> None:
        """Read on to the end of the statement, and let the block end there."""
        block, lines = self.block, self.lines
        while block.end < len(lines.lines):
            if lines.is_row(block.end):
                self._row(block.end)
                block.end += 1
            elif not self._between():
                return

    def _row(self, place: int) -> None:
        kind, cells = self.block.kind, self.lines.cells(place)
        if is_head(cells, kind, 0):
            self.in_head, self.on_new_page = 1, True
            self._keep_money_unit(cells, place + 1)
            years = filter(None, map(year_in, cells))
            self.block.pages += [Page("", year, "", "", {"year": place + 1}) for year in years]
        elif self.in_head == 1 and has_second_row(kind):
            if not is_head(cells, kind, 1):
                raise Refused(f"“{self.block.title}”的表头不是这张表的栏目", place + 1)
            self.in_head = 2
        elif kind.numbers_columns and is_column_numbers(cells):
            self._check_column_numbers(cells, place + 1)
        elif squeeze(cells[0]) == kind.columns[0].label and kind.has_ordinal:
            raise Refused(f"“{self.block.title}”的表头不是这张表的栏目", place + 1)
        else:
            on_new_page = self.on_new_page if self.lines.converted else self.in_head > 0
            self.block.rows.add(place + 1, cells, on_new_page)
            self.in_head, self.on_new_page = 0, False

    def _check_column_numbers(self, cells: list[str], line: int) -> None:
        if [squeeze(cell) for cell in cells[1:] if cell] != [str(n) for n in range(1, len(self.block.kind.columns))]:
            raise Refused("栏次不是从 1 起依次排列", line)

    def _keep_money_unit(self, cells: list[str], line: int) -> None:
        """A unit of money in a cell of the head."""
        for unit in filter(None, map(money_unit_in, cells)):
            if self.block.money_unit not in ("", unit):
                raise Refused(f"同一张表印有两个金额单位：{self.block.money_unit}和{unit}", line)
            self.block.money_in_head = unit

    def _between(self) -> bool:
        """Read what stands below a row: notes, and the head of a next page. False where the statement ends."""
        block = self.block
        self._check_words_below(block.end)
        self._notes()
        if block.notes:
            return False  # a note ends the table
        head, words, end = self.lines.run(block.end)
        if head is None and end < len(self.lines.lines) and self._repeats_title(end):
            titled = self.lines.title(end)
            head, more, end = self.lines.run(titled[2]) if titled else (None, [], end)
            words += more
        if head is None:
            return False
        cells = self.lines.cells(head)
        numbered = block.rows.goes_on_with(cells)
        try:
            page = read_page(words)
        except Refused:
            if numbered or is_head(cells, block.kind, 0):
                raise
            self._check_row_below_words(head, cells, words)
            return False
        if words and not block.rows.rows:
            return False  # what stands below an empty table is another one, whose title is missing
        is_heads = is_head(cells, block.kind, 0) or is_column_numbers(cells)
        mine = numbered or is_heads or (block.kind.has_ordinal and squeeze(cells[0]) == "序号")
        if not mine and (words or block.kind.has_ordinal or len(cells) != len(block.kind.columns)):
            return False
        self._take(page)
        block.end, self.on_new_page = head, True
        return True

    def _check_words_below(self, place: int) -> None:
        """Refuse words directly below a row of a converted text that may be of a cell."""
        lines = self.lines
        above = lines.converted and place > 0 and lines.is_row(place - 1)
        if above and not lines.title(place) and may_be_of_cell(lines.lines[place], lines.text(place)):
            raise Refused(f"无法判断“{lines.text(place)[:20]}”是单元格里的内容，还是表格下面的文字", place + 1)

    def _check_row_below_words(self, place: int, cells: Cells, words: list[NumberedLine]) -> None:
        """Refuse a row below words that may be one of this table's: it has figures where they have, or the words, which
        stand directly above it, are of its first cell."""
        kind, lines = self.block.kind, self.lines
        if not lines.converted or len(cells) != len(kind.columns):
            return
        in_figures = any(cells[column][:1].isdigit() for column in kind.places(*NUMBERS))
        number, text = words[-1]
        if in_figures or (number == place and may_be_of_cell(lines.lines[place - 1], text)):
            raise Refused("无法判断这一行是不是上面那张表的一行", place + 1)

    def _take(self, page: Page) -> None:
        if page.money_unit and self.block.money_unit not in ("", page.money_unit):
            raise Refused(f"同一张表印有两个金额单位：{self.block.money_unit}和{page.money_unit}", page.places["money"])
        if page.as_of and self.block.as_of not in ("", page.as_of):
            raise Refused(f"同一张表印有两个截止时间：{self.block.as_of}和{page.as_of}", page.places["as_of"])
        self.block.pages.append(page)

    def _notes(self) -> None:
        """Take the notes that stand next; one runs on over lines directly below it."""
        lines, block = self.lines, self.block
        at = block.end
        while at < len(lines.lines) and not lines.is_row(at):
            text, raw = lines.text(at), lines.lines[at]
            if _NOTE.fullmatch(text):
                block.notes.append(text)
            elif text and block.notes and block.end == at and not (raw.lstrip().startswith("#") or lines.title(at)):
                block.notes[-1] = joined_words(block.notes[-1], text)
            elif text:
                return
            at += 1
            if text:
                block.end = at

    def _repeats_title(self, place: int) -> bool:
        """Whether the title of this statement stands here once more, above its next page: its rows go on below."""
        titled = self.lines.title(place)
        if titled is None or titled[0] is not self.block.kind or not self.block.kind.has_ordinal:
            return False
        head, _, _ = self.lines.run(titled[2])
        for at in range(head or 0, min((head or 0) + 4, len(self.lines.lines)) if head else 0):
            cells = self.lines.cells(at)
            if "\t" in self.lines.lines[at] and squeeze(cells[0]) == str(len(self.block.rows.rows) + 1):
                return True
        return False
