"""Where the next page begins: a signed text that fits the question it was given for, and no other."""

from typing import Any

from django.core import signing

from disclosures.public.standing import digest

_SALT = "api cursor"


class WrongCursorError(ValueError):
    """A cursor that was not given for this question, or was altered."""


def cursor_after(question: dict[str, str], last: Any, count: int) -> str:
    """Return the cursor behind the row known by `last`, of a question that `count` rows answered at its first page."""
    return signing.Signer(salt=_SALT).sign_object([_digest(question), last, count])


def read_cursor(question: dict[str, str], cursor: str) -> tuple[Any, int]:
    """Return behind which row the next page begins, and the count of the first one. Raises WrongCursorError."""
    try:
        asked, last, count = signing.Signer(salt=_SALT).unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise WrongCursorError from error
    if asked != _digest(question):
        raise WrongCursorError
    return last, count


def _digest(question: dict[str, str]) -> str:
    return digest(*(text for pair in sorted(question.items()) for text in pair))
