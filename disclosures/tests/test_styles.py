"""The style sheets as files: a colour has its name in tokens.css and nowhere else."""

import re

from disclosures.tests.folders import ROOT

CSS = ROOT / "static" / "css"
SHEETS = {path.name: path.read_text() for path in sorted(CSS.glob("*.css"))}
PRINT = "@media print {"
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
_GIVEN = re.compile(r"(?<![\w-])--([a-z-]+):")
_USED = re.compile(r"var\(--([a-z-]+)")
#: Names of Django's own admin that our pages use.
DJANGOS = {"font-family-monospace"}


def on_screen(sheet: str) -> str:
    """A sheet without its comments and without what it says of paper, where all is black on white."""
    return re.sub(r"/\*.*?\*/", "", SHEETS[sheet].partition(PRINT)[0], flags=re.DOTALL)


def test_colours_are_written_in_one_file():
    assert [name for name in SHEETS if _COLOUR.search(on_screen(name))] == ["tokens.css"]


def test_every_name_that_is_used_is_given_there():
    given = set(_GIVEN.findall(SHEETS["tokens.css"])) | DJANGOS
    assert {name for text in SHEETS.values() for name in _USED.findall(text)} - given == set()


def test_no_name_is_given_there_that_nobody_uses():
    used = {name for text in SHEETS.values() for name in _USED.findall(text)}
    assert set(_GIVEN.findall(SHEETS["tokens.css"])) - used == set()


def test_dark_is_the_same_however_it_is_chosen():
    _, _, dark = SHEETS["tokens.css"].partition("@media (prefers-color-scheme: dark) {")
    asked, chosen = dark.split('html[data-theme="dark"] {')
    pairs = re.compile(r"--([a-z-]+): (#[0-9a-f]+);")
    light = SHEETS["tokens.css"].partition("}")[0]
    assert pairs.findall(asked) == pairs.findall(chosen)
    assert [name for name, _ in pairs.findall(asked)] == [name for name, _ in pairs.findall(light)]
