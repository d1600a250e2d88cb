"""Which figures of two statements are one figure, and what a statement may take over from the others. Data, and pure.

A place is a line of the form, a subject, or 合计; the links hold both ways.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import (
    APPROPRIATIONS,
    BALANCE,
    BASIC,
    EXPENDITURE,
    GENERAL_PUBLIC,
    GOVERNMENT_FUND,
    REVENUE,
    STATE_CAPITAL,
    kind_of,
)
from disclosures.document.statement_rows import rows_by_line, statement_of, total_row, yuan
from disclosures.document.statement_shapes import StatementKind
from indicators.money import YUAN, from_yuan, grouped

#: The class (类) of each line of expenditure of the form, from its first line on.
LINE_CLASSES = (
    *("201", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215"),
    *("216", "217", "219", "220", "221", "222", "223", "224", "227", "229", "230", "231", "232", "233", "234"),
)


@dataclass(frozen=True)
class Figure:
    """One figure of a statement: of a line (its ITEM column and number), of a subject, or of 合计 where neither is
    given."""

    kind: StatementKind
    column: str
    item: str = ""
    line: int = 0
    code: str = ""


@dataclass(frozen=True)
class Offer:
    """What another statement says that a cell should say: its row (from 0), its column, the amount in the unit of the
    cell's statement, and the figure that says it, in words."""

    row: int
    column: str
    amount: Decimal
    source: str

    @property
    def place(self) -> str:
        """The cell in one word: row:column."""
        return f"{self.row}:{self.column}"

    @property
    def printed(self) -> str:
        """The amount as it is printed."""
        return grouped(self.amount)


def _line(kind: StatementKind, side: str, line: int, column: str = "") -> Figure:
    return Figure(kind, column or side, f"{side}_item", line)


def _links() -> Iterator[tuple[Figure, Figure]]:
    yield _line(BALANCE, "revenue", 31), Figure(REVENUE, "current")
    yield _line(BALANCE, "revenue", 32), Figure(REVENUE, "carried_forward")
    yield _line(BALANCE, "revenue", 33), Figure(REVENUE, "total")
    yield _line(BALANCE, "expenditure", 31), Figure(EXPENDITURE, "total")
    for line in (1, 2, 3):
        yield _line(BALANCE, "revenue", line), _line(APPROPRIATIONS, "revenue", line)
    for line, code in enumerate(LINE_CLASSES, 1):
        yield _line(BALANCE, "expenditure", line), Figure(EXPENDITURE, "total", code=code)
    for fund in (GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL):
        for line, code in enumerate(LINE_CLASSES, 1):
            yield _line(APPROPRIATIONS, "expenditure", line, fund.kind), Figure(fund, "total", code=code)
        yield _line(APPROPRIATIONS, "expenditure", 31, fund.kind), Figure(fund, "total")
    yield Figure(GENERAL_PUBLIC, "basic"), Figure(BASIC, "total")


LINKS = tuple(_links())


def offers(document: Document, statement: BudgetStatement) -> list[Offer]:
    """Return what the document's other statements say that cells of a statement should say and do not, in the order of
    the cells; a figure that is blank there says nothing."""
    unit = statement.money_unit or document.money_unit or YUAN
    found: dict[tuple[int, str], Offer] = {}
    for own, other in (pair for link in LINKS for pair in (link, link[::-1])):
        source = statement_of(document, other.kind)
        if own.kind.kind != statement.kind or source is None:
            continue
        row, amount = _row(statement, own), _amount(document, source, other)
        if row is not None and amount is not None and amount != _amount(document, statement, own):
            found.setdefault((row, own.column), Offer(row, own.column, from_yuan(amount, unit), _words(source, other)))
    places = kind_of(statement.kind).place
    return sorted(found.values(), key=lambda one: (one.row, places(one.column)))


def _row(statement: BudgetStatement, figure: Figure) -> int | None:
    if figure.item:
        return rows_by_line(statement, figure.item).get(figure.line)
    if not figure.code:
        return total_row(statement)
    code = figure.kind.place("code")
    return next((at for at, row in enumerate(statement.rows) if row[code] == figure.code), None)


def _amount(document: Document, statement: BudgetStatement, figure: Figure) -> Decimal | None:
    row = _row(statement, figure)
    try:
        return None if row is None else yuan(document, statement, row, figure.column)
    except ValueError:
        return None


def _words(source: BudgetStatement, figure: Figure) -> str:
    label = figure.kind.labels[figure.kind.place(figure.column)]
    if figure.item:
        return f"{source.title}“{figure.kind.lines_of(figure.item)[figure.line - 1]}”的{label}"
    return f"{source.title}{f'科目 {figure.code} ' if figure.code else '合计行'}的{label}"
