"""The reading room: each view finds, shapes and renders. No log-in, no session, nothing but published rows."""

from itertools import groupby

from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from disclosures.document.budget_figures import budget_figures
from disclosures.document.budget_statements import EXPENDITURE
from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure
from disclosures.public import downloads, editions
from disclosures.public.beside import comparable, pair_tables
from disclosures.public.changes import changes_since
from disclosures.public.charts import bar_chart, plan_chart
from disclosures.public.class_charts import class_charts
from disclosures.public.figures import newest, year_figures
from disclosures.public.filters import IndicatorFilters, ProjectFilters
from disclosures.public.glossary import glossary as glossary_terms
from disclosures.public.pages import public_page
from disclosures.public.presenters import levelled, plan_lines, project_table
from disclosures.public.statements import sections, statement_layouts
from disclosures.public.subjects import SubjectFilters, SubjectTable
from disclosures.public.sums import SUMMED, region_sums
from disclosures.public.tables import IndicatorTable, ProjectTable, PublicTable
from disclosures.public.units import Rosters, region_table, unit_of

NEWEST_SHOWN = 8


@public_page
def home(request):
    """Regions and years with their figures, the search box, the newest publications."""
    figures = year_figures()
    current = Disclosure.objects.current()
    context = {
        "regions": [list(years) for _, years in groupby(figures, lambda year: year.region_code)],
        "declared": any(year.departments_due is not None for year in figures),
        "departments": current.order_by().values("region_code", "department_code").distinct().count(),
        "projects": sum(year.projects for year in figures),
        "indicators": sum(year.indicators for year in figures),
        "newest": newest(NEWEST_SHOWN),
    }
    return render(request, "public/home.html", context)


@public_page
def robots(request):
    """What search engines are asked to leave alone: the desk."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", "text/plain")


@public_page
def favicon(request):
    """The mark, for programs that look for it here instead of in the page."""
    return redirect(static("img/mark.svg"))


@public_page
def about(request):
    """What this is, and how to verify a hash."""
    return render(request, "public/about.html")


@public_page
def region(request, region):
    """A region's years, and its units with what each has published."""
    years = year_figures(region)
    if not years:
        raise Http404
    rosters = Rosters(region, *_years_and_units(region_code=region))
    context = {
        "years": years,
        "region": years[0],
        "declared": bool(rosters.declared),
        "table": region_table(_standing_versions(region_code=region), rosters),
    }
    return render(request, "public/region.html", context)


@public_page
def department(request, region, department):
    """All years of a unit, newest first, and the overall objective of the newest."""
    years, units = _years_and_units(region_code=region)
    rosters = Rosters(region, years, units.filter(code=department))
    unit = unit_of(department, _standing_versions(region_code=region, department_code=department), rosters)
    if unit is None:
        raise Http404
    current = [one.version for one in unit.years if one.version and one.version.current]
    context = {
        "unit": unit,
        "edition": editions.find(region, department, current[0].fiscal_year) if current else None,
        "chart": bar_chart([(f"{version.fiscal_year}年", version.total) for version in reversed(current)]),
    }
    return render(request, "public/department.html", context)


def _years_and_units(**place):
    """What is known of years and of the units in their rosters."""
    return DisclosedYear.objects.filter(**place), DisclosedUnit.objects.filter(**place)


def _standing_versions(**place):
    """The versions that say where a unit stands: current and withdrawn ones by year, newest first."""
    shown = Disclosure.objects.filter(Q(current=True) | Q(withdrawn_at__isnull=False), **place)
    return shown.select_related("budget").order_by("-fiscal_year", "-version")


@public_page
def disclosure(request, region, department, year, version=None):
    """A version of what a department published for a year."""
    edition = editions.find(region, department, year, version)
    context = {
        "edition": edition,
        "table": project_table(edition.document),
        "figures": list(budget_figures(edition.document).values()),
        "statements": statement_layouts(edition.document),
        "sections": sections(edition.document),
    }
    return render(request, "public/disclosure.html", context)


@public_page
def statements(request, region, department, year, version=None):
    """The budget statements of a version in the official layout, with charts of them."""
    edition = editions.find(region, department, year, version)
    shown = statement_layouts(edition.document)
    if not shown:
        raise Http404
    context = {
        "edition": edition,
        "statements": shown,
        "figures": list(budget_figures(edition.document).values()),
        "charts": class_charts(edition.document),
    }
    if edition.disclosure.current:
        context["years"], context["units"] = comparable(edition.disclosure)
    return render(request, "public/statements.html", context)


@public_page
def beside(request, region, department, year, *, other_region, other, other_year):
    """The statements of two current versions side by side."""
    edition, older = editions.find(region, department, year), editions.find(other_region, other, other_year)
    shown = [edition.disclosure, older.disclosure]
    same_unit = shown[0].department_name == shown[1].department_name
    heads = [f"{one.fiscal_year}年" if same_unit else one.department_name for one in reversed(shown)]
    context = {"edition": edition, "older": older, "heads": heads, "tables": pair_tables(older, edition)}
    return render(request, "public/beside.html", context)


@public_page
def sums(request, region, year):
    """The sums of one kind of statement over all units of a region and year."""
    kind = next((one for one in SUMMED if one.kind == request.GET.get("kind")), EXPENDITURE)
    found = region_sums(region, year, kind)
    if found is None:
        raise Http404
    context = {"sums": found, "kinds": SUMMED, "year": year, "region": found.published[0]}
    return render(request, "public/sums.html", context)


@public_page
def glossary(request):
    """The terms of published explanations with their sources."""
    return render(request, "public/glossary.html", {"terms": glossary_terms()})


@public_page
def project(request, region, department, year, *, key, version=None):
    """A project as its 绩效目标表; a withheld one as its place and the reason."""
    edition = editions.find(region, department, year, version)
    sheet = edition.project(key)
    context = {
        "edition": edition,
        "sheet": sheet,
        "neighbours": edition.neighbours(sheet),
        "way_on": edition.way_to_current(key),
    }
    if not sheet.withheld:
        context |= {
            "rows": levelled(sheet.indicators),
            "plan": plan_lines(sheet),
            "chart": plan_chart(sheet.spending_plan or ()),
            "unit": sheet.money_unit or edition.document.money_unit,
        }
    return render(request, "public/project.html", context)


@public_page
def changes(request, region, department, year, version):
    """What changed between a version and an older one of the same year."""
    edition = editions.find(region, department, year, version)
    found = changes_since(edition, request.GET.get("since"))
    return render(request, "public/changes.html", {"edition": edition, "changes": found})


@public_page
def body(request, region, department, year, version):
    """The exact bytes of a version."""
    return downloads.body_response(editions.find(region, department, year, version))


@public_page
def download(request, region, department, year, *, version, extension):
    """A version in a format of exports."""
    return downloads.download_response(request, editions.find(region, department, year, version), extension)


@public_page
def source(request, region, department, year, version=None):
    """The file a version was imported from."""
    return downloads.source_response(request, editions.find(region, department, year, version))


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
