"""The version of the rules goes with what they answer: what was found is remembered, and kept with events, under it."""

import ast
import hashlib
from collections.abc import Iterable

from disclosures.checks import RULE_SET
from disclosures.tests.test_architecture import imports, modules, within

#: RULE_SET, and the digest of the sources that it stands for.
PINNED = ("9", "4aeb5fc3ab28ee19")
#: What is asked of a plan.
ASKED = ("disclosures.checks", "disclosures.document.stale_numbers")

WHAT_TO_DO = (
    "The sources of the rules have changed. Where a rule, or the search for last year's numbers, now answers otherwise "
    "about any document, raise RULE_SET in disclosures/checks/__init__.py and run `make docs`: else findings "
    "remembered under the old number go on being shown. In either case write {} into PINNED."
)


def sources_of(names: Iterable[str]) -> dict[str, str]:
    """Name → source of these modules of ours and of all that they import."""
    sources, found, waiting = modules(), {}, list(names)
    while waiting:
        name = waiting.pop()
        if name in sources and name not in found:
            found[name] = sources[name]
            targets = list(imports(ast.parse(sources[name])))
            waiting += targets + [target.rpartition(".")[0] for target in targets]
    return found


def test_the_rule_set_is_raised_when_the_rules_change():
    digest = hashlib.sha256(repr(sorted(sources_of(ASKED).items())).encode()).hexdigest()[:16]
    assert (RULE_SET, digest) == PINNED, WHAT_TO_DO.format((RULE_SET, digest))


def test_the_sources_of_the_rules_are_the_whole_room_and_the_vocabulary_below_it():
    found, room = set(sources_of(ASKED)), {name for name in modules() if within(name, "disclosures.checks")}
    assert room - found == set()
    assert {"indicators.money", "indicators.target_values", "indicators.taxonomy"} - found == set()
