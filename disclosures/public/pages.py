"""What every public answer has in common: read-only methods, 304 for what has not changed, compression, 410."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from disclosures.public.editions import GoneError


def public_page(view):
    """A view of the reading room. Always revalidated, so that what is withdrawn is gone at the next click."""

    @require_safe
    @gzip_page
    @conditional_page
    @cache_control(public=True, no_cache=True)
    @wraps(view)
    def page(request, *args, **place):
        try:
            return view(request, *args, **place)
        except GoneError as gone:
            return render(request, "public/gone.html", {"gone": gone}, status=410)

    return page
