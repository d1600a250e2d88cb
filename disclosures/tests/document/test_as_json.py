"""The JSON download is the schema of the documents, free of the particulars of a reading."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from disclosures.document.as_json import READING_KEYS, NotADocument, body_text, from_json, sheet_sha256, to_json
from disclosures.document.model import Document
from disclosures.exports import FORMATS
from disclosures.exports.as_json import as_json
from disclosures.tests.builders import document, indicator, project
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


def test_the_hash_of_a_project_is_that_of_its_words():
    here = project(key="1", line=20, indicators=(indicator(key="1.1", line=21),))
    there = project(key="p9", line=80, indicators=(indicator(key="p9.4", line=None),))
    assert sheet_sha256(here) == sheet_sha256(there)
    assert sheet_sha256(here) != sheet_sha256(replace(there, indicators=(indicator(target="≥301人"),)))


def test_a_line_that_is_not_known_is_printed_and_a_key_that_was_not_given_is_not():
    bare, placed = project(indicators=(indicator(),)), project(2, key="2", line=20, indicators=(indicator(key="2.1"),))
    sheets = to_json(document(bare, placed))["projects"]
    rows = [sheet["indicators"][0] for sheet in sheets]
    printed = [{name: part[name] for name in ("key", "line") if name in part} for part in (*sheets, *rows)]
    assert printed == [{"line": None}, {"key": "2", "line": 20}, {"line": None}, {"key": "2.1", "line": None}]


def test_the_text_that_is_hashed_has_sorted_keys_no_blanks_and_chinese_as_it_is():
    assert body_text({"乙": 1, "b": ["甲", None], "a": {"d": "", "c": True}}) == (
        '{"a":{"c":true,"d":""},"b":["甲",null],"乙":1}'
    )


HOSTILE = {
    "name": [None, 5, [], {}],
    "code": [[], 1],
    "money_unit": ["美元", 5],
    "total": ["sNaN", "NaN", "Infinity", 5, [], "x", "1e400000000", "1_000", "１２", "-", "9" * 31, " 1"],
    "number": ["1", True, 1.5, -1],
    "withheld": [[], "涉密", {"reason": 5}, {}],
    "objectives": [[5], "一", None, [None]],
    "spending_plan": [[{"month": [], "cumulative_percent": None}] * 4, [{"month": 5, "cumulative_percent": "x"}], 5],
    "indicators": [[{}], 5, [[]], "x", {}, ["category"]],
    "key": [5, None, []],
    "line": ["x", -1, 1.5],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, them in HOSTILE.items() for value in them])
def test_values_of_another_sort_are_refused(field, value):
    """A hidden field of a page comes back from anybody."""
    values = to_json(document(project(key="1")))
    values["projects"][0][field] = value
    refuse(values)


HOSTILE_WHOLE = {
    "region": [{}, [], 5, {"code": 5, "name": ""}],
    "department": [None, {}, "345001", {"code": "345001", "name": None}],
    "fiscal_year": ["2021", True, 2021.0, []],
    "duties": ["x", {}, {"title": "甲"}, [""], ["title"], [[]], None],
    "projects": ["", "name", 5, [None]],
    "statements": [None, "x", [{}], [{"title": "", "money_unit": "", "columns": ["一"], "rows": ["一"]}]],
    "notes": [[{"heading": "名词解释"}], ["heading", "text"]],
    "source": [5, {}, {"name": "一.txt"}],
    "layout": [5, None],
    "problems": ["x", [{"line": "3", "message": ""}], [{"line": 3, "message": 5}]],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, them in HOSTILE_WHOLE.items() for value in them]
)
def test_a_document_of_other_values_is_refused(field, value):
    refuse(to_json(document()) | {field: value})


@pytest.mark.parametrize("field", ["region", "department", "fiscal_year", "money_unit"])
def test_a_document_that_lacks_something_is_refused(field):
    refuse({name: value for name, value in to_json(document()).items() if name != field})


def refuse(values):
    with pytest.raises(NotADocument) as refusal:
        from_json(values)
    assert str(refusal.value) == "文本内容不完整或者已损坏，无法读取"
