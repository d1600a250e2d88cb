"""A region's year, and a project or an indicator through the years."""

from django.http import Http404
from django.shortcuts import render

from disclosures.public.charts import bar_chart
from disclosures.public.indicator_history import indicator_histories, indicator_history
from disclosures.public.pages import public_page
from disclosures.public.peers import peers as peers_of
from disclosures.public.through_years import UnitProjects, steps_of, unit_projects, wordings
from disclosures.public.year_page import headings, ordered, year_page


@public_page
def year(request, region, year):
    """A region's year: who published what and when, the largest projects, and the year before."""
    page = year_page(region, year)
    if page is None:
        raise Http404
    sort = request.GET.get("sort", "")
    published = ordered([line for line in page.lines if line.version], sort)
    context = {"page": page, "place": page.figures, "published": published, "headings": headings(sort)}
    return render(request, "public/year.html", context)


@public_page
def project(request, region, department, *, called):
    """A project through the years; where a name means several, these."""
    unit, lineages = _asked(region, department, called)
    context = {"unit": unit, "version": unit.versions[-1], "called": called}
    if len(lineages) > 1:
        found = [[row for row, _ in one.steps] for one in lineages]
        return render(request, "public/several_projects.html", context | {"found": found})
    steps = steps_of(lineages[0])
    if not steps:
        raise Http404
    amounts = [(f"{step.version.fiscal_year}年", step.row.total) for step in steps]
    context |= {
        "address": unit.called(lineages[0]) or called,
        "steps": steps,
        "newest": steps[-1],
        "units": {step.version.department_name for step in steps},
        "doubts": [row for row, _ in lineages[0].doubts],
        "chart": bar_chart(amounts),
        "indicators": indicator_histories(steps),
        "wordings": wordings([(step.version, step.sheet) for step in steps]),
    }
    return render(request, "public/project_years.html", context)


@public_page
def indicator(request, region, department, *, called, level, name):
    """An indicator of a project through the years; where it is several, these."""
    unit, lineages = _asked(region, department, called)
    steps = steps_of(lineages[0]) if len(lineages) == 1 else []
    found = indicator_history(steps, level, name)
    if not found:
        raise Http404
    context = {
        "version": unit.versions[-1],
        "called": unit.called(lineages[0]) or called,
        "project": steps[-1],
        "found": found,
        "history": found[0],
    }
    page = "indicator_years" if len(found) == 1 else "several_indicators"
    return render(request, f"public/{page}.html", context)


@public_page
def peers(request, region, year, *, level, name):
    """How the units of a region set one indicator in a year."""
    asked = {name: request.GET.get(name, "") for name in ("unit", "page")}
    found = peers_of(region, year, level, name, **asked)
    if found is None:
        raise Http404
    return render(request, "public/peers.html", {"peers": found, "place": found.first.project.disclosure})


def _asked(region: str, department: str, called: str) -> tuple[UnitProjects, list]:
    unit = unit_projects(region, department)
    lineages = unit.asked(called) if unit else []
    if unit is None or not lineages:
        raise Http404
    return unit, lineages
