"""Which rows of two statements of one kind are the same, and which of their cells differ. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from disclosures.document.as_json import sha256
from disclosures.document.identity import normalised
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_shapes import ColumnKind, SubjectTree

Row = tuple[str, ...]
LONGEST_CODE = max(length for tree in SubjectTree for length in tree.value)
#: What a row is known by: its number changes when a row is put in above.
_NAMES = (ColumnKind.SUBJECT_CODE, ColumnKind.SUBJECT_NAME, ColumnKind.ITEM)


@dataclass(frozen=True)
class StatementChanges:
    """What a newer statement has otherwise than an older one. `before`: row and column (from 0) → the older cell;
    `added`: the rows that are new; `gone`: the rows that are no more."""

    before: dict[tuple[int, int], str]
    added: frozenset[int]
    gone: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.before or self.added or self.gone)


def paired_rows(older: BudgetStatement, newer: BudgetStatement) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of the same row in both, None where one lacks it: all of the newer in order, then what only the
    older has. A subject is known by its code, a line of a form by its labels, any other row by its first cell; of
    several with one name the first belongs to the first."""
    places: dict[tuple[tuple[str, ...], int], int] = dict(zip(_names(older), range(len(older.rows)), strict=True))
    for place, name in enumerate(_names(newer)):
        yield places.pop(name, None), place
    yield from ((place, None) for place in places.values())


def row_keys(statement: BudgetStatement) -> tuple[str, ...]:
    """Return a key for each row, by which it is found again in a later text of the statement as `paired_rows` finds it:
    the code of its subject, else a hash of its words; further rows of one name have a number behind it."""
    return tuple(f"row.{_word(name)}{f'.{above + 1}' if above else ''}" for name, above in _names(statement))


def changes_between(older: BudgetStatement, newer: BudgetStatement) -> StatementChanges:
    """Return what differs between two statements of one kind, numbers of rows apart."""
    before: dict[tuple[int, int], str] = {}
    added, gone = set(), []
    compared = [place for place, one in enumerate(kind_of(newer.kind).columns) if one.kind != ColumnKind.ORDINAL]
    for old, new in paired_rows(older, newer):
        if old is None and new is not None:
            added.add(new)
        elif new is None and old is not None:
            gone.append(older.rows[old])
        elif old is not None and new is not None:
            was, now = older.rows[old], newer.rows[new]
            before |= {(new, place): was[place] for place in compared if was[place] != now[place]}
    return StatementChanges(before, frozenset(added), tuple(gone))


def _word(name: tuple[str, ...]) -> str:
    is_code = len(name) == 1 and name[0].isascii() and name[0].isdigit() and len(name[0]) <= LONGEST_CODE
    return name[0] if is_code else sha256("\n".join(name))[:12]


def _names(statement: BudgetStatement) -> Iterator[tuple[tuple[str, ...], int]]:
    """What each row is known by, and how many such rows stand above it."""
    kind = kind_of(statement.kind)
    codes = kind.places(ColumnKind.SUBJECT_CODE)
    places = kind.places(*_NAMES) or (0,)
    seen: Counter[tuple[str, ...]] = Counter()
    for row in statement.rows:
        code = tuple(row[place] for place in codes if row[place])
        name = code or tuple(normalised(row[place]) for place in places)
        yield name, seen[name]
        seen[name] += 1
