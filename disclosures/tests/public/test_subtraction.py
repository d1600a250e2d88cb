"""Version 1 minus version 2 gives no amount away: what is withheld in the newer one is at no address of either."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from disclosures.document.model import DepartmentRef, ProjectSheet, Withheld
from disclosures.document.statement_kinds import KIND_NAMES
from disclosures.exports import FORMATS
from disclosures.public import urls
from disclosures.public.api.resources import RESOURCES
from disclosures.tests import statements
from disclosures.tests.builders import document, project, published, withheld_project

pytestmark = pytest.mark.django_db

WHY = Withheld("涉及安全防范")
SHOWN = project(1, total=Decimal("110000.00"))
#: What nobody may read, nor get by taking one number from another: 730,519; with SHOWN 840,519, and with the project of
#: the neighbour, in the sums of the region, 960,519.
SECRET = project(
    2,
    "库房改造",
    code="13030321SECRET0000777",
    total=Decimal("730519.00"),
    fiscal_funds=Decimal("660317.00"),
    other_funds=Decimal("70202.00"),
    purpose="改造三号库房",
    objectives=("三号库房达标",),
)
AMOUNTS = ("730519", "660317", "70202", "840519", "960519")
#: In 元, grouped, and in 万元.
TRACES = {form for amount in AMOUNTS for form in (amount, f"{int(amount):,}", f"{Decimal(amount) / 10_000:f}")}
TRACES |= {SECRET.code, "三号库房"}

#: The ways in which SECRET may stand in version 2 as a project that is withheld.
NEWER = {
    "the same": replace(SECRET, withheld=WHY),
    "a new code": replace(SECRET, code="13030321NEW", withheld=WHY),
    "renamed": replace(SECRET, name="设施维护", withheld=WHY),
    "renamed with a blank code": replace(SECRET, name="设施维护", code="", withheld=WHY),
    "a new number, name and code": replace(SECRET, number=7, name="设施维护", code="13030321NEW", withheld=WHY),
    "a name that is withheld": replace(SECRET, name="涉密", withheld=WHY),
    "nothing but a mark": ProjectSheet(2, "涉密", "涉密", withheld=WHY),
    "nothing but a number": ProjectSheet(2, "", withheld=WHY),
    "nothing at all": ProjectSheet(None, "", withheld=WHY),
}


#: Addresses of which two say as much as all.
_LIKE_EACH_OTHER = ("project_way_back", "indicator_years", "peers")


def addresses() -> list[str]:
    """Every address of the reading room with every value that means something in it."""
    values = {
        "region": ["130303"],
        "department": ["345001"],
        "year": [2021],
        "version": [1, 2, 3],
        "other_region": ["130303"],
        "other": ["345001", "345002"],
        "other_year": [2020, 2021],
        "other_version": [1, 2],
        "called": ["库房改造", SECRET.code.lower(), "图书馆购书"],  # a page says its own address: not the trace
        "level": ["数量"],
        "name": ["培训人数", "库房", *RESOURCES],
        "sort": ["places", "years", "projects"],
        "key": ["1", "2", "3", "7", "p3", "p4"],
        "extension": [*(extension for _, extension, _ in FORMATS.values()), "csv"],
        "number": [1],
    }
    found = []
    for pattern in urls.urlpatterns:
        combinations: list[dict] = [{}]
        for name in pattern.pattern.converters:
            asked = values[name][:2] if pattern.name in _LIKE_EACH_OTHER else values[name]
            combinations = [given | {name: value} for given in combinations for value in asked]
        found += filter(None, (_address(pattern.name, given) for given in combinations))
    lists = ("/projects/", "/indicators/", "/subjects/", "/projects.csv", "/indicators.json", "/subjects.xlsx")
    queries = ("q=库房", "q=SECRET", "amount_min=700000&amount_max=900000", "sort=-total", "format=csv", "_export=csv")
    changes = [f"/130303/345001/2021/v{version}/changes/?since={since}" for version in (2, 3) for since in (1, 2)]
    changes += [f"/130303/2021/sums/?kind={kind}" for kind in KIND_NAMES]
    changes += [f"/api/v1/projects/?{query}" for query in queries[:3]]
    return [*found, *(f"{one}?{query}" for one in lists for query in queries), *changes]


def _address(name: str, given: dict) -> str:
    """An address; "" where the values mean nothing there."""
    try:
        return reverse(f"public:{name}", kwargs=given)
    except NoReverseMatch:
        return ""


def test_every_route_of_the_reading_room_is_asked():
    asked = addresses()
    assert {"/", "/130303/345001/2021/v1/download.xlsx", "/130303/345001/2021/v2/7/"} <= set(asked)
    assert len(asked) == len(set(asked)) > 60


def everything() -> dict[str, str]:
    """Address → all that the public gets there: status, headers and contents, office files unpacked."""
    found = {}
    for address in addresses():
        response = Client().get(address)
        content = response.getvalue()
        if content.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(content)) as file:
                content = b"\n".join(map(file.read, file.namelist()))
        text = unescape(content.decode(errors="replace"))
        found[address] = f"{response.status_code} {dict(response.headers)} {text}"
    return found


#: What stands beside a secret: statements and terms of all units and years, which stay as they are.
BESIDE = {"statements": statements.statements(), "explanations": statements.EXPLANATIONS}
NEIGHBOUR = DepartmentRef("345002", "山海关区少年宫")
_NUMBERS = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?![\w.])")


@pytest.fixture
def neighbours(settings, tmp_path):
    """The year before of the same unit, and another unit, both with statements: what sums and comparisons need."""
    settings.VAR_DIR = tmp_path
    published(document(SHOWN, fiscal_year=2020, **BESIDE))
    published(document(project(1), department=NEIGHBOUR, **BESIDE))


def computed(pages: dict[str, str]) -> set[int]:
    """The secret amounts in yuan that two numbers of all pages make, one taken from the other; in 元 or in 万元."""
    found = {Decimal(number.replace(",", "")) for page in pages.values() for number in _NUMBERS.findall(page)}
    yuan = found | {number * 10_000 for number in found}
    return {amount for amount in (730519, 660317, 70202) if any(amount + number in yuan for number in yuan)}


def leaks(pages: dict[str, str]) -> list[tuple[str, str]]:
    """Address and trace; the digits of a hash, which are others each time, are no amount."""
    patterns = [(trace, re.compile(rf"(?<![0-9a-f]){re.escape(trace)}(?![0-9a-f])")) for trace in sorted(TRACES)]
    return [(address, trace) for address, page in pages.items() for trace, one in patterns if one.search(page)]


@pytest.mark.parametrize("newer", NEWER.values(), ids=NEWER)
def test_neither_the_amount_nor_the_total_that_held_it_is_anywhere(newer, neighbours):
    published(document(SHOWN, SECRET, **BESIDE))
    before = everything()
    assert {trace for _, trace in leaks(before)} >= {"730519", "730,519", "840,519", "960,519", SECRET.code, "三号库房"}
    assert computed(before) == {730519, 660317, 70202}
    published(document(SHOWN, newer, **BESIDE))
    assert leaks(everything()) == []
    published(document(SHOWN, newer, project(3, "夜校"), **BESIDE))
    after = everything()
    assert leaks(after) == []
    assert computed(after) == set()
    assert not_read(after) == []


def not_read(pages: dict[str, str]) -> list[str]:
    """The addresses of statements, sums, lists and terms that gave nothing and so could give nothing away."""
    rooms = ("statements/beside/130303/345002/2021/", "2021/statements/", "2021/sums/", "/subjects/", "/glossary/")
    return [room for room in rooms if not any(at.endswith(room) and page[:3] == "200" for at, page in pages.items())]


def test_what_was_shown_between_two_versions_that_withhold_it_is_closed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    secret = replace(SECRET, withheld=WHY)
    for one in (secret, SECRET, secret):
        published(document(SHOWN, one))
    assert leaks(everything()) == []
    assert [everything()[f"/130303/345001/2021/v{version}/"][:3] for version in (1, 2, 3)] == ["200", "410", "200"]


def test_a_part_of_a_shown_project_that_is_withheld_by_itself_closes_what_shows_the_whole(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    whole = replace(SHOWN, total=SHOWN.total + SECRET.total)
    published(document(whole))
    published(document(SHOWN, replace(SECRET, withheld=WHY)))
    assert leaks(everything()) == []


def test_amounts_that_stay_public_are_still_there(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    published(document(SHOWN, SECRET))
    published(document(SHOWN, withheld_project(2, "库房改造")))
    pages = everything()
    shown = [address for address, page in pages.items() if "110,000.00" in page]
    assert {"/", "/projects/", "/130303/", "/130303/345001/", "/130303/345001/2021/"} <= set(shown)
    assert not [one for one in shown if re.search("/v1/", one)]


def test_sums_of_statements_before_and_after_a_secret_came_are_never_both_public(settings, tmp_path):
    """62.31 万元 with the secret project less 10.40 万元 without it would be what it costs."""
    settings.VAR_DIR = tmp_path
    nothing = {"total": None, "fiscal_funds": None, "other_funds": None}
    shown, secret = replace(SHOWN, **nothing), replace(SECRET, withheld=WHY, **nothing)
    without, within = statements.expenditure(), statements.expenditure(projects="55.31", total="62.31")
    published(document(shown, statements=(without,)))
    assert told("10.40") and told("104,000.00")
    published(document(shown, secret, statements=(within,)))
    assert told("62.31") and told("623,100.00")
    assert told("10.40") == told("104,000.00") == []
    published(document(shown, statements=(without,)))
    assert told("62.31") == told("623,100.00") == []
    states = [everything()[f"/130303/345001/2021/v{version}/statements/"][:3] for version in (1, 2, 3)]
    assert states == ["410", "410", "200"]


def told(amount: str) -> list[str]:
    """The addresses at which an amount stands."""
    return [address for address, page in everything().items() if amount in page]
