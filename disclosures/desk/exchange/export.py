"""导出: the plan as our .xlsx template and as .docx in the official layout, and the blank template."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header

from disclosures.desk.page import page
from disclosures.document.model import Document
from disclosures.exports import FORMATS
from disclosures.models import Submission
from disclosures.people.permissions import NotAllowed, can_read_text, submissions_for
from disclosures.plans.from_rows import assemble
from disclosures.plans.readable import readable_text

OFFERED = ("xlsx", "docx")


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be taken away."""
    submission = _submission(request, pk)
    if not can_read_text(request.user, submission):
        raise Http404
    return page(request, "desk/exchange/export.html", {"title": "导出", "submission": submission})


def export_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The plan as it stands now, drafts too, for those who enter; for the bureau as far as it was sent in."""
    if extension not in OFFERED:
        raise Http404
    submission = _submission(request, pk)
    try:
        document = readable_text(request.user, submission)
    except NotAllowed as refusal:
        raise Http404 from refusal
    return _file(request, submission, document, extension, "绩效计划")


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The blank template, its head filled in for this plan."""
    submission = _submission(request, pk)
    document = assemble(submission)
    blank = Document(document.region, document.department, document.fiscal_year, document.money_unit)
    return _file(request, submission, blank, "xlsx", "绩效计划模板")


def _submission(request: HttpRequest, pk: int) -> Submission:
    submissions = submissions_for(request.user).select_related("plan__department", "plan__fiscal_year__region")
    return get_object_or_404(submissions, pk=pk)


def _file(request: HttpRequest, submission: Submission, document: Document, extension: str, title: str) -> HttpResponse:
    media_type, _, written = FORMATS[extension]
    try:
        content = written(document)
    except ValueError as reason:
        messages.error(request, str(reason))
        return redirect("admin:desk-export", submission.pk)
    plan = submission.plan
    name = f"{plan.department.code}{plan.department.name}{plan.fiscal_year.year}年{title}.{extension}"
    return HttpResponse(content, media_type, headers={"Content-Disposition": content_disposition_header(True, name)})
