"""How often one address may ask for what programs fetch: the API, and lists and years as files.

Counted in the memory of each process: with two workers an address has twice as much.
"""

import re
import threading
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.programs import is_for_programs, refusal
from disclosures.desk.lockout import address_of

MINUTE = 60  # seconds
#: Addresses that are remembered at once; whoever comes when there are more starts anew like all others.
MOST_ADDRESSES = 10_000
#: What answers with a whole list or year, which costs more than a page.
_FILE = re.compile(r"/(?:projects|indicators|subjects|\d{6})\.(?:csv|xlsx|json)|/\d{6}/\d{4}/archive\.zip")


class LimitRate:
    """Requests beyond API_REQUESTS_PER_MINUTE or FILES_PER_MINUTE from one address are answered 429 with a sentence
    and `Retry-After`. Of an IPv6 address the network counts, as it does for wrong passwords; 0 is no limit."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.counts: dict[tuple[str, str | None], int] = {}
        self.minute = 0
        self.lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sort = sort_of(request)
        limit = {"api": settings.API_REQUESTS_PER_MINUTE, "file": settings.FILES_PER_MINUTE}.get(sort, 0)
        if limit and self._count(sort, address_of(request)) > limit:
            return _refused(limit)
        return self.get_response(request)

    def _count(self, sort: str, address: str | None) -> int:
        """How many requests of a sort came from an address in this minute, this one included."""
        minute = int(time.time()) // MINUTE
        with self.lock:
            if minute != self.minute or len(self.counts) >= MOST_ADDRESSES:
                self.minute, self.counts = minute, {}
            self.counts[sort, address] = self.counts.get((sort, address), 0) + 1
            return self.counts[sort, address]


def sort_of(request: HttpRequest) -> str:
    """Return which limit counts a request: "api", "file", or "" for none."""
    if is_for_programs(request):
        return "api"
    return "file" if _FILE.fullmatch(request.path_info) else ""


def _refused(limit: int) -> HttpResponse:
    wait = MINUTE - int(time.time()) % MINUTE
    return refusal(f"取用过于频繁：每分钟最多 {limit} 次，请在 {wait} 秒后再取。", 429, wait)
