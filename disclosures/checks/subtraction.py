"""Amounts of withheld projects that a reader computes: what statements and texts say, less what is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from disclosures.checks.explained_sums import spoken
from disclosures.checks.finding import Hit
from disclosures.checks.ledgers import ZERO, Ledger, ledger_of, ledgers
from disclosures.checks.places import ProjectPlace, every_project
from disclosures.checks.said_figures import Matter, said_figures
from disclosures.document.budget_statements import EXPENDITURE
from disclosures.document.model import Document
from disclosures.document.redaction import is_classified
from disclosures.document.statement_laws import Figure
from indicators.money import TEN_THOUSAND, YUAN, sum_of, to_yuan
from indicators.target_values import fold

#: The column of expenditure on projects, in every statement that has one.
COLUMN = "projects"
#: So many accounts at most are taken to be those of shown projects whose amount is not printed.
MOST_LEFT_OUT = 2
#: What may be done about an amount that is computed exactly.
ADVICE = "请改写；确须照此公开的，请说明理由，由财政负责人决定。"

_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


@dataclass(frozen=True)
class Known:
    """What a reader can subtract, and what must stay unknown: the withheld projects (by number), their amounts as far
    as this document has them, the `shown` sum, how many shown projects print no amount (`blanks`), and whether all of
    them print their budget."""

    withheld: tuple[int, ...]
    secrets: tuple[Decimal | None, ...]
    shown: Decimal
    blanks: int
    budgets_printed: bool

    @property
    def whole_secret(self) -> Decimal | None:
        """The sum of all withheld projects; None where one of them is not known."""
        return None if None in self.secrets else sum_of(self.secrets)

    def left_out(self, amount: Decimal, accounts: list[Decimal] | None = None) -> Decimal | None:
        """Return what a reader subtracts besides the shown sum to have the withheld projects exactly, None where an
        amount does not give them away.

        From any amount nothing more. From the expenditure on all projects, for which `accounts` are given: nothing
        where all shown projects print their budget, else the accounts of those that print no amount.
        """
        rest = amount - self.shown
        if rest <= 0:
            return None
        if self.shown and (rest == self.whole_secret or rest in self.secrets):
            return ZERO
        if accounts is None:
            return None
        if self.budgets_printed:
            return ZERO
        counts = range(1, min(self.blanks, MOST_LEFT_OUT) + 1) if self.shown and self.whole_secret else ()
        sums = (sum(some, ZERO) for count in counts for some in combinations(accounts, count))
        return next((others for others in sums if rest - others == self.whole_secret), None)


def is_kept_back(project: ProjectPlace) -> bool:
    """Whether a project is withheld, or says in a cell that its matter is classified."""
    return bool(project.sheet.withheld) or is_classified(project.sheet)


def known(document: Document) -> Known | None:
    """What a reader of a document can subtract; None where no project is kept back."""
    projects = list(every_project(document))
    hidden = [project for project in projects if is_kept_back(project)]
    shown = [project for project in projects if not is_kept_back(project)]
    if not hidden:
        return None
    amounts = [_amount(project) for project in shown]
    return Known(
        tuple(project.number for project in hidden),
        tuple(_secret(project) for project in hidden),
        sum_of(amounts) or ZERO,
        amounts.count(None),
        all(project.total is not None for project in shown),
    )


def _amount(project: ProjectPlace) -> Decimal | None:
    """The budget of a project in yuan; where it prints none the highest limit of its costs, else None."""
    if project.total is not None:
        return project.total
    return max((row.amount for row in project.open_rows if row.is_cost and row.amount), default=None)


def _secret(project: ProjectPlace) -> Decimal | None:
    """The budget of a withheld project, or the number in its costs where a mark stands for the unit (≤10 涉密)."""
    if project.total is not None:
        return project.total
    found = []
    for row in project.rows:
        text = fold(row.row.target)
        number = _NUMBER.search(text) if row.is_cost else None
        if number:
            unit = TEN_THOUSAND if TEN_THOUSAND in text else YUAN if YUAN in text else project.money_unit
            found.append(to_yuan(Decimal(number[0]), unit if unit == TEN_THOUSAND else YUAN))
    return max(found, default=None)


def computable(document: Document) -> Iterator[Hit]:
    """Yield a finding for every figure of the statements and of the explanation from which the amount of what is
    withheld is exactly computed."""
    what = known(document)
    if what is None:
        return
    whole = ledger_of(document, EXPENDITURE)
    accounts = _accounts(whole) if whole else []
    for ledger in ledgers(document):
        if COLUMN in ledger.amounts:
            yield from _in_statement(ledger, what, accounts)
    total = whole.value_of(Figure(EXPENDITURE, COLUMN)) if whole else None
    for said in said_figures(document):
        of_the_whole = said.matter == Matter.PROJECTS and said.year == document.fiscal_year and not said.change
        besides = what.left_out(said.amount, accounts if of_the_whole or said.amount == total else None)
        if besides is not None:
            yield said.hit(f"写着 {said.printed}，{_in_words(what, besides, said.unit)}")


def _in_statement(ledger: Ledger, what: Known, accounts: list[Decimal]) -> Iterator[Hit]:
    top = ledger.row_of(Figure(ledger.kind, COLUMN))
    for row in range(len(ledger.statement.rows)):
        amount = ledger.amount(row, COLUMN)
        besides = what.left_out(amount, accounts if row == top else None)
        if besides is not None:
            yield ledger.hit(row, COLUMN, f"是 {ledger.printed(amount)}，{_in_words(what, besides, ledger.unit)}")


def _accounts(whole: Ledger) -> list[Decimal]:
    """The expenditure on projects of each account of the lowest level."""
    at = whole.kind.place("code")
    codes = [row[at] for row in whole.statement.rows]
    lowest = max(whole.kind.tree.value) if whole.kind.tree else 0
    amounts = [whole.amount(row, COLUMN) for row, code in enumerate(codes) if len(code) == lowest]
    return [amount for amount in amounts if amount]


def _in_words(what: Known, besides: Decimal, unit: str) -> str:
    numbers = "、".join(map(str, what.withheld))
    others = f"，没有印金额的项目所在的科目 {spoken(besides, unit)}" if besides else ""
    return f"公开的项目合计 {spoken(what.shown, unit)}{others}，减一减就得出不公开的第 {numbers} 个项目的金额，{ADVICE}"
