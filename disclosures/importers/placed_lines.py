"""Lines of text that remember where in a file they stood."""

from bisect import bisect_right

from disclosures.importers.budget import check_lines


class PlacedLines:
    """Lines and their places; refused where they are more than a file may have."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._size = 0
        self._starts: list[int] = []  # the line (from 1) at which a new place begins, and that place
        self._places: list[str] = []

    def add(self, line: str, place: str) -> None:
        """One more line; `place` in Chinese, as in 第 2 张表第 3 行."""
        self._lines.append(line)
        self._size += len(line.encode(errors="replace")) + 1
        check_lines(len(self._lines), self._size)
        if not self._places or self._places[-1] != place:
            self._starts.append(len(self._lines))
            self._places.append(place)

    def text(self) -> str:
        """All lines, each ended."""
        return "".join(f"{line}\n" for line in self._lines)

    def place(self, line: int) -> str:
        """Where a line (from 1) of the text stood; "" where there is no such line."""
        index = bisect_right(self._starts, line) - 1
        return self._places[index] if index >= 0 and line <= len(self._lines) else ""
