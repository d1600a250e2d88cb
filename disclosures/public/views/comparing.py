"""Pages that set several versions side by side, or add them up."""

from django.http import Http404
from django.shortcuts import render

from disclosures.document.budget_statements import EXPENDITURE
from disclosures.models.disclosure import Disclosure
from disclosures.public import editions
from disclosures.public.beside import heads, pair_kinds
from disclosures.public.beside_projects import others_of, projects_beside
from disclosures.public.editions import Edition
from disclosures.public.filters import Chosen
from disclosures.public.pages import public_page
from disclosures.public.sums import SUMMED, publishers, region_sums


@public_page
def beside(request, region, department, year, *, other_region, other, other_year):
    """The statements of two current versions side by side."""
    if (region, department, year) == (other_region, other, other_year):
        raise Http404
    edition, older = editions.find(region, department, year), editions.find(other_region, other, other_year)
    kinds, left = pair_kinds(older, edition)
    context = {"edition": edition, "older": older, "kinds": kinds, "left": left}
    return render(request, "public/beside.html", context | {"heads": heads(older.disclosure, edition.disclosure)})


@public_page
def beside_projects(request, region, department, year, *, other_region, other, other_year):
    """The projects and indicators of two current versions side by side."""
    edition, older = editions.find(region, department, year), editions.find(other_region, other, other_year)
    return _beside_projects(request, edition, older)


@public_page
def beside_version(request, region, department, year, version, *, other_version):
    """The projects and indicators of two versions of one year side by side."""
    edition = editions.find(region, department, year, version)
    return _beside_projects(request, edition, editions.find(region, department, year, other_version))


@public_page
def beside_what(request, region, department, year):
    """What a current version may be set beside."""
    return _beside_projects(request, editions.find(region, department, year), None)


def _beside_projects(request, edition: Edition, older: Edition | None):
    version = edition.disclosure
    years, units = others_of(version)
    readable = [one for one in edition.versions if one.version < version.version]
    context = {"edition": edition, "years": years, "units": units, "versions": readable, "older": older}
    if older:
        shown = [version, older.disclosure]
        context |= {"beside": projects_beside(older, edition), "heads": _told_apart(shown)}
    return render(request, "public/beside_projects.html", context)


def _told_apart(shown: list[Disclosure]) -> list[str]:
    """What tells two versions apart, the second first: the unit, the year or the number."""
    for told in ("{0.department_name}", "{0.fiscal_year}年", "第{0.version}版"):
        heads = [told.format(one) for one in reversed(shown)]
        if heads[0] != heads[1]:
            return heads
    return [str(one) for one in reversed(shown)]


@public_page
def sums(request, region, year):
    """The sums of one kind of statement over all units of a region and year; none for a kind that does not exist."""
    published = publishers(region, year)
    if not published:
        raise Http404
    asked = request.GET.get("kind", "")
    kind = next((one for one in SUMMED if one.kind == (asked or EXPENDITURE.kind)), None)
    context = {"kinds": SUMMED, "year": year, "region": published[0]}
    if kind is None:
        context["wrong"] = [Chosen(f"“{asked[:20]}”不是可以汇总的报表。", "")]
    else:
        context["sums"] = region_sums(region, year, kind, published)
    return render(request, "public/sums.html", context)
