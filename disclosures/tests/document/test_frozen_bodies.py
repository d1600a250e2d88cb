"""Bodies that were published once are read for ever: golden files that are never written anew."""

import json

import pytest

from disclosures.document.as_json import SCHEMA, UnknownSchema, from_json, to_json
from disclosures.tests.golden import GOLDEN

BODIES = sorted((GOLDEN / "bodies").glob("*.json"))
#: File → projects, indicators, duties, explanations, withheld projects.
COUNTS = {
    "schema-1-2021-130303-610003-nanguan-street.json": (4, 26, 3, 0, 0),
    "schema-1-2022-130303-301001-culture-tourism.json": (5, 37, 3, 0, 0),
    "schema-1-2022-130371-325001-social-development.json": (7, 40, 4, 8, 1),
    "schema-1-with-a-withheld-project.json": (2, 2, 2, 1, 1),
    "schema-1-with-statements.json": (0, 0, 1, 5, 0),
}


def holds(new, old) -> bool:
    """Whether a printed value says everything that an older one said; fields that came since may say more."""
    if isinstance(old, dict):
        return all(key in new and holds(new[key], value) for key, value in old.items())
    if isinstance(old, list):
        return len(new) == len(old) and all(map(holds, new, old))
    return new == old


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_an_old_body_is_read_whole(path):
    values = json.loads(path.read_text())
    publication = values.pop("publication")
    assert (values["schema"], publication["version"]) == (1, 1)
    document = from_json(values)
    assert COUNTS[path.name] == (
        len(document.projects),
        sum(len(sheet.indicators) for sheet in document.projects),
        len(document.duties),
        len(document.explanations),
        sum(bool(sheet.withheld) for sheet in document.projects),
    )
    printed = to_json(document, reading=False) | {"schema": values["schema"]}
    assert holds(printed, values)


def test_the_statements_of_an_old_body_are_read_cell_for_cell():
    statements = from_json(json.loads((GOLDEN / "bodies" / "schema-1-with-statements.json").read_text())).statements
    assert [len(one.rows) for one in statements] == [9, 4, 4, 10, 10, 36, 16, 16, 33, 2, 2, 5]
    assert statements[9].rows[0] == ("山海关区图书馆(本级)", "事业", "副科级", "财政性资金基本保证")


def test_every_counted_body_is_there():
    assert {path.name for path in BODIES} == set(COUNTS)


@pytest.mark.parametrize("schema", [0, SCHEMA + 1, "1", None, True, 1.0, [], {}])
def test_a_body_of_an_unknown_schema_is_refused(schema):
    with pytest.raises(UnknownSchema) as refusal:
        from_json(json.loads(BODIES[0].read_text()) | {"schema": schema})
    assert str(refusal.value) == f"不认得的文本格式（schema {schema}），请用更新的版本打开"


@pytest.mark.parametrize("values", [None, [], "x", 1])
def test_what_is_no_body_at_all_is_refused(values):
    with pytest.raises(UnknownSchema):
        from_json(values)
