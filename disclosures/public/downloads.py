"""Taking a published version away: its exact bytes, the file it came from, and the formats of exports."""

import re
from io import BytesIO
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from disclosures.exports import READERS_FORMATS
from disclosures.models.disclosure import Disclosure
from disclosures.public.addresses import version_address
from disclosures.public.editions import Edition
from disclosures.publication.kept_exports import export_name, kept_export

#: The name of a unit in the name of a file: what a file system refuses is left out, and so much is enough.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
LONGEST_NAME = 40


def body_response(edition: Edition) -> HttpResponse:
    """The stored bytes, of which the SHA-256 is the published one; the hash is also the ETag."""
    response = HttpResponse(
        edition.body.text.encode(), "application/json", headers=_headers(edition, "-存档正文.json", ".body.json")
    )
    response["ETag"] = f'"{edition.body.sha256}"'
    return response


def download_response(request: HttpRequest, edition: Edition, extension: str) -> HttpResponseBase:
    """The version in one of the formats of exports, made once, with its number, address and hash where the format has
    a place for them; JSON is the stored bytes. 304 where the reader has it already.

    Raises Http404 for any other format and where a format cannot hold the version, Busy where it must be made and
    too many others are being made.
    """
    media_type, _, export = next((it for it in READERS_FORMATS.values() if it[1] == extension), (None, None, None))
    if export is None:
        raise Http404
    words = imprint(edition, request.build_absolute_uri("/")[:-1])
    name = export_name(edition.body.sha256, words, extension)
    if answer := _kept_by_the_reader(request, name):
        return answer
    headers = _headers(edition, f".{extension}") | {"ETag": f'"{name}"'}
    if extension == "json":
        return HttpResponse(edition.body.text.encode(), media_type, headers=headers)
    try:
        file = kept_export(name, lambda: export(edition.document, words))
    except ValueError as error:
        raise Http404(str(error)) from error
    return FileResponse(file, content_type=media_type, headers=headers)


def imprint(edition: Edition, site: str) -> str:
    """Which version this is, where it is read, and the hash of its stored text."""
    version = edition.disclosure
    return f"第{version.version}版  {site}{version_address(version)}  SHA-256 {edition.body.sha256}"


def source_response(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The file that the version was imported from, where it may be offered; 304 where the reader has it already.
    Raises Http404 where not."""
    offered = getattr(edition.disclosure, "file", None)
    if offered is None:
        raise Http404
    if answer := _kept_by_the_reader(request, offered.sha256):
        return answer
    content = BytesIO(offered.source.content)
    return FileResponse(content, as_attachment=True, filename=offered.name, headers={"ETag": f'"{offered.sha256}"'})


def _kept_by_the_reader(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """The answer to a reader who has what goes by this name; None where it is to be sent."""
    answer = get_conditional_response(request, etag=f'"{name}"')
    if answer:
        answer.headers["ETag"] = f'"{name}"'
    return answer


def file_name(version: Disclosure, ending: str) -> str:
    """Return what a file of a version is called on the disk of whoever takes it: 教育和体育局-2021年-第1版.docx."""
    unit = _NOT_IN_NAMES.sub("", version.department_name)[:LONGEST_NAME] or version.department_code
    return f"{unit}-{version.fiscal_year}年-第{version.version}版{ending}"


def _headers(edition: Edition, ending: str, plain_ending: str = "") -> dict:
    """A name for people, and one without Chinese for programs that cannot read it."""
    version = edition.disclosure
    place = f"{version.region_code}-{version.department_code}-{version.fiscal_year}-v{version.version}"
    plain, name = place + (plain_ending or ending), quote(file_name(version, ending))
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=utf-8''{name}"}
