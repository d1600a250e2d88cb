"""Lines of text that remember where in a file they stood."""

from bisect import bisect_right

from disclosures.importers.refusal import Refused

MAX_TEXT = 20 * 1024 * 1024
MAX_LINES = 1_000_000


class PlacedLines:
    """Lines and their places; refused beyond 20 MB of text or a million lines."""

    def __init__(self):
        self._lines: list[str] = []
        self._size = 0
        self._starts: list[int] = []  # the line (from 1) at which a new place begins, and that place
        self._places: list[str] = []

    def add(self, line: str, place: str) -> None:
        """One more line; `place` in Chinese, as in 第 2 张表第 3 行."""
        self._lines.append(line)
        self._size += len(line.encode(errors="replace")) + 1
        if self._size > MAX_TEXT or len(self._lines) > MAX_LINES:
            raise Refused(f"文件的文字超过 {MAX_TEXT // 1024 // 1024} MB 或 {MAX_LINES // 10_000} 万行，不予读取")
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
