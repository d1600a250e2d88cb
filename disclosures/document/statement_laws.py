"""What must be equal, or mostly is, between two budget statements. Data only; the sums inside one stand in its
definition."""

from typing import NamedTuple

from disclosures.document.budget_statements import (
    APPROPRIATIONS,
    BALANCE,
    BASIC,
    EXPENDITURE,
    GENERAL_PUBLIC,
    GOVERNMENT_FUND,
    REVENUE,
    STATE_CAPITAL,
)
from disclosures.document.statement_shapes import ColumnKind, StatementKind

#: The class (类) that each line of expenditure of BALANCE and APPROPRIATIONS stands for, from line 1.
CLASSES = (
    *("201", "202", "203", "204", "205", "206", "207", "208", "209", "210"),
    *("211", "212", "213", "214", "215", "216", "217", "219", "220", "221"),
    *("222", "223", "224", "227", "229", "230", "231", "232", "233", "234"),
)


class Figure(NamedTuple):
    """A figure of a statement: in `column`, the form's line with number `line`, or the subject `subject`; where neither
    is given the row of 合计."""

    kind: StatementKind
    column: str
    line: int = 0
    subject: str = ""

    @property
    def item(self) -> str:
        """The ITEM column that names the lines of the figure's column: the last one to its left. Raises IndexError
        for a statement without lines."""
        places = self.kind.places(ColumnKind.ITEM)
        return self.kind.columns[[at for at in places if at < self.kind.place(self.column)][-1]].name


class Law(NamedTuple):
    """The figures `parts`, added, are the figure `whole`."""

    parts: tuple[Figure, ...]
    whole: Figure


_BY_FUND = (GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL)
_GRANTS = (1, 2, 3)
_OTHER_SOURCES = REVENUE.column_sums[1].parts[1:]


def _equal(one: Figure, other: Figure) -> Law:
    return Law((one,), other)


LAWS = (
    Law(tuple(Figure(BALANCE, "revenue", line) for line in _GRANTS), Figure(REVENUE, "appropriations")),
    *(
        _equal(Figure(BALANCE, "revenue", line), Figure(REVENUE, source))
        for line, source in enumerate(_OTHER_SOURCES, len(_GRANTS) + 1)
    ),
    _equal(Figure(BALANCE, "revenue", 31), Figure(REVENUE, "current")),
    _equal(Figure(BALANCE, "revenue", 32), Figure(REVENUE, "carried_forward")),
    _equal(Figure(BALANCE, "revenue", 33), Figure(REVENUE, "total")),
    *(_equal(Figure(BALANCE, "revenue", line), Figure(APPROPRIATIONS, "revenue", line)) for line in _GRANTS),
    _equal(Figure(BALANCE, "expenditure", 31), Figure(EXPENDITURE, "total")),
    *(
        _equal(Figure(BALANCE, "expenditure", line), Figure(EXPENDITURE, "total", subject=code))
        for line, code in enumerate(CLASSES, 1)
    ),
    *(_equal(Figure(APPROPRIATIONS, kind.kind, 31), Figure(kind, "total")) for kind in _BY_FUND),
    *(
        _equal(Figure(APPROPRIATIONS, kind.kind, line), Figure(kind, "total", subject=code))
        for kind in _BY_FUND
        for line, code in enumerate(CLASSES, 1)
    ),
    _equal(Figure(GENERAL_PUBLIC, "basic"), Figure(BASIC, "total")),
)


def _item(economic: str, *functional: str) -> Law:
    parts = tuple(Figure(GENERAL_PUBLIC, "basic", subject=code) for code in functional)
    return Law(parts, Figure(BASIC, "total", subject=economic))


#: What mostly is equal, but need not be: items for which each of the two classifications has a subject of its own. That
#: these mean the same is said by the explanations of the subjects in the Ministry of Finance's yearly
#: 《政府收支分类科目》; a unit that pays them for others, or from another subject, has reason to differ.
EQUAL_ITEMS = (
    _item("30108", "2080505"),  # 机关事业单位基本养老保险缴费
    _item("30109", "2080506"),  # 职业年金缴费
    _item("30110", "2101101", "2101102"),  # 职工基本医疗保险缴费: 行政单位医疗, 事业单位医疗
    _item("30111", "2101103"),  # 公务员医疗补助缴费
    _item("30113", "2210201"),  # 住房公积金
)
