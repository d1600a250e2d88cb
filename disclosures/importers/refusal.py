"""A file that cannot be read exactly is refused whole."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

#: What is said where reading fails in a way that nobody foresaw; the log has the traceback.
UNFORESEEN = "文件中有无法处理的内容，请将此文件交给系统管理员"

#: Of a quoted text no more than this many characters are repeated in a message.
_LONGEST_QUOTE = 80
_LONG_QUOTE = re.compile(rf"“([^“”]{{{_LONGEST_QUOTE}}})[^“”]+”")

logger = logging.getLogger(__name__)


class Refused(ValueError):  # noqa: N818 (a refusal is an answer)
    """Why a file was refused: a Chinese sentence, and the line where the trouble stands (None for the whole file)."""

    def __init__(self, message: str, line: int | None = None):
        message = _LONG_QUOTE.sub(r"“\1…”", message)
        super().__init__(message)
        self.message = message
        self.line = line


@contextmanager
def refusing_the_unforeseen(name: str, *foreseen: type[Exception]) -> Iterator[None]:
    """Raise Refused (UNFORESEEN) in place of any exception that is neither Refused nor one of `foreseen`, and log it.

    `name` is that of the file. Exhausted memory and recursion count as unforeseen; an interrupt passes.
    """
    answers: tuple[type[Exception], ...] = (Refused, *foreseen)
    try:
        yield
    except answers:
        raise
    except Exception as error:
        logger.exception("unforeseen while handling the file %r", name)
        raise Refused(UNFORESEEN) from error
