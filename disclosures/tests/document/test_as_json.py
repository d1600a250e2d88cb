"""The JSON download is the schema of the documents, free of the particulars of a reading."""

import json

from hypothesis import given

from disclosures.document.as_json import READING_KEYS, from_json
from disclosures.document.model import Document
from disclosures.exports import FORMATS
from disclosures.exports.as_json import as_json
from disclosures.tests.strategies import documents


@given(documents(most_projects=2))
def test_any_document_comes_back_from_its_json(document: Document):
    values = json.loads(as_json(document))
    assert from_json(values) == document
    assert not set(READING_KEYS) & set(values)


@given(documents(most_projects=1))
def test_every_format_is_made_of_the_same_document(document: Document):
    for media_type, extension, function in FORMATS.values():
        assert "/" in media_type and extension
        assert isinstance(function(document), bytes)
