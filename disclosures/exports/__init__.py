"""A document in the formats people download: name → (media type, extension, function from Document to bytes)."""

from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_json import as_json
from disclosures.exports.as_word_text import as_text
from disclosures.exports.as_xlsx import xlsx
from disclosures.exports.readers_xlsx import readers_xlsx

#: Raised by one whenever a format prints the same document otherwise: files made before are then made anew.
REVISION = 4

FORMATS = {
    "json": ("application/json", "json", as_json),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", docx_file),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", xlsx),
    "txt": ("text/plain; charset=utf-8", "txt", as_text),
}

_EXCEL = FORMATS["xlsx"][0]
#: The same for readers of what is published: an .xlsx that explains itself, not the form that clerks fill in.
READERS_FORMATS = FORMATS | {"xlsx": (_EXCEL, "xlsx", readers_xlsx)}
