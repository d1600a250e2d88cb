"""Taking a published version away: its exact bytes, the file it came from, and the formats of exports."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse

from disclosures.exports import FORMATS
from disclosures.public.addresses import version_address
from disclosures.public.editions import Edition


def body_response(edition: Edition) -> HttpResponse:
    """The stored bytes, of which the SHA-256 is the published one; the hash is also the ETag."""
    response = HttpResponse(edition.body.text.encode(), "application/json", headers=_headers(edition, "body.json"))
    response["ETag"] = f'"{edition.body.sha256}"'
    return response


def download_response(edition: Edition, extension: str, site: str) -> HttpResponse:
    """The version in one of the formats of exports, with its number, address and hash where the format has a place
    for them; JSON is the stored bytes. `site` is the beginning of the address. Raises Http404 for any other format,
    and where a format cannot hold the version."""
    for media_type, known, export in FORMATS.values():
        if known == extension:
            try:
                stored = edition.body.text.encode()
                content = stored if extension == "json" else export(edition.document, imprint(edition, site))
            except ValueError as error:
                raise Http404(str(error)) from error
            return HttpResponse(content, media_type, headers=_headers(edition, known))
    raise Http404


def imprint(edition: Edition, site: str) -> str:
    """Which version this is, where it is read, and the hash of its stored text."""
    version = edition.disclosure
    return f"第{version.version}版  {site}{version_address(version)}  SHA-256 {edition.body.sha256}"


def source_response(edition: Edition) -> FileResponse:
    """The file that the version was imported from, where it may be offered. Raises Http404 where not."""
    offered = getattr(edition.disclosure, "file", None)
    if offered is None:
        raise Http404
    return FileResponse(BytesIO(offered.source.content), as_attachment=True, filename=offered.name)


def _headers(edition: Edition, ending: str) -> dict:
    version = edition.disclosure
    name = f"{version.region_code}-{version.department_code}-{version.fiscal_year}-v{version.version}"
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
