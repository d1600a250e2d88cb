"""What the counters say of a list: how many rows of which sort stand where. Nothing is counted."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any

from django.db.models import Aggregate, Max, Q, Sum

from disclosures.models.disclosed_extract import DisclosedCount

Scope = DisclosedCount.Scope
#: A sum of counters: its columns by name, and `count`.
Row = dict[str, Any]


class Tally:
    """The counters of one table that fit the values of some columns: of places and of sorts of rows."""

    def __init__(self, model: type[DisclosedCount], fixed: Mapping[str, Any]):
        self.model = model
        self.fixed = fixed
        self._remembered: dict[tuple[str, ...], list[Row]] = {}

    def by(self, *columns: str, among: Q | None = None, free: Sequence[str] = ()) -> list[Row]:
        """Return the sums of rows for each combination of the columns (of amount bands what they come to as well),
        `among` those that fit a condition; `free` columns are not held to their values. One query."""
        fixed = {name: value for name, value in self.fixed.items() if name not in free}
        counters = self.model.objects.filter(among or Q(), scope=_scope({*fixed, *columns}), **fixed)
        summed: dict[str, Aggregate] = {"count": Sum("rows")}
        if "band" in columns:
            summed |= {"sum": Sum("total"), "most": Max("largest")}
        return list(counters.order_by().values(*columns).annotate(**summed))

    def of_places(self, *free: str) -> list[Row]:
        """Return the sums of regions' years; `free` columns are not held to their values. The first call asks."""
        return self._matrix(("region_code", "fiscal_year"), free)

    def of_sorts(self, *free: str) -> list[Row]:
        """Return the sums of sorts of rows; `free` columns are not held to their values. The first call asks."""
        return self._matrix(self.model.SORTS, free)

    def _matrix(self, columns: tuple[str, ...], free: Sequence[str]) -> list[Row]:
        if columns not in self._remembered:
            self._remembered[columns] = self.by(*columns, free=columns)
        held = {name: value for name, value in self.fixed.items() if name in columns and name not in free}
        return [row for row in self._remembered[columns] if all(row[name] == held[name] for name in held)]

    def unit_years(self, steps: Sequence[Sequence[str]], start: int, size: int) -> tuple[list[Row], int]:
        """Return the places that hold the rows from `start` on, `size` of them, of a list in the order of `steps`, and
        how many rows of these places stand before them.

        Each step names the columns that decide next ("-" before one that falls); the last one must lead to units'
        years. One query for each step.
        """
        found: list[Row] = [{}]
        columns: list[str] = []
        for step in steps:
            before, columns = columns, [*columns, *(name.removeprefix("-") for name in step)]
            among = Q(*(Q(**{name: one[name] for name in before}) for one in found), _connector=Q.OR)
            rows = self.by(*columns, among=among)
            for name in reversed([name for names in steps for name in names][: len(columns)]):
                rows.sort(key=itemgetter(name.removeprefix("-")), reverse=name.startswith("-"))
            found, start = _overlapping(rows, start, size)
        return found, start


def summed(rows: Sequence[Row], *columns: str) -> dict[Any, int]:
    """Return the counts of rows by the values of a column, or of several."""
    value_of = itemgetter(*columns)
    counts: dict[Any, int] = {}
    for row in rows:
        counts[value_of(row)] = counts.get(value_of(row), 0) + row["count"]
    return counts


def _scope(columns: set[str]) -> Scope:
    """The scope whose counters tell units and years apart as far as the columns do, and no further."""
    if "department_code" not in columns:
        return Scope.REGION_YEAR
    return Scope.UNIT_YEAR if "fiscal_year" in columns else Scope.UNIT


def _overlapping(rows: Sequence[Row], start: int, size: int) -> tuple[list[Row], int]:
    """The rows whose counts, one after the other, overlap `size` places from `start` on, and how far in they begin."""
    ends = list(accumulate(row["count"] for row in rows))
    first, last = bisect_right(ends, start), bisect_left(ends, start + size)
    return list(rows[first : last + 1]), start - (ends[first - 1] if first else 0)
