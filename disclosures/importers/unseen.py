"""Words in a text file that its reader takes for marks of a word processor or for a table of contents, and drops."""

import re

from disclosures.importers.cleaning import clean, dropped, squeeze, unconverted
from disclosures.importers.outline import contents_lines

_WORDS = re.compile(r"[\u3400-\u9fff]{2,}|\w+://\S+|[A-Za-z][A-Za-z0-9]{3,}")
#: What Word itself puts into its codes and names, and what HTML calls things.
_OF_PROGRAMS = re.compile(
    r"bookmark|_?(?:Toc|Ref|Hlk|OLE_LINK|GoBack)\w*|PAGEREF|HYPERLINK|NOTEREF|MERGEFORMAT|strong|span|font|center"
    r"|(?:style|class|align|size|color|face|lang|left|right|justify)",
    re.IGNORECASE,
)
#: What contents and the heads of tables say, and no text below them need say again.
_OF_CONTENTS = re.compile(r"目录|目次|[栏档]次|(?:部门|单位)?预算(?:信息)?公开[表目录]*")


def unseen_words(text: str) -> list[str]:
    """Return the words of a text that stand nowhere but in what is dropped: field codes, bookmarks, tags, and lines of
    the contents. Whoever opens the file reads them, and nobody else ever did."""
    lines = text.splitlines()
    contents = {place for place in contents_lines(lines) if not lines[place].startswith("\t")}
    seen = squeeze("".join(clean(unconverted(line)) for place, line in enumerate(lines) if place not in contents))
    listed = (_OF_CONTENTS.sub("", clean(lines[place])) for place in sorted(contents))
    marks = (mark for line in lines for mark in dropped(line))
    words = (word for piece in (*listed, *marks) for word in _WORDS.findall(piece))
    return [word for word in words if not (_OF_PROGRAMS.fullmatch(word) or squeeze(word) in seen)]
