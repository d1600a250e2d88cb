"""The lists as files: all their rows as CSV, Excel or JSON, at the address of the list."""

from itertools import chain

from django.http import Http404
from django.urls import reverse
from django.utils.cache import get_conditional_response

from disclosures.public import records
from disclosures.public.archive import archive_response
from disclosures.public.figures import year_figures
from disclosures.public.filters import IndicatorFilters, ProjectFilters
from disclosures.public.list_files import Answer, list_file, notes_of
from disclosures.public.pages import public_file
from disclosures.public.standing import digest
from disclosures.public.subjects import SubjectFilters, SubjectTable
from disclosures.public.tables import IndicatorTable, ProjectTable
from disclosures.public.unit_files import UNITS, unit_rows
from disclosures.public.views.units import region_units


@public_file
def projects(request, extension):
    """All projects that fit the filters."""
    filters = ProjectFilters(request.GET, ProjectTable.published())
    return list_file(request, records.PROJECTS, filters, extension, reverse("public:projects"))


@public_file
def indicators(request, extension):
    """All indicators that fit the filters."""
    filters = IndicatorFilters(request.GET, IndicatorTable.published())
    return list_file(request, records.INDICATORS, filters, extension, reverse("public:indicators"))


@public_file
def subjects(request, extension):
    """All lines of statements that fit the filters."""
    filters = SubjectFilters(request.GET, SubjectTable.published())
    return list_file(request, records.STATEMENTS, filters, extension, reverse("public:subjects"))


@public_file
def units(request, region, extension):
    """All units of a region with what they published, year by year."""
    if not year_figures(region):
        raise Http404
    rows = list(unit_rows(region_units(region), request.build_absolute_uri("/")[:-1]))
    address = request.build_absolute_uri(reverse("public:region", args=[region]))
    said = notes_of(request, UNITS, address, "")
    etag = f'"{digest(extension, *chain(*said), *map(str, rows))}"'
    if answer := get_conditional_response(request, etag=etag):
        answer.headers["ETag"] = etag
        return answer
    return Answer(UNITS, iter(rows), len(rows), said, etag).response(extension)


@public_file
def archive(request, region, year):
    """Everything that is public of a region's year."""
    return archive_response(request, region, year)
