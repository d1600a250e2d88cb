"""What reading one file may cost (processor time, lines, parts); beyond it the file is refused."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from disclosures.document.model import Document
from disclosures.importers.refusal import Refused

#: Of processor time, not of the clock: a busy machine refuses nothing. 400 projects take two or three.
SECONDS = 10
MAX_TEXT = 20 * 1024 * 1024
#: 400 projects have 50,000 lines.
MAX_LINES = 300_000
MAX_PROJECTS, MAX_INDICATORS, MAX_SECTIONS, MAX_PROBLEMS, MAX_ROWS = 1_000, 20_000, 500, 2_000, 20_000
_CHECK_EVERY = 512

Item = TypeVar("Item")

_end: ContextVar[float] = ContextVar("end of the processor time for this file", default=float("inf"))


@contextmanager
def limited_time() -> Iterator[None]:
    """Let `metered` and `check_time` raise Refused when this thread has worked for SECONDS inside."""
    token = _end.set(time.thread_time() + SECONDS)
    try:
        yield
    finally:
        _end.reset(token)


def check_time() -> None:
    """Raise Refused where the time of `limited_time` is used up."""
    if time.thread_time() > _end.get():
        raise Refused("文件过于庞杂，在限定的时间内没有读完，不予读取；请拆分或另存后再导入")


def metered(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, with a look at the time now and then. Raises Refused."""
    for number, item in enumerate(items):
        if number % _CHECK_EVERY == 0:
            check_time()
        yield item


def check_lines(count: int, size: int = 0) -> None:
    """Raise Refused for more lines, or more bytes of text, than a file may have."""
    if size > MAX_TEXT or count > MAX_LINES:
        raise Refused(f"文件的文字超过 {MAX_TEXT // 1024 // 1024} MB 或 {MAX_LINES // 10_000} 万行，不予读取")


def check_size(document: Document) -> None:
    """Raise Refused for more projects, indicators, rows, sections or problems than anybody could review."""
    indicators = sum(len(project.indicators) for project in document.projects)
    for count, most, what in (
        (len(document.projects), MAX_PROJECTS, "个项目"),
        (indicators, MAX_INDICATORS, "条指标"),
        (sum(len(one.rows) for one in document.statements), MAX_ROWS, "行报表"),
        (len(document.duties), MAX_SECTIONS, "项职责"),
        (len(document.explanations), MAX_SECTIONS, "段说明"),
        (len(document.problems), MAX_PROBLEMS, "处没有读入的内容"),
    ):
        if count > most:
            raise Refused(f"文件有 {count} {what}，超过 {most} {what}，不予读取；请检查文件或拆分后再导入")
