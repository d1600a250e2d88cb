"""How the work of the rules grows: counted in calls, the same on every machine. `make bench` takes the time."""

import sys

from disclosures.checks import run
from disclosures.tests.builders import indicator
from disclosures.tests.checks.builders import a_document, a_project


def calls(rows: int) -> int:
    """How many functions are called to look at a project of equal rows, beside the same of last year."""
    made = a_document(a_project(indicators=(indicator(),) * rows))
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        run(made, previous=a_document(a_project(indicators=(indicator(),) * rows), fiscal_year=made.fiscal_year - 1))
    finally:
        sys.setprofile(None)
    return count


def test_the_rules_are_linear_in_equal_rows():
    first, second, third = calls(200), calls(400), calls(800)
    assert third - second < 2.2 * (second - first)
