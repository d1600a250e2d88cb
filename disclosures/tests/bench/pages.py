"""A clerk opens and saves one project of a large plan, beside a bare SELECT of all indicators; printed as JSON.

Last year's plan is as large. Run by the bench in a process of its own, on an empty SQLite. That works within the
process, so the time of the processor holds all of it, and nothing of what else the machine does.
"""

import json
import sys
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.test import Client

from disclosures.models import Submission
from disclosures.plans.loader import load
from disclosures.tests import cast
from disclosures.tests.bench.large_documents import large_document
from disclosures.tests.bench.storing import FEW
from disclosures.tests.builders import file_of
from disclosures.tests.desk.pages import Page
from disclosures.tests.plugin import serve_static_files_from_their_folders
from indicators.models import Indicator

YEAR = 2021
ROUNDS = 5


def main() -> None:
    """The least time of each over some rounds, in parts of the SELECT's or, where that is asked for, in seconds."""
    serve_static_files_from_their_folders()
    call_command("migrate", verbosity=0)
    submission = _plan()
    client = Client()
    client.force_login(cast.li(submission.plan.department))
    address = f"/admin/plans/{submission.pk}/projects/{FEW // 2}/"
    times = [_round(client, address, number) for number in range(ROUNDS)]
    opened, saved, opened_after, bare = (min(several) for several in zip(*times, strict=True))
    seconds = {"opening": opened, "saving": saved, "after a save opening": opened_after}
    unit = 1 if "--seconds" in sys.argv else bare
    print(json.dumps({name: least / unit for name, least in seconds.items()}))  # noqa: T201


def _plan() -> Submission:
    """The plan, in a year that is open for entry, after the one of last year."""
    for year in (YEAR - 1, YEAR):
        document = large_document(FEW, year)
        submission = load(document, file_of(document)).submission
    return submission


def _round(client: Client, address: str, number: int) -> tuple[float, float, float, float]:
    """The page opened once more, one change in it saved, the page that follows, and the bare SELECT."""
    sent = Page(client.get(address)).values | {"purpose": f"用途{number}"}
    opened = _timed(lambda: client.get(address), 200)
    saved = _timed(lambda: client.post(address, urlencode(sent), "application/x-www-form-urlencoded"), 302)
    return opened, saved, _timed(lambda: client.get(address), 200), _timed(_select)


def _select() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Indicator._meta.db_table}")
        cursor.fetchall()


def _timed(action: Callable, status: int | None = None) -> float:
    start = time.process_time()
    answer = action()
    seconds = time.process_time() - start
    if status and answer.status_code != status:
        raise AssertionError(answer.content.decode())
    return seconds


if __name__ == "__main__":
    main()
