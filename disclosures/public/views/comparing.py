"""Pages that set several versions side by side, or add them up."""

from django.http import Http404
from django.shortcuts import render

from disclosures.document.budget_statements import EXPENDITURE
from disclosures.public import editions
from disclosures.public.beside import heads, pair_kinds
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
