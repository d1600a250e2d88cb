"""导出: the plan as our .xlsx template and as .docx in the official layout, and the blank template."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header

from disclosures.desk.page import page
from disclosures.document.model import Document
from disclosures.exports import FORMATS
from disclosures.models import Submission
from disclosures.people.permissions import submissions_for
from disclosures.plans.from_rows import assemble

OFFERED = ("xlsx", "docx")


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be taken away."""
    submission = _submission(request, pk)
    return page(request, "desk/exchange/export.html", {"title": "导出", "submission": submission})


def export_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    """The plan as it stands now. Drafts too, for those in whose scope the plan is."""
    if extension not in OFFERED:
        raise Http404
    submission = _submission(request, pk)
    return _file(request, submission, assemble(submission), extension, "绩效计划")


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The blank template, its head filled in for this plan."""
    submission = _submission(request, pk)
    document = assemble(submission)
    blank = replace(document, overall_objective="", safeguards="", duties=(), projects=(), explanations=())
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
