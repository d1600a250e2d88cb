"""Tables of the PDF layout: a row is a line of cells parted by tabs. Rows and tables broken by a page are joined."""

from disclosures.importers.cleaning import clean, without_markdown
from disclosures.importers.indicator_rows import IndicatorRows
from disclosures.importers.project_sheet import (
    FISCAL,
    FUNDS,
    LABELS_ALONE,
    LABELS_IN_COMPANY,
    LEVEL_HEADS,
    OBJECTIVES,
    OTHER,
    PLAN,
    PLAN_HEADS,
    PURPOSE,
    TOTAL,
    Head,
    PrintedCell,
    Reading,
    known_label,
    money_unit_of,
    split_unit,
)
from disclosures.importers.refusal import Refused

_WIDTH = len(LEVEL_HEADS)

Row = list[PrintedCell]


def split_row(raw: str, line: int) -> Row:
    """The cells of a line, cleaned."""
    return [PrintedCell(without_markdown(clean(cell)), line) for cell in raw.split("\t")]


def prints_heads(line: str) -> bool:
    """Whether a line is the row of heads of an indicator table."""
    return "级" in line and [known_label(cell.text) for cell in split_row(line, 0)[:3]] == list(LEVEL_HEADS[:3])


class TabTable:
    """The rows of one project's table as they come in, over however many pages."""

    def __init__(self, line: int, above: Head):
        self.line, self.above = line, above
        self.rows: list[Row] = []
        self.has_heads = self.has_indicators = False
        self.after_gap = False
        self.open_line = True  # may an untabbed line directly below run on the last cell?

    def add_row(self, row: Row) -> None:
        """One more line of cells; the rest of a row that is broken over lines is joined to it."""
        last = self.rows[-1] if self.rows and self.open_line and not self.after_gap else None
        if last and self._is_broken(last) and not known_label(row[0].text):
            joined = [*last[:-1], _join(last[-1], row[0]), *row[1:]]
            if len(joined) > _WIDTH:
                raise Refused("这一行的单元格数目不对，可能缺少或多出单元格", last[0].line)
            self.rows[-1] = joined
        else:
            self.rows.append(row)
            self.has_indicators = self.has_indicators or (self.has_heads and not _is_heads(row))
            self.has_heads = self.has_heads or _is_heads(row)
        self.after_gap, self.open_line = False, True

    def add_text(self, text: str, line: int) -> None:
        """An untabbed line directly below a row: its last cell runs on."""
        self.rows[-1][-1] = _join(self.rows[-1][-1], PrintedCell(text, line))

    def add_gap(self) -> None:
        """A blank line, or what stands between two pages."""
        self.after_gap = bool(self.rows)
        self.open_line = False

    def _is_broken(self, row: Row) -> bool:
        """Whether a row has fewer cells than it needs, so that the next line goes on with it."""
        return len(row) < _WIDTH and (self.has_heads or known_label(row[0].text) in LABELS_ALONE)

    def read(self) -> Reading:
        """What the table says, once all its lines are in."""
        head, rows, in_body, below_heads = self.above, IndicatorRows(converted=True), False, False
        for row in self.rows:
            name = known_label(row[0].text) or (None if in_body or row[0].text else known_label(row[1].text))
            if name == LEVEL_HEADS[0]:
                _check_heads(row)
                in_body = below_heads = True
            elif in_body:
                rows.add(_six(row), below_heads)
                below_heads = False
            else:
                _read_head_row(head, name, row)
        if not rows.rows and OBJECTIVES not in head.values:
            raise Refused("绩效目标表里没有指标行", self.line)
        return head, *rows.read()


def _read_head_row(head: Head, name: str | None, row: Row) -> None:
    filled = [cell for cell in row if cell.text]
    if name in LABELS_ALONE:
        head.put(name, _only_value(row[1:], name))
    elif name == PLAN:
        if tuple(known_label(cell.text) for cell in filled[1:]) != PLAN_HEADS:
            raise Refused("资金支出计划的栏目应为3月底、6月底、10月底、12月底", row[0].line)
        head.plan = []
    elif name in LABELS_IN_COMPANY or name == FUNDS:
        _read_labelled(head, row)
    elif head.plan == [] and not row[0].text:
        head.plan = _plan_cells(row)
    elif not head.values and head.plan is None and _is_unit_row(filled):
        _read_unit_row(head, filled)
    elif PURPOSE not in head.values and TOTAL in head.values and not row[0].text:
        head.put(PURPOSE, _only_value(row[1:], PURPOSE))
    else:
        raise Refused(f"“{row[0].text or (filled[0].text if filled else '')}”不是绩效目标表的栏目", row[0].line)


def _is_unit_row(filled: Row) -> bool:
    """Whether a row on top of the table holds the unit's line, the unit of money, or both."""
    return bool(filled) and all(split_unit(cell.text)[0] or money_unit_of(cell.text) for cell in filled)


def _read_unit_row(head: Head, filled: Row) -> None:
    for cell in filled:
        if unit := money_unit_of(cell.text):
            head.money_unit = unit
        else:
            head.unit = PrintedCell(cell.text.replace("\n", ""), cell.line)


def _read_labelled(head: Head, row: Row) -> None:
    """A row of label, value, label, value …; blank cells between are merged ones."""
    labels = [(place, name) for place, cell in enumerate(row) if (name := known_label(cell.text)) in LABELS_IN_COMPANY]
    names = [name for _, name in labels]
    ends = [*(place for place, _ in labels[1:]), len(row)]
    for (place, name), end in zip(labels, ends, strict=True):
        cells = row[place + 1 : end] or [PrintedCell("", row[place].line)]
        *before, last = [cell for cell in cells if cell.text] or cells[:1]
        if name == FISCAL and OTHER not in names and len(before) == 1:
            head.unlabelled, cells = last, before
        head.put(name, _only_value(cells, name))


def _plan_cells(row: Row) -> Row:
    cells = row[1:]
    while len(cells) > len(PLAN_HEADS) and not cells[-1].text:
        cells = cells[:-1]
    if len(cells) != len(PLAN_HEADS):
        raise Refused("资金支出计划应有四个单元格", row[0].line)
    return cells


def _only_value(cells: Row, name: str) -> PrintedCell:
    filled = [cell for cell in cells if cell.text]
    if len(filled) > 1:
        raise Refused(f"“{name}”后面有多个单元格", cells[0].line)
    return filled[0] if filled else cells[0]


def _check_heads(row: Row) -> None:
    if tuple(known_label(cell.text) for cell in _six(row)) != LEVEL_HEADS:
        raise Refused("指标表的栏目应为一级指标、二级指标、三级指标、绩效指标描述、指标值、指标值确定依据", row[0].line)


def _six(row: Row) -> Row:
    while len(row) > _WIDTH and not row[-1].text:
        row = row[:-1]
    if len(row) != _WIDTH:
        raise Refused(f"这一行指标有 {len(row)} 个单元格，应为 {_WIDTH} 个", row[0].line)
    return row


def _is_heads(row: Row) -> bool:
    return known_label(row[0].text) == LEVEL_HEADS[0]


def _join(above: PrintedCell, below: PrintedCell) -> PrintedCell:
    return PrintedCell("\n".join(filter(None, (above.text, below.text))), above.line)
