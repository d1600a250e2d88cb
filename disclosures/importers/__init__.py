"""PURE. A file → Document, exactly, or Refused."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from disclosures.document.model import Document, Problem, RegionRef, Source
from disclosures.importers import pdf_layout, word_layout
from disclosures.importers.budget import check_lines, check_size, limited_time
from disclosures.importers.docx_text import read_docx
from disclosures.importers.refusal import Refused, refusing_the_unforeseen
from disclosures.importers.regions import SEEDED
from disclosures.importers.text_file import IS_PDF, MAX_FILE, decode, split_lines, without_fields
from disclosures.importers.xlsx_template import read_xlsx


class Layout(Protocol):
    """What the module of a layout offers."""

    def recognises(self, lines: list[str]) -> bool:
        """Whether the lines of a file are in this layout."""

    def parse(self, lines: list[str], regions: Iterable[RegionRef]) -> Document:
        """The Document that the lines of a file print. Raises Refused where they cannot be read exactly."""


LAYOUTS: tuple[Layout, ...] = (word_layout, pdf_layout)
#: The layouts whose files print all budget statements there are; another file without any says nothing about them.
WITH_STATEMENTS = (pdf_layout.NAME,)
#: What an operator may import; .xlsx is our own template.
SUFFIXES = (".txt", ".md", ".docx", ".xlsx")
#: Files that are nothing but their text: a person can count their lines and see all there is in them.
PLAIN_TEXT = (".txt", ".md")


def parse(text: str, regions: Iterable[RegionRef] = SEEDED) -> Document:
    """The Document that a text prints, in whichever layout it is.

    Raises Refused, whose message begins with 第 N 行 where a line is known.
    """
    return _parse_placed(text, regions, _numbered)


def parse_file(name: str, data: bytes, regions: Iterable[RegionRef] = SEEDED) -> Document:
    """The Document of a file by its name's ending, with its source. Raises Refused, and never anything else."""
    with refusing_the_unforeseen(name), limited_time():
        document = _parse_file(name, data, regions)
        check_size(document)
    return document


def _parse_file(name: str, data: bytes, regions: Iterable[RegionRef]) -> Document:
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        text, place = read_docx(data)
        document = _parse_placed(text, regions, place)
        document = replace(document, problems=tuple(_placed(problem, place) for problem in document.problems))
    elif suffix == ".xlsx":
        document = read_xlsx(data)
    elif suffix in PLAIN_TEXT:
        with _placing(_numbered):
            text = decode(data)
        document = parse(text, regions)
    elif suffix == ".pdf":
        raise Refused(IS_PDF)
    else:
        raise Refused(f"不认得扩展名“{suffix}”，可以导入的是 {'、'.join(SUFFIXES)} 文件")
    return replace(document, source=Source(name, hashlib.sha256(data).hexdigest()))


def read_path(path: Path, regions: Iterable[RegionRef] = SEEDED) -> Document:
    """The Document of a file on disk; its size is looked at before it is read. Raises Refused."""
    return parse_file(path.name, read_bytes(path), regions)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file on disk, its size looked at first. Raises Refused."""
    try:
        if path.is_dir():
            raise Refused("这是文件夹，不是文件")
        if path.exists() and not path.is_file():
            raise Refused("这是管道或设备，不是文件")  # it may never end, or never begin
        if path.stat().st_size > MAX_FILE:
            raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，不予读取")
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)  # it may have grown meanwhile
    except FileNotFoundError as error:
        raise Refused("文件不存在") from error
    except OSError as error:
        raise Refused("文件打不开，请检查它的读取权限") from error


def _placed(problem: Problem, place: Callable[[int], str]) -> Problem:
    """A problem of a .docx, which has no lines: its place is in the message."""
    where = place(problem.line) if problem.line else ""
    return Problem(None, f"{where}：{problem.message}" if where else problem.message)


def _parse_placed(text: str, regions: Iterable[RegionRef], place: Callable[[int], str]) -> Document:
    with _placing(place):
        lines = split_lines(without_fields(text))
        check_lines(len(lines))
        layout = next((layout for layout in LAYOUTS if layout.recognises(lines)), None)
        if layout is None:
            raise Refused("不是认得的版式：文中找不到绩效目标表")
        return layout.parse(lines, tuple(regions))


@contextmanager
def _placing(place: Callable[[int], str]) -> Iterator[None]:
    """Put the place of a refusal's line in front of its message."""
    try:
        yield
    except Refused as refusal:
        where = place(refusal.line) if refusal.line else ""
        raise Refused(f"{where}：{refusal.message}" if where else refusal.message, refusal.line) from refusal


def _numbered(line: int) -> str:
    """Where a line of plain text stands."""
    return f"第 {line} 行"
