"""When wrong passwords close the log-in: one user from one address, one user from anywhere, one address for anybody."""

from ipaddress import IPv6Address, ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address, get_client_username
from axes.models import AccessLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class LimitsHandler(AxesDatabaseHandler):
    """django-axes with a limit of its own for each of AXES_LOCKOUT_PARAMETERS: the numbers in LOCKOUT_LIMITS.

    The first of them is the pair of user and address. Where a user has logged in from an address before, it alone
    counts there: otherwise anybody could keep everybody out by guessing wrongly on purpose.
    """

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """Return how many limits are reached. One is enough to lock: AXES_FAILURE_LIMIT is 1."""
        attempts_list = self.get_user_attempts(request, credentials)
        if self._is_at_home(request, credentials):
            attempts_list = attempts_list[:1]
        counts = [attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0 for attempts in attempts_list]
        return sum(count >= limit for count, limit in zip(counts, settings.LOCKOUT_LIMITS, strict=False))

    def reset_user_attempts(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """Forget the failures of the pair that logged in, and no others: return how many records those were."""
        return self.filter_user_attempts(request, credentials)[0].delete()[0]

    def _is_at_home(self, request: HttpRequest, credentials: dict | None) -> bool:
        known = AccessLog.objects.filter(ip_address=get_client_ip_address(request))
        return known.filter(username=get_client_username(request, credentials)).exists()


def address_of(request: HttpRequest) -> str | None:
    """Return the address that a request comes from, as far as attempts are counted by it; None where it is not known.

    Of an IPv6 address only the network of 64 bits counts: whoever has one has all addresses in it.
    """
    try:
        address = ip_address(request.META.get(settings.ADDRESS_HEADER, "").partition("%")[0])
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False).network_address)
