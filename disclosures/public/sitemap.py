"""The addresses of all that is public now, for search engines: an index, and parts of at most 50,000 addresses."""

from collections.abc import Iterable, Iterator
from math import ceil
from xml.sax.saxutils import escape

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from disclosures.exports.tables import BEIJING
from disclosures.models.disclosure import DisclosedProject, Disclosure
from disclosures.public.addresses import pattern_of
from disclosures.public.records import YEAR

MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_MEDIA_TYPE = "application/xml"
_PAGES = ("home", "about", "projects", "indicators", "subjects", "glossary", "api_docs")


def index_response(request: HttpRequest) -> HttpResponse:
    """Return the index of all parts. One query."""
    counted = Disclosure.objects.current().aggregate(projects=Sum("project_count"))
    years = Disclosure.objects.current().count()
    parts = [("places", 1), *_numbered("years", years), *_numbered("projects", counted["projects"] or 0)]
    entries = (
        f"<sitemap><loc>{escape(request.build_absolute_uri(reverse('public:sitemap_part', args=part)))}</loc></sitemap>"
        for part in parts
    )
    content = "".join((_HEAD.format("sitemapindex"), *(f"{entry}\n" for entry in entries), "</sitemapindex>\n"))
    return HttpResponse(content, _MEDIA_TYPE)


def part_response(request: HttpRequest, sort: str, number: int) -> StreamingHttpResponse:
    """Return a part of the map. Raises Http404 where there is none."""
    site = request.build_absolute_uri("/")[:-1]
    makers = {"places": _places, "years": _years, "projects": _projects}
    if sort not in makers:
        raise Http404
    entries = iter(makers[sort](site, slice((number - 1) * MOST, number * MOST)))
    first = next(entries, None)
    if first is None:
        raise Http404
    return StreamingHttpResponse(_part(first, entries), _MEDIA_TYPE)


def _numbered(sort: str, count: int) -> list[tuple[str, int]]:
    return [(sort, number) for number in range(1, ceil(count / MOST) + 1)]


def _part(first: str, others: Iterable[str]) -> Iterator[bytes]:
    yield _HEAD.format("urlset").encode()
    yield first.encode()
    for entry in others:
        yield entry.encode()
    yield b"</urlset>\n"


def _entry(address: str, changed: str = "") -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{lastmod}</url>\n"


def _places(site: str, part: slice) -> Iterator[str]:
    """The pages of the site, the regions and the units; one query."""
    addresses = [reverse(f"public:{name}") for name in _PAGES]
    units = Disclosure.objects.current().order_by("region_code", "department_code")
    places = list(units.values_list("region_code", "department_code").distinct())
    addresses += [reverse("public:region", args=[code]) for code in dict.fromkeys(region for region, _ in places)]
    fill = pattern_of("department", *YEAR[:2]).format
    addresses += [fill(*place) for place in places]
    return (_entry(site + address) for address in addresses[part])


def _years(site: str, part: slice) -> Iterator[str]:
    fill = f"{site}{pattern_of('disclosure', *YEAR)}".format
    found = Disclosure.objects.current().order_by("pk")
    rows = found.values_list("region_code", "department_code", "fiscal_year", "published_at")[part]
    return (_entry(fill(*place), f"{at.astimezone(BEIJING):%Y-%m-%d}") for *place, at in rows.iterator(2000))


def _projects(site: str, part: slice) -> Iterator[str]:
    fill = f"{site}{pattern_of('project', *YEAR, 'key')}".format
    found = DisclosedProject.objects.filter(disclosure__current=True, withheld=False).order_by("pk")
    rows = found.values_list("region_code", "department_code", "fiscal_year", "key")[part]
    return (_entry(fill(*row)) for row in rows.iterator(2000))
