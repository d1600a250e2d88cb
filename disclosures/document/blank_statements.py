"""Statements that are begun: the blank form of a kind, one declared empty, and where a statement stands. Pure."""

from collections.abc import Sequence

from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import KIND_NAMES
from disclosures.document.statement_shapes import ColumnKind, MoneyPlace, StatementKind


def money_unit_of(document: Document) -> str:
    """Return the unit of money for a new statement: that of the document's others where they have one, else its own."""
    units = {one.money_unit for one in document.statements if one.money_unit}
    return units.pop() if len(units) == 1 else document.money_unit


def blank_statement(kind: StatementKind, money_unit: str) -> BudgetStatement:
    """Return a statement with the lines that the form prints and no figure; no row where the lines are the unit's
    own. Its unit of money is `money_unit` where the form prints one."""
    unit = "" if kind.money == MoneyPlace.NOWHERE else money_unit
    return BudgetStatement(kind.kind, kind.title, unit, rows=_form_lines(kind), notes=kind.standing_notes)


def empty_statement(kind: StatementKind, money_unit: str) -> BudgetStatement:
    """Return a statement that says of itself that it has no rows, with the note that the form prints then."""
    unit = "" if kind.money == MoneyPlace.NOWHERE else money_unit
    return BudgetStatement(kind.kind, kind.title, unit, notes=(*kind.standing_notes, kind.empty_note))


def has_figures(statement: BudgetStatement, kind: StatementKind) -> bool:
    """Return whether anything stands in the rows besides what the form prints: an amount, a number, a code, or words
    where the lines are the unit's own."""
    printed = {ColumnKind.ORDINAL, *([ColumnKind.ITEM] if kind.lines else [])}
    places = [place for place, column in enumerate(kind.columns) if column.kind not in printed]
    if kind.tree:
        places = [place for place in places if kind.columns[place].kind != ColumnKind.SUBJECT_NAME]
    return any(row[place] for row in statement.rows for place in places)


def with_statement(statements: Sequence[BudgetStatement], new: BudgetStatement) -> tuple[BudgetStatement, ...]:
    """Return the statements with one in place of that of its kind, else behind those that the form prints before it."""
    if any(one.kind == new.kind for one in statements):
        return tuple(new if one.kind == new.kind else one for one in statements)
    order = KIND_NAMES.index(new.kind)
    place = max((at for at, one in enumerate(statements, 1) if KIND_NAMES.index(one.kind) < order), default=0)
    return (*statements[:place], new, *statements[place:])


def _form_lines(kind: StatementKind) -> tuple[tuple[str, ...], ...]:
    labels = [kind.lines_of(column.name) for column in kind.columns]
    return tuple(
        tuple(
            str(number + 1) if column.kind == ColumnKind.ORDINAL else of_column[number] if of_column else ""
            for column, of_column in zip(kind.columns, labels, strict=True)
        )
        for number in range(max(map(len, labels)))
    )
