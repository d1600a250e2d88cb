"""What a statement may take over from the others: the laws between statements, read towards one of them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_laws import LAWS, Figure
from disclosures.document.statement_rows import rows_by_line, statement_of, total_row, yuan
from indicators.money import YUAN, from_yuan, grouped, sum_of


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


def offers(document: Document, statement: BudgetStatement) -> list[Offer]:
    """Return what the document's other statements say that cells of a statement should say and do not, in the order of
    the cells; figures that are blank there say nothing."""
    unit = statement.money_unit or document.money_unit or YUAN
    found: dict[tuple[int, str], Offer] = {}
    for own, sources in _towards(statement):
        source = statement_of(document, sources[0].kind)
        row = _row(statement, own)
        if source is None or row is None:
            continue
        amount = sum_of(_amount(document, source, one) for one in sources)
        if amount is not None and amount != _amount(document, statement, own):
            words = _words(source, sources)
            found.setdefault((row, own.column), Offer(row, own.column, from_yuan(amount, unit), words))
    place = kind_of(statement.kind).place
    return sorted(found.values(), key=lambda one: (one.row, place(one.column)))


def _towards(statement: BudgetStatement) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Each figure of the statement that a law speaks of with the figures that it is the sum of; one figure of several
    that are added is not known by the law."""
    for law in LAWS:
        if law.whole.kind.kind == statement.kind:
            yield law.whole, law.parts
        elif len(law.parts) == 1 and law.parts[0].kind.kind == statement.kind:
            yield law.parts[0], (law.whole,)


def _row(statement: BudgetStatement, figure: Figure) -> int | None:
    if figure.line:
        return rows_by_line(statement, figure.item).get(figure.line)
    if not figure.subject:
        return total_row(statement)
    code = figure.kind.place("code")
    return next((at for at, row in enumerate(statement.rows) if row[code] == figure.subject), None)


def _amount(document: Document, statement: BudgetStatement, figure: Figure) -> Decimal | None:
    row = _row(statement, figure)
    try:
        return None if row is None else yuan(document, statement, row, figure.column)
    except ValueError:
        return None


def _words(source: BudgetStatement, figures: tuple[Figure, ...]) -> str:
    """The figures in words: their statement, lines, and columns."""
    first = figures[0]
    label = first.kind.labels[first.kind.place(first.column)]
    if first.line:
        lines = first.kind.lines_of(first.item)
        return f"{source.title}{'、'.join(f'“{lines[one.line - 1]}”' for one in figures)}的{label}"
    return f"{source.title}{f'科目 {first.subject} ' if first.subject else '合计行'}的{label}"
