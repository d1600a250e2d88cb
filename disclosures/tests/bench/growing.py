"""How the time of the rules (the processor's, not the clock's) grows with equal rows, in one project and over many."""

import gc
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from disclosures.checks import run
from disclosures.document.model import Document
from disclosures.tests.bench.large_documents import equal_rows

SIZES = (600, 1200, 2400, 4800)
ROUNDS = 3


def growths() -> Iterator[tuple[str, float]]:
    """What was doubled, and how many times as long the rules take."""
    for shape, per_project in (("in one project", max(SIZES)), ("two in each project", 2)):
        times = [_time(equal_rows(rows, per_project)) for rows in SIZES]
        for (few, before), (many, after) in pairwise(zip(SIZES, times, strict=True)):
            yield f"findings of {many:,} equal rows {shape} / of {few:,}", after / before


def _time(document: Document) -> float:
    """The least of some rounds; each with a document of its own, as what was learnt of a document is kept with it."""
    times = []
    for _ in range(ROUNDS):
        asked, last_year = replace(document), replace(document, fiscal_year=document.fiscal_year - 1)
        gc.collect()
        start = time.process_time()
        run(asked, previous=last_year)
        times.append(time.process_time() - start)
    return min(times)
