"""The lists over all current versions."""

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from disclosures.public.filters import IndicatorFilters, ProjectFilters
from disclosures.public.pages import public_page
from disclosures.public.subjects import SubjectFilters, SubjectTable
from disclosures.public.tables import IndicatorTable, ProjectTable, PublicTable


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


def _list(request, filters_class, table_class: type[PublicTable], words: dict[str, str]):
    """A list. `words`: its title, and what the other list is called and where it is."""
    if not all(request.GET.values()):
        return redirect(f"{request.path}?{_given(request.GET)}")
    filters = filters_class(request.GET, table_class.published())
    table = table_class(filters.qs, request.GET)
    context = {"filters": filters, "table": table, "chosen": filters.chosen(), "wrong": filters.wrong()}
    return render(request, "public/list.html", context | words)


def _given(query: QueryDict) -> str:
    """The query without what was left empty, as a form sends it: one address for one list."""
    given = query.copy()
    for name in [name for name in query if not query[name]]:
        del given[name]
    return given.urlencode()
