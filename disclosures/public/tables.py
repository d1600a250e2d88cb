"""The public lists as tables: columns, sorting, fifty rows to a page, and what stands above them.

Where the counters know the rows that fit, they say how many there are and where a page begins, however far it is; else
the rows are counted. A page is then a few dozen rows that are read.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.expressions import OrderBy
from django.db.models.functions import Concat
from django.http import QueryDict

from disclosures.models.disclosed_extract import WITHHELD
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject
from disclosures.public.addresses import with_addresses
from disclosures.public.counts import Row, Tally
from disclosures.public.filters import PlaceFilters
from indicators.amount_bands import WITHOUT_AMOUNT
from indicators.money import sum_of

PER_PAGE = 50
#: Orders by place: what decides first, then next; the last step leads to the years of units.
Steps = tuple[tuple[str, ...], ...]
NEWEST_YEAR: Steps = (("-fiscal_year", "region_code"), ("department_code",))
OLDEST_YEAR: Steps = (("fiscal_year", "region_code"), ("department_code",))
BY_UNIT: Steps = (("region_code",), ("department_code",), ("-fiscal_year",))
BY_UNIT_BACKWARDS: Steps = (("-region_code",), ("-department_code",), ("-fiscal_year",))


@dataclass(frozen=True)
class Column:
    """A column of a list. It sorts by places (`steps`: rising, falling) or along an index (`along`: its columns in the
    direction in which it is first sorted; backwards in the other), or not at all. `blank`: rows where its first column
    is null come last either way. `largest_first`: that is what people want of it."""

    name: str
    label: str
    steps: tuple[Steps, Steps] | None = None
    along: tuple[str, ...] = ()
    blank: bool = False
    largest_first: bool = False

    @property
    def sorts(self) -> bool:
        return bool(self.steps or self.along)

    def order(self, falling: bool) -> tuple[str, ...]:
        """The columns of `along` in one direction."""
        if falling == self.largest_first:
            return self.along
        return tuple(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in self.along)


_PLACE = ("region_code", "department_code", "fiscal_year")
_LEVEL = ("category_key", "subcategory_key")
_LEVEL_BACKWARDS = ("-category_key", "-subcategory_key")
#: The columns of counters that say where rows stand.
_WHERE = {*_PLACE, *_LEVEL}
_BY_PROJECT = ("project__name_start", "-fiscal_year", "project_id", "position")
_UNITS = Count(Concat("region_code", "department_code"), distinct=True)
YEAR = Column("fiscal_year", "年度", steps=(OLDEST_YEAR, NEWEST_YEAR))
UNIT = Column("department", "单位", steps=(BY_UNIT, BY_UNIT_BACKWARDS))


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
        self.column, self.falling = _sorted_by(self.columns, query.getlist("sort"))

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
    def paginator(self) -> Paginator:
        """The pages of the list."""
        return Paginator(_Parts(self), PER_PAGE)

    @cached_property
    def page(self) -> Page:
        """The page asked for, its rows with their addresses."""
        return self.paginator.get_page(_page_asked(self.query.get("page", "")))

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
        return Summary(**rows.aggregate(shown=Count("pk"), units=_UNITS))

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


class ProjectTable(PublicTable):
    """Published projects; withheld ones with their number and name only."""

    columns = (
        Column("name", "项目名称", along=("name_start", "-fiscal_year", "id")),
        UNIT,
        YEAR,
        Column("indicator_count", "指标", along=("-indicator_count", "-fiscal_year", "id"), largest_first=True),
        Column("total", "预算数（元）", along=("-total", "-fiscal_year", "id"), blank=True, largest_first=True),
    )
    within = ("position",)
    reads = (*_PLACE, "key", "name", "total", "indicator_count", "withheld", "withheld_reason")
    joins = {"department_name": "disclosure__department_name", "region_name": "disclosure__region_name"}
    row_template = "tables/project_rows.jinja"
    counted_as = "个项目"
    called = "项目"

    @classmethod
    def published(cls):
        return DisclosedProject.objects.filter(disclosure__current=True).order_by()

    def _summary_of_counters(self, tally):
        bands = {row["band"]: row for row in tally.of_sorts()}
        withheld = bands.pop(WITHHELD, {"count": 0})["count"]
        with_amount = [row for band, row in bands.items() if band != WITHOUT_AMOUNT]
        return Summary(
            shown=sum(row["count"] for row in bands.values()),
            withheld=withheld,
            units=len(self.units),
            total=sum_of(row["sum"] for row in with_amount),
            largest=max((row["most"] for row in with_amount), default=None),
            with_amount=sum(row["count"] for row in with_amount),
        )

    def _summary_of_rows(self, rows):
        shown, withheld = (Count("pk", filter=Q(withheld=one)) for one in (False, True))
        sums = {"with_amount": Count("total"), "largest": Max("total"), "sum_of_all": Sum("total")}
        counted = rows.aggregate(shown=shown, withheld=withheld, units=_UNITS, **sums)
        return Summary(total=counted.pop("sum_of_all"), **counted)

    @cached_property
    def largest(self) -> Row | None:
        """The project with the largest amount, of several the one that the list puts first."""
        if self.summary.largest is None:
            return None
        rows = self._read(self.filters.qs.filter(total=self.summary.largest).order_by("-fiscal_year", "id"))
        return next(iter(with_addresses(rows[:1])), None)


class IndicatorTable(PublicTable):
    """Published indicators of shown projects."""

    columns = (
        Column("name", "三级指标", along=("name_start", "-fiscal_year", "id")),
        Column("target", "指标值"),
        Column("level", "级别", steps=((_LEVEL, *NEWEST_YEAR), (_LEVEL_BACKWARDS, *NEWEST_YEAR))),
        Column("project", "项目", along=_BY_PROJECT),
        UNIT,
        YEAR,
    )
    within = ("project__position", "position")
    reads = (*_PLACE, "key", "name", "description", "target", "category", "subcategory")
    joins = {
        "project_key": "project__key",
        "project_name": "project__name",
        "department_name": "project__disclosure__department_name",
    }
    row_template = "tables/indicator_rows.jinja"
    counted_as = "条指标"
    called = "指标"

    @classmethod
    def published(cls):
        shown = DisclosedIndicator.objects.filter(project__disclosure__current=True, project__withheld=False)
        return shown.order_by()

    def _summary_of_counters(self, tally):
        return Summary(shown=sum(row["count"] for row in tally.of_sorts()), units=len(self.units))


@dataclass(frozen=True)
class _Parts:
    """The rows of a table as the pages take them."""

    table: PublicTable

    def __len__(self) -> int:
        return self.table.count

    def __getitem__(self, places: slice) -> list[Row]:
        return with_addresses(self.table.part(places.start, min(places.stop, self.table.count)))


def _part(rows: QuerySet, count: int, start: int, stop: int) -> list:
    """The rows from `start` on, without `stop`, of so many that are ordered: from the nearer end."""
    if start <= count // 2:
        return list(rows[start:stop])
    return list(rows.reverse()[count - stop : count - start])[::-1]


def _sorted_by(columns: tuple[Column, ...], asked: list[str]) -> tuple[Column | None, bool]:
    """The column that a query sorts by, None where it names none that sorts, and whether backwards."""
    names = {column.name: column for column in columns if column.sorts}
    for name in asked:
        if name.removeprefix("-") in names:
            return names[name.removeprefix("-")], name.startswith("-")
    return None, False


def _page_asked(asked: str) -> str | int:
    """The page asked for; the first where it would lie before that (the paginator would give the last one)."""
    before_first = asked.strip().startswith("-") or not asked.strip(" 0")
    return 1 if before_first else asked
