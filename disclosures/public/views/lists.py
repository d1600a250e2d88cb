"""The lists over all current versions."""

from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from disclosures.public.facets import facets_of
from disclosures.public.filters import IndicatorFilters, ProjectFilters
from disclosures.public.jinja import drawn
from disclosures.public.pages import public_page
from disclosures.public.public_table import PublicTable
from disclosures.public.subjects import SubjectFilters, SubjectTable
from disclosures.public.tables import IndicatorTable, ProjectTable
from disclosures.public.unit_names import unit_names, units_called


@public_page
def projects(request):
    """The list of all published projects."""
    other = {"room": "绩效指标", "others": reverse("public:indicators")}
    return _list(request, ProjectFilters, ProjectTable, {"title": "预算项目"} | other)


@public_page
def indicators(request):
    """The list of all published indicators."""
    other = {"room": "预算项目", "others": reverse("public:projects")}
    return _list(request, IndicatorFilters, IndicatorTable, {"title": "绩效指标"} | other)


@public_page
def subjects(request):
    """The list of all lines of published statements."""
    words = {"title": "报表科目", "room": "预算项目", "others": reverse("public:projects")}
    return _list(request, SubjectFilters, SubjectTable, words)


@public_page
def units(request):
    """The units that have published, as the field of a list offers them while somebody types."""
    return JsonResponse(
        {"units": [unit.label for unit in unit_names().values()]}, json_dumps_params={"ensure_ascii": False}
    )


def _list(request, filters_class, table_class: type[PublicTable], words: dict[str, str]):
    """A list. `words`: its title, and what the other list is called and where it is."""
    asked = _settled(request.GET)
    if asked != request.GET:
        return redirect(f"{request.path}?{asked.urlencode()}")
    filters = filters_class(request.GET, table_class.published())
    table = table_class(filters, request.GET)
    context = {"filters": filters, "table": table, "chosen": filters.chosen(), "wrong": filters.wrong()}
    if table.count:
        context["rows"] = drawn("tables/rows.jinja", table=table)
    if table.tally:
        context["facets"] = drawn("tables/facets.jinja", facets=facets_of(filters, table.tally, table.units))
    return render(request, "public/list.html", context | words)


def _settled(query: QueryDict) -> QueryDict:
    """The query without what was left empty, as a form sends it, and with the one unit that a typed one means: one
    address for one list."""
    settled = query.copy()
    for name in [name for name in query if not query[name]]:
        del settled[name]
    called = units_called(query.get("unit", ""), query.get("region", ""))
    if len(called) == 1:
        settled["department"] = called[0].value
        del settled["unit"]
        settled.pop("page", None)
    return settled
