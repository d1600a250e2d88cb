"""The cells of a table of the Word layout, each with its line → what its head says, and its indicator rows."""

from itertools import takewhile

from disclosures.importers.indicator_rows import IndicatorRows
from disclosures.importers.project_sheet import (
    CODE,
    FISCAL,
    FUNDS,
    LABELS_ALONE,
    LEVEL_HEADS,
    NAME,
    OBJECTIVES,
    OTHER,
    PLAN,
    PLAN_HEADS,
    PURPOSE,
    TOTAL,
    Head,
    PrintedCell,
    known_label,
    money_unit_of,
    split_unit,
)
from disclosures.importers.refusal import Refused

_WIDTH = len(LEVEL_HEADS)
_PURPOSE_CELLS = 2


class WordTableReader:
    """Takes the cells of a table one by one: the labels in their order, then rows of six."""

    def __init__(self, cells: list[PrintedCell], line: int):
        self.cells, self.line, self.place = cells, line, 0

    def head(self) -> Head:
        head = Head()
        self._unit_row(head)
        rows = {CODE: self._code_row, FUNDS: self._money_row, PLAN: self._plan_row}
        while self._is_above_heads(head):
            name = known_label(self._peek().text)
            if name in LABELS_ALONE:
                self._labelled(head, name)
            elif name in rows:
                rows[name](head)
            else:
                raise Refused(f"“{self._peek().text}”不是绩效目标表的栏目，这里可能缺少或多出单元格", self._peek().line)
        return head

    def _is_above_heads(self, head: Head) -> bool:
        """Whether more of the head follows; a table may end below the objectives."""
        if self.place == len(self.cells) and OBJECTIVES in head.values:
            return False
        return known_label(self._peek().text) != LEVEL_HEADS[0]

    def rows(self) -> IndicatorRows:
        """The rows below the heads. Raises Refused where the last has too few cells."""
        rows, below_heads = IndicatorRows(converted=False), False
        while self.place < len(self.cells):
            if known_label(self._peek().text) == LEVEL_HEADS[0]:
                self._heads(LEVEL_HEADS)
                below_heads = True
                continue
            row = self.cells[self.place : self.place + _WIDTH]
            if len(row) < _WIDTH:
                raise Refused(f"这一行指标只有 {len(row)} 个单元格，应为 {_WIDTH} 个", row[0].line)
            rows.add(row, below_heads)
            below_heads = False
            self.place += _WIDTH
        return rows

    def _unit_row(self, head: Head) -> None:
        first = self._peek()
        if known_label(first.text):
            return
        if any(map(money_unit_of, first.text.split("\n")[1:])):
            raise Refused("单位名称和金额单位应各占一个单元格", first.line)
        if unit := money_unit_of(first.text):
            head.money_unit = unit
            self.place += 1
            return
        following = self.cells[self.place + 1] if self.place + 1 < len(self.cells) else None
        unit = money_unit_of(following.text) if following else ""
        if first.text and not split_unit(first.text)[0]:
            raise Refused(f"“{first.text}”不是绩效目标表的栏目，也不是六位代码开头的单位名称", first.line)
        head.unit = PrintedCell(first.text.replace("\n", ""), first.line) if first.text else None
        head.money_unit = unit
        self.place += 2 if unit or (following and not following.text) else 1

    def _code_row(self, head: Head) -> None:
        for name in (CODE, NAME):
            self._labelled(head, name)

    def _money_row(self, head: Head) -> None:
        self._label(FUNDS)
        for name in (TOTAL, FISCAL):
            self._labelled(head, name)
        self._other_funds(head)
        if self.place < len(self.cells) and not self._peek().text:
            self.place += 1
            head.put(PURPOSE, self._value(PURPOSE))

    def _other_funds(self, head: Head) -> None:
        """其他资金, whose label or cell may be missing: two cells, a blank one and the purpose, stand behind it."""
        labelled = known_label(self._peek().text) == OTHER
        if labelled:
            self.place += 1
        behind = self._unlabelled()
        if labelled and behind and (len(behind) != _PURPOSE_CELLS or behind[0].text):
            head.put(OTHER, self._value(OTHER))
        elif not labelled and len(behind) == 1 + _PURPOSE_CELLS:
            head.unlabelled = self._take()

    def _unlabelled(self) -> list[PrintedCell]:
        """The cells up to the next label."""
        following = self.cells[self.place :]
        return list(takewhile(lambda cell: known_label(cell.text) is None, following))

    def _plan_row(self, head: Head) -> None:
        if head.plan is not None:
            raise Refused("同一张表里“资金支出计划”出现了两次", self._peek().line)
        self._label(PLAN)
        self._heads(PLAN_HEADS)
        if self._peek().text:
            raise Refused("资金支出计划的数字行不完整", self._peek().line)
        self.place += 1
        head.plan = [self._value(f"{month}的支出计划") for month in PLAN_HEADS]

    def _labelled(self, head: Head, name: str) -> None:
        """A label and its value."""
        self._label(name)
        head.put(name, self._value(name))

    def _heads(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._label(name)

    def _label(self, name: str) -> None:
        cell = self._take()
        if known_label(cell.text) != name:
            raise Refused(f"此处应为“{name}”，却是“{cell.text}”", cell.line)

    def _value(self, name: str) -> PrintedCell:
        cell = self._take()
        if known_label(cell.text):
            raise Refused(f"缺少“{name}”的单元格", cell.line)
        return cell

    def _peek(self) -> PrintedCell:
        if self.place >= len(self.cells):
            raise Refused("绩效目标表不完整", self.cells[-1].line if self.cells else self.line)
        return self.cells[self.place]

    def _take(self) -> PrintedCell:
        cell = self._peek()
        self.place += 1
        return cell
