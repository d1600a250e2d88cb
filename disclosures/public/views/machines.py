"""What programs look for: feeds, maps of the site, and the catalogue of data sets."""

from django.http import Http404, JsonResponse
from django.urls import reverse

from disclosures.public import catalog as catalogues
from disclosures.public import feeds, sitemap
from disclosures.public.pages import public_page


@public_page
def feed(request):
    """What was published and withdrawn lately."""
    return feeds.all_feed(request)


@public_page
def region_feed(request, region):
    """The same of one region."""
    versions = feeds.newest_of(region_code=region)
    if not versions:
        raise Http404
    address = reverse("public:region", args=[region])
    return feeds.feed_response(request, f"{versions[0].region_name}最新公开", address, versions)


@public_page
def department_feed(request, region, department):
    """The same of one unit."""
    versions = feeds.newest_of(region_code=region, department_code=department)
    if not versions:
        raise Http404
    address = reverse("public:department", args=[region, department])
    return feeds.feed_response(request, f"{versions[0].department_name}最新公开", address, versions)


@public_page
def sitemap_index(request):
    """The index of the maps of the site."""
    return sitemap.index_response(request)


@public_page
def sitemap_part(request, sort, number):
    """A map of the site."""
    return sitemap.part_response(request, sort, number)


@public_page
def catalog(request):
    """The catalogue of data sets."""
    made = catalogues.dcat(request)
    return JsonResponse(made, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
