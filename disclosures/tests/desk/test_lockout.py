"""Guessing passwords: one user from one address, one user from many addresses, one address trying many users."""

from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client

from disclosures.tests import cast

pytestmark = pytest.mark.django_db

OFFICE, ELSEWHERE = "10.0.0.7", "203.0.113.9"


def log_in(username: str, address: str, password: str = cast.PASSWORD) -> int:
    """The answer to a log-in: 302 it was right, 200 it was wrong, 429 locked."""
    typed = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post("/admin/login/", typed).status_code


def guess(username: str, address: str, times: int = 1) -> list[int]:
    return [log_in(username, address, "猜的") for _ in range(times)]


def guess_from_everywhere(username: str, times: int) -> list[int]:
    return [status for number in range(times) for status in guess(username, f"198.51.100.{number}")]


def guess_everybody(address: str, times: int) -> list[int]:
    return [status for number in range(times) for status in guess(f"user{number}", address)]


def let_pass(minutes: int) -> None:
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(
            attempt_time=attempt.attempt_time - timedelta(minutes=minutes)
        )


def test_eight_wrong_passwords_lock_the_pair_and_nothing_else():
    cast.li()
    cast.wang()
    assert guess("li", ELSEWHERE, 9) == [200] * 7 + [429] * 2
    assert log_in("li", ELSEWHERE) == 429
    assert (log_in("li", OFFICE), log_in("wang", ELSEWHERE)) == (302, 302)


def test_twenty_wrong_passwords_for_one_user_from_many_addresses_lock_the_user():
    cast.li()
    cast.wang()
    assert guess_from_everywhere("li", 21) == [200] * 19 + [429] * 2
    assert (log_in("li", OFFICE), log_in("wang", OFFICE)) == (429, 302)


def test_fifty_wrong_passwords_from_one_address_lock_the_address():
    cast.li()
    assert guess_everybody(ELSEWHERE, 51) == [200] * 49 + [429] * 2
    assert log_in("li", ELSEWHERE) == 429
    assert log_in("li", OFFICE) == 302


def test_the_page_says_in_chinese_what_to_do():
    guess_from_everywhere("li", 20)
    page = Client().post("/admin/login/", {"username": "li", "password": "猜的"})
    assert (page.status_code, "<h1>登录已暂时锁定</h1>" in page.content.decode()) == (429, True)


def test_nobody_can_lock_people_out_of_where_they_have_worked_before():
    cast.li()
    assert log_in("li", OFFICE) == 302
    guess_from_everywhere("li", 25)
    guess_everybody(OFFICE, 55)
    assert log_in("li", OFFICE) == 302
    assert guess("li", OFFICE, 8) == [200] * 7 + [429]


def test_a_lock_ends_after_a_quarter_of_an_hour_though_the_guessing_goes_on():
    cast.li()
    guess_from_everywhere("li", 20)
    guess("li", ELSEWHERE, 3)
    let_pass(minutes=10)
    guess("li", ELSEWHERE, 3)
    assert log_in("li", OFFICE) == 429
    let_pass(minutes=6)
    assert log_in("li", OFFICE) == 302


def test_a_right_password_of_ones_own_pays_for_no_guess_at_others():
    cast.li()
    cast.wang()
    guess_everybody(ELSEWHERE, 40)
    assert log_in("wang", ELSEWHERE) == 302
    guess_everybody(ELSEWHERE, 10)
    assert log_in("li", ELSEWHERE) == 429


def test_a_right_password_forgets_the_wrong_ones_before_it():
    cast.li()
    guess("li", OFFICE, 7)
    assert log_in("li", OFFICE) == 302
    assert guess("li", OFFICE, 7) == [200] * 7


@pytest.mark.parametrize(
    ("command", "unlocked"),
    [
        (["axes_reset"], (302, 302)),
        (["axes_reset_username", "li"], (302, 429)),
        (["axes_reset_ip", OFFICE], (429, 302)),
    ],
)
def test_the_commands_of_the_manual_unlock(command, unlocked):
    cast.li()
    cast.wang()
    guess_from_everywhere("li", 20)
    guess_everybody(OFFICE, 50)
    assert (log_in("li", ELSEWHERE), log_in("wang", OFFICE)) == (429, 429)
    call_command(*command, stdout=StringIO())
    assert (log_in("li", ELSEWHERE), log_in("wang", OFFICE)) == unlocked


def guess_from_a_network(network: str, times: int) -> list[int]:
    return [status for number in range(times) for status in guess(f"user{number}", f"{network}::{number:x}")]


def test_all_addresses_of_an_ipv6_network_count_as_one():
    cast.li()
    assert guess_from_a_network("2001:db8:1:2", 51)[-2:] == [429] * 2
    assert (log_in("li", "2001:db8:1:2::9"), log_in("li", "2001:db8:1:3::9")) == (429, 302)


@pytest.mark.parametrize("address", ["", "unix:", "10.0.0.7:5123", "1" * 300, "fe80::1%eth0"])
def test_an_address_that_is_none_is_one_nobody_knows(address):
    cast.li()
    assert guess("li", address) == [200]
    assert log_in("li", address) == 302


@pytest.mark.parametrize(
    ("header", "counted"),
    [("REMOTE_ADDR", OFFICE), ("HTTP_X_REAL_IP", ELSEWHERE)],
)
def test_only_the_header_of_the_settings_tells_the_address(settings, header, counted):
    settings.ADDRESS_HEADER = header
    cast.li()
    said = {"REMOTE_ADDR": OFFICE, "HTTP_X_REAL_IP": ELSEWHERE, "HTTP_X_FORWARDED_FOR": "192.0.2.1"}
    Client(**said).post("/admin/login/", {"username": "li", "password": "猜的"})
    assert AccessAttempt.objects.get().ip_address == counted
