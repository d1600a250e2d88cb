"""A document as the JSON of docs/document-schema.md."""

import json

from disclosures.document.as_json import to_json
from disclosures.document.model import Document


def as_json(document: Document, imprint: str = "") -> bytes:
    """UTF-8, indented, without the particulars of the reading (source, layout, lines); there is no place for an
    imprint."""
    return json.dumps(to_json(document, reading=False), ensure_ascii=False, indent=2).encode()
