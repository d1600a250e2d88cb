"""Loading beside a bare executemany into the same table, and publishing beside loading; printed as JSON.

Run by the bench in a process of its own for each database, which is empty and may be filled.
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace

from django.core.management import call_command
from django.db import connection, transaction

from disclosures.document.model import Source
from disclosures.plans.loader import LoadReport, load
from disclosures.publication.publishing import publish
from disclosures.tests.bench.large_documents import large_document
from indicators.models import Indicator

MANY, FEW = 3000, 300
ROUNDS = 3


def main() -> None:
    """The least time of each over some rounds: what else the machine does only lengthens them."""
    call_command("migrate", verbosity=0)
    loads, inserts = zip(*(_load_and_insert(2011 + number) for number in range(ROUNDS)), strict=True)
    few_loads, publications = zip(*(_load_and_publish(2001 + number) for number in range(ROUNDS)), strict=True)
    print(json.dumps({"loading": min(loads) / min(inserts), "publishing": min(publications) / min(few_loads)}))  # noqa: T201


def _load_and_insert(year: int) -> tuple[float, float]:
    """The time of loading a large document, and that of inserting its indicators once more by hand, taken back."""
    seconds, report = _load(MANY, year)
    indicators = Indicator.objects.filter(project__plan=report.submission.plan)
    columns = [field.column for field in Indicator._meta.concrete_fields]
    rows = list(indicators.values_list(*(field.attname for field in Indicator._meta.concrete_fields)))
    statement = (
        f"INSERT INTO {Indicator._meta.db_table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    )
    with transaction.atomic():
        indicators.delete()
        with connection.cursor() as cursor:
            bare, _ = _timed(lambda: cursor.executemany(statement, rows))
        transaction.set_rollback(True)
    return seconds, bare


def _load_and_publish(year: int) -> tuple[float, float]:
    seconds, report = _load(FEW, year, publish=True)
    return seconds, _timed(lambda: publish(report.submission, imported=True))[0]


def _load(projects: int, year: int, **options) -> tuple[float, LoadReport]:
    content = f"{projects} {year}".encode()
    source = Source("bench.txt", hashlib.sha256(content).hexdigest())
    document = replace(large_document(projects, year), source=source)
    return _timed(lambda: load(document, content, **options))


def _timed(action: Callable) -> tuple[float, object]:
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
