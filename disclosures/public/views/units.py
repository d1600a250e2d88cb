"""The pages of regions and of units."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render

from disclosures.models.disclosure import DisclosedUnit, DisclosedYear, Disclosure
from disclosures.public import editions
from disclosures.public.charts import bar_chart
from disclosures.public.figures import year_figures
from disclosures.public.pages import public_page
from disclosures.public.successions import family, former_names
from disclosures.public.units import Rosters, UnitTable, region_table, unit_of


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


def region_units(region) -> UnitTable:
    """Return every unit of a region with where it stands in each year. Three queries."""
    rosters = Rosters(region, *_years_and_units(region_code=region))
    return region_table(_standing_versions(region_code=region), rosters)


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
        "family": family(region, department),
        "former": former_names(current),
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
