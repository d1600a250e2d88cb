"""Sums over the statements of all units of a region and year, by kind and subject, and who is not in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Sum

from disclosures.document.statement_kinds import KINDS
from disclosures.document.statement_layout import label_column
from disclosures.document.statement_rows import amount_columns
from disclosures.document.statement_shapes import StatementKind
from disclosures.models.disclosed_statement import DisclosedStatement, DisclosedStatementLine
from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure

#: Kinds whose lines mean the same in the statements of all units.
SUMMED = tuple(kind for kind in KINDS if kind.tree or kind.lines)


@dataclass(frozen=True)
class SumRow:
    """A subject or line of the form, the number of units that have it, and the sums in yuan by column."""

    subject: str
    name: str
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

    @property
    def published(self) -> tuple[Disclosure, ...]:
        """All that published in the year, in the sums or not."""
        return (*self.units, *self.withheld, *self.without)


def region_sums(region: str, year: int, kind: StatementKind) -> RegionSums | None:
    """Return the sums of a kind over the current versions of a region and year; None where none is public. A statement
    with a cell that is no amount is in no sum. Four queries."""
    place = {"region_code": region, "fiscal_year": year}
    current = list(Disclosure.objects.current().filter(**place).order_by("department_code"))
    if not current:
        return None
    complete = dict(
        DisclosedStatement.objects.filter(**place, kind=kind.kind, disclosure__current=True).values_list(
            "disclosure", "complete"
        )
    )
    return RegionSums(
        kind,
        _tables(kind, _sums(place, kind)),
        tuple(one for one in current if complete.get(one.pk)),
        tuple(one for one in current if complete.get(one.pk) is False),
        tuple(one for one in current if one.pk not in complete),
        _missing(place, {one.department_code for one in current}),
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
    grouped = lines.order_by().values("item", "subject", "column")
    summed = grouped.annotate(sum=Sum("amount"), shown=Max("name"), units=Count("statement", distinct=True))
    return [dict(one) for one in summed]


def _tables(kind: StatementKind, sums: Iterable[dict]) -> tuple[SumTable, ...]:
    columns: dict[str, list[str]] = {}
    for column in amount_columns(kind):
        columns.setdefault(label_column(kind, column), []).append(column)
    found: dict[str, dict[str, dict[str, dict]]] = {item: {} for item in columns}
    for one in sums:
        found[one["item"]].setdefault(one["subject"], {})[one["column"]] = one
    tables = (_table(kind, item, columns[item], found[item]) for item in columns)
    return tuple(table for table in tables if table.rows)


def _table(kind: StatementKind, item: str, columns: list[str], subjects: dict[str, dict[str, dict]]) -> SumTable:
    labels = dict(zip((column.name for column in kind.columns), kind.columns, strict=True))
    rows = (
        _row(subject, [by_column.get(column) for column in columns])
        for subject, by_column in sorted(subjects.items(), key=lambda entry: _order(kind, entry[0]))
        if subject or kind.tree
    )
    title = labels[item].group if len({label_column(kind, one) for one in amount_columns(kind)}) > 1 else ""
    return SumTable(title, tuple(labels[column].label for column in columns), tuple(rows), bool(kind.tree))


def _row(subject: str, sums: list[dict | None]) -> SumRow:
    given = [one for one in sums if one]
    return SumRow(
        subject,
        given[0]["shown"],
        max(one["units"] for one in given),
        tuple(one["sum"] if one else None for one in sums),
    )


def _order(kind: StatementKind, subject: str) -> tuple[int, str]:
    """Codes as a tree, lines by their number."""
    return (0, subject) if kind.tree else (int(subject or 0), "")
