"""Budget statements as the text of the PDF layout prints them, with pages cut wherever a test says."""

import random
from collections.abc import Sequence

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_shapes import ColumnKind, MoneyPlace, StatementKind

UNIT = "345001 滨海县公共图书馆(本级)"
YEAR = 2022


def printed(statements: Sequence[BudgetStatement], chance: random.Random | None = None) -> str:
    """All statements one below the other; `chance` cuts pages, unit lines, names and codes."""
    return "\n".join(one_printed(statement, chance) for statement in statements)


def one_printed(statement: BudgetStatement, chance: random.Random | None = None) -> str:
    """One statement: its title, and page after page its head and rows; then its notes."""
    kind = kind_of(statement.kind)
    marks = chance.choice(["## ", "### ", "# ", ""]) if chance else "## "
    lines = [f"{marks}{statement.title}", "", *page_head(statement, chance, "栏次")]
    for row in statement.rows:
        if chance and kind.has_ordinal and row[0] != "1" and chance.random() < 0.15:
            lines += ["", *page_head(statement, chance, chance.choice(["栏次", "档次"]))]
        lines += _row(kind, row, statement, chance)
    return "\n".join([*lines, "", *(line for note in statement.notes for line in (note, "")), ""])


def page_head(statement: BudgetStatement, chance: random.Random | None, numbers: str) -> list[str]:
    """What stands above the rows of every page."""
    kind = kind_of(statement.kind)
    lines = _broken(UNIT, chance) if kind.has_unit else []
    lines += [f"预算年度：{YEAR}", ""] if kind.has_year else []
    lines += [f"截止时间：{statement.as_of}", ""] if statement.as_of else []
    lines += [f"单位：{statement.money_unit}", ""] if kind.money == MoneyPlace.ABOVE else []
    lines += ["\t".join(cells) for cells in kind.head(YEAR, statement.money_unit)]
    columns = range(1, len(kind.columns))
    return [*lines, "\t".join([numbers, *map(str, columns)])] if kind.numbers_columns else lines


def _broken(text: str, chance: random.Random | None) -> list[str]:
    if not chance or chance.random() < 0.5:
        return [text, ""]
    at = chance.randrange(8, len(text) - 1)
    return [f"{text[:at]}  ", text[at:], ""]


def _row(
    kind: StatementKind, row: Sequence[str], statement: BudgetStatement, chance: random.Random | None
) -> list[str]:
    cells = list(row)
    if not chance or not kind.has_ordinal:
        return ["\t".join(cells)]
    for place in kind.places(ColumnKind.SUBJECT_CODE):
        if len(cells[place]) == 7 and chance.random() < 0.3:
            cells[place] = f"{cells[place][:6]} {cells[place][6:]}"
    if chance.random() < 0.1:
        cells = [f"<b>{cell}</b>" if cell and at else cell for at, cell in enumerate(cells)]
    names = [place for place in kind.places(ColumnKind.SUBJECT_NAME) if "<" not in cells[place] and cells[place][8:]]
    if not names or chance.random() < 0.8:
        return ["\t".join(cells)]
    (name,) = names
    rest = [""] * len(cells)
    cells[name], rest[name] = cells[name][:6], cells[name][6:]
    return ["\t".join(cells), "", *page_head(statement, chance, "档次"), "\t".join(rest)]
