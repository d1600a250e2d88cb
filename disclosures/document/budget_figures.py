"""The figures by which a budget is known, each with the line of the statement that prints it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.budget_statements import BALANCE, EXPENDITURE, REVENUE
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_rows import rows_by_line, statement_of, total_row, yuan
from disclosures.document.statement_shapes import StatementKind


@dataclass(frozen=True)
class Source:
    """Where a figure stands: a column of the row of 合计, or of a line of the form where `line` is given."""

    kind: StatementKind
    column: str
    item: str = ""
    line: int = 0

    def row(self, statement: BudgetStatement) -> int | None:
        """Return the place of its row (from 0), None where the statement does not print it."""
        return rows_by_line(statement, self.item).get(self.line) if self.item else total_row(statement)


@dataclass(frozen=True)
class BudgetFigure:
    """A figure in yuan; `source` is where it is printed, in words, `key` and `row` (from 1) on the page."""

    name: str
    label: str
    amount: Decimal
    source: str
    key: str
    row: int


#: Name → what it is called, and where it stands: the first of these that prints it.
FIGURES = {
    "revenue": ("收入总计", (Source(REVENUE, "total"), Source(BALANCE, "revenue", "revenue_item", 33))),
    "expenditure": ("支出总计", (Source(EXPENDITURE, "total"), Source(BALANCE, "expenditure", "expenditure_item", 33))),
    "basic": ("基本支出", (Source(EXPENDITURE, "basic"),)),
    "projects": ("项目支出", (Source(EXPENDITURE, "projects"),)),
}


def budget_figures(document: Document) -> dict[str, BudgetFigure]:
    """Return the figures that the statements of a document print, by their names; what is blank is left out."""
    found = {}
    for name, (label, sources) in FIGURES.items():
        figure = next(_figures(document, name, label, sources), None)
        if figure:
            found[name] = figure
    return found


def budget_words(document: Document, total: Decimal | None) -> str:
    """Return what a document's budget comes to, in words: `total` of its projects in yuan, else what its statements say
    is spent, with the source."""
    if total is not None:
        return f"预算数合计 {total:,.2f} 元"
    spent = budget_figures(document).get("expenditure")
    return f"{spent.label} {spent.amount:,.2f} 元（{spent.source}）" if spent else "未列预算"


def _figures(document: Document, name: str, label: str, sources: tuple[Source, ...]) -> Iterator[BudgetFigure]:
    for source in sources:
        statement = statement_of(document, source.kind)
        row = source.row(statement) if statement else None
        amount = None if statement is None or row is None else _amount(document, statement, row, source.column)
        if statement and row is not None and amount is not None:
            yield BudgetFigure(name, label, amount, f"{statement.title} 第{row + 1}行", statement.key, row + 1)


def _amount(document: Document, statement: BudgetStatement, row: int, column: str) -> Decimal | None:
    """The amount in yuan; None where the cell holds none."""
    try:
        return yuan(document, statement, row, column)
    except ValueError:
        return None
