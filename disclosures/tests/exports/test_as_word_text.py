"""Whatever the Word layout can hold comes back from its text, however the text is dressed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.document.model import Document
from disclosures.exports.as_word_text import as_text, word_text
from disclosures.importers import parse, parse_file
from disclosures.tests.decorations import DECORATIONS
from disclosures.tests.strategies import documents

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
LINE_ENDS = ("\n", "\r\n", "\r")
#: There is one property for each decoration: together they try about as much as one of the others.
FEWER = settings(max_examples=settings.default.max_examples // 5)


@given(documents())
def test_any_document_comes_back_from_its_text(document: Document):
    read = parse(word_text(document))
    assert read == document
    assert read.problems == ()


@given(documents(most_projects=1), st.sampled_from(ENCODINGS), st.sampled_from(LINE_ENDS))
def test_any_document_comes_back_in_any_encoding_and_with_any_line_ends(document, encoding, line_end):
    text = "\ufeff" * encoding.startswith("utf-16-") + word_text(document).replace("\n", line_end)
    assert parse_file("甲.txt", text.encode(encoding)) == document


@pytest.mark.parametrize("decoration", DECORATIONS, ids=lambda decoration: decoration.__name__)
@FEWER
@given(document=documents(most_projects=2))
def test_decorations_do_not_change_the_reading(decoration, document):
    read = parse(decoration(word_text(document)))
    assert read == document
    assert read.problems == ()


@given(documents(most_projects=2), st.sets(st.sampled_from(DECORATIONS)))
def test_decorations_do_not_disturb_each_other(document, chosen):
    text = word_text(document)
    for decoration in DECORATIONS:
        text = decoration(text) if decoration in chosen else text
    assert parse(text) == document


@FEWER
@given(documents(most_projects=1))
def test_the_download_is_the_text_in_utf_8(document):
    assert as_text(document).decode() == word_text(document)
