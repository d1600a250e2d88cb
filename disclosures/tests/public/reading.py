"""What a reader makes of a page: its text, its headings, its links, its tables."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.test import Client

#: Elements whose text is no part of what is read.
UNREAD = {"script", "style"}
VOID = {"meta", "link", "input", "br", "col", "img", "hr"}


@dataclass
class Page(HTMLParser):
    """A parsed page. `headings` are (level, text), `links` text → address, `tables` lists of rows of cell texts."""

    html: str
    status: int
    title: str = ""
    headings: list = field(default_factory=list)
    links: dict = field(default_factory=dict)
    tables: list = field(default_factory=list)
    pieces: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self._open = []
        self.feed(self.html)
        self.headings = [(level, tidy(text)) for level, text in self.headings]
        self.tables = [[[tidy(cell) for cell in row] for row in table] for table in self.tables]
        self.title = tidy(self.title)

    @property
    def text(self) -> str:
        return tidy(" ".join(self.pieces))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, attrs.get("href")))
        if tag in ("h1", "h2", "h3"):
            self.headings.append((int(tag[1]), ""))
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self._open]
        if UNREAD & set(tags):
            return
        if "title" in tags:
            self.title += data
            return
        self.pieces.append(data)
        if {"h1", "h2", "h3"} & set(tags):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)
        if {"td", "th"} & set(tags):
            self.tables[-1][-1][-1] += data
        for tag, href in self._open:
            if tag == "a" and data.strip():
                self.links[tidy(data)] = href


def tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def read(address: str, **query) -> Page:
    """The page at an address, as somebody without a log-in gets it."""
    response = Client().get(address, query, follow=True)
    return Page(response.content.decode(), response.status_code)


def text_of(content: bytes) -> str:
    """All that somebody can read in a file: of an archive or an office file, in every file of it."""
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as file:
        return "\n".join(f"{name} {unescape(text_of(file.read(name)))}" for name in file.namelist())
