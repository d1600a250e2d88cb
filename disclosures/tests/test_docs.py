"""The documentation: its links lead somewhere, and what it says of the code is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from disclosures.tests.folders import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"manage\.py (\w+)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_leads_somewhere(path):
    assert [link for link in _LINK.findall(path.read_text()) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_command_exists(path):
    assert set(_COMMAND.findall(path.read_text())) - set(get_commands()) == set()


def test_every_page_is_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text()
    linked = {(ROOT / "docs" / link).resolve() for link in _LINK.findall(index)}
    unreached = [page for page in (ROOT / "docs").glob("*.md") if page.name != "index.md" and page not in linked]
    assert unreached == []
