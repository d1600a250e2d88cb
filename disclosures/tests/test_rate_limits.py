"""How often one address may ask: the API and whole files are counted apart, each address by itself."""

import json

import pytest
from django.test import Client

from config import rate_limits
from disclosures.tests.builders import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch, settings):
    """Two requests a minute to the API, one for files; ten seconds after the minute has begun."""
    settings.API_REQUESTS_PER_MINUTE, settings.FILES_PER_MINUTE = 2, 1
    now = [1_000_000_020 // 60 * 60 + 10]
    monkeypatch.setattr(rate_limits.time, "time", lambda: now[0])
    return now


def statuses(client: Client, *addresses: str, **options) -> list[int]:
    answers = [client.get(address, **options) for address in addresses]
    return [answer.status_code for answer in answers if answer.getvalue()]


def test_who_asks_too_often_is_told_when_to_come_again(clock):
    client = Client()
    assert statuses(client, *["/api/v1/projects/"] * 3) == [200, 200, 429]
    answer = client.get("/api/v1/projects/", headers={"origin": "https://example.cn"})
    assert (answer["Retry-After"], answer["Access-Control-Allow-Origin"]) == ("50", "*")
    assert json.loads(answer.content) == {"error": "取用过于频繁：每分钟最多 2 次，请在 50 秒后再取。"}
    clock[0] += 50
    assert statuses(client, "/api/v1/projects/") == [200]


def test_files_are_counted_apart_and_pages_are_not_counted(clock):
    published()
    client = Client()
    files = ("/projects.csv", "/indicators.json", "/130303.csv", "/130303/2021/archive.zip")
    assert statuses(client, *files) == [200, 429, 429, 429]
    pages = ("/", "/projects/", "/130303/345001/2021/v1/download.json", "/feed.atom", "/api/v1/", "/api/v1/regions/")
    assert statuses(client, *pages) == [200] * 6


def test_every_address_is_counted_by_itself_and_a_network_of_ipv6_as_one(clock):
    client = Client()
    assert statuses(client, "/projects.csv", REMOTE_ADDR="203.0.113.1") == [200]
    assert statuses(client, "/projects.csv", REMOTE_ADDR="203.0.113.2") == [200]
    assert statuses(client, "/projects.csv", REMOTE_ADDR="203.0.113.1") == [429]
    assert statuses(client, "/projects.csv", REMOTE_ADDR="2001:db8::1") == [200]
    assert statuses(client, "/projects.csv", REMOTE_ADDR="2001:db8::2") == [429]


def test_behind_a_proxy_the_address_is_the_readers(clock, settings):
    settings.ADDRESS_HEADER = "HTTP_X_REAL_IP"
    client = Client()
    assert statuses(client, "/projects.csv", HTTP_X_REAL_IP="203.0.113.1") == [200]
    assert statuses(client, "/projects.csv", HTTP_X_REAL_IP="203.0.113.2") == [200]
    assert statuses(client, "/projects.csv", HTTP_X_REAL_IP="203.0.113.2") == [429]


def test_nought_is_no_limit(clock, settings):
    settings.FILES_PER_MINUTE = 0
    assert statuses(Client(), *["/projects.csv"] * 4) == [200] * 4


def test_no_more_addresses_are_remembered_than_fit(clock, monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_ADDRESSES", 2)
    limiter = rate_limits.LimitRate(None)
    assert [limiter._count("api", str(number % 3)) for number in range(6)] == [1] * 6
    assert len(limiter.counts) <= 2
