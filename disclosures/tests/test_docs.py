"""The documentation: its links lead somewhere, and what it says of the code is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from disclosures.document.statement_kinds import KIND_NAMES
from disclosures.tests.folders import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Whatever else tells where things stand.
TOLD = [*PAGES, ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
_TOP = "config|disclosures|docs|indicators|static|templates"
_PATH = re.compile(rf"(?<![\w/.-])(?:\.\./)*((?:{_TOP})/[\w./-]*[\w/])")
_MODULE = re.compile(r"(?<![\w/.-])(?:config|disclosures|indicators)(?:\.\w+)+\b")
_FILE = re.compile(r"\w[\w/-]*\.py\b")
_TARGET = re.compile(r"(?:`|^ *)make ([a-z]+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_TEST = re.compile(r"([\w/]+\.py)::(\w+)")
_COMMAND = re.compile(r"manage\.py (\w+)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_leads_somewhere(path):
    assert [link for link in _LINK.findall(path.read_text()) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_command_exists(path):
    assert set(_COMMAND.findall(path.read_text())) - set(get_commands()) == set()


def misplaced(text: str) -> list[str]:
    """The paths, modules and Python files that a text names and that are not there."""
    paths = [path for path in _PATH.findall(text) if not (ROOT / path).exists()]
    modules = [name for name in _MODULE.findall(text) if not is_module(name)]
    names = [path.as_posix() for path in ROOT.glob("*.py")]
    names += [path.relative_to(ROOT).as_posix() for top in _TOP.split("|") for path in (ROOT / top).rglob("*.py")]
    files = [name for name in _FILE.findall(text) if not any(f"/{one}".endswith(f"/{name}") for one in names)]
    return paths + modules + files


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


@pytest.mark.parametrize("path", TOLD, ids=named)
def test_everything_it_names_is_there(path):
    assert misplaced(path.read_text()) == []


def test_what_is_not_there_is_named():
    there = "`disclosures/checks/rule.py`, manage.py, plans/loader.py; disclosures.models.disclosure; 3-disclosures.md"
    gone = "[one](../disclosures/document.py), loader/plans.py, disclosures.loader.load, templates/public/, static/no."
    assert misplaced(there) == []
    assert misplaced(gone) == [
        "disclosures/document.py",
        "static/no",
        "disclosures.loader.load",
        "disclosures/document.py",
        "loader/plans.py",
    ]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_test_it_names_is_there(path):
    assert [f"{file}::{name}" for file, name in _TEST.findall(path.read_text()) if not is_test(file, name)] == []


def is_test(file: str, name: str) -> bool:
    """Whether a file, told from the root or from the tests of the larger app, holds a test of this name."""
    found = [path for path in (ROOT / file, ROOT / "disclosures" / "tests" / file) if path.is_file()]
    return bool(found) and f"\ndef {name}(" in found[0].read_text() and name.startswith("test_")


def test_a_test_that_is_not_there_is_noticed():
    assert is_test("test_docs.py", "test_every_link_leads_somewhere")
    assert not is_test("test_docs.py", "test_every_link")
    assert not is_test("test_gone.py", "test_every_link_leads_somewhere")


def test_every_threat_names_its_test():
    lines = (ROOT / "docs" / "threat-model.md").read_text().splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith(("| Asset |", "|---"))]
    assert [row for row in rows if not _TEST.search(row.split("|")[4])] == []
    assert len(rows) > 60


def test_every_target_of_make_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {target for path in PAGES for target in _TARGET.findall(path.read_text())} - targets == set()


def test_every_room_is_on_the_map():
    text = (ROOT / "docs" / "architecture.md").read_text()
    rooms = {path.parent.name for path in (ROOT / "disclosures").glob("*/__init__.py")} - {"migrations", "tests"}
    assert [room for room in sorted(rooms) if f"{room}/ " not in text] == []


def test_every_kind_of_statement_is_in_the_glossary():
    text = (ROOT / "docs" / "glossary.md").read_text()
    assert [name for name in KIND_NAMES if f"`{name}`" not in text] == []


def test_every_page_is_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text()
    linked = {(ROOT / "docs" / link).resolve() for link in _LINK.findall(index)}
    unreached = [page for page in (ROOT / "docs").glob("*.md") if page.name != "index.md" and page not in linked]
    assert unreached == []
