"""The inbox: what a person was told, newest first."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from disclosures.desk.page import page
from disclosures.models import Notice
from disclosures.people.permissions import entered_submissions_for, reviewed_submissions_for

PAGE_SIZE = 50


@require_safe
def inbox(request):
    """The notices of the person who asks."""
    mine = Notice.objects.filter(person=request.user).select_related("submission__plan__department")
    shown = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"title": "收件箱", "page": shown, "unread": mine.filter(read_at=None).count()}
    return page(request, "desk/inbox.html", context)


@require_POST
def open_notice(request, pk: int):
    """Mark a notice as read and go to the plan that it speaks of."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    Notice.objects.filter(pk=pk, read_at=None).update(read_at=timezone.now())
    plan = notice.submission_id
    if plan and entered_submissions_for(request.user).filter(pk=plan).exists():
        return redirect("admin:desk-plan", plan)
    if plan and reviewed_submissions_for(request.user).filter(pk=plan).exists():
        return redirect("admin:desk-review", plan)
    return redirect("admin:desk-inbox")


@require_POST
def read_all(request):
    """Mark every notice as read."""
    Notice.objects.filter(person=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("admin:desk-inbox")
