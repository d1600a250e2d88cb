"""The statements of two current versions side by side: year against year, unit against unit."""

from dataclasses import dataclass

from django.db.models import Q

from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_lines import LinePair, line_pairs
from disclosures.models.disclosed_statement import DisclosedStatement
from disclosures.models.disclosure import Disclosure
from disclosures.public.editions import Edition


@dataclass(frozen=True)
class PairTable:
    """A kind of statement in two versions; amounts in yuan."""

    title: str
    coded: bool
    pairs: tuple[LinePair, ...]


def pair_tables(older: Edition, newer: Edition) -> list[PairTable]:
    """Return every kind of statement that both versions have, line by line."""
    found = [(kind, line_pairs(kind, older.document, newer.document)) for kind in KINDS]
    return [PairTable(kind.title, kind.tree is not None, tuple(pairs)) for kind, pairs in found if pairs]


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
