"""Hands that work at once, and hands that are cut off: what races and kills are made of.

What is left to chance (who is a little later, where a process is killed) comes from `random`, which is seeded for each
test (disclosures/tests/plugin.py, disclosures/tests/soak.py).
"""

import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from threading import Barrier, Thread

from django.db import connection, transaction

from disclosures.people.permissions import NotAllowed
from disclosures.plans.limits import NotStorable
from disclosures.publication.barring import PublishRefused

#: How much later one hand may be than another, in seconds.
LATEST = 0.02
_CONTEXT = get_context("fork")


def at_once(*steps: Callable) -> list:
    """What each step gives, the sentence that refuses it, or the error nobody foresaw, when all run at the same time.

    About half of them begin together, the others a little later.
    """
    barrier, answers = Barrier(len(steps)), [None] * len(steps)
    delays = [max(0.0, random.uniform(-LATEST, LATEST)) for _ in steps]

    def run(place: int, step: Callable):
        barrier.wait()
        time.sleep(delays[place])
        try:
            answers[place] = step()
        except (NotAllowed, NotStorable, PublishRefused) as refusal:
            answers[place] = str(refusal)
        except Exception as error:  # an answer like any other: the test that asked compares it
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def statements_of(step: Callable) -> int:
    """How many statements a step gives the database; it is rolled back."""
    counter, count = _Counter(), _CONTEXT.Value("i")

    def rehearse():
        with transaction.atomic(), connection.execute_wrapper(counter):
            step()
            transaction.set_rollback(True)
        count.value = counter.count

    assert _exit_code(rehearse) == 0
    return count.value


def killed(step: Callable, last: int) -> bool:
    """Take a step in a process of its own that gets SIGKILL where it gives the database a statement behind its
    `last`; return whether it came to that."""

    def until():
        with connection.execute_wrapper(_Counter(last)):
            step()

    code = _exit_code(until)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def _exit_code(step: Callable) -> int:
    """Of a process that takes a step as this one would: it knows what this one knows, and this one learns nothing."""
    connection.close()  # two processes never share one
    process = _CONTEXT.Process(target=_alone, args=(step,))
    process.start()
    process.join()
    return process.exitcode


def _alone(step: Callable) -> None:
    """Take a step over a connection of this process. Beside the event loop of a browser that runs in a test process,
    Django keeps a connection for the loop and one for the thread; this process has no loop and would take the latter.
    """
    connection.connection = None
    step()


class _Counter:
    """Counts the statements of a process, savepoints left out, and kills it behind the last one that it may give."""

    def __init__(self, last: float = float("inf")):
        self.count, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        if self.count >= self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += "SAVEPOINT" not in sql
        return execute(sql, params, many, context)
