"""What the highest subjects of a statement come to, as bars beside their amounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import amount_columns, row_sums, total_row, yuan
from indicators.money import YUAN, from_yuan


@dataclass(frozen=True)
class ClassBar:
    """A subject, its amount in the chart's unit of money, its share, and the length of its bar (0 to 100)."""

    code: str
    name: str
    amount: Decimal
    percent: Decimal
    length: float


@dataclass(frozen=True)
class ClassChart:
    """The highest subjects of one statement in its order."""

    title: str
    source: str
    key: str
    unit: str
    bars: tuple[ClassBar, ...]
    total: Decimal


def class_charts(document: Document) -> list[ClassChart]:
    """Return a chart of each statement that has one and of which every amount can be read, but for one subject alone
    or none."""
    found = [_chart(document, one) for one in document.statements if kind_of(one.kind).chart]
    return [chart for chart in found if chart]


def _chart(document: Document, statement: BudgetStatement) -> ClassChart | None:
    unit = statement.money_unit or document.money_unit or YUAN
    try:
        rows = [(row, from_yuan(amount, unit)) for row, amount in _classes(document, statement)]
    except ValueError:
        return None
    total = sum((amount for _, amount in rows), Decimal())
    if len(rows) < 2 or total <= 0:
        return None
    highest = max(amount for _, amount in rows)
    kind = kind_of(statement.kind)
    code, name = kind.place("code"), kind.place("name")
    bars = tuple(
        ClassBar(row[code], row[name], amount, amount / total * 100, round(max(float(amount / highest), 0) * 100, 1))
        for row, amount in rows
    )
    return ClassChart(kind.chart, statement.title, statement.key, unit, bars, total)


def _classes(document: Document, statement: BudgetStatement) -> Iterator[tuple[tuple[str, ...], Decimal]]:
    """The rows that make up 合计, with their amounts in yuan. Raises ValueError for a cell that is no amount."""
    column = amount_columns(kind_of(statement.kind))[0]
    parts = next((one.parts for one in row_sums(statement) if one.total == total_row(statement)), ())
    for part in parts:
        amount = yuan(document, statement, part, column)
        if amount is not None:
            yield statement.rows[part], amount
