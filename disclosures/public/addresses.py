"""The address of a published thing: plain for the current version, with its number for any other."""

from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from disclosures.document.model import ProjectSheet
from disclosures.models.disclosed_statement import DisclosedStatement
from disclosures.models.disclosure import Disclosure


@lru_cache(maxsize=10_000)
def _address(name: str, *place: str | int) -> str:
    """The address of a page; a page names the same few again and again."""
    return reverse(f"public:{name}", args=place)


def place(disclosure: Disclosure) -> list:
    """Region, department and year, as the addresses take them."""
    return [disclosure.region_code, disclosure.department_code, disclosure.fiscal_year]


def department_address(unit) -> str:
    """Where the years of a unit are listed; of a disclosure, those of its department."""
    return _address("department", unit.region_code, unit.department_code)


def disclosure_address(disclosure: Disclosure) -> str:
    """Where a version is read."""
    if disclosure.current:
        return _address("disclosure", *place(disclosure))
    return version_address(disclosure)


def version_address(disclosure: Disclosure) -> str:
    """Where a version stays for ever, current or not."""
    return _address("version", *place(disclosure), disclosure.version)


def statements_address(disclosure: Disclosure) -> str:
    """Where the budget statements of a version are read."""
    if disclosure.current:
        return _address("statements", *place(disclosure))
    return _address("version_statements", *place(disclosure), disclosure.version)


def statement_page(disclosure: Disclosure, placed: bool) -> str:
    """Where a statement of a version is read: in the explanation where it is `placed` there, else among the others."""
    return disclosure_address(disclosure) if placed else statements_address(disclosure)


def statement_address(disclosure: Disclosure, statement: DisclosedStatement) -> str:
    """Where one statement of a current version stands."""
    return f"{statement_page(disclosure, statement.placed)}#s-{statement.kind}"


def beside_address(disclosure: Disclosure, other: Disclosure) -> str:
    """Where the statements of a current version are read beside those of another one."""
    return _address("beside", *place(disclosure), *place(other))


def project_address(disclosure: Disclosure, key: str) -> str:
    """Where a project of a version is read."""
    if disclosure.current:
        return _address("project", *place(disclosure), key)
    return _address("version_project", *place(disclosure), disclosure.version, key)


_STAND_INS = {"region": "100000", "department": "200000", "year": 3000, "version": 40000, "key": "KEY"}


def pattern_of(name: str, *parts: str) -> str:
    """Return the address of the room with this name as a format, to be filled in with its parts (region, department,
    year, version, key) in the order given: for a great many rows."""
    address = reverse(f"public:{name}", kwargs={part: _STAND_INS[part] for part in parts})
    for place, part in enumerate(parts):
        address = address.replace(str(_STAND_INS[part]), f"{{{place}}}")
    return address


def with_addresses(rows: Iterable[dict[str, Any]]) -> list[SimpleNamespace]:
    """Return rows of current versions (their place, the key of a project) with the addresses that they lead to:
    `unit_address`, `year_address` and `project_address`."""
    known: dict[tuple, tuple[str, str]] = {}
    found = []
    for row in rows:
        unit = (row["region_code"], row["department_code"])
        place = (*unit, row["fiscal_year"])
        if place not in known:
            known[place] = (_address("department", *unit), _address("disclosure", *place))
        unit_address, year_address = known[place]
        key = row.get("project_key", row.get("key"))
        project = {"project_address": f"{year_address}{quote(key)}/"} if key else {}
        found.append(SimpleNamespace(**row, **project, unit_address=unit_address, year_address=year_address))
    return found


def years_address(disclosure: Disclosure, sheet: ProjectSheet) -> str:
    """Where a shown project is read through the years, called by its code, else by its name; "" where it has neither.
    Of a unit without a current version nothing is read through the years."""
    called = sheet.code or sheet.name
    place = [disclosure.region_code, disclosure.department_code]
    return reverse("public:project_years", args=[*place, called]) if called else ""


def beside_projects_address(disclosure: Disclosure, other: Disclosure) -> str:
    """Where the projects of a current version are read beside those of another one."""
    return reverse("public:beside_projects", args=[*place(disclosure), *place(other)])


def beside_version_address(disclosure: Disclosure, older: Disclosure) -> str:
    """Where the projects of a version are read beside those of an older version of the same year."""
    return reverse("public:beside_version", args=[*place(disclosure), disclosure.version, older.version])
