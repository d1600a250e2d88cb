"""The JSON download is the schema of the documents, free of the particulars of a reading."""

import json

import pytest
from hypothesis import given

from disclosures.document.as_json import READING_KEYS, from_json, to_json
from disclosures.document.model import Document
from disclosures.exports import FORMATS
from disclosures.exports.as_json import as_json
from disclosures.tests.builders import document, project
from disclosures.tests.strategies import documents


@given(documents(most_projects=2))
def test_any_document_comes_back_from_its_json(made: Document):
    values = json.loads(as_json(made))
    assert from_json(values) == made
    assert not set(READING_KEYS) & set(values)


@given(documents(most_projects=1))
def test_every_format_is_made_of_the_same_document(made: Document):
    for media_type, extension, function in FORMATS.values():
        assert "/" in media_type and extension
        assert isinstance(function(made), bytes)


HOSTILE = {
    "name": [None, 5, [], {}],
    "code": [[], 1],
    "money_unit": ["美元", 5],
    "total": ["sNaN", "NaN", "Infinity", 5, [], "x"],
    "number": ["1", True, 1.5, -1],
    "withheld": [[], "涉密", {"reason": 5}, {}],
    "objectives": [[5], "一", None, [None]],
    "spending_plan": [[{"month": [], "cumulative_percent": None}] * 4, [{"month": 5, "cumulative_percent": "x"}], 5],
    "indicators": [[{}], 5, [[]]],
    "key": [5, None, []],
    "line": ["x", -1, 1.5],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, them in HOSTILE.items() for value in them])
def test_values_of_another_sort_are_refused(field, value):
    """A hidden field of a page comes back from anybody."""
    values = to_json(document(project(key="1")))
    values["projects"][0][field] = value
    with pytest.raises((ValueError, LookupError, TypeError, ArithmeticError)):
        from_json(values)
