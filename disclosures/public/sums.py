"""Sums over the statements of all units of a region and year, by kind and subject, and who is not in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_layout import item_titles, label_column
from disclosures.document.statement_rows import amount_columns
from disclosures.document.statement_shapes import StatementKind
from disclosures.models.disclosed_statement import DisclosedStatement, DisclosedStatementLine
from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure
from indicators.money import sum_of

#: Kinds whose lines mean the same in the statements of all units.
SUMMED = tuple(kind for kind in KINDS if kind.tree or kind.lines)


@dataclass(frozen=True)
class SumRow:
    """A subject or line of the form, its names, the one most units print first, the number of units that have it, and
    the sums in yuan by column."""

    subject: str
    names: tuple[str, ...]
    units: int
    amounts: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class SumTable:
    """One half of a kind: the labels of its amounts, and its rows. `coded`: its subjects have codes."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[SumRow, ...]
    coded: bool


@dataclass(frozen=True)
class RegionSums:
    """The sums of one kind. `units` are in them; left out are those `withheld` (a cell is not public), those `without`
    such a statement, and those `missing` from the public; `missing` is None where no roster is declared."""

    kind: StatementKind
    tables: tuple[SumTable, ...]
    units: tuple[Disclosure, ...]
    withheld: tuple[Disclosure, ...]
    without: tuple[Disclosure, ...]
    missing: tuple[DisclosedUnit, ...] | None


def publishers(region: str, year: int) -> list[Disclosure]:
    """Return the current versions of a region and year by unit. One query."""
    current = Disclosure.objects.current().filter(region_code=region, fiscal_year=year)
    return list(current.order_by("department_code"))


def region_sums(region: str, year: int, kind: StatementKind, published: list[Disclosure]) -> RegionSums:
    """Return the sums of a kind over the current versions of a region and year, which are `published`. A statement with
    a cell that is no amount is in no sum. At most four queries."""
    place = {"region_code": region, "fiscal_year": year}
    complete = dict(
        DisclosedStatement.objects.filter(**place, kind=kind.kind, disclosure__current=True).values_list(
            "disclosure", "complete"
        )
    )
    return RegionSums(
        kind,
        _tables(kind, _sums(place, kind)),
        tuple(one for one in published if complete.get(one.pk)),
        tuple(one for one in published if complete.get(one.pk) is False),
        tuple(one for one in published if one.pk not in complete),
        _missing(place, {one.department_code for one in published}),
    )


def _missing(place: dict, published: set[str]) -> tuple[DisclosedUnit, ...] | None:
    """The units of the declared roster that owe a publication and have none."""
    declared = DisclosedYear.objects.filter(**place, departments_due__isnull=False)
    due = DisclosedUnit.objects.filter(**place, exemption="").exclude(code__in=published).order_by("code")
    return tuple(due) if declared.exists() else None


def _sums(place: dict, kind: StatementKind) -> Iterable[dict]:
    lines = DisclosedStatementLine.objects.filter(
        **place, statement__kind=kind.kind, statement__complete=True, statement__disclosure__current=True
    )
    grouped = lines.order_by().values("item", "subject", "column", "name")
    summed = grouped.annotate(sum=Sum("amount"), units=Count("statement", distinct=True))
    return [dict(one) for one in summed]


def _tables(kind: StatementKind, sums: Iterable[dict]) -> tuple[SumTable, ...]:
    titles = item_titles(kind)
    found: dict[str, dict[str, list[dict]]] = {item: {} for item in titles}
    for one in sums:
        found[one["item"]].setdefault(one["subject"], []).append(one)
    tables = (_table(kind, item, title, found[item]) for item, title in titles.items())
    return tuple(table for table in tables if table.rows)


def _table(kind: StatementKind, item: str, title: str, subjects: dict[str, list[dict]]) -> SumTable:
    columns = [one for one in amount_columns(kind) if label_column(kind, one) == item]
    rows = (
        _row(subject, columns, cells)
        for subject, cells in sorted(subjects.items(), key=lambda entry: _order(kind, entry[0]))
        if subject or kind.tree
    )
    labels = {column.name: column.label for column in kind.columns}
    return SumTable(title, tuple(labels[column] for column in columns), tuple(rows), bool(kind.tree))


def _row(subject: str, columns: list[str], cells: list[dict]) -> SumRow:
    """A row out of its cells by column and by name: catalogues of subjects, and so their names, differ."""
    leading = [one for one in cells if one["column"] == columns[0]]
    names = sorted(leading or cells, key=lambda one: (-one["units"], one["name"]))
    return SumRow(
        subject,
        tuple(dict.fromkeys(one["name"] for one in names)),
        sum(one["units"] for one in leading),
        tuple(sum_of(one["sum"] for one in cells if one["column"] == column) for column in columns),
    )


def _order(kind: StatementKind, subject: str) -> tuple[int, str]:
    """Codes as a tree, lines by their number."""
    return (0, subject) if kind.tree else (int(subject or 0), "")
