"""What every public answer has in common: read-only methods (405), 304 for what has not changed, compression, 410."""

from functools import wraps

from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from disclosures.public.editions import GoneError

SAFE = ("GET", "HEAD")


def public_page(view):
    """A view of the reading room. Always revalidated, so that what is withdrawn is gone at the next click.

    Nothing can be sent to it, so that there is nothing to protect by a CSRF token either.
    """
    return gzip_page(public_file(view))


def public_file(view):
    """The same for what is sent as it is: compressed already, or by the proxy."""

    @csrf_exempt
    @conditional_page
    @cache_control(public=True, no_cache=True)
    @wraps(view)
    def page(request, *args, **place):
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE, render_to_string("405.html", request=request))
        try:
            return view(request, *args, **place)
        except GoneError as gone:
            return render(request, "public/gone.html", {"gone": gone}, status=410)

    return page
