"""Every message with which a file is refused stands in the manual."""

import ast
import re

import pytest

from disclosures.tests.folders import ROOT

MANUAL = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")


def messages() -> list[str]:
    """The fixed parts of what is said in a Refused(…), as far as they are written in its place."""
    calls = (
        node
        for path in sorted((ROOT / "disclosures" / "importers").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args
    )
    texts = (ast.walk(call.args[0]) for call in calls)
    parts = (node.value for walk in texts for node in walk if isinstance(node, ast.Constant))
    return sorted(
        {part.strip(" “”：（") for part in parts if isinstance(part, str) and len(re.findall("[一-鿿]", part)) > 3}
    )


@pytest.mark.parametrize("message", messages())
def test_it_stands_in_the_manual(message):
    assert message in MANUAL
