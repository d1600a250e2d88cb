"""What lets readers check: the chain of hashes, the way back from paper, what the rules say of a published text."""

from io import BytesIO

import segno
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from disclosures.public import editions
from disclosures.public.addresses import version_address
from disclosures.public.chain import PER_PAGE, chain_csv, links, places, state_of
from disclosures.public.pages import public_page
from disclosures.public.rules import told_doubts
from disclosures.public.site import imprint_of
from disclosures.publication.public_checks import checked


@public_page
def chain(request):
    """The chain of hashes, newest first."""
    page = Paginator(places(), PER_PAGE).get_page(request.GET.get("page"))
    shown = links().filter(pk__in=list(page)).reverse()
    rows = [(body, state_of(body)) for body in shown]
    return render(request, "public/chain.html", {"page": page, "rows": rows})


@public_page
def chain_file(request):
    """The whole chain as a file."""
    text = chain_csv(links(), request.build_absolute_uri("/")[:-1])
    headers = {
        "Content-Disposition": "attachment; filename=\"chain.csv\"; filename*=utf-8''%E5%85%AC%E5%BC%80%E9%93%BE.csv"
    }
    return HttpResponse(text, "text/csv; charset=utf-8", headers=headers)


@public_page
def way_back(request, region, department, year, *, version, key=None):
    """The address of a version, or of a project in it, as a QR code for paper."""
    edition = editions.find(region, department, year, version)
    shown = edition.disclosure
    address = version_address(shown)
    if key is not None:
        address = f"{address}{edition.project(key).sheet.key}/"
    file = BytesIO()
    code = segno.make(request.build_absolute_uri(address), error="m", micro=False)
    code.save(file, kind="svg", scale=4, border=2, light="#fff", svgclass=None, lineclass=None)
    return HttpResponse(file.getvalue(), "image/svg+xml")


@public_page
def rules(request, region, department, year, version=None):
    """What the rules of review say of a version, where the bureau lets readers see it."""
    edition = editions.find(region, department, year, version)
    imprint = imprint_of(request)
    if imprint and not imprint.owner.shows_checks:
        raise Http404
    found = checked(edition.disclosure, edition.body, edition.document)
    context = {"edition": edition, "checked": found, "doubts": told_doubts(edition, found)}
    return render(request, "public/rules.html", context)
