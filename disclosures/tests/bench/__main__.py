"""Measure and print: python -m disclosures.tests.bench"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from disclosures.exports.as_word_text import word_text
from disclosures.importers import read_path
from disclosures.importers.budget import MAX_PROJECTS
from disclosures.tests.bench import DATABASE_URL
from disclosures.tests.bench.growing import growths
from disclosures.tests.bench.large_documents import INDICATORS, large_document
from disclosures.tests.bench.storing import FEW, MANY
from disclosures.tests.plugin import install_command
from disclosures.tests.temporary_postgresql import binaries, temporary_postgresql

ROUNDS = 5
#: A fifth of what each took when every look asked the rules anew (docs/performance.md).
WORK = {"opening": 10, "saving": 3.5, "after a save opening": 10}
LINE = "{:<66}{:>9}{:>9}  {}"


def main() -> None:
    """One table; a ratio above its bound is marked."""
    print(LINE.format("ratio", "measured", "bound", ""))  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="bench_") as folder:
        parsing(Path(folder))
        asking()
        storing("SQLite", f"sqlite:///{folder}/bench.sqlite3", 15)
        working(f"sqlite:///{folder}/pages.sqlite3")
    if binaries():
        with temporary_postgresql() as url:
            storing("PostgreSQL", url, 5)
    else:
        print(f"PostgreSQL is missing, its ratios are left out; this installs it: {install_command()}")  # noqa: T201


def parsing(folder: Path) -> None:
    """Parsing beside reading and splitting into stripped lines, and how it grows up to the most that is read."""
    few, many = (_file(folder, projects) for projects in (FEW, MAX_PROJECTS))
    few_parsed, many_parsed = _least(lambda: read_path(few)), _least(lambda: read_path(many), 2)
    _print(f"parsing {FEW} projects / reading and splitting them", few_parsed / _least(lambda: _split(few)), 60)
    growth = many_parsed / few_parsed * FEW / MAX_PROJECTS
    _print(f"parsing one of {MAX_PROJECTS:,} projects / one of {FEW}", growth, 1.5)


def asking() -> None:
    """How the time of the rules grows with equal rows."""
    for what, growth in growths():
        _print(what, growth, 2.3)


def working(url: str) -> None:
    """A clerk's work on one project of a large plan."""
    for what, ratio in _measured("pages", url).items():
        _print(f"{what} a project of {FEW} / a bare SELECT of all rows", ratio, WORK[what])


def storing(name: str, url: str, bound: float) -> None:
    """Loading and publishing on a database."""
    ratios = _measured("storing", url)
    _print(f"loading {MANY * INDICATORS:,} indicators / bare executemany, {name}", ratios["loading"], bound)
    _print(f"publishing {FEW} projects / loading them, {name}", ratios["publishing"], 3)


def _measured(module: str, url: str) -> dict[str, float]:
    """What a process of its own measures on a database."""
    command = [sys.executable, "-m", f"disclosures.tests.bench.{module}"]
    output = subprocess.run(command, env=os.environ | {DATABASE_URL: url}, check=True, stdout=subprocess.PIPE).stdout
    return json.loads(output)


def _print(what: str, measured: float, bound: float) -> None:
    print(LINE.format(what, f"{measured:.2f}×", f"≤ {bound:g}×", "" if measured <= bound else "MISSED"), flush=True)  # noqa: T201


def _file(folder: Path, projects: int) -> Path:
    path = folder / f"{projects}.txt"
    path.write_text(word_text(large_document(projects)), encoding="utf-8")
    return path


def _split(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]


def _least(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several times: what else the machine does only lengthens them."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


main()
