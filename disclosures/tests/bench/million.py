"""A million published indicators beside Datasette on the same rows: python -m disclosures.tests.bench.million

One core serves (and holds the database's processes), another asks. What is asked for is another page each time, and
nothing is cached. `--indicators 10000` makes fewer of them; `--keep FOLDER` uses, and leaves, the databases there.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import quote

from disclosures.tests.bench import DATABASE_URL
from disclosures.tests.bench.asking import milliseconds, milliseconds_of_eight, wait_for
from disclosures.tests.bench.county import PROJECTS, REGION, ROWS, YEARS, documents
from disclosures.tests.bench.datasette_copy import command
from disclosures.tests.plugin import ENVIRONMENT
from disclosures.tests.temporary_postgresql import binaries, temporary_postgresql

OURS, THEIRS = 8791, 8792
LEAST_RATE, MOST_GROWTH = 5000, 3.0
LINE = "{:<30}{:>10}{:>10}{:>10}{:>10}{:>10}  {}"
_SERVING, _ASKING = {0}, {max(os.sched_getaffinity(0))}
_WORDS = {
    "four characters": "供水管网",
    "two characters": "供水",
    "rare words": "萤石选矿",
    "no such words": "无此词句",
}


def main() -> None:
    """A table for each database; a line on which we are behind is marked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--indicators", type=int, default=1_000_000)
    parser.add_argument("--datasette", default=sys.executable, help="the Python that has datasette")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = nullcontext(str(options.keep)) if options.keep else tempfile.TemporaryDirectory(prefix="bench_")
    os.sched_setaffinity(0, _SERVING)  # what is started below stays there
    with folder as place:
        few, many = (f"sqlite:///{place}/{count}.sqlite3" for count in (10_000, options.indicators))
        theirs = _datasette_times(options, Path(place), many)
        _compare("SQLite", theirs, few, many, options.indicators)
        if binaries():
            with temporary_postgresql() as small, temporary_postgresql() as large:
                _compare("PostgreSQL", theirs, small, large, options.indicators)


def _compare(name: str, theirs: dict[str, tuple[float, float]], few: str, many: str, indicators: int) -> None:
    rates = _filled(many, indicators)
    _filled(few, 10_000)
    before = _times(few, 10_000, eight=False)
    print(f"\n{indicators:,} indicators on {name}; milliseconds per answer")  # noqa: T201
    print(LINE.format("", "Datasette", "ours", "of eight", "ours", "growth", ""))  # noqa: T201
    for what, (one, eight) in _times(many, indicators).items():
        growth = one / before[what][0]
        their_one, their_eight = theirs.get(what, (float("inf"), float("inf")))
        behind = "" if one < their_one and eight < their_eight else "BEHIND"
        grown = "" if growth <= MOST_GROWTH or what == "everything as CSV" else "GROWS"
        print(  # noqa: T201
            LINE.format(
                what, *(f"{value:.1f}" for value in (their_one, one, their_eight, eight, growth)), f"{behind} {grown}"
            ),
            flush=True,
        )
    for what, rate in rates.items():
        mark = "MISSED" if what == "published" and rate < LEAST_RATE else ""
        print(f"indicators {what} in a second: {rate:,.0f} (≥ {LEAST_RATE:,} published) {mark}")  # noqa: T201


def _filled(url: str, indicators: int) -> dict[str, float]:
    """Fill a database that is empty; the rates, none where it is there."""
    if url.startswith("sqlite:///") and Path(url.removeprefix("sqlite:///")).exists():
        return {}
    filling = [sys.executable, "-m", "disclosures.tests.bench.filling", str(indicators)]
    environment = os.environ | {DATABASE_URL: url}
    return json.loads(subprocess.run(filling, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def _datasette_times(options: argparse.Namespace, folder: Path, url: str) -> dict[str, tuple[float, float]]:
    copy = folder / "datasette.sqlite3"
    _filled(url, options.indicators)
    if not copy.exists():
        code = "import sys; from pathlib import Path; from disclosures.tests.bench.datasette_copy import copy_to; "
        copying = [sys.executable, "-c", f"{code}copy_to(Path(sys.argv[1]))", str(copy)]
        subprocess.run(copying, env=os.environ | {DATABASE_URL: url}, check=True)
    with _server(command(options.datasette, copy, THEIRS), {}, THEIRS):
        return _asked(THEIRS, their_paths(options.indicators), eight=True)


def _times(url: str, indicators: int, *, eight: bool = True) -> dict[str, tuple[float, float]]:
    """Our times: of one connection, and per answer of eight."""
    serving = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{OURS}", "--workers", "1"]
    options = ["--threads", "8", "--no-control-socket", "--log-level", "warning", "--keep-alive", "600"]
    with _server([*serving, *options], ENVIRONMENT | {"DATABASE_URL": url}, OURS):
        return _asked(OURS, our_paths(indicators), eight=eight)


def _asked(port: int, lines: dict[str, list[str]], *, eight: bool) -> dict[str, tuple[float, float]]:
    """The times of every line that is answered; what is refused is told."""
    found = {}
    os.sched_setaffinity(0, _ASKING)
    for what, paths in lines.items():
        try:
            many = milliseconds_of_eight(port, paths) if eight and len(paths) > 1 else 0.0
            found[what] = milliseconds(port, paths), many
        except RuntimeError as refusal:
            print(f"{what}: {refusal}", file=sys.stderr)  # noqa: T201
            found[what] = float("inf"), float("inf")
    os.sched_setaffinity(0, _SERVING)
    return found


@contextmanager
def _server(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server as long as the block runs."""
    process = subprocess.Popen(command, env=os.environ | environment)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _places(indicators: int) -> list[tuple[str, int]]:
    """Twenty units with a year, spread over all."""
    count = max(1, indicators // (PROJECTS * ROWS) // len(YEARS))
    return [(f"{100_001 + number * 7919 % count}", YEARS[number % len(YEARS)]) for number in range(20)]


def our_paths(indicators: int) -> dict[str, list[str]]:
    """What is asked of us: a name, and the addresses that are asked for in turn."""
    places, region = _places(indicators), REGION.code
    last = (indicators + 49) // 50
    return {
        "project page": [
            f"/{region}/{code}/{year}/{number % PROJECTS + 1}/" for number, (code, year) in enumerate(places)
        ],
        "disclosure page": [f"/{region}/{code}/{year}/" for code, year in places],
        "filtered list": [f"/indicators/?department={region}-{code}&year={year}" for code, year in places],
        "plain list": [f"/indicators/?page={page}" for page in range(1, 21)],
        "last page": [f"/indicators/?page={last - number}" for number in range(20)],
        "three facets in a unit": [f"/indicators/?department={region}-{code}" for code, _ in places],
        "three facets in a year": [f"/indicators/?year={year}" for year in YEARS],
        **{
            what: [f"/indicators/?q={quote(words)}", f"/indicators/?q={quote(words)}&page=2"]
            for what, words in _WORDS.items()
        },
        "JSON of 100 rows": [f"/api/v1/indicators?limit=100&department={region}-{code}" for code, _ in places],
        "everything as CSV": ["/indicators.csv"],
    }


def their_paths(indicators: int) -> dict[str, list[str]]:
    """What is asked of Datasette: the same rows, the same number of them."""
    places, table = _places(indicators), "/datasette/indicator"
    facets = "_facet=fiscal_year&_facet=category&_facet=kind"
    numbered = [(place, number * 4999 % (indicators // ROWS) + 1) for number, place in enumerate(places)]
    return {
        "project page": [f"/datasette/project/{number}" for _, number in numbered],
        "disclosure page": [f"/datasette/project?disclosure_id={number // PROJECTS + 1}" for _, number in numbered],
        "filtered list": [f"{table}?department_code={code}&fiscal_year={year}" for code, year in places],
        "plain list": [f"{table}?_next={page * 50}" for page in range(20)],
        "last page": [f"{table}?_next={indicators - 50 - number * 50}" for number in range(20)],
        "three facets in a unit": [f"{table}?department_code={code}&{facets}" for code, _ in places],
        "three facets in a year": [f"{table}?fiscal_year={year}&{facets}" for year in YEARS],
        **{
            what: [f"{table}?_search={quote(words)}"] if len(words) > 2 else [f"{table}?name__contains={quote(words)}"]
            for what, words in _WORDS.items()
        },
        "JSON of 100 rows": [f"{table}.json?department_code={code}&_size=100&_shape=objects" for code, _ in places],
        "everything as CSV": [f"{table}.csv?_stream=on&_size=max"],
    }


if __name__ == "__main__":
    assert len(list(documents(10_000))) == 50
    main()
