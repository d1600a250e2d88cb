"""The Word layout's tables: a line begun by a tab is a cell, which may run on over untabbed and blank lines.

Lines come in pairs of (number, text); the text is cleaned, a cell keeps its leading tab.
"""

from itertools import pairwise

from disclosures.importers.cleaning import squeeze
from disclosures.importers.fiscal_year import is_title_with_year
from disclosures.importers.outline import (
    is_continuation_mark,
    is_page_number,
    is_part,
    is_remark,
    project_heading,
    section_of,
)
from disclosures.importers.project_sheet import (
    LEVEL_HEADS,
    PrintedCell,
    Reading,
    known_label,
    split_unit,
)
from disclosures.importers.refusal import Refused
from disclosures.importers.word_table import WordTableReader

_WIDTH = len(LEVEL_HEADS)
_MOST_CELLS = 200_000
_APART = 2  # blank lines that tell a text from the cell above

_DOUBTFUL = "无法判断这一行是最后一个单元格的内容，还是表格后面的文字"

NumberedLine = tuple[int, str]


class Table:
    """The cells of one table as they come in, line by line, and where the next line belongs."""

    def __init__(self, line: int):
        self.line = line
        self.cells: list[PrintedCell] = []  # all but the last, which may run on
        self.last_line = 0
        self.last_texts: list[str] = []
        self.body_from: int | None = None
        self.gaps: list[int] = []  # the cells below the heads, counted from 0, in front of which a blank line stands
        self.blanks = 0
        self.waiting: list[NumberedLine] = []  # text behind a complete row: what it belongs to shows in what follows
        self.blanks_before_waiting = 0
        self.behind_blank: NumberedLine | None = None  # what the last cell goes on with below a blank line
        self.page: NumberedLine | None = None  # a number alone between blank lines, within a row

    def add_cell(self, line: int, text: str) -> None:
        gap = self.blanks or self.waiting or self.page
        if self.waiting:
            self._settle_between_rows()
        if len(self.cells) >= _MOST_CELLS:
            raise Refused("一张表的单元格过多，不予读取", line)
        if "\t" in text:
            raise Refused("一行里有多个单元格，应为每个单元格一行", line)
        self._end_cell()
        if gap and self.body_from is not None and len(self.cells) > self.body_from:
            self.gaps.append(len(self.cells) - self.body_from)
        self.last_line, self.last_texts = line, [text] if text else []
        self.blanks, self.page, self.behind_blank = 0, None, None

    def _end_cell(self) -> None:
        if self.last_line:
            self.cells.append(PrintedCell("\n".join(self.last_texts), self.last_line))
            if self.body_from is None and known_label(self.cells[-1].text) == LEVEL_HEADS[-1]:
                self.body_from = len(self.cells)

    def add_text(self, line: int, text: str) -> None:
        """An untabbed line: the cell runs on, unless the row is complete and a blank line stands between."""
        if self.waiting:
            self.waiting.append((line, text))
        elif self.is_row_complete() and (self.blanks or self._is_running_head(text) or is_remark(text)):
            self.waiting = [(line, text)]
            self.blanks_before_waiting = _APART if is_remark(text) else max(self.blanks, 1)
        elif is_page_number(text) or self.page:
            self._add_page(line, text)
        else:
            if self.blanks:
                self.behind_blank = self.behind_blank or (line, text)
            self.last_texts.append(text)
        self.blanks = 0

    def _add_page(self, line: int, text: str) -> None:
        """A number alone between blank lines is a page's, unless it may be all that the cell says."""
        is_page = is_page_number(text)
        may_be_all = text.isdigit() and not self.last_texts
        if not self.blanks or is_page == bool(self.page) or may_be_all:
            line, text = self.page or (line, text)
            raise Refused(f"无法判断“{text}”是页码还是单元格里的内容", line)
        if is_page:
            self.page = (line, text)
        else:
            self.page = None
            self.last_texts.append(text)

    def _is_running_head(self, text: str) -> bool:
        """Whether a line is the unit's own, printed again on top of a page, or says that the table goes on."""
        unit = self.cells[0].text
        return is_continuation_mark(text) or squeeze(text) in (squeeze(unit), squeeze(split_unit(unit)[1]))

    def _is_furniture(self, text: str) -> bool:
        return is_page_number(text) or self._is_running_head(text)

    def add_blank(self) -> None:
        self.blanks += 1

    def is_row_complete(self) -> bool:
        return self.body_from is not None and (len(self.cells) + 1 - self.body_from) % _WIDTH == 0

    def may_have_ended(self) -> bool:
        """Whether the last row is complete and enough blank lines stand below it."""
        return self.is_row_complete() and self.blanks >= _APART

    def is_cut_off(self) -> bool:
        """Whether the file ends here before any indicator row, and before the two blank lines that end a table; the
        last line of a file is the end of the one before."""
        last_is_head = bool(self.last_texts) and known_label("\n".join(self.last_texts)) == LEVEL_HEADS[-1]
        return (self.body_from is None or last_is_head) and self.blanks <= _APART

    def _settle_between_rows(self) -> None:
        """Text between two rows: page numbers and running heads, or the last cell run on over one blank line."""
        texts = [(line, text) for line, text in self.waiting if not self._is_furniture(text)]
        doubtful = len(texts) < len(self.waiting) or any(_is_heading(text) for _, text in texts)
        if texts and (self.blanks_before_waiting >= _APART or doubtful):
            raise Refused("表格两行之间有不属于任何单元格的文字", texts[0][0])
        self.last_texts += [text for _, text in texts]
        self.waiting = []

    def lines_behind(self) -> list[NumberedLine]:
        """The lines behind the last row that are not the table's. One blank line is not enough to tell them apart,
        and without an indicator row nothing is."""
        if self.body_from is None and self.behind_blank:
            raise Refused(_DOUBTFUL, self.behind_blank[0])
        if self.blanks_before_waiting < _APART and not all(self._is_furniture(text) for _, text in self.waiting):
            raise Refused(_DOUBTFUL, self.waiting[0][0])
        return self.waiting

    def read(self) -> Reading:
        """What the table says, once all its lines are in."""
        self._end_cell()
        reader = WordTableReader(self.cells, self.line)
        head = reader.head()
        self._refuse_shifted_rows()
        return head, *reader.rows().read()

    def _refuse_shifted_rows(self) -> None:
        """Where blank lines part the rows, one that has not six cells between two of them is refused: a cell too few
        here and one too many there would shift all between."""
        body_from = self.body_from or 0
        starts = [0, *self.gaps, len(self.cells) - body_from]
        sizes = [end - start for start, end in pairwise(starts)]
        ends_of_rows = set(range(_WIDTH, starts[-1], _WIDTH))
        if _WIDTH not in sizes or ends_of_rows <= set(self.gaps) or all(gap % _WIDTH == 0 for gap in self.gaps):
            return
        start, size = next((start, size) for start, size in zip(starts, sizes, strict=False) if size != _WIDTH)
        raise Refused(f"这一行指标有 {size} 个单元格，应为 {_WIDTH} 个", self.cells[body_from + start].line)


def _is_heading(text: str) -> bool:
    return is_title_with_year(text) or "绩效目标表" in squeeze(text)


def is_cell(line: str) -> bool:
    """Whether a line begins a cell: a tab stands in front, perhaps behind blanks."""
    return line.startswith("\t") or line.lstrip(" \u3000\xa0\ufeff\x0b\x0c").startswith("\t")


def ends_table(text: str, line: int) -> bool:
    """Whether an untabbed line can only stand outside a table: a heading of a table, a part or a section."""
    return bool(project_heading(text, line)) or is_part(text) or bool(section_of(text))
