"""The rows of one statement as they come in, joined where a page or a blank cuts them, and looked at cell by cell."""

import re
from collections.abc import Sequence

from disclosures.document.statement_rows import TOTAL
from disclosures.document.statement_shapes import NUMBERS, Column, ColumnKind, StatementKind
from disclosures.importers.cleaning import clean, squeeze, without_markdown
from disclosures.importers.refusal import Refused
from indicators.money import parse_amount

Cells = list[str]

#: Characters between which Chinese print has no blank.
_WIDE = "\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_CUT = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
#: Where two lines meet in Latin words; a number or a code goes on at once.
_TWO_WORDS = re.compile("[A-Za-z0-9]\n[A-Za-z]|[a-z]\n[0-9]")
_NUMBER = re.compile(r"[0-9]+")
_DIGITS = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_COUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NUMBERED = r"(?:[(（]?[0-9一二三四五六七八九十]+\s*[)）、.．]|[①-⑳])"
_LINE_BEGINS = re.compile(rf"(?:其中|合计|总计|资产|{_NUMBERED}).*")
#: A line of a numbered table that may go on below on the next page: no bracket ends it, as one ends complete names.
_MAY_GO_ON = re.compile(rf"{_NUMBERED}.*[^)）]")


def cells_of(raw: str, converted: bool) -> Cells:
    """The cells of a line, as printed: marks of Markdown removed where the text was converted, white space collapsed,
    broken lines joined."""
    cells = [clean(cell) for cell in raw.split("\t")]
    return [joined_lines((without_markdown(cell) if converted else cell).split("\n")) for cell in cells]


def joined_lines(pieces: Sequence[str]) -> str:
    """Lines of one cell or name put together: a blank goes between two words in Latin letters only. A number keeps the
    blank that shows where it was broken."""
    lines = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    if lines and _DIGITS.fullmatch("".join(lines)):
        return " ".join(lines)
    return _TWO_WORDS.sub(lambda match: match[0].replace("\n", " "), "\n".join(lines)).replace("\n", "")


def joined_words(*pieces: str) -> str:
    """Pieces of one name put together; blanks between two Chinese characters are where it was cut."""
    return _CUT.sub("", joined_lines(pieces))


class Rows:
    """The rows of data of one statement, in order. `converted`: whether the text was made of a PDF, so that a
    row without a number may be the rest of the one above though no head stands between."""

    def __init__(self, kind: StatementKind, converted: bool):
        self.kind, self.converted = kind, converted
        self.rows: list[tuple[int, Cells]] = []

    def add(self, line: int, cells: Cells, on_new_page: bool) -> None:
        """Take one more row, or the rest of the one above. Raises Refused with the line."""
        if not any(cells):
            return
        if len(cells) != len(self.kind.columns):
            raise Refused(f"这一行有 {len(cells)} 个单元格，应为 {len(self.kind.columns)} 个", line)
        if self._is_rest(line, cells, on_new_page):
            self._join(line, cells)
        else:
            self.rows.append((line, cells))

    def goes_on_with(self, cells: Cells) -> bool:
        """Whether a row may be one of these rows or the rest of one: it is numbered, or its number is blank."""
        return self.kind.has_ordinal and (not cells[0] or bool(_NUMBER.fullmatch(squeeze(cells[0]))))

    def read(self, unit: str) -> tuple[tuple[str, ...], ...]:
        """All rows, every cell looked at; amounts in `unit`. Raises Refused with the line."""
        rows = []
        for line, cells in self.rows:
            rows.append(
                tuple(
                    self._cell(line, column, cell, unit) for column, cell in zip(self.kind.columns, cells, strict=True)
                )
            )
            self._check_row(line, rows[-1])
        totals = [line for line, cells in self.rows if self.kind.tree and not cells[self.kind.place("code")]]
        if len(totals) > 1:
            raise Refused("没有科目编码的行不止一行", totals[1])
        return tuple(rows)

    def _is_rest(self, line: int, cells: Cells, on_new_page: bool) -> bool:
        if self.kind.has_ordinal:
            return self._is_unnumbered(line, cells)
        if not (self.converted or (self.rows and on_new_page)):
            return False
        above = self.rows[-1][1][0] if self.rows else ""
        begins = bool(_LINE_BEGINS.fullmatch(cells[0]))
        figures = any(cells[place] for place in self.kind.places(*NUMBERS))
        if self.kind.places(ColumnKind.ITEM):
            is_rest = bool(above) and not figures and not begins
            in_doubt = not (on_new_page and _MAY_GO_ON.fullmatch(above))
        elif not self.kind.places(*NUMBERS):
            is_rest = bool(self.rows) and not all(cells) and (not cells[0] or not any(cells[1:]))
            in_doubt = bool(cells[0]) and above.endswith((")", "）"))
        else:
            is_rest, in_doubt = not figures, not self.rows or begins or (bool(cells[0]) and not on_new_page)
        if is_rest and in_doubt:
            raise Refused("这一行不完整，无法判断是新的一行，还是上一行的续行", line)
        return is_rest

    def _is_unnumbered(self, line: int, cells: Cells) -> bool:
        """Whether a row of a table with 序号 has none; one that does not follow the last number is refused."""
        if not cells[0]:
            if not self.rows:
                raise Refused("表格的第一行没有序号", line)
            return True
        number, expected = squeeze(cells[0]), len(self.rows) + 1
        if not _NUMBER.fullmatch(number):
            raise Refused(f"“{cells[0]}”不是序号", line)
        if int(number[:9]) != expected:
            raise Refused(f"序号不连续：此处应为 {expected}，却是 {cells[0]}", line)
        return False

    def _join(self, line: int, rest: Cells) -> None:
        """Join the rest of a row to the row above. No cell of figures is joined, nor figures added to figures."""
        first, above = self.rows[-1]
        figures = self.kind.places(*NUMBERS)
        if any(rest[place] for place in figures) and any(above[place] for place in figures):
            raise Refused("这一行没有序号却有金额，上一行已有金额，无法判断是不是上一行的续行", line)
        self.rows[-1] = first, [joined_words(*pair) for pair in zip(above, rest, strict=True)]

    def _cell(self, line: int, column: Column, cell: str, unit: str) -> str:
        match column.kind:
            case ColumnKind.ORDINAL:
                return squeeze(cell)
            case ColumnKind.SUBJECT_CODE:
                return self._code(line, cell)
            case ColumnKind.SUBJECT_NAME | ColumnKind.ITEM:
                if _DIGITS.fullmatch(squeeze(cell)):
                    raise Refused(f"“{cell}”是数字，不是{column.label}", line)
                return joined_words(cell) if self.converted else cell
            case ColumnKind.AMOUNT:
                _check_amount(line, cell, unit)
            case ColumnKind.COUNT if cell and not _COUNT.fullmatch(cell):
                raise Refused(f"数量“{cell}”不是数字", line)
        return cell

    def _code(self, line: int, cell: str) -> str:
        code = squeeze(cell)
        lengths = self.kind.tree.value if self.kind.tree else ()
        if code and not (code.isascii() and code.isdigit() and len(code) in lengths):
            raise Refused(f"科目编码“{cell}”应为 {'、'.join(map(str, lengths))} 位数字", line)
        return code

    def _check_row(self, line: int, row: tuple[str, ...]) -> None:
        kind = self.kind
        if kind.tree:
            code, name = row[kind.place("code")], row[kind.place("name")]
            if not name:
                raise Refused("这一行没有科目名称", line)
            if not code and squeeze(name) != TOTAL:
                raise Refused(f"“{name}”没有科目编码", line)
            if code and squeeze(name) == TOTAL:
                raise Refused(f"“{TOTAL}”一行不应有科目编码“{code}”", line)
            if not row[kind.place("total")]:
                raise Refused(f"“{name}”一行没有合计金额", line)
        item = None
        for column, cell in zip(kind.columns, row, strict=True):
            if column.kind == ColumnKind.ITEM:
                item = cell
            elif item == "" and cell:
                raise Refused(f"金额“{cell}”没有对应的项目", line)

    def check_last_line(self) -> None:
        """Raise Refused for a form of fixed lines that ends before its last one."""
        for item, labels in self.kind.lines if self.rows else ():
            printed = {squeeze(cells[self.kind.place(item)]) for _, cells in self.rows}
            if squeeze(labels[-1]) not in printed:
                raise Refused(f"表格不完整：没有“{labels[-1]}”一行，文件可能不全", self.rows[-1][0])


def _check_amount(line: int, cell: str, unit: str) -> None:
    if not cell:
        return
    if not unit:
        raise Refused(f"印有金额“{cell}”，却没有印出金额单位（元或万元）", line)
    if " " in cell:
        raise Refused(f"金额“{cell}”中有空格，无法判断是不是一个数", line)
    try:
        parse_amount(cell, unit)
    except ValueError as error:
        raise Refused(str(error), line) from error
