"""The pages of the site as a whole: its front page, what it is, its glossary."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from disclosures.models.disclosure import Disclosure
from disclosures.public.figures import newest, year_figures
from disclosures.public.form_terms import FORM_TERMS
from disclosures.public.glossary import glossary as glossary_terms
from disclosures.public.pages import public_page

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
def about(request):
    """What this is, and how to verify a hash."""
    return render(request, "public/about.html")


@public_page
def glossary(request):
    """The terms of the forms, and those of published explanations with their sources."""
    return render(request, "public/glossary.html", {"terms": glossary_terms(), "form_terms": FORM_TERMS})


@public_page
def robots(request):
    """What search engines are asked to leave alone: the desk; and where the map of the site is."""
    sitemap = request.build_absolute_uri(reverse("public:sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: /admin/\n\nSitemap: {sitemap}\n", "text/plain")


@public_page
def favicon(request):
    """The mark, for programs that look for it here instead of in the page."""
    return redirect(static("img/mark.svg"))
