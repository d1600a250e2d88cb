"""The public lists as tables: fifty rows to a page, sorted, and what stands above them.

Where the counters know the rows that fit, they say how many there are and where a page begins, however far it is; else
the rows are counted. A page is then a few dozen rows that are read.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import SimpleNamespace

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Concat
from django.http import QueryDict

from disclosures.public.addresses import with_addresses
from disclosures.public.columns import LEVEL, NEWEST_YEAR, PLACE, Column, Steps, sorted_by
from disclosures.public.counts import Row, Tally
from disclosures.public.filters import PlaceFilters

PER_PAGE = 50
#: How many units rows belong to.
UNITS = Count(Concat("region_code", "department_code"), distinct=True)
#: The columns of counters that say where rows stand.
_WHERE = {*PLACE, *LEVEL}


@dataclass(frozen=True)
class Summary:
    """What a list comes to: rows shown and withheld, units, the sum in yuan and the largest amount, where rows have
    amounts, and how many have one."""

    shown: int
    withheld: int = 0
    units: int = 0
    total: Decimal | None = None
    largest: Decimal | None = None
    with_amount: int = 0


@dataclass(frozen=True)
class Head:
    """The head of a column: the query that sorts by it (None: it does not sort), and how it is sorted now, in the words
    of `aria-sort`."""

    label: str
    query: str | None
    sorted: str
    number: bool


@dataclass(frozen=True)
class ListPage:
    """A page of so many: its rows with their addresses, and the places in the list of its first and last one."""

    number: int
    pages: int
    first: int
    last: int
    rows: list[SimpleNamespace]


class PublicTable:
    """A list whose page is always one that exists, fifty rows long; `row_template` prints its rows."""

    columns: tuple[Column, ...] = ()
    #: The order within the year of a unit.
    within: tuple[str, ...] = ()
    #: What is read of a row, and what of other tables under which name.
    reads: tuple[str, ...] = ()
    joins: dict[str, str] = {}
    row_template = ""
    #: "共 7 ‹个项目›"
    counted_as = ""
    #: What a row is.
    called = ""

    def __init__(self, filters: PlaceFilters, query: QueryDict):
        self.filters = filters
        self.query = query
        #: What the counters know; None where they know nothing of such rows.
        self.tally = Tally(filters.counters, filters.fixed()) if filters.counters else None
        self.column, self.falling = sorted_by(self.columns, query.getlist("sort"))

    @classmethod
    def published(cls) -> QuerySet:
        """The rows of every current version."""
        raise NotImplementedError

    @classmethod
    def listed(cls) -> QuerySet:
        """The rows of the list by their own table alone."""
        return cls.published().model._default_manager.order_by()

    @cached_property
    def summary(self) -> Summary:
        """What the list comes to."""
        if self.tally and self.filters.countable:
            return self._summary_of_counters(self.tally)
        return self._summary_of_rows(self._fitting())

    @cached_property
    def units(self) -> list[Row]:
        """The units that have rows, where the counters know."""
        if not (self.tally and self.filters.countable):
            return []
        return self.tally.by("region_code", "department_code")

    @cached_property
    def page(self) -> ListPage:
        """The page asked for, the nearest one where there is none."""
        pages = max(1, -(-self.count // PER_PAGE))
        number = min(_page_asked(self.query.get("page", "")), pages)
        start, stop = (number - 1) * PER_PAGE, min(number * PER_PAGE, self.count)
        return ListPage(number, pages, start + 1, stop, with_addresses(self.part(start, stop)))

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns. A click turns a sorted column round, and sorts another as people want it first."""
        heads = []
        for column in self.columns:
            chosen = column == self.column
            falling = not self.falling if chosen else column.largest_first
            query = self.filters.rest(sort=f"-{column.name}" if falling else column.name) if column.sorts else None
            now = ("descending" if self.falling else "ascending") if chosen else ""
            heads.append(Head(column.label, query, now, column.largest_first))
        return heads

    def page_query(self, number: int) -> str:
        """The query of another page."""
        return self.filters.rest(page=str(number))

    def part(self, start: int, stop: int) -> list[Row]:
        """The rows from `start` on, without `stop`."""
        if start >= stop:
            return []
        if self.tally and self.filters.countable and (self.column is None or self.column.steps):
            return self._by_place(self.tally, start, stop)
        keys: list[int] = []
        for rows, count in self._pieces():
            first, last = max(start, 0), min(stop, count)
            if first < last:
                keys += _part(rows.values_list("pk", flat=True), count, first, last)
            start, stop = start - count, stop - count
        return list(self._read(self.published().filter(pk__in=keys).order_by(*self._order())))

    @property
    def count(self) -> int:
        """How many rows there are, withheld ones too."""
        return self.summary.shown + self.summary.withheld

    def _summary_of_counters(self, tally: Tally) -> Summary:
        """What the list comes to, as the counters say."""
        raise NotImplementedError

    def _summary_of_rows(self, rows: QuerySet) -> Summary:
        """What the list comes to, counted."""
        return Summary(**rows.aggregate(shown=Count("pk"), units=UNITS))

    def _read(self, rows: QuerySet) -> QuerySet:
        return rows.values(*self.reads, **{name: F(column) for name, column in self.joins.items()})

    def _steps(self) -> Steps:
        return self.column.steps[self.falling] if self.column and self.column.steps else NEWEST_YEAR

    def _fitting(self) -> QuerySet:
        """The rows that fit, without a look at other tables where none is needed; they are read by `published`."""
        rows = self.listed()
        return self.filters.filter_queryset(rows) if self.filters.form.is_valid() else rows.none()

    def _order(self) -> list[str | OrderBy]:
        """The columns that decide, one after the other."""
        if self.column is None or self.column.steps:
            return [*(name for step in self._steps() for name in step), *self.within]
        first, *others = self.column.order(self.falling)
        if not self.column.blank:
            return [first, *others]
        amount = F(self.column.name)
        return [amount.desc(nulls_last=True) if self.falling else amount.asc(nulls_last=True), *others]

    def _by_place(self, tally: Tally, start: int, stop: int) -> list[Row]:
        """A part of a list in an order by places: the counters lead to the units' years that hold it."""
        places, into = tally.unit_years(self._steps(), start, stop - start)
        conditions = (Q(**{name: one[name] for name in one if name in _WHERE}) for one in places)
        rows = self.published().filter(self.filters.flat(), Q(*conditions, _connector=Q.OR)).order_by(*self._order())
        return list(self._read(rows)[into : into + stop - start])

    def _pieces(self) -> list[tuple[QuerySet, int]]:
        """The rows in their order, with their number; in two pieces where some have nothing to sort by, so that an
        index gives the order of each."""
        rows = self._fitting()
        if not (self.column and self.column.blank):
            return [(rows.order_by(*self._order()), self.count)]
        rows, known = rows.order_by(*self.column.order(self.falling)), self.summary.with_amount
        blank = Q(**{self.column.name: None})
        return [(rows.filter(~blank), known), (rows.filter(blank), self.count - known)]


def _part(rows: QuerySet, count: int, start: int, stop: int) -> list:
    """The rows from `start` on, without `stop`, of so many that are ordered: from the nearer end."""
    if start <= count // 2:
        return list(rows[start:stop])
    return list(rows.reverse()[count - stop : count - start])[::-1]


def _page_asked(asked: str) -> int:
    """The number of the page asked for, 1 where it is no number or less; longer numbers are cut: no list is so long."""
    return max(1, int(asked[:9])) if asked.isdecimal() else 1
