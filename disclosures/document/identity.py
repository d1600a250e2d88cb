"""Whether a part of one document is a part of another: the one answer for projects, duties, indicators, explanations.

Signs are asked in this order, and an earlier one always goes before a later one:

* a project: key; code; name; name without a year; that it has no name but a mark (涉密), where nothing else is left
* a duty: key; title; title without a year; the same words throughout; place
* an indicator: key; second level and name; second level and name without a year; place
* a statement: kind
* an explanation: heading

A mark in place of a name or a code is none: it tells no two projects apart, nor that two are one.

Keys are those of one plan; those that a file brings are believed only as far as `without_doubtful_keys` says. Of
documents of two plans or years they say nothing: compare them `without_keys`, or ask for counterparts not
`of_one_plan`. Place is a weak sign, asked only where keys say nothing at all, that is where one of the two documents
has none.
"""

import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from disclosures.document.model import (
    BudgetStatement,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    Part,
    ProjectSheet,
)
from indicators.target_values import is_withheld_text
from indicators.taxonomy import level_across_schemes

#: The parts that have keys.
Keyed = TypeVar("Keyed", ProjectSheet, DutySection, IndicatorRow)
#: What a part shows of its identity, given the part and its place; None where it shows nothing.
Sign = Callable[..., Hashable | None]

#: What Word and web pages leave between signs, and nobody sees.
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_CHINESE_DIGITS = str.maketrans("〇○◯零o一二三四五六七八九", "00000123456789")
_CHINESE_YEAR = re.compile("二[〇○◯零o0][〇○◯零o0-9一二三四五六七八九]{2}(?=年)")
_YEARS = r"20[0-4][0-9](?:年?[-—–~/一至到](?:20)?[0-9]{2})?"
_YEAR = re.compile(
    rf"[(\[〔【《](?:{_YEARS}(?:学?年度?)?|2[0-9]年度?)[)\]〕】》]"  # (2021), 〔2021年度〕, (21年)
    r"|(?<![0-9a-z.第])[12][0-9]年度|^2[0-9]年(?![期限龄内以来前后多])"  # 21年度, 21年
    rf"|(?<![0-9a-z.]){_YEARS}学?年度?"  # 2021年, 2021-2022学年
    rf"|^{_YEARS}[-_./·](?![0-9])|^{_YEARS}(?![0-9.a-z]|[吨米元人亩户个台套项次家号件辆处平公千万])"  # 2021环境整治
    r"|[-_./·]20[0-4][0-9]$|(?<![0-9a-z.])20[0-4][0-9]$"  # 环境整治2021
)


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """A name as it is compared: half-width, small letters, no blanks and nothing else that cannot be seen."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=4096)
def without_year(text: str) -> str:
    """A name as it is compared, the year left out (2021年开放补助, 开放补助（2022年度）); "" for a year alone."""
    name = _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS), normalised(text))
    return _YEAR.sub("", name)


def _key(part: ProjectSheet | DutySection | IndicatorRow, place: int) -> str | None:
    return part.key or None


def _place(part: DutySection | IndicatorRow, place: int) -> int:
    return place


def _code(project: ProjectSheet, place: int) -> str | None:
    return normalised(_without_marks(project.code)) or None


def _name(project: ProjectSheet, place: int) -> str | None:
    return normalised(_without_marks(project.name)) or None


def _name_without_year(project: ProjectSheet, place: int) -> str | None:
    return without_year(_without_marks(project.name)) or None


def _only_a_mark(project: ProjectSheet, place: int) -> bool | None:
    return bool(project.name and not _without_marks(project.name)) or None


def _without_marks(text: str) -> str:
    """A name or a code without its lines that only say that it is classified."""
    if not is_withheld_text(text):
        return text
    left = "\n".join(line for line in text.split("\n") if not is_withheld_text(line))
    return "" if is_withheld_text(left) else left


def _title(duty: DutySection, place: int) -> str | None:
    return normalised(duty.title) or None


def _title_without_year(duty: DutySection, place: int) -> str | None:
    return without_year(duty.title) or None


def _words(duty: DutySection, place: int) -> DutySection:
    return duty


def _level(row: IndicatorRow) -> str:
    return level_across_schemes(normalised(row.subcategory))


def _level_and_name(row: IndicatorRow, place: int) -> tuple[str, str] | None:
    name = normalised(row.name)
    return (_level(row), name) if name else None


def _level_and_name_without_year(row: IndicatorRow, place: int) -> tuple[str, str] | None:
    name = without_year(row.name)
    return (_level(row), name) if name else None


def _heading(explanation: Explanation, place: int) -> str:
    return normalised(explanation.heading)


def _kind(statement: BudgetStatement, place: int) -> str:
    return statement.kind


_SURE: tuple[Sign, ...] = (_key, _code, _name, _name_without_year)
_PROJECT: tuple[Sign, ...] = (*_SURE, _only_a_mark)
_DUTY: tuple[Sign, ...] = (_key, _title, _title_without_year, _words, _place)
_INDICATOR: tuple[Sign, ...] = (_key, _level_and_name, _level_and_name_without_year, _place)
_EXPLANATION: tuple[Sign, ...] = (_heading,)
_SIGNS: dict[type, tuple[Sign, ...]] = {
    ProjectSheet: _PROJECT,
    DutySection: _DUTY,
    IndicatorRow: _INDICATOR,
    BudgetStatement: (_kind,),
    Explanation: _EXPLANATION,
}


def counterparts(
    old: Sequence[Part], new: Sequence[Part], *, by_place: bool = True, of_one_plan: bool = True
) -> list[Part | None]:
    """Return for each of `new` the part of `old` that it is, or None. Nothing is taken twice; parts with equal signs
    pair off in order. `by_place=False` leaves the weak sign out, for whatever fills one part from the other;
    `of_one_plan=False` the keys."""
    return [None if at is None else old[at] for at in _places(old, new, by_place, of_one_plan)]


def side_by_side(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[Part | None, Part | None]]:
    """Return pairs (old, new) in the order of `new`, None for what is missing; then those that only `old` has."""
    taken = _places(old, new)
    gone = sorted(set(range(len(old))) - {at for at in taken if at is not None})
    pairs: list[tuple[Part | None, Part | None]] = [
        (None if at is None else old[at], one) for at, one in zip(taken, new, strict=True)
    ]
    return pairs + [(old[at], None) for at in gone]


def common_places(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """Return the places in `old` and in `new` of each part that both have, in the order of `new`."""
    return [(was, at) for at, was in enumerate(_places(old, new)) if was is not None]


def signs_of(project: ProjectSheet) -> list[Hashable]:
    """Return every sign that a project shows, the surest first: two that share one may be the same project.

    For secrecy, where a pairing that prefers one sign would let another one slip.
    """
    shown = ((place, sign(project, 0)) for place, sign in enumerate(_SURE))
    return [one for one in shown if one[1] is not None]


def known_as(row: IndicatorRow) -> tuple[str, str] | None:
    """Return what an indicator is known by over years and units: its second level and its name without a year (with
    it, where there is nothing else); None for one without a name."""
    return _level_and_name_without_year(row, 0) or _level_and_name(row, 0)


def may_be_one(one: ProjectSheet, other: ProjectSheet) -> bool:
    """Return whether any sign at all says that two sheets are the same project."""
    return not set(signs_of(one)).isdisjoint(signs_of(other))


def without_keys(document: Document) -> Document:
    """Return the document as that of another plan, whose keys and lines mean nothing here."""
    return replace(
        document,
        duties=tuple(replace(duty, key="", line=None) for duty in document.duties),
        projects=tuple(
            replace(
                sheet,
                key="",
                line=None,
                indicators=tuple(replace(row, key="", line=None) for row in sheet.indicators),
            )
            for sheet in document.projects
        ),
    )


def without_doubtful_keys(document: Document, previous: Document) -> Document:
    """Return a document from outside (a file in which rows were sorted, copied or pasted over) with those keys only
    that may be believed; of the others the remaining signs decide.

    A key counts where one part of `previous` has it, one part of the document bears it, and what that part shows
    besides does not contradict it: neither code nor name (title) is another part's, and a project that shows code or
    name where the owner of the key does shares one of them.
    """
    duties = _believed(document.duties, previous.duties)
    projects = _believed(document.projects, previous.projects)
    owners = counterparts(previous.projects, projects)
    return replace(
        document,
        duties=tuple(duties),
        projects=tuple(
            replace(sheet, indicators=tuple(_believed(sheet.indicators, owner.indicators if owner else ())))
            for sheet, owner in zip(projects, owners, strict=True)
        ),
    )


def _believed(parts: Sequence[Keyed], known: Sequence[Keyed]) -> list[Keyed]:
    """The parts, each with its key where that may be believed."""
    owners = {part.key: part for part in known}
    believed = [one for one in parts if one.key in owners and not _is_contradicted(one, owners[one.key], known)]
    borne = Counter(one.key for one in believed)
    sure = {id(one) for one in believed if borne[one.key] == 1}
    return [one if id(one) in sure else replace(one, key="") for one in parts]


def _is_contradicted(part: Keyed, owner: Keyed, known: Sequence[Keyed]) -> bool:
    """Whether code or name of a part say that it is another than the owner of its key."""
    signs = [sign for sign in _SIGNS[type(part)] if sign not in (_key, _words, _place, _only_a_mark)]
    shown = [(sign, sign(part, 0), sign(owner, 0)) for sign in signs]
    told = [(sign, mine, theirs) for sign, mine, theirs in shown if mine is not None]
    if any(mine != theirs and any(sign(one, 0) == mine for one in known) for sign, mine, theirs in told):
        return True
    both = [mine == theirs for _, mine, theirs in told if theirs is not None]
    return isinstance(part, ProjectSheet) and bool(both) and not any(both)


def _places(
    old: Sequence[Part], new: Sequence[Part], by_place: bool = True, of_one_plan: bool = True
) -> list[int | None]:
    """The place in `old` of each of `new`."""
    found: list[int | None] = [None] * len(new)
    taken: set[int] = set()
    for sign in _signs_between(old, new, by_place, of_one_plan):
        if None not in found or len(taken) == len(old):
            break
        shows_mark = (sign(part, at) for at, part in enumerate(old) if at not in taken)
        if sign == _only_a_mark and not all(shows_mark):
            break  # what has only a mark now may be one that had a name
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for at, part in enumerate(old):
            if at not in taken and (shown := sign(part, at)) is not None:
                waiting[shown].append(at)
        for at, part in enumerate(new):
            if found[at] is None and (same := waiting.get(sign(part, at))):
                found[at] = was = same.popleft()
                taken.add(was)
    return found


def _signs_between(old: Sequence[Part], new: Sequence[Part], by_place: bool, of_one_plan: bool) -> list[Sign]:
    """The signs to ask of the parts of two lists, in order."""
    if not (old and new):
        return []
    signs = next(signs for kind, signs in _SIGNS.items() if isinstance(new[0], kind))
    keys_tell = of_one_plan and all(any(getattr(part, "key", "") for part in parts) for parts in (old, new))
    asked: dict[Sign, bool] = {_key: keys_tell, _place: by_place and not keys_tell}
    return [sign for sign in signs if asked.get(sign, True)]
