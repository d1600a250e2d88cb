"""The rule of arrows (docs/architecture.md): which module may import which, read from the source by `ast`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "disclosures", "indicators")

#: From top to bottom. A module may import from its own layer and from lower ones; the first fitting name counts.
LAYERS = (
    ("config",),
    ("disclosures.public", "disclosures.admin", "disclosures.management"),
    ("disclosures.desk",),
    (
        *("disclosures.workflow.steps", "disclosures.intake.history", "disclosures.intake.uploads"),
        *("disclosures.publication.verification", "disclosures.publication.record_verification"),
    ),
    ("disclosures.workflow.opening_years",),
    ("disclosures.publication.publishing", "disclosures.workflow.notices", "disclosures.workflow.secrecy_reviews"),
    (
        "disclosures.workflow.deadlines",
        "disclosures.plans.indicator_library",
        "disclosures.plans.loader",
        "disclosures.plans.edits",
        "disclosures.workflow.findings",
    ),
    (
        "disclosures.people.permissions",
        "disclosures.people.roles",
        "disclosures.plans.from_rows",
        "disclosures.plans.limits",
        "disclosures.plans.to_rows",
    ),
    ("disclosures.apps",),
    ("disclosures.publication.frozen_tables",),
    ("disclosures.models",),
    ("indicators.apps", "indicators.models"),
    ("disclosures.importers", "disclosures.exports", "disclosures.checks"),
    ("disclosures",),
    ("indicators",),
)
#: These never meet, although they stand in one layer.
BLIND = (
    ("disclosures.public", "disclosures.admin", "disclosures.desk", "disclosures.management"),
    ("disclosures.importers", "disclosures.exports", "disclosures.checks"),
)
#: These never import django. A new module that needs it is given its place in LAYERS.
PURE_LAYERS = LAYERS[-3:]
PUBLIC, PUBLIC_MODELS = ("disclosures.public",), ("disclosures.models.disclosure",)
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


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def layer(name: str) -> int:
    return next(index for index, places in enumerate(LAYERS) if within(name, places))


def imports(source: str) -> Iterator[str]:
    """Every imported name in full: `from a.b import c` gives `a.b.c`, which may be a module or a name in one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def complaints(name: str, source: str) -> Iterator[str]:
    """One sentence for each breach in the module `name`."""
    if source.count("\n") > LONGEST:
        yield f"{name} has {source.count(chr(10))} lines; the ceiling is {LONGEST}"
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{name}, line {node.lineno}: an import inside a function"
    for target in imports(source):
        yield from arrow_complaints(name, target)


def arrow_complaints(name: str, target: str) -> Iterator[str]:
    """What is wrong with the arrow from module `name` to `target`."""
    arrow = f"{name} → {target}"
    if target.startswith("."):
        yield f"{arrow}: relative import"
    if within(target, ("django",)) and within(name, APPS[1:]) and LAYERS[layer(name)] in PURE_LAYERS:
        yield f"{arrow}: a pure module imports django"
    if not within(target, APPS):
        return
    if layer(target) < layer(name) or (within(name, ("indicators",)) and not within(target, ("indicators",))):
        yield f"{arrow}: the arrow points up"
    for group in BLIND:
        if any(within(name, (one,)) and within(target, set(group) - {one}) for one in group):
            yield f"{arrow}: these two must not meet"
    if within(name, PUBLIC) and ".models" in target and not within(target, PUBLIC_MODELS):
        yield f"{arrow}: a public page reads disclosures.models.disclosure and no other model"


@pytest.mark.parametrize("name", modules())
def test_every_arrow_points_down(name):
    assert list(complaints(name, modules()[name])) == []


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
            "import disclosures.document.model",
            "indicators.models.project → disclosures.document.model: the arrow points up",
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
        ("disclosures.plans.loader", "from . import keys", "disclosures.plans.loader → ..keys: relative import"),
    ],
)
def test_a_breach_is_named(name, source, sentence):
    assert list(complaints(name, source)) == [sentence]
