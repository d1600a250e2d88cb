"""Whatever is asked of a list, its answer is what a reader finds who goes through everything published by hand."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from django.http import QueryDict

from disclosures.document.as_json import from_text
from disclosures.document.model import DepartmentRef, Document, RegionRef
from disclosures.document.redaction import redact
from disclosures.models import Disclosure, DisclosureBody
from disclosures.public import public_table
from disclosures.public.choices import BANDS, KINDS
from disclosures.public.facets import UNITS_SHOWN, facets_of
from disclosures.public.filters import IndicatorFilters, ProjectFilters
from disclosures.public.tables import IndicatorTable, ProjectTable
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, SHANHAIGUAN, document, indicator, project, published, withheld_project
from indicators.amount_bands import band_of
from indicators.money import sum_of
from indicators.target_values import parse_target
from indicators.taxonomy import category_of, subcategory_of

pytestmark = pytest.mark.django_db

QUESTIONS, PER_PAGE = 200, 7
TARGETS = ("≥300人", "90%以上", "完成", "", "≥90%为优，≥80%为良")
LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
NAMES = ("购书", "修路", "供水管网维修", "培训会议", "车辆保险")
AMOUNTS = ("9999.99", "10000.00", "120000.00", "120000.00", "5000000.00", "12000000.00", None)


@dataclass(frozen=True)
class Line:
    """A row as somebody with pencil and paper writes it down; `number` counts on in the order of publication."""

    number: int
    region: str
    unit: str
    year: int
    unit_name: str
    project: int
    project_number: int
    key: str
    row: int
    name: str
    text: str
    around: str
    total: Decimal | None = None
    indicators: int = 0
    withheld: bool = False
    level: tuple[str, str] = ("", "")
    kind: str = ""
    project_name: str = ""


def made(chance: random.Random, region: RegionRef, unit: DepartmentRef, year: int) -> Document:
    sheets = []
    for number in range(1, chance.randrange(1, 7)):
        total = chance.choice(AMOUNTS)
        amount = None if total is None else Decimal(total)
        rows = tuple(
            indicator(chance.choice(NAMES) + "数", chance.choice(TARGETS), category=first, subcategory=second)
            for first, second in chance.choices(LEVELS, k=chance.randrange(5))
        )
        fields = {"total": amount, "fiscal_funds": amount, "other_funds": None, "indicators": rows, "code": ""}
        maker = withheld_project if chance.random() < 0.15 else project
        sheets.append(maker(number, chance.choice(NAMES), **fields))
    return document(*sheets, region=region, department=unit, fiscal_year=year)


def publish_a_county() -> None:
    """Two regions, twelve units in each or fewer, three years; one plan has a second version, one was withdrawn."""
    chance = random.Random(10)
    units = [DepartmentRef(f"{345001 + number}", f"第{number}文化馆") for number in range(12)]
    for region, some in ((SHANHAIGUAN, units), (CHANGLI, units[:3])):
        for unit in some:
            for year in chance.sample((2019, 2020, 2021), chance.randrange(1, 4)):
                published(made(chance, region, unit, year))
    again = Disclosure.objects.current().first()
    published(made(chance, SHANHAIGUAN, units[0], 2020))
    away = Disclosure.objects.current().exclude(pk=again.pk).first()
    withdraw(away.region_code, away.department_code, away.fiscal_year, "附件有误。")


def written_down() -> tuple[list[Line], list[Line]]:
    """The lines of all projects and of all indicators, from the published texts."""
    projects: list[Line] = []
    indicators: list[Line] = []
    for body in DisclosureBody.objects.filter(disclosure__current=True).order_by("sequence"):
        read = from_text(body.text)
        assert redact(read) == read
        place = {"region": read.region.code, "unit": read.department.code, "year": read.fiscal_year}
        place["unit_name"] = read.department.name
        for position, sheet in enumerate(read.projects, 1):
            text = "\n".join((sheet.name, sheet.code, sheet.purpose, *sheet.objectives))
            around = f"{read.region.name}\n{read.department.name}\n{read.department.code}\n{read.fiscal_year}年"
            rest = {"total": sheet.total, "indicators": len(sheet.indicators), "withheld": sheet.withheld is not None}
            line = Line(
                len(projects),
                **place,
                project=position,
                project_number=len(projects),
                key=sheet.key,
                row=0,
                name=sheet.name,
                text=text,
                around=around,
                **rest,
            )
            projects.append(line)
            for row_position, row in enumerate(sheet.indicators, 1):
                category = category_of(row.category)
                words = (row.name, row.description, row.target, row.basis)
                indicators.append(
                    replace(
                        line,
                        number=len(indicators),
                        row=row_position,
                        key=row.key,
                        name=row.name,
                        text="\n".join(words),
                        around=f"{around}\n{sheet.name}",
                        level=(category, subcategory_of(row.subcategory, category)),
                        kind=parse_target(row.target).kind,
                        project_name=sheet.name,
                    )
                )
    return projects, indicators


def fits(line: Line, query: QueryDict) -> bool:
    """Whether a line fits every filter."""
    shown_total = None if line.withheld else line.total
    asked = {
        "q": lambda value: (
            any(word in line.text for word in value.split())
            and all(word in line.text or word in line.around for word in value.split())
        ),
        "region": lambda value: line.region == value,
        "department": lambda value: f"{line.region}-{line.unit}" == value,
        "year": lambda value: str(line.year) == value,
        "band": lambda value: not line.withheld and band_of(line.total) == value,
        "amount_min": lambda value: shown_total is not None and shown_total >= Decimal(value),
        "amount_max": lambda value: shown_total is not None and shown_total <= Decimal(value),
        "level": lambda value: value in (line.level[0], ".".join(line.level)),
        "target": lambda value: line.kind == value,
    }
    return all(asked[name](query[name]) for name in query if name in asked)


def by_place(line: Line) -> tuple:
    return (-line.year, line.region, line.unit, line.project, line.row)


#: What decides in an order by places, and what in one along an index, in the direction in which it is first sorted.
PLACES = {
    "fiscal_year": lambda line: -line.year,
    "department": lambda line: (line.region, line.unit),
    "level": lambda line: line.level,
}
ALONG = {
    "name": lambda line: (line.name[:30], -line.year, line.number),
    "project": lambda line: (line.project_name[:30], -line.year, line.project_number, line.row),
    "indicator_count": lambda line: (-line.indicators, -line.year, line.number),
    "total": lambda line: (-(line.total or 0), -line.year, line.number),
}
LARGEST_FIRST = ("indicator_count", "total")


def in_order(lines: list[Line], sort: str) -> list[Line]:
    """The lines in the order asked for: by places what is equal stays newest year first; along an index the other
    direction is the same list backwards, only that what has no amount stays behind."""
    falling, name = sort.startswith("-"), sort.removeprefix("-")
    lines = sorted(lines, key=by_place)
    if name in ALONG:
        backwards = falling != (name in LARGEST_FIRST)
        ordered = sorted(lines, key=ALONG[name], reverse=backwards)
        return sorted(ordered, key=lambda line: line.total is None) if name == "total" else ordered
    if name == "fiscal_year":
        return sorted(lines, key=PLACES[name], reverse=not falling)
    return sorted(lines, key=PLACES[name], reverse=falling) if name in PLACES else lines


def questions(chance: random.Random, sorts: tuple[str, ...], own: dict[str, tuple]) -> Iterator[QueryDict]:
    """Filters, an order and a page, thrown together."""
    offered = {
        "region": ("130303", "130322"),
        "department": ("130303-345001", "130322-345002", "130303-345007"),
        "year": ("2019", "2020", "2021"),
        "q": ("购书", "文化馆", "第1", "供水 维修", "第2 购书", "没有的"),
        **own,
    }
    for _ in range(QUESTIONS):
        chosen = {name: chance.choice(values) for name, values in offered.items() if chance.random() < 0.25}
        sort = chance.choice(["", *sorts, *(f"-{name}" for name in sorts)])
        page = str(chance.choice((1, 1, 2, 3, 9, 99)))
        yield QueryDict("&".join(f"{name}={value}" for name, value in (chosen | {"sort": sort, "page": page}).items()))


def check(query: QueryDict, lines: list[Line], filters_class, table_class) -> None:
    """What a list answers to a question is what the lines say."""
    filters = filters_class(query, table_class.published())
    table = table_class(filters, query)
    if not filters.form.is_valid():  # the unit or year asked for has published nothing
        assert [line for line in lines if fits(line, query)] == []
        return
    found = in_order([line for line in lines if fits(line, query)], query.get("sort", ""))
    last = max(1, -(-len(found) // PER_PAGE))
    page = min(int(query["page"]), last)
    assert (table.page.number, table.page.pages) == (page, last)
    assert [(row.region_code, row.department_code, row.fiscal_year, row.key, row.name) for row in table.page.rows] == [
        (line.region, line.unit, line.year, line.key, line.name)
        for line in found[(page - 1) * PER_PAGE : page * PER_PAGE]
    ]
    shown = [line for line in found if not line.withheld]
    summary = table.summary
    assert (summary.shown, summary.withheld) == (len(shown), len(found) - len(shown))
    assert summary.units == len({(line.region, line.unit) for line in found})
    if table_class is ProjectTable:
        assert summary.total == sum_of(line.total for line in shown)
        assert summary.largest == max((line.total for line in shown if line.total is not None), default=None)
    facets = facets_of(filters, table.tally, table.units)
    for choice in (choice for facet in facets for choice in facet.choices):
        asked = QueryDict(choice.query)
        assert choice.count == (sum(fits(line, asked) for line in lines) if filters.countable else None)


@pytest.fixture
def county(monkeypatch):
    monkeypatch.setattr(public_table, "PER_PAGE", PER_PAGE)
    publish_a_county()
    return written_down()


def test_the_list_of_projects_is_what_a_reader_finds_by_hand(county):
    own = {
        "band": tuple(BANDS),
        "amount_min": ("0", "10000", "120000"),
        "amount_max": ("9999.99", "120000", "99999999"),
    }
    sorts = ("name", "department", "fiscal_year", "indicator_count", "total")
    for query in questions(random.Random(1), sorts, own):
        check(query, county[0], ProjectFilters, ProjectTable)


def test_the_list_of_indicators_is_what_a_reader_finds_by_hand(county):
    own = {
        "level": ("output", "output.quality", "outcome", "satisfaction.service_recipient", "cost"),
        "target": tuple(KINDS),
    }
    sorts = ("name", "level", "project", "department", "fiscal_year")
    for query in questions(random.Random(2), sorts, own):
        check(query, county[1], IndicatorFilters, IndicatorTable)


def test_every_value_that_has_rows_is_offered(county):
    query = QueryDict("")
    filters = ProjectFilters(query, ProjectTable.published())
    table = ProjectTable(filters, query)
    offered = {
        facet.label: [choice.words for choice in facet.choices]
        for facet in facets_of(filters, table.tally, table.units)
    }
    lines = county[0]
    assert offered["区划"] == ["山海关区", "昌黎县"]
    assert offered["年度"] == ["2021年", "2020年", "2019年"]
    bands = {band_of(line.total) for line in lines if not line.withheld}
    assert offered["预算数"] == [name for key, name in BANDS.items() if key in bands]
    assert len(offered["单位"]) == UNITS_SHOWN < len({(line.region, line.unit) for line in lines})
