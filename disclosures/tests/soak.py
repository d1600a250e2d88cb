"""The pytest plugin of `make soak`: the chosen tests in random order, again and again, until the time is over.

Order and chance come from the seed that is printed: the same seed begins the same way. How threads and processes meet
is the machine's.
"""

import random
import time
from collections import Counter

import pytest


def pytest_addoption(parser):
    parser.addoption("--minutes", type=float, default=10, help="how long the tests are repeated")
    parser.addoption("--seed", type=int, default=time.time_ns() % 1_000_000, help="what order and chance begin from")


def pytest_configure(config):
    config.pluginmanager.register(Soak(config.option.minutes, config.option.seed))


class Soak:
    """One run: how often each test was taken, and in which turn one failed."""

    def __init__(self, minutes: float, seed: int):
        self.minutes, self.seed = minutes, seed
        self.taken: Counter[str] = Counter()
        self.failed: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """In place of pytest's own loop. A test never follows itself: pytest would not set it up anew."""
        order, end = random.Random(self.seed), time.monotonic() + self.minutes * 60
        item = order.choice(session.items)
        while time.monotonic() < end and not session.shouldfail:
            following = order.choice([one for one in session.items if one is not item])
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            item = following
        return True

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_setup(self, item):
        self.taken[item.nodeid] += 1
        random.seed(f"{self.seed} {self.taken.total()}")

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.append(f"turn {self.taken.total()}: {report.nodeid} ({report.when})")

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.section(f"soak: seed {self.seed}, {self.taken.total()} turns, {len(self.failed)} failed")
        for name, count in sorted(self.taken.items()):
            terminalreporter.line(f"{count:6} {name}")
        for failure in self.failed:
            terminalreporter.line(f"FAILED {failure}", red=True)
