"""Nothing leaks where years, units and versions are set side by side: what is withheld, drafted, superseded or
withdrawn is at no address of the year, of history, of peers, of comparison, of the chain, nor in any difference there.
"""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from disclosures.document.model import DepartmentRef, Withheld
from disclosures.models import DisclosedSuccession
from disclosures.publication.publishing import withdraw
from disclosures.tests import cast
from disclosures.tests.builders import document, indicator, loaded, project, published

pytestmark = pytest.mark.django_db

UNITS = {"345001": "山海关区文化馆", "345002": "山海关区体育馆"}
YEARS = (2020, 2021, 2022)
SHOWN = project(1, "夜校", code="", total=Decimal("110000.00"), indicators=(indicator("培训人数", "≥300人"),))
WHY = Withheld("涉及安全防范")
_AMOUNT = re.compile(r"[0-9][0-9,]*\.[0-9]{2}(?![0-9])")


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def secret(mark: str, total: str, **fields):
    """A project whose every text holds a mark, named as others are, so that whatever joins by name would join it."""
    row = indicator("培训人数", f"≥{total}人", description=f"{mark}描述", basis=f"{mark}依据")
    values = {"code": f"13030321{mark}", "purpose": f"{mark}用途", "objectives": (f"{mark}目标",), "indicators": (row,)}
    return project(2, "库房改造", total=Decimal(total), **(values | fields))


def addresses() -> list[str]:
    """Every address at which years, units or versions meet."""
    found = ["/chain/", "/chain.csv", "/glossary/"]
    found += [f"/130303/{year}/" for year in YEARS] + [f"/130303/{year}/?sort=-change" for year in YEARS]
    names = ("库房改造", "夜校", "13030321甲标", "13030321乙标", "涉密")
    for year in YEARS:
        found += [
            reverse("public:peers", args=["130303", year, "数量", "培训人数"]) + f"?unit={code}" for code in UNITS
        ]
    for code in UNITS:
        for called in names:
            found.append(reverse("public:project_years", args=["130303", code, called]))
            found.append(reverse("public:indicator_years", args=["130303", code, called, "数量", "培训人数"]))
        for year in YEARS:
            place = f"/130303/{code}/{year}/"
            found += [place, place + "beside/", place + "checks/", place + "1/", place + "2/", place + "v2/beside/v1/"]
            found += [f"{place}beside/130303/{other}/{one}/" for other in UNITS for one in YEARS]
            found += [f"{place}v{version}/{way}" for version in (1, 2) for way in ("checks/", "qr.svg", "2/qr.svg")]
    return found


def everything() -> dict[str, str]:
    """Address → what the public gets there, amounts and texts as they are printed."""
    return {address: Client().get(address).getvalue().decode() for address in addresses()}


def traces(pages: dict[str, str], *marks: str) -> list[tuple[str, str]]:
    forms = {form for mark in marks for form in (mark, f"{int(mark):,}" if mark.isdecimal() else mark)}
    return sorted((address, form) for address, page in pages.items() for form in forms if form in page)


def amounts(page: str) -> set[Decimal]:
    return {Decimal(found.replace(",", "")) for found in _AMOUNT.findall(page)}


def test_what_is_withheld_in_two_years_is_in_no_year_no_history_no_comparison():
    """Withheld in 2021 and 2022 under one name; with the same name 2020 shows another unit's project."""
    published(document(SHOWN, fiscal_year=2020))
    for year, mark, total in ((2021, "甲标", "730519"), (2022, "乙标", "661043")):
        published(document(SHOWN, secret(mark, total, withheld=WHY), fiscal_year=year))
    published(document(secret("公开", "5000"), fiscal_year=2020, department=DepartmentRef("345002", UNITS["345002"])))
    pages = everything()
    assert traces(pages, "甲标", "乙标", "730519", "661043", "69476", "840519", "771043") == []
    assert [address for address, page in pages.items() if "公开用途" in page] != []


def test_no_two_printed_amounts_differ_by_what_is_withheld_now_and_was_shown_before():
    """2020 shows the project at 700,000; 2021 withholds it at 730,519: neither year's page subtracts the sums."""
    published(document(SHOWN, secret("甲标", "700000"), fiscal_year=2020))
    published(document(SHOWN, secret("乙标", "730519", withheld=WHY), fiscal_year=2021))
    pages = everything()
    assert traces(pages, "乙标", "730519") == []
    told = {address: sorted(amounts(page)) for address, page in pages.items() if "/2021/" in address}
    differing = [address for address, found in told.items() if Decimal(700000) in found and "beside" not in address]
    assert differing == []
    beside = pages["/130303/345001/2021/beside/130303/345001/2020/"]
    assert "有不公开的项目，不比较合计" in beside and "减少 700,000.00" not in beside
    assert "库房改造" not in pages[reverse("public:project_years", args=["130303", "345001", "夜校"])]


def test_what_was_shown_in_a_version_that_a_later_one_closed_is_in_no_difference():
    published(document(SHOWN, secret("甲标", "730519")))
    published(document(SHOWN, secret("甲标", "730519", withheld=WHY)))
    pages = everything()
    assert traces(pages, "甲标", "730519", "840519") == []
    assert Client().get("/130303/345001/2021/v2/beside/v1/").status_code == 410
    assert "与第1版相比" not in pages["/130303/345001/2021/"]


def test_superseded_withdrawn_and_drafted_projects_are_in_no_history_and_no_peers():
    published(document(SHOWN, secret("旧版", "730519", withheld=None)))
    published(document(SHOWN, project(3, "书展")))
    other = DepartmentRef("345002", UNITS["345002"])
    published(document(secret("撤下", "661043"), department=other))
    withdraw("130303", "345002", 2021, "附件有误")
    loaded(document(secret("草稿", "552077"), department=other, fiscal_year=2022))
    pages = everything()
    kept = {address: page for address, page in pages.items() if "/v1/" not in address and "beside/v1" not in address}
    assert traces(kept, "旧版用途", "旧版描述", "撤下", "草稿", "661043", "552077") == []
    assert traces(kept, "730519") == []


def test_a_unit_that_carries_on_another_tells_nothing_of_what_that_withholds():
    other = DepartmentRef("345002", UNITS["345002"])
    published(document(SHOWN, secret("甲标", "730519", withheld=WHY), department=other, fiscal_year=2020))
    published(document(SHOWN, secret("公开", "5000")))
    DisclosedSuccession.objects.create(region=cast.shanhaiguan(), earlier="345002", later="345001", since=2021)
    pages = everything()
    assert traces(pages, "甲标", "730519") == []
    history = pages[reverse("public:project_years", args=["130303", "345001", "库房改造"])]
    assert ("2021年" in history, "2020年" in history) == (True, False)


def test_a_body_that_was_not_redacted_would_still_not_be_printed(monkeypatch):
    monkeypatch.setattr("disclosures.publication.publishing.redact", lambda made: made)
    monkeypatch.setattr("disclosures.publication.flat_rows.write_statement_rows", lambda *made: ([], []))
    shown = replace(secret("甲标", "730519"), name="库房改造")
    published(document(SHOWN, shown, fiscal_year=2020))
    monkeypatch.setattr("disclosures.publication.publishing.write_flat_rows", lambda disclosure, made: None)
    published(document(SHOWN, secret("乙标", "661043", withheld=WHY)))
    pages = {address: page for address, page in everything().items() if "/2021/" in address or "projects" in address}
    assert traces(pages, "乙标", "661043", "771043") == []
