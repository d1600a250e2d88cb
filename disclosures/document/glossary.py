"""The terms that the explanations of a document define (名词解释). Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclosures.document.model import Document

HEADING = "名词解释"
_TERM = re.compile(
    r"(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.．\s]*)?(?P<term>[^：:。，；]{2,40})[：:]\s*(?P<text>.+)"
)


class Term(NamedTuple):
    """A term and what a unit says it means."""

    term: str
    text: str


def terms(document: Document) -> Iterator[Term]:
    """Yield the terms of every explanation that is a 名词解释, in order; a line without a term goes on with the one
    above."""
    for one in document.explanations:
        if HEADING in one.heading:
            yield from _terms(one.text)


def _terms(text: str) -> Iterator[Term]:
    current: Term | None = None
    for line in map(str.strip, text.split("\n")):
        match = _TERM.fullmatch(line)
        if match:
            if current:
                yield current
            current = Term(match["term"].strip(), match["text"])
        elif current and line:
            current = Term(current.term, f"{current.text}\n{line}")
    if current:
        yield current
