"""The rule of arrows (docs/architecture.md): which room may import which, read from the source by `ast`."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

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
#: These never import django, nor what stands on it.
PURE = ("disclosures.importers", "disclosures.exports", "disclosures.checks", "disclosures.document", "indicators")
DJANGO_IN_INDICATORS = ("indicators.apps", "indicators.models")
DJANGOS = re.compile(r"(?:django(?:_\w+)?|asgiref)(?:\.|$)")
PUBLIC = "disclosures.public"
PUBLIC_MODELS = (
    "disclosures.models.disclosure",
    "disclosures.models.disclosed_owner",
    "disclosures.models.disclosed_statement",
    "disclosures.models.disclosed_succession",
    "disclosures.models.disclosed_extract",
    "disclosures.models.disclosed_search",
)
#: What the public pages may use besides themselves and the vocabulary; none of it sees a row of the process.
FOR_THE_PUBLIC = (
    PUBLIC,
    *PUBLIC_MODELS,
    "disclosures.publication.kept_archives",
    "disclosures.publication.kept_exports",
    "disclosures.publication.public_checks",
    "disclosures.exports",
    "disclosures.document",
    "indicators",
)
#: The ways from a version back to the rows it was made of.
_WAYS_BACK = re.compile(r"\.submission\b|submission__|django\.apps")
TESTS = ("disclosures.tests", "indicators.tests")
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
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "__import__":
            yield f"{name}, line {node.lineno}: an import in disguise"
    if within(name, PUBLIC) and (way := _WAYS_BACK.search(source)):
        yield f"{name}: a public page goes behind what is published ({way[0]})"
    for target in imports(tree):
        yield from arrow_complaints(name, target)


def arrow_complaints(name: str, target: str) -> Iterator[str]:
    """What is wrong with the arrow from module `name` to `target`."""
    arrow = f"{name} → {target}"
    yield from target_complaints(name, target, arrow)
    if within(target, *APPS):
        yield from order_complaints(name, target, arrow)
    if within(name, PUBLIC) and within(target, *APPS):
        yield from public_complaints(target, arrow)


def target_complaints(name: str, target: str, arrow: str) -> Iterator[str]:
    """What is wrong with the target, whichever rooms there are."""
    if target.startswith("."):
        yield f"{arrow}: relative import"
    if within(target, "importlib"):
        yield f"{arrow}: an import in disguise"
    if within(target, *TESTS):
        yield f"{arrow}: tests are for tests"
    if DJANGOS.match(target) and within(name, *PURE) and not within(name, *DJANGO_IN_INDICATORS):
        yield f"{arrow}: a pure module imports django"


def order_complaints(name: str, target: str, arrow: str) -> Iterator[str]:
    """What is wrong with the order of the rooms of two modules of ours."""
    (line, room), (target_line, target_room) = place_of(name), place_of(target)
    if target_line < line or (within(name, "indicators") and not within(target, "indicators")):
        yield f"{arrow}: the arrow points up"
    elif target_line == line and room != target_room:
        yield f"{arrow}: these two must not meet"
    for entrance in ENTRANCES:
        if within(target, entrance) and not within(name, entrance, "config"):
            yield f"{arrow}: people come in there, code does not"


def public_complaints(target: str, arrow: str) -> Iterator[str]:
    """What is wrong with an arrow from a public page to `target`."""
    own_name = next((target.removeprefix(f"{one}.") for one in PUBLIC_MODELS if within(target, one)), target)
    if ".models" in target and (own_name == target or not own_name.startswith(("Disclosed", "Disclosure"))):
        yield f"{arrow}: a public page reads {PUBLIC_MODELS[0]} and no other model"
    elif not within(target, *FOR_THE_PUBLIC):
        yield f"{arrow}: a public page sees nothing but what is published"


def test_every_arrow_points_down():
    assert [complaint for name, source in modules().items() for complaint in complaints(name, source)] == []


def arrows() -> dict[str, set[str]]:
    """Module → the modules of ours that it imports."""
    sources = modules()
    return {
        name: {module for target in imports(ast.parse(source)) for module in (module_of(target, sources),) if module}
        for name, source in sources.items()
    }


def module_of(target: str, known: dict[str, str]) -> str:
    """The module in which an imported name stands, "" where it is none of ours."""
    while target and target not in known:
        target = target.rpartition(".")[0]
    return target


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, from the first back to it; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_modules_import_each_other_in_a_circle():
    assert circle(arrows()) == []


def test_a_circle_is_named():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) in (list("acba"), list("baca"), list("cbac"))


def test_the_structure_is_as_large_as_it_is_told():
    rooms = [room for line in ROOMS for room in line]
    between = {
        (place_of(name)[1], place_of(target)[1])
        for name, targets in arrows().items()
        for target in targets
        if place_of(target)[1] != place_of(name)[1]
    }
    upwards = [(here, there) for here, there in between if rooms.index(there) < rooms.index(here)]
    told = f"{len(rooms)} rooms, {len(between)} arrows between them, no circle, none upwards"
    assert upwards == []
    assert told in " ".join((ROOT / "docs/architecture.md").read_text().split())


def test_every_folder_is_a_room_and_no_module_stands_loose():
    """A folder that no line names would fall to the rest of its app, where little is forbidden."""
    rooms = {place_of(name)[1] for name in modules()}
    assert rooms == {room for line in ROOMS for room in line}
    assert [name for name in modules() if place_of(name)[1] == "disclosures"] == ["disclosures"]
    in_desk = [name for name in modules() if within(name, "disclosures.desk") and name.count(".") > 2]
    assert [name for name in in_desk if place_of(name)[1] == "disclosures.desk"] == []


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
            "disclosures.public.views",
            "from disclosures.models.disclosure import Submission",
            "disclosures.public.views → disclosures.models.disclosure.Submission: "
            "a public page reads disclosures.models.disclosure and no other model",
        ),
        (
            "disclosures.public.views",
            "from disclosures.plans.from_rows import assemble",
            "disclosures.public.views → disclosures.plans.from_rows.assemble: "
            "a public page sees nothing but what is published",
        ),
        (
            "disclosures.public.views",
            "import disclosures",
            "disclosures.public.views → disclosures: a public page sees nothing but what is published",
        ),
        (
            "disclosures.public.views",
            "from django.apps import apps",
            "disclosures.public.views: a public page goes behind what is published (django.apps)",
        ),
        (
            "disclosures.public.views",
            "def of(disclosure):\n    return disclosure.submission.plan\n",
            "disclosures.public.views: a public page goes behind what is published (.submission)",
        ),
        (
            "disclosures.plans.loader",
            "from disclosures.tests.cast import li",
            "disclosures.plans.loader → disclosures.tests.cast.li: tests are for tests",
        ),
        (
            "disclosures.document.identity",
            "import django_filters",
            "disclosures.document.identity → django_filters: a pure module imports django",
        ),
        (
            "disclosures.plans.loader",
            "from importlib import import_module",
            "disclosures.plans.loader → importlib.import_module: an import in disguise",
        ),
        (
            "disclosures.plans.loader",
            "edits = __import__('disclosures.plans.edits')",
            "disclosures.plans.loader, line 1: an import in disguise",
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


def test_no_public_template_goes_behind_what_is_published():
    """A version knows the submission it was made of; what stands there may not be public."""
    templates = [*(ROOT / "templates" / "public").rglob("*.html"), ROOT / "templates" / "base.html"]
    assert [path.name for path in templates if _WAYS_BACK.search(path.read_text())] == []
