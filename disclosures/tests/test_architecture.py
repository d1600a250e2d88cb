"""The rule of arrows (docs/architecture.md): which room may import which, read from the source by `ast`."""

import ast
from collections.abc import Iterator

import pytest

from disclosures.tests.folders import ROOT

APPS = ("config", "disclosures", "indicators")
#: From top to bottom, one line each. A module imports from its own room and from rooms on lower lines; rooms on one
#: line never meet. A room is named by what its modules begin with (several names: several beginnings); the first
#: fitting one counts.
ROOMS = (
    ("config",),
    ("disclosures.public", "disclosures.admin", "disclosures.management"),
    ("disclosures.desk.site disclosures.desk.apps disclosures.desk.urls disclosures.desk.start",),
    ("disclosures.desk.exchange", "disclosures.desk.review"),
    ("disclosures.desk.entry",),
    ("disclosures.desk",),
    ("disclosures.intake",),
    ("disclosures.workflow",),
    ("disclosures.apps",),
    ("disclosures.publication",),
    ("disclosures.plans",),
    ("disclosures.people",),
    ("disclosures.models",),
    ("indicators.apps", "indicators.models"),
    ("disclosures.importers", "disclosures.exports", "disclosures.checks"),
    ("disclosures.document",),
    ("disclosures",),
    ("indicators",),
)
#: People come in through these; only `config` and the room itself name them.
ENTRANCES = ("disclosures.public", "disclosures.admin", "disclosures.desk", "disclosures.management")
#: These never import django.
PURE = ("disclosures.importers", "disclosures.exports", "disclosures.checks", "disclosures.document", "indicators")
DJANGO_IN_INDICATORS = ("indicators.apps", "indicators.models")
PUBLIC, PUBLIC_MODELS = "disclosures.public", "disclosures.models.disclosure"
LONGEST = 300


def modules() -> dict[str, str]:
    """Dotted name → source of every module of ours, tests and migrations excepted."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not {"tests", "migrations"} & set(parts):
                found[".".join(part for part in parts if part != "__init__")] = path.read_text()
    return found


def within(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def place_of(name: str) -> tuple[int, str]:
    """The line of a module's room, counted from the top, and the room."""
    return next((line, room) for line, rooms in enumerate(ROOMS) for room in rooms if within(name, *room.split()))


def imports(tree: ast.Module) -> Iterator[str]:
    """Every imported name in full: `from a.b import c` gives `a.b.c`, which may be a module or a name in one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def complaints(name: str, source: str) -> Iterator[str]:
    """One sentence for each breach in the module `name`."""
    tree = ast.parse(source)
    if source.count("\n") > LONGEST:
        yield f"{name} has {source.count(chr(10))} lines; the ceiling is {LONGEST}"
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{name}, line {node.lineno}: an import inside a function"
    for target in imports(tree):
        yield from arrow_complaints(name, target)


def arrow_complaints(name: str, target: str) -> Iterator[str]:
    """What is wrong with the arrow from module `name` to `target`."""
    arrow = f"{name} → {target}"
    if target.startswith("."):
        yield f"{arrow}: relative import"
    if within(target, "django") and within(name, *PURE) and not within(name, *DJANGO_IN_INDICATORS):
        yield f"{arrow}: a pure module imports django"
    if not within(target, *APPS):
        return
    (line, room), (target_line, target_room) = place_of(name), place_of(target)
    if target_line < line or (within(name, "indicators") and not within(target, "indicators")):
        yield f"{arrow}: the arrow points up"
    elif target_line == line and room != target_room:
        yield f"{arrow}: these two must not meet"
    for entrance in ENTRANCES:
        if within(target, entrance) and not within(name, entrance, "config"):
            yield f"{arrow}: people come in there, code does not"
    if within(name, PUBLIC) and ".models" in target and not within(target, PUBLIC_MODELS):
        yield f"{arrow}: a public page reads {PUBLIC_MODELS} and no other model"


def test_every_arrow_points_down():
    assert [complaint for name, source in modules().items() for complaint in complaints(name, source)] == []


def test_every_folder_is_a_room_and_no_module_stands_loose():
    """A folder that no line names would fall to the rest of its app, where little is forbidden."""
    rooms = {place_of(name)[1] for name in modules()}
    assert rooms == {room for line in ROOMS for room in line}
    assert [name for name in modules() if place_of(name)[1] == "disclosures"] == ["disclosures"]


@pytest.mark.parametrize(
    ("name", "source", "sentence"),
    [
        (
            "indicators.models.project",
            "from disclosures.models import Submission",
            "indicators.models.project → disclosures.models.Submission: the arrow points up",
        ),
        (
            "indicators.models.project",
            "import disclosures.document",
            "indicators.models.project → disclosures.document: the arrow points up",
        ),
        (
            "disclosures.document.identity",
            "from disclosures.checks import run",
            "disclosures.document.identity → disclosures.checks.run: the arrow points up",
        ),
        (
            "disclosures.importers.outline",
            "import django.conf",
            "disclosures.importers.outline → django.conf: a pure module imports django",
        ),
        (
            "disclosures.checks.amounts",
            "from disclosures.importers import parse",
            "disclosures.checks.amounts → disclosures.importers.parse: these two must not meet",
        ),
        (
            "disclosures.desk.review.queues",
            "from disclosures.desk.exchange.upload import upload",
            "disclosures.desk.review.queues → disclosures.desk.exchange.upload.upload: these two must not meet",
        ),
        (
            "disclosures.admin.person",
            "from disclosures.desk.page import page",
            "disclosures.admin.person → disclosures.desk.page.page: people come in there, code does not",
        ),
        (
            "disclosures.public.views",
            "from disclosures.models import Submission",
            "disclosures.public.views → disclosures.models.Submission: "
            "a public page reads disclosures.models.disclosure and no other model",
        ),
        (
            "disclosures.plans.loader",
            "def load():\n    import json\n",
            "disclosures.plans.loader, line 2: an import inside a function",
        ),
        ("disclosures.plans.loader", "\n" * 301, "disclosures.plans.loader has 301 lines; the ceiling is 300"),
        ("disclosures.plans.loader", "from . import edits", "disclosures.plans.loader → ..edits: relative import"),
    ],
)
def test_a_breach_is_named(name, source, sentence):
    assert list(complaints(name, source)) == [sentence]
