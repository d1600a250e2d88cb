"""The sums that a statement's form asks for, computed from what stands in its rows. Pure.

Computed is from below: a subject from those below it, a line from its parts, else a column from its columns. A cell
whose parts are all blank stands for itself.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import TOTAL, row_sums
from disclosures.document.statement_shapes import ColumnKind, StatementKind, SubjectTree
from indicators.money import YUAN, grouped, parse_amount, sum_of

#: A row (from 0) and the name of a column.
Place = tuple[int, str]


def implied_sums(statement: BudgetStatement) -> dict[Place, Decimal]:
    """Return what each cell that is a sum of others should say, in the statement's unit of money; a sum of which no
    part is given is left out. A cell that is no amount counts as blank."""
    kind = kind_of(statement.kind)
    parts = _parts(statement, kind)
    found: dict[Place, Decimal] = {}

    def value(place: Place) -> Decimal | None:
        if place in found:
            return found[place]
        total = sum_of(map(value, parts.get(place, ())))
        if total is None:
            return _typed(statement, kind, place)
        found[place] = total
        return total

    for place in parts:
        value(place)
    return found


def with_sums(statement: BudgetStatement) -> BudgetStatement:
    """Return the statement with every sum as it is computed; cells that say so already stay to the letter."""
    kind = kind_of(statement.kind)
    rows = [list(row) for row in statement.rows]
    for place, total in implied_sums(statement).items():
        if _typed(statement, kind, place) != total:
            rows[place[0]][kind.place(place[1])] = grouped(total)
    return replace(statement, rows=tuple(map(tuple, rows)))


def with_subjects_above(statement: BudgetStatement, names: Mapping[str, str]) -> BudgetStatement:
    """Return the statement with a row for 合计 and for each subject above one of its subjects, where they are missing;
    each before the first row below it, called as `names` says. Rows are numbered again where the form numbers them."""
    kind = kind_of(statement.kind)
    if not kind.tree or not statement.rows:
        return statement
    code, known = kind.place("code"), {row[kind.place("code")] for row in statement.rows}
    rows: list[tuple[str, ...]] = []
    if kind.has_total_row and "" not in known:
        rows.append(_subject_row(kind, "", TOTAL))
    for row in statement.rows:
        for above in _missing_above(kind.tree, row[code], known):
            known.add(above)
            rows.append(_subject_row(kind, above, names.get(above, "")))
        rows.append(row)
    return replace(statement, rows=numbered(kind, rows))


def numbered(kind: StatementKind, rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows with the numbers of the form: 1, 2, 3 …; as they are where the form has none."""
    if not kind.has_ordinal:
        return tuple(rows)
    return tuple((str(number), *row[1:]) for number, row in enumerate(rows, 1))


def _parts(statement: BudgetStatement, kind: StatementKind) -> dict[Place, list[Place]]:
    """For each cell that is a sum the cells that are added; rows go before columns."""
    parts: dict[Place, list[Place]] = {}
    for of_rows in row_sums(statement):
        for column in of_rows.columns:
            parts[of_rows.total, column] = [(row, column) for row in of_rows.parts]
    for of_columns in kind.column_sums:
        for row in range(len(statement.rows)):
            parts.setdefault((row, of_columns.total), [(row, column) for column in of_columns.parts])
    return parts


def _typed(statement: BudgetStatement, kind: StatementKind, place: Place) -> Decimal | None:
    row, column = place
    try:
        return parse_amount(statement.rows[row][kind.place(column)], statement.money_unit or YUAN)
    except ValueError:
        return None


def _missing_above(tree: SubjectTree, code: str, known: set[str]) -> list[str]:
    """The subjects above a code that are not known, the highest first."""
    missing: list[str] = []
    while code:
        code = tree.parent(code)
        if code and code not in known:
            missing.insert(0, code)
    return missing


def _subject_row(kind: StatementKind, code: str, name: str) -> tuple[str, ...]:
    cells = {ColumnKind.SUBJECT_CODE: code, ColumnKind.SUBJECT_NAME: name}
    return tuple(cells.get(column.kind, "") for column in kind.columns)
