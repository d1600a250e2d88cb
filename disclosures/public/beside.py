"""The statements of two current versions side by side: year against year, unit against unit."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_layout import is_placed, item_titles
from disclosures.document.statement_lines import LinePair, line_pairs
from disclosures.document.statement_rows import amount_columns, statement_of
from disclosures.document.statement_shapes import StatementKind
from disclosures.models.disclosed_statement import DisclosedStatement
from disclosures.models.disclosure import Disclosure
from disclosures.public.addresses import statement_page
from disclosures.public.editions import Edition


@dataclass(frozen=True)
class Head:
    """Whose amounts stand in a column: the words, and what else tells two of them apart ("" for nothing)."""

    words: str
    also: str


@dataclass(frozen=True)
class PairTable:
    """One half of a kind (收入, 支出; "" where it has no halves) in two versions; amounts in yuan."""

    title: str
    pairs: tuple[LinePair, ...]


@dataclass(frozen=True)
class PairKind:
    """A kind of statement in two versions, and the addresses at which they print it, the older first."""

    title: str
    coded: bool
    tables: tuple[PairTable, ...]
    pages: tuple[str, str]


@dataclass(frozen=True)
class NotPaired:
    """A kind of statement that cannot be set side by side, and why."""

    title: str
    why: str


def heads(older: Disclosure, newer: Disclosure) -> list[Head]:
    """Return what the two columns are called: by year where both are of one unit, else by unit."""
    both = (older, newer)
    if (older.region_code, older.department_code) == (newer.region_code, newer.department_code):
        return [Head(f"{one.fiscal_year}年", "") for one in both]
    years = older.fiscal_year != newer.fiscal_year
    return [
        Head(one.department_name, f"{one.department_code} {one.fiscal_year}年" if years else one.department_code)
        for one in both
    ]


def pair_kinds(older: Edition, newer: Edition) -> tuple[list[PairKind], list[NotPaired]]:
    """Return every kind of statement that both versions have, line by line, and the kinds of amounts that one of them
    lacks or that say nothing to compare."""
    paired, left = [], []
    for kind in filter(amount_columns, KINDS):
        if pairs := line_pairs(kind, older.document, newer.document):
            pages = _page(older, kind), _page(newer, kind)
            paired.append(PairKind(kind.title, kind.tree is not None, tuple(_tables(kind, pairs)), pages))
        elif why := _why_not(kind, older, newer):
            left.append(NotPaired(kind.title, why))
    return paired, left


def _tables(kind: StatementKind, pairs: list[LinePair]) -> Iterator[PairTable]:
    """The pairs by the halves of the form; subjects as a tree, lines in their order."""
    for item, title in item_titles(kind).items():
        lines = [pair for pair in pairs if pair.item == item]
        if kind.tree:
            lines.sort(key=lambda pair: pair.subject)
        if lines:
            yield PairTable(title, tuple(lines))


def _page(edition: Edition, kind: StatementKind) -> str:
    statement = statement_of(edition.document, kind)
    placed = statement is not None and is_placed(edition.document, statement)
    return f"{statement_page(edition.disclosure, placed)}#s-{kind.kind}"


def _why_not(kind: StatementKind, older: Edition, newer: Edition) -> str:
    """Why a kind is not set side by side; "" where neither version has it."""
    has = [statement_of(one.document, kind) is not None for one in (older, newer)]
    if all(has):
        return "没有可以对照的数"
    lacks = [head for head, it in zip(heads(older.disclosure, newer.disclosure), has, strict=True) if not it]
    return f"{lacks[0].words}没有公开这张表" if len(lacks) == 1 else ""


def comparable(version: Disclosure) -> tuple[list[Disclosure], list[Disclosure]]:
    """Return the current versions with statements that one may be set beside: those of the same unit in other years,
    newest first, and those of other units of its region in the same year. One query."""
    same_unit, same_year = Q(department_code=version.department_code), Q(fiscal_year=version.fiscal_year)
    own = DisclosedStatement.objects.filter(disclosure__current=True, region_code=version.region_code)
    pks = own.filter(same_unit | same_year).values("disclosure")
    found = list(Disclosure.objects.filter(pk__in=pks).order_by("-fiscal_year", "department_code"))
    others = [one for one in found if one.pk != version.pk]
    years = [one for one in others if one.department_code == version.department_code]
    return [one for one in years if one.fiscal_year != version.fiscal_year], [one for one in others if one not in years]
