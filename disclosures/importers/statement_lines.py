"""The lines of a file as the reader of budget statements sees them: cells, words and titles."""

from disclosures.document.statement_shapes import StatementKind
from disclosures.importers.cleaning import clean, heading_text
from disclosures.importers.outline import is_continuation_mark, is_page_line
from disclosures.importers.statement_heads import title_kind
from disclosures.importers.statement_pages import NumberedLine
from disclosures.importers.statement_rows import Cells, cells_of, joined_words

#: More lines than these are no page's head.
_LONGEST_PAGE_HEAD = 12


class StatementLines:
    """Lines, the places of the contents among them, and whether the text was made of a PDF."""

    def __init__(self, lines: list[str], contents: set[int], converted: bool):
        self.lines, self.contents, self.converted = lines, contents, converted

    def is_row(self, place: int) -> bool:
        """Whether cells stand at a place."""
        return "\t" in self.lines[place] and place not in self.contents

    def cells(self, place: int) -> Cells:
        """The cells at a place."""
        return cells_of(self.lines[place], self.converted)

    def text(self, place: int) -> str:
        """The words at a place outside tables; "" for cells, the contents and page numbers."""
        if place >= len(self.lines) or "\t" in self.lines[place] or place in self.contents:
            return ""
        text = heading_text(clean(self.lines[place]))
        return "" if is_page_line(self.lines, place, text) or is_continuation_mark(text) else text

    def title(self, place: int) -> tuple[StatementKind, str, int] | None:
        """The kind, the words and the end of a title that begins at a place; it may be broken in two."""
        text = self.text(place)
        if not text:
            return None
        if kind := title_kind(text):
            return kind, joined_words(text), place + 1
        below = self.text(place + 1) if self.lines[place].lstrip().startswith("#") else ""
        if below and title_kind(below) is None and (kind := title_kind(joined_words(text, below))):
            return kind, joined_words(text, below), place + 2
        return None

    def run(self, place: int) -> tuple[int | None, list[NumberedLine], int]:
        """The words from a place down to the next row, and the place of that row; None for it where a title, the end
        or too many lines come first. Then the place where the run ends."""
        words: list[NumberedLine] = []
        for at in range(place, len(self.lines)):
            if self.is_row(at):
                return at, words, at
            if len(words) > _LONGEST_PAGE_HEAD or self.title(at):
                return None, words, at
            if text := self.text(at):
                words.append((at + 1, text))
        return None, words, len(self.lines)
