"""Price × quantity × time against the budget: B04."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from disclosures.checks.each import EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, RowPlace, has_rows
from disclosures.checks.rule import rule
from disclosures.document.model import BudgetStatement, Document
from indicators.money import UNITS, amount_text, parse_amount, to_yuan
from indicators.taxonomy import Subcategory

_PRICE = re.compile(r"(万元|元)[/每](?P<piece>\D+?)(?P<month>[/·.•、]?每?月)?")
_PRINTED = re.compile(r"\d[\d,]*\.\d\d")
_ACCOUNT = re.compile(r"\d{7}")
_TERM = re.compile(r"个?月")


class Price(NamedTuple):
    """A cost row whose value is a price in yuan for one piece (人, 亩), or for one piece and month."""

    row: RowPlace
    yuan: Decimal
    piece: str
    monthly: bool


@rule("B04", "标准×数量×期限≠预算", Severity.WARNING, has_rows, also=(Severity.HINT,))
def prices_explain_the_budget(document: Document) -> Iterator[Hit]:
    """有单价的项目，单价 × 数量 × 期限应当等于预算（相差不超过 1%）。

    为什么：发放补助、工资一类的项目，算不拢说明标准、人数或者月数有一个不对。
    怎么办：核对标准、人数、月数和预算，在描述里写明算式。数量没有写的，预算要能被单价除尽（警告）；
    除得尽，但按月的标准折不成整年整人的，只提示。项目表不印金额的，取支出表中与项目同名的科目的项目支出。
    例：标准 300元/人·月，6 人，预算 21600 元，正好 12 个月；预算写成 23000 元就要核对。
    """
    asked = list(EACH_PROJECT.ask(document, _priced))
    accounts = _account_budgets(document, {project.number for project, _ in asked if project.total is None})
    for project, priced in asked:
        budget = accounts.get(project.number) if project.total is None else project.total
        if budget:
            quantities, months = _quantities(project), _months(project)
            for one in priced:
                yield from _judge(one, _counted(quantities, one.piece), months, budget)


def _priced(project: ProjectPlace) -> Iterator[tuple[ProjectPlace, list[Price]]]:
    """The project with the prices among the values of its cost rows, where there are any."""
    costs = ((row, row.value.number) for row in project.open_rows if row.is_cost)
    prices = [
        Price(row, to_yuan(number, match[1]), match["piece"], bool(match["month"]))
        for row, number in costs
        if number and number > 0 and (match := _PRICE.fullmatch(row.value.unit))
    ]
    if prices:
        yield project, prices


def _judge(one: Price, pieces: Decimal | None, months: Decimal | None, budget: Decimal) -> Iterator[Hit]:
    row, price, shown = one.row, one.yuan, f"预算 {amount_text(budget)} 元"
    if pieces is None:
        if budget % price:
            yield row.hit("target", f"的单价除不尽{shown}，请核对标准、数量和期限。")
        elif one.monthly and budget % (price * 12):
            yield row.hit("target", f"的单价折不成{shown}的整人整年，请在描述里写明人数和月数。", Severity.HINT)
        return
    once = price * pieces * (months or 1)
    times = 1 if months else max(1, round(budget / once))
    if abs(once * times - budget) * 100 > budget:
        yield row.hit("target", f"乘以数量和期限得不到{shown}（最接近的是 {amount_text(once * times)} 元），请核对。")


def _quantities(project: ProjectPlace) -> dict[str, set[Decimal]]:
    """The numbers of the 数量指标 by their unit."""
    found: defaultdict[str, set[Decimal]] = defaultdict(set)
    for row in project.open_rows:
        if row.subcategory == Subcategory.QUANTITY and row.value.number is not None:
            found[row.value.unit].add(row.value.number)
    return found


def _counted(quantities: dict[str, set[Decimal]], piece: str) -> Decimal | None:
    """The one quantity counted in the piece the price is for (元/人 → 4 人), None where there is none or several."""
    found: set[Decimal] = set().union(*(quantities.get(unit, ()) for unit in (piece, piece + "数", piece + "次")))
    return found.pop() if len(found) == 1 and min(found) > 0 else None


def _months(project: ProjectPlace) -> Decimal | None:
    """The number of months an indicator states, if one does."""
    values = (row.value for row in project.open_rows)
    terms = [value.number for value in values if value.number is not None and _TERM.fullmatch(value.unit)]
    return terms[0] if len(terms) == 1 and terms[0] > 0 else None


def _pairs(name: str) -> set[str]:
    return {name[index : index + 2] for index in range(len(name) - 1)}


def _account_budgets(document: Document, asked: set[int]) -> dict[int, Decimal | None]:
    """Number of a project (of those asked) → 项目支出 of the one lowest account that shares a word with its name and
    with no other's."""
    owners: dict[str, int | None] = {}
    for number, project in enumerate(document.projects, 1):
        owners |= {pair: None if pair in owners else number for pair in _pairs(project.name)}
    budgets: dict[int, Decimal | None] = {}
    for table in document.statements if asked else ():
        code, name, spent = (_column(table, label) for label in ("科目编码", "科目名称", "项目支出"))
        if code is None or name is None or spent is None or table.money_unit not in UNITS:
            continue
        fitting: defaultdict[int | None, list[str]] = defaultdict(list)
        for row in table.rows:
            named = {owners[pair] for pair in _pairs(row[name]) if pair in owners}
            if len(named) == 1 and _ACCOUNT.fullmatch(row[code]) and _PRINTED.fullmatch(row[spent]):
                fitting[named.pop()].append(row[spent])
        for owner, amounts in fitting.items():
            if owner in asked - budgets.keys() and len(amounts) == 1:
                budgets[owner] = to_yuan(parse_amount(amounts[0], table.money_unit), table.money_unit)
    return budgets


def _column(table: BudgetStatement, label: str) -> int | None:
    """The place of the first column whose heading ends with the label, blanks left out."""
    headings = ("".join(column.split()) for column in table.columns)
    return next((place for place, heading in enumerate(headings) if heading.endswith(label)), None)
