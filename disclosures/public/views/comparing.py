"""Pages that set several versions side by side, or add them up."""

from django.http import Http404
from django.shortcuts import render

from disclosures.document.budget_statements import EXPENDITURE
from disclosures.public import editions
from disclosures.public.beside import pair_tables
from disclosures.public.pages import public_page
from disclosures.public.sums import SUMMED, region_sums


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
