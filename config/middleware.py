"""What holds for every request whatever its address: no NUL in it, and for the desk, which methods and no store."""

from collections.abc import Iterator

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin

METHODS = ("GET", "HEAD", "POST")


class PrivateDesk:
    """Every answer below the address of the desk is marked as not to be stored, also refusals, redirects and files.

    Methods that no page of the desk knows are answered 405 before anything else looks at the request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_private(request):
            return self.get_response(request)
        response = self.get_response(request) if request.method in METHODS else _not_allowed()
        add_never_cache_headers(response)
        return response


class DeskOnly(MiddlewareMixin):
    """Mixed into middleware that the desk alone needs: public pages know no session, no person and no message."""

    def __call__(self, request):
        return super().__call__(request) if is_private(request) else self.get_response(request)


class DeskSessions(DeskOnly, SessionMiddleware):
    """Sessions of the desk."""


class DeskAuthentication(DeskOnly, AuthenticationMiddleware):
    """Who is logged in at the desk."""


class DeskMessages(DeskOnly, MessageMiddleware):
    """What the desk says after a step."""


class RefuseNul:
    """A request with a NUL character in its address, cookies or form is answered 400: PostgreSQL stores no such text.

    Forms are read on the desk only; public pages take none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refused = any("\0" in text for text in _texts(request))
        except UnreadablePostError as error:  # the browser went away
            raise BadRequest("an unfinished request") from error
        if refused:
            raise BadRequest("a NUL character")
        return self.get_response(request)


def is_private(request: HttpRequest) -> bool:
    """Return whether the address of a request belongs to the desk."""
    return request.path.startswith(reverse("admin:index"))


def _texts(request: HttpRequest) -> Iterator[str]:
    """Yield every text of a request that a page may look up or store."""
    yield request.path
    yield from request.COOKIES.values()
    for values in (request.GET, request.POST) if is_private(request) else (request.GET,):
        for name, texts in values.lists():
            yield name
            yield from texts


def _not_allowed() -> HttpResponse:
    return HttpResponseNotAllowed(METHODS, "此网址不接受这种请求。", content_type="text/plain; charset=utf-8")
