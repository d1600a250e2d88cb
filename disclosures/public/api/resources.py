"""What can be asked of the API: for each name its table, its filters, and its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.db.models.expressions import Combinable

from disclosures.document.search_text import words_of
from disclosures.exports.tables import Column, Kind, Table
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.models.disclosure import Disclosure
from disclosures.public.addresses import pattern_of
from disclosures.public.figures import year_figures
from disclosures.public.filters import IndicatorFilters, PlaceFilters, ProjectFilters
from disclosures.public.records import ADDRESS, INDICATORS, PLACE, PROJECTS, STATEMENTS, YEAR, Records, Row
from disclosures.public.search import matching
from disclosures.public.subjects import SubjectFilters
from disclosures.public.tables import IndicatorTable, ProjectTable


class VersionFilters(PlaceFilters):
    """The filters of versions."""

    class Meta:
        model = Disclosure
        fields = ()

    def filter_text(self, rows, _name, words):
        """The versions of units whose name has every word."""
        for word in words_of(words):
            rows = rows.filter(department_name__icontains=word)
        return rows


class AmountFilters(SubjectFilters):
    """The filters of all amounts of statements."""

    def filter_text(self, rows, _name, words):
        """Every amount of the lines that are found."""
        found = matching(DisclosedStatementLine.objects.filter(position=OuterRef("position")), words)
        return rows.filter(Exists(found.filter(statement=OuterRef("statement"))))


@dataclass(frozen=True)
class Listed:
    """A resource of rows in the database: its rows, as Records reads them, and the filters it takes."""

    records: Records
    published: Callable[[], QuerySet]
    filters: type[PlaceFilters]
    without: tuple[str, ...] = ("unit",)  # for people who type

    @property
    def table(self) -> Table:
        """Its table."""
        return self.records.table

    @property
    def parameters(self) -> list[str]:
        """The names of its filters."""
        return [name for name in self.filters.base_filters if name not in self.without]


@dataclass(frozen=True)
class Gathered:
    """A resource of few rows, gathered whole: `rows` makes them for the address of the site, in the order of the
    `key`, the places of the columns that tell one from all others. It takes the filter `region` only."""

    table: Table
    rows: Callable[[str], Iterable[Row]]
    key: tuple[int, ...]
    parameters: tuple[str, ...] = ("region",)


_REGION, _REGION_NAME, _DEPARTMENT, _DEPARTMENT_NAME, _YEAR, _VERSION = PLACE
_COUNTS = (
    Column("project_count", "公开项目数", Kind.INTEGER),
    Column("withheld_project_count", "不公开项目数", Kind.INTEGER),
    Column("indicator_count", "公开指标数", Kind.INTEGER),
    Column("total_yuan", "预算数合计（元）", Kind.AMOUNT, "只含公开的项目；null 表示没有列出"),
)


def _version_columns(address_note: str) -> tuple[Column, ...]:
    return (
        *PLACE,
        Column("published_at", "公开时间", Kind.MOMENT, "后补录入的为 null"),
        Column("originally_published_on", "原公开日期", Kind.DAY, "只有后补录入的才有；null 表示不详"),
        Column("imported", "后补录入", Kind.FLAG),
        *_COUNTS,
        Column("sha256", "存档正文的 SHA-256"),
        Column("body_url", "存档正文", Kind.ADDRESS),
        Column(ADDRESS.name, ADDRESS.label, Kind.ADDRESS, address_note),
    )


def _readable(name: str) -> Case:
    """A column of a version that can still be read; null for any other."""
    return Case(When(withdrawn_at=None, erased_at=None, then=F(name)))


_VERSION_SOURCES: tuple[str | Combinable, ...] = (
    *("region_code", "region_name", "department_code", "department_name", "fiscal_year", "version"),
    Case(When(imported=False, then=F("published_at"))),
    "originally_published_on",
    "imported",
    *map(_readable, ("project_count", "withheld_count", "indicator_count", "total", "body__sha256")),
)


def _current_row(site: str) -> Callable[[Row], Row]:
    body = f"{site}{pattern_of('body', *YEAR, 'version')}".format
    page = f"{site}{pattern_of('disclosure', *YEAR)}".format
    return lambda row: (*row, body(row[0], row[2], row[4], row[5]), page(row[0], row[2], row[4]))


def _version_row(site: str) -> Callable[[Row], Row]:
    body, page = (f"{site}{pattern_of(name, *YEAR, 'version')}".format for name in ("body", "version"))

    def finish(row: Row) -> Row:
        *values, current, withdrawn_at, reason = row
        place = (values[0], values[2], values[4], values[5])
        state = "withdrawn" if withdrawn_at else "current" if current else "superseded"
        return (*values, None if withdrawn_at else body(*place), page(*place), state, withdrawn_at, reason)

    return finish


DISCLOSURES = Records(
    Table("disclosures", "现行公开版本", _version_columns("现行版本的网址，以后的版本也在这里")),
    _VERSION_SOURCES,
    _current_row,
)
VERSIONS = Records(
    Table(
        "versions",
        "所有公开版本",
        (
            *_version_columns("这一版的永久网址"),
            Column("state", "情况", note="current 现行，superseded 已被取代，withdrawn 已撤回或停止公开"),
            Column("withdrawn_at", "撤回时间", Kind.MOMENT),
            Column("withdrawn_reason", "撤回原因"),
        ),
    ),
    (*_VERSION_SOURCES, "current", "withdrawn_at", "withdrawn_reason"),
    _version_row,
)


def _lines() -> QuerySet:
    """Every amount of the statements of current versions."""
    return DisclosedStatementLine.objects.filter(statement__disclosure__current=True)


def _region_rows(site: str) -> Iterable[Row]:
    regions: dict[str, list[Any]] = {}
    for figures in year_figures():
        regions.setdefault(figures.region_code, []).append(figures)
    fill = f"{site}{pattern_of('region', 'region')}".format
    for code, years in regions.items():
        numbers = [one.fiscal_year for one in years]
        yield code, years[0].region_name, min(numbers), max(numbers), fill(code)


def _department_rows(site: str) -> Iterable[Row]:
    fill = f"{site}{pattern_of('department', *YEAR[:2])}".format
    places = ("region_code", "region_name", "department_code", "department_name", "fiscal_year")
    found = Disclosure.objects.current().order_by("region_code", "department_code", "-fiscal_year").values_list(*places)
    units: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        units.setdefault((row[0], row[2]), []).append(row)
    for (region, code), rows in units.items():
        yield (*rows[0][:4], rows[-1][4], rows[0][4], len(rows), fill(region, code))


def _year_rows(site: str) -> Iterable[Row]:
    archive = f"{site}{pattern_of('archive', 'region', 'year')}".format
    for one in sorted(year_figures(), key=lambda one: (one.region_code, one.fiscal_year)):
        yield (
            *(one.region_code, one.region_name, one.fiscal_year, one.departments_due, one.publication_due_on),
            *(one.departments, one.projects, one.withheld, one.indicators, one.total),
            archive(one.region_code, one.fiscal_year) if one.departments else None,
        )


_FIRST, _LAST = Column("first_year", "最早年度", Kind.INTEGER), Column("last_year", "最近年度", Kind.INTEGER)
RESOURCES: dict[str, Listed | Gathered] = {
    "regions": Gathered(Table("regions", "区划", (_REGION, _REGION_NAME, _FIRST, _LAST, ADDRESS)), _region_rows, (0,)),
    "departments": Gathered(
        Table(
            "departments",
            "有现行公开版本的单位",
            (
                *(_REGION, _REGION_NAME, _DEPARTMENT, _DEPARTMENT_NAME, _FIRST, _LAST),
                Column("year_count", "公开的年度数", Kind.INTEGER),
                ADDRESS,
            ),
        ),
        _department_rows,
        (0, 2),
    ),
    "years": Gathered(
        Table(
            "years",
            "区划的年度",
            (
                *(_REGION, _REGION_NAME, _YEAR),
                Column("departments_due", "应公开单位数", Kind.INTEGER, "null 表示没有核定名册"),
                Column("publication_due_on", "公开截止日期", Kind.DAY),
                Column("departments_published", "已公开单位数", Kind.INTEGER),
                *_COUNTS,
                Column("archive_url", "年度数据包", Kind.ADDRESS),
            ),
        ),
        _year_rows,
        (0, 2),
    ),
    "disclosures": Listed(DISCLOSURES, Disclosure.objects.current, VersionFilters),
    "versions": Listed(VERSIONS, Disclosure.objects.all, VersionFilters),
    "projects": Listed(PROJECTS, ProjectTable.published, ProjectFilters),
    "indicators": Listed(INDICATORS, IndicatorTable.published, IndicatorFilters),
    "statements": Listed(STATEMENTS, _lines, AmountFilters),
}
