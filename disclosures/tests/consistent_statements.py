"""Budget statements that agree with each other, made from the definitions out of a few amounts of the lowest level."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from disclosures.document.budget_statements import (
    APPROPRIATIONS,
    BALANCE,
    BASIC,
    EXPENDITURE,
    GENERAL_PUBLIC,
    GOVERNMENT_FUND,
    REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import FIXED_ASSETS, KINDS
from disclosures.document.statement_laws import CLASSES
from disclosures.document.statement_shapes import ColumnKind, MoneyPlace, StatementKind
from indicators.money import YUAN, from_yuan

FUNDS = (GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL)
#: Sources of revenue other than the appropriations, in the order of BALANCE (lines 4 to 9) and of REVENUE.
SOURCES = REVENUE.column_sums[1].parts[1:]
#: What each of them is spent on: every column of EXPENDITURE but that of basic expenditure.
SPENT_ON = dict(zip(SOURCES, ("projects", "business", "to_superiors", "to_subordinates") * 2, strict=False))
NOTHING = Decimal()

Cells = dict[tuple[object, str], Decimal]


class Budget(NamedTuple):
    """What a unit has and spends, in yuan: by fund, subject and column; by other source and subject; carried forward
    from the year before, by subject; got and not spent, by source; grants of the year before not spent, by fund; its
    basic expenditure by economic subject, its three expenses by fund and line."""

    by_fund: Mapping[tuple[str, str, str], Decimal]
    by_source: Mapping[tuple[str, str], Decimal]
    carried: Mapping[str, Decimal]
    saved: Mapping[str, Decimal]
    saved_grants: Mapping[str, Decimal]
    economic: Mapping[tuple[str, str], Decimal]
    three: Mapping[tuple[int, str], Decimal]
    assets: tuple[Decimal, ...]


def with_sums(kind: StatementKind, leaves: Mapping[tuple[object, str], Decimal]) -> Cells:
    """The amounts of a statement by row (a code, "" for 合计, or the number of a line) and column, its sums by line and
    tree added to `leaves`; sums of columns follow."""
    cells: defaultdict[tuple[object, str], Decimal] = defaultdict(Decimal, leaves)
    if kind.tree:
        for (code, column), amount in leaves.items():
            above = kind.tree.parent(code)
            while True:
                cells[above, column] += amount
                if not above:
                    break
                above = kind.tree.parent(above)
    for one in sorted(kind.column_sums, key=lambda one: one.total == "total"):
        for row in {row for row, _ in cells}:
            cells[row, one.total] = sum((cells[row, part] for part in one.parts), NOTHING)
    return dict(cells)


def lines_added(kind: StatementKind, cells: Cells) -> Cells:
    """The sums of lines that the kind's form demands, from the lowest up, and then those of columns."""
    found: defaultdict[tuple[object, str], Decimal] = defaultdict(Decimal, cells)
    for one in sorted(kind.line_sums, key=lambda one: -one.total if kind == THREE_PUBLIC else one.total):
        for column in one.columns:
            found[one.total, column] = sum((found[part, column] for part in one.parts), NOTHING)
    for one in kind.column_sums:
        for row in {row for row, _ in found}:
            found[row, one.total] = sum((found[row, part] for part in one.parts), NOTHING)
    return dict(found)


def printed(kind: StatementKind, cells: Cells, unit: str) -> BudgetStatement:
    """A statement that prints these amounts, nothing where they are 0."""
    if kind.tree:
        rows: list = sorted({row for row, _ in cells}) if any(cells.values()) else []
    else:
        rows = list(range(1, max((len(labels) for _, labels in kind.lines), default=0) + 1))
    made = tuple(_row(kind, cells, row, number, unit) for number, row in enumerate(rows, 1))
    return BudgetStatement(kind.kind, kind.title, unit, made, () if made else (kind.empty_note,))


def _row(kind: StatementKind, cells: Cells, row, number: int, unit: str) -> tuple[str, ...]:
    made = []
    for column in kind.columns:
        match column.kind:
            case ColumnKind.ORDINAL:
                made.append(str(number))
            case ColumnKind.SUBJECT_CODE:
                made.append(row)
            case ColumnKind.SUBJECT_NAME:
                made.append(f"科目{row}" if row else "合计")
            case ColumnKind.ITEM:
                made.append(kind.lines_of(column.name)[row - 1])
            case _:
                amount = cells.get((row, column.name), NOTHING)
                made.append(f"{from_yuan(amount, unit):.2f}" if amount else "")
    return tuple(made)


def statements_of(budget: Budget, unit: str) -> tuple[BudgetStatement, ...]:
    """All twelve statements of a budget, in the order of the paper form."""
    cells = _cells_by_function(budget)
    cells[BASIC] = with_sums(BASIC, budget.economic)
    cells[THREE_PUBLIC] = lines_added(THREE_PUBLIC, dict(budget.three))
    cells[APPROPRIATIONS] = lines_added(APPROPRIATIONS, _appropriations(cells, budget))
    cells[BALANCE] = lines_added(BALANCE, _balance(cells, budget))
    return tuple(_one(kind, cells.get(kind), budget, unit) for kind in KINDS)


def _one(kind: StatementKind, cells: Cells | None, budget: Budget, unit: str) -> BudgetStatement:
    if kind == FIXED_ASSETS and budget.assets:
        whole = ("资产总额", "", f"{from_yuan(sum(budget.assets), unit):.2f}")
        parts = tuple((f"{n}、设备", "3", f"{from_yuan(one, unit):.2f}") for n, one in enumerate(budget.assets, 1))
        part = (("其中：车辆", "1", f"{from_yuan(budget.assets[-1], unit):.2f}"),)
        return BudgetStatement(kind.kind, kind.title, unit, (whole, *parts, *part))
    if cells is None:
        money = "" if kind.money == MoneyPlace.NOWHERE else unit
        return BudgetStatement(kind.kind, kind.title, money, (), (*kind.standing_notes, kind.empty_note))
    return printed(kind, cells, unit)


def _cells_by_function(budget: Budget) -> dict[StatementKind, Cells]:
    spent: defaultdict[tuple[object, str], Decimal] = defaultdict(Decimal)
    got: defaultdict[tuple[object, str], Decimal] = defaultdict(Decimal)
    for (_, code, column), amount in budget.by_fund.items():
        spent[code, column] += amount
        got[code, "appropriations"] += amount
    for (source, code), amount in budget.by_source.items():
        spent[code, SPENT_ON[source]] += amount
        got[code, source] += amount
    for code, amount in budget.carried.items():
        spent[code, "business"] += amount
        got[code, "carried_forward"] += amount
    for source, amount in budget.saved.items():
        got["2299999", source] += amount
    funds = {
        kind: {(code, column): one for (fund, code, column), one in budget.by_fund.items() if fund == kind.kind}
        for kind in FUNDS
    }
    leaves = {EXPENDITURE: spent, REVENUE: got, **funds}
    return {kind: with_sums(kind, found) for kind, found in leaves.items()}


def _appropriations(cells: Mapping[StatementKind, Cells], budget: Budget) -> Cells:
    made: Cells = {}
    for line, kind in enumerate(FUNDS, 1):
        made[line, "revenue"] = cells[kind].get(("", "total"), NOTHING)
        made[32 + line, "revenue"] = made[32, kind.kind] = budget.saved_grants.get(kind.kind, NOTHING)
        for place, code in enumerate(CLASSES, 1):
            made[place, kind.kind] = cells[kind].get((code, "total"), NOTHING)
    return made


def _balance(cells: Mapping[StatementKind, Cells], budget: Budget) -> Cells:
    made: Cells = {(line, "revenue"): cells[kind].get(("", "total"), NOTHING) for line, kind in enumerate(FUNDS, 1)}
    for line, source in enumerate(SOURCES, 4):
        made[line, "revenue"] = cells[REVENUE].get(("", source), NOTHING)
    made[32, "revenue"] = cells[REVENUE].get(("", "carried_forward"), NOTHING)
    made[32, "expenditure"] = sum(budget.saved.values(), NOTHING)
    for line, code in enumerate(CLASSES, 1):
        made[line, "expenditure"] = cells[EXPENDITURE].get((code, "total"), NOTHING)
    return made


_CODES = st.builds("{}{:02d}{:02d}".format, st.sampled_from(CLASSES), st.integers(1, 3), st.integers(1, 3))
_AMOUNTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) * 100)


@st.composite
def budgets(draw) -> Budget:
    """Any budget, in whole hundreds of yuan, so that it can be printed in 万元 too."""
    columns = st.sampled_from(("basic", "projects"))
    funds = st.sampled_from([kind.kind for kind in FUNDS])
    by_fund = draw(st.dictionaries(st.tuples(funds, _CODES, columns), _AMOUNTS, max_size=8))
    basic = sum(
        (one for (fund, _, column), one in by_fund.items() if (fund, column) == ("general_public", "basic")), NOTHING
    )
    three = st.dictionaries(st.tuples(st.sampled_from((4, 5, 7, 8, 9)), funds), _AMOUNTS, max_size=4)
    return Budget(
        by_fund,
        draw(st.dictionaries(st.tuples(st.sampled_from(SOURCES), _CODES), _AMOUNTS, max_size=3)),
        draw(st.dictionaries(_CODES, _AMOUNTS, max_size=2)),
        draw(st.dictionaries(st.sampled_from(SOURCES), _AMOUNTS, max_size=2)),
        draw(st.dictionaries(funds, _AMOUNTS, max_size=2)),
        _divided(basic, draw(st.sampled_from(("staff", "running")))) if basic else {},
        draw(three),
        tuple(draw(st.lists(_AMOUNTS, max_size=3))),
    )


def _divided(amount: Decimal, column: str) -> dict[tuple[str, str], Decimal]:
    """An amount of basic expenditure, over two economic subjects where it can be."""
    first = (amount // 300) * 100
    parts = {("30101", "staff"): first, ("30201", column): amount - first}
    return {key: part for key, part in parts.items() if part}


def consistent() -> st.SearchStrategy[tuple[BudgetStatement, ...]]:
    """Statements that agree with each other, in 元 or 万元."""
    return st.builds(statements_of, budgets(), st.sampled_from((YUAN, "万元")))
