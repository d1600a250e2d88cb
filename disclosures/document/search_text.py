"""A text and a question as the search sees them: letters in one width and case, and the pairs of letters in them.

Publication and the public pages both use this module; what a search finds is what `has_word` finds. Pure.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

#: What a search looks for at most.
MOST_WORDS, LONGEST_WORD = 8, 50
#: A name of more letters is never the whole of a question.
LONGEST_NAME = 100
#: From here on, letters without a meaning of their own stand for ASCII, and for what is no letter (see `as_tokens`).
_PRIVATE = 0xE000
_BREAK, _WHOLE = chr(_PRIVATE + 0x80), chr(_PRIVATE + 0x81)
_PRIVATE_LETTERS = range(_PRIVATE, _PRIVATE + 0x100)
_ASCII = {code: chr(_PRIVATE + code) for code in range(0x21, 0x7F)}


class _Folding(dict[int, str]):
    """By its number, each letter as the search sees it; a blank for what nobody sees."""

    def __missing__(self, code: int) -> str:
        letter = chr(code - 0xFEE0) if 0xFF01 <= code < 0xFF5F else chr(code)
        small = letter.lower()
        unseen = letter.isspace() or unicodedata.category(letter) in ("Cc", "Cs") or code in _PRIVATE_LETTERS
        folded = " " if unseen else small if len(small) == 1 else letter
        self[code] = folded
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return a text in half-width small letters, with blanks for what cannot be seen. Each letter keeps its place."""
    return text.translate(_FOLDING)


def words_of(text: str) -> list[str]:
    """Return the words of a question (split at blanks) that are searched for, as they were typed: each once."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in text.split()))[:MOST_WORDS]


def searched_words(text: str) -> list[str]:
    """Return the words of a question as the search sees them; [] where there is nothing to look for."""
    return list(dict.fromkeys(part for word in words_of(text) for part in folded(word).split()))


def has_word(text: str, word: str) -> bool:
    """Return whether a text has a word of `searched_words` in it."""
    return word in folded(text)


def pairs(word: str) -> list[str]:
    """Return every two letters of a word that stand side by side, in their order; [] for a single letter."""
    return [one + other for one, other in pairwise(word)]


def as_text(texts: Iterable[str]) -> str:
    """Return texts as one, words apart by a blank and one at the end; "" where none of them has a word."""
    return "".join(f"{word} " for text in texts for word in folded(text).split())


@lru_cache(maxsize=1024)
def as_tokens(text: str, whole: bool = False) -> str:
    """Return what `as_text` gave as tokens apart by blanks: the pairs of each word in their order, then each letter.

    Every token is made of letters beyond ASCII, so that a tokenizer which splits at ASCII signs leaves it whole. With
    `whole` the last token is the text itself, for questions that are all of it.
    """
    words = text.translate(_ASCII).split()
    if not words:
        return ""
    runs = f" {_BREAK} ".join(" ".join(map(str.__add__, word, word[1:])) for word in words)
    letters = " ".join(dict.fromkeys("".join(words)))
    name = f" {_WHOLE}{whole_name(''.join(words))}" if whole else ""
    return f"{runs} {_BREAK} {letters}{name}"


def phrase(word: str) -> str:
    """Return the tokens that stand side by side in `as_tokens` of every text with this word."""
    letters = word.translate(_ASCII)
    return " ".join(pairs(letters)) or letters


def whole_token(words: Iterable[str]) -> str:
    """Return the token that `as_tokens` gives a text which is all of the question."""
    return _WHOLE + whole_name("".join(words).translate(_ASCII))


def whole_name(letters: str) -> str:
    """Return a name as it is compared with a whole question."""
    return letters[:LONGEST_NAME]


def in_order(name: str, letters: str) -> bool:
    """Return whether a name ends as a short name (教育局) does, and has its letters in their order."""
    rest = iter(name)
    return len(letters) > 1 and name.endswith(letters[-1]) and all(letter in rest for letter in letters)


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether one of the words of a question stands in it."""
    inside = [False] * len(text)
    for start, end in _places(folded(text), words):
        inside[start:end] = [True] * (end - start)
    pieces: list[tuple[str, bool]] = []
    for letter, hit in zip(text, inside, strict=True):
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + letter, hit)
        else:
            pieces.append((letter, hit))
    return pieces


def excerpt(text: str, words: Iterable[str], around: int) -> str:
    """Return the place in a text where the first of the words stands, with so many letters on either side."""
    start, end = min(_places(folded(text), words), default=(0, 0))
    first, last = max(0, start - around), min(len(text), end + around)
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + len(word))
