"""Last year's numbers left in this year's texts: the year itself, and amounts of a budget that has changed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from disclosures.document.declarations import FieldKind, fields_of, names_of
from disclosures.document.identity import counterparts
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.totals import total_of
from indicators.money import amount_text, amounts_in, to_yuan
from indicators.target_values import fold

#: Titles and document numbers keep their year.
_QUOTED = re.compile(r"《[^》]*》|[〔\[【][^〕\]】]*[〕\]】]")
#: What a text must hold to name a year, or a year or an amount; most hold nothing of it.
_MAY_NAME_YEAR, _MAY_NAME_NUMBER = re.compile(r"\d\s*年"), re.compile(r"\d\s*年|[万亿元]")


@dataclass(frozen=True)
class StaleNumber:
    """One number of last year's, addressed as a finding is: project and row counted from 1, the field below them."""

    project: int | None
    row: int | None
    field: str
    evidence: str
    message: str


class _Text(NamedTuple):
    """A text of this year with the one it goes back to, and its address."""

    text: str
    last: str
    field: str
    project: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class _Old:
    """What to look for: last year, and its amounts (in yuan) that are others now, each with what to say of it."""

    year: int | None
    this_year: int | None
    amounts: dict[Decimal, str]

    def may_stand_in(self, text: str) -> bool:
        return bool((_MAY_NAME_NUMBER if self.amounts else _MAY_NAME_YEAR).search(text))

    def stale(self, text: _Text) -> Iterator[StaleNumber]:
        """Each old number that stands in a text and stood in its text of last year."""
        if not (self.may_stand_in(text.text) and self.may_stand_in(text.last)):
            return
        now, before = _QUOTED.sub("", fold(text.text)), _QUOTED.sub("", fold(text.last))
        year = re.compile(rf"(?<!\d){self.year}年")
        if year.search(now) and year.search(before):
            yield _at(text, f"{self.year}年", f"是上年文本留下的，请核对是否应改为{self.this_year}年。")
        known = {amount for amount, _ in amounts_in(before)}
        for amount, printed in amounts_in(now):
            if amount in self.amounts and amount in known:
                yield _at(text, printed, f"是上年的{self.amounts[amount]}，请核对。")


def _at(text: _Text, evidence: str, message: str) -> StaleNumber:
    return StaleNumber(text.project, text.row, text.field, evidence, f"“{evidence}”{message}")


def stale_numbers(document: Document, previous: Document) -> list[StaleNumber]:
    """Where a text of this year still says last year's year, or an amount of last year's budget that has changed.

    Only a number that stood in the same part last year counts, so that what is written anew is never doubted.
    """
    of_whole = _old(previous, document, _sum(previous), _sum(document))
    found = [of_whole.stale(text) for text in (*_whole_texts(document, previous), *_duty_texts(document, previous))]
    projects = counterparts(previous.projects, document.projects, of_one_plan=False)
    for number, (project, theirs) in enumerate(zip(document.projects, projects, strict=True), 1):
        if theirs:
            old = _old(previous, document, _amounts(theirs, previous), _amounts(project, document))
            found += [old.stale(text) for text in _project_texts(project, theirs, number, old)]
    return list(chain.from_iterable(found))


def _whole_texts(document: Document, last: Document) -> Iterator[_Text]:
    for field in names_of(type(document), FieldKind.TEXT):
        yield _Text(getattr(document, field), getattr(last, field), field)


def _duty_texts(document: Document, last: Document) -> Iterator[_Text]:
    matches = counterparts(last.duties, document.duties, by_place=False, of_one_plan=False)
    for index, (duty, theirs) in enumerate(zip(document.duties, matches, strict=True)):
        if theirs:
            for field in names_of(type(duty), FieldKind.TEXT):
                yield _Text(getattr(duty, field), getattr(theirs, field), f"duties[{index}].{field}")
            pairs = "\n".join(text for text, _ in _pair_texts(theirs))
            for text, field in _pair_texts(duty):
                yield _Text(text, pairs, f"duties[{index}].{field}")


def _pair_texts(duty: DutySection) -> Iterator[tuple[str, str]]:
    for n, pair in enumerate(duty.pairs):
        yield pair.objective, f"pairs[{n}].objective"
        for m, indicator in enumerate(pair.indicators):
            yield indicator, f"pairs[{n}].indicators[{m}]"


def _project_texts(project: ProjectSheet, last: ProjectSheet, number: int, old: _Old) -> Iterator[_Text]:
    for field in names_of(type(project), FieldKind.TEXT):
        yield _Text(getattr(project, field), getattr(last, field), field, number)
    for index, objective in enumerate(project.objectives):
        yield _Text(objective, "\n".join(last.objectives), f"objectives[{index}]", number)
    texts = names_of(IndicatorRow, FieldKind.TEXT)
    asked = [[field for field in texts if old.may_stand_in(getattr(row, field))] for row in project.indicators]
    if not any(asked):
        return
    matches = counterparts(last.indicators, project.indicators, by_place=False, of_one_plan=False)
    for place, (row, theirs, fields) in enumerate(zip(project.indicators, matches, asked, strict=True), 1):
        for field in fields if theirs else ():
            yield _Text(getattr(row, field), getattr(theirs, field), field, number, place)


def _old(previous: Document, document: Document, before: dict[str, Decimal], now: dict[str, Decimal]) -> _Old:
    amounts = {
        amount: f"{label}，今年是 {amount_text(now[label])} 元"
        for label, amount in reversed(before.items())
        if amount and label in now and amount not in now.values()
    }
    return _Old(previous.fiscal_year, document.fiscal_year, amounts)


def _sum(document: Document) -> dict[str, Decimal]:
    total = total_of(document)
    return {} if total is None else {"项目预算合计": total}


def _amounts(project: ProjectSheet, document: Document) -> dict[str, Decimal]:
    """Label → amount in yuan, of those given."""
    unit = project.money_unit or document.money_unit
    given = {
        field.short: to_yuan(getattr(project, field.name), unit) for field in fields_of(type(project), FieldKind.AMOUNT)
    }
    return {label: amount for label, amount in given.items() if amount is not None}
