"""What differs between two Documents, field by field: pure.

Parts are matched by key where both have one, else projects by code or name, indicators by second level and name,
duties by title, ties by order. Used for the record of changes, the reviewer's differences, what changed between
two published versions, and this year beside last year.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from disclosures.document.model import Document, DutySection, Explanation, IndicatorRow, ProjectSheet
from indicators.money import grouped
from indicators.target_values import fold


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    ALTERED = "altered"
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One field that differs. `part` is whole, duty, project, indicator or explanation; `key` is the part's key in the
    newer document (the older's where it was removed), `parent` the project's key for an indicator."""

    part: str
    change: ChangeKind
    key: str
    name: str
    field: str
    before: str
    after: str
    parent: str = ""


WHOLE_FIELDS = ("money_unit", "overall_objective", "safeguards")
DUTY_FIELDS = ("title", "responsibilities", "duty_goal", "objective", "indicators", "rating_bands", "text", "pairs")
PROJECT_FIELDS = (
    "number",
    "name",
    "code",
    "money_unit",
    "unit_code",
    "unit_name",
    "total",
    "fiscal_funds",
    "other_funds",
    "purpose",
    "withheld",
    "spending_plan",
    "objectives",
)
INDICATOR_FIELDS = ("category", "subcategory", "name", "description", "target", "basis")
EXPLANATION_FIELDS = ("heading", "text")


def compare(before: Document, after: Document) -> list[Difference]:
    """All differences from `before` to `after`, in the order of the paper form; [] where both promise the same."""
    differences = [*_part(_WHOLE, before, after), *_parts(_DUTY, before.duties, after.duties)]
    for old, new in match_projects(before, after):
        differences += _part(_PROJECT, old, new)
        if old and new:
            differences += _parts(_INDICATOR, old.indicators, new.indicators, parent=new.key)
    differences += _moved(_PROJECT, before.projects, after.projects)
    return differences + _parts(_EXPLANATION, before.explanations, after.explanations)


def printed(part, field: str) -> str:
    """A field of a part as a person reads it ("" where absent)."""
    value = getattr(part, field)
    if value is None:
        return ""
    return _PRINTERS.get(field, str)(value)


def match_projects(before: Document, after: Document) -> list[tuple[ProjectSheet | None, ProjectSheet | None]]:
    """The projects of two documents side by side: in the order of `after`, then those gone."""
    return _matched(before.projects, after.projects, _project_identity)


def match_indicators(
    before: ProjectSheet, after: ProjectSheet
) -> list[tuple[IndicatorRow | None, IndicatorRow | None]]:
    """The indicators of two sheets side by side: in the order of `after`, then those gone."""
    return _matched(before.indicators, after.indicators, _indicator_identity)


def match_duties(before: Document, after: Document) -> list[tuple[DutySection | None, DutySection | None]]:
    """The duties of two documents side by side: in the order of `after`, then those gone."""
    return _matched(before.duties, after.duties, _duty_identity)


def match_explanations(before: Document, after: Document) -> list[tuple[Explanation | None, Explanation | None]]:
    """The explanations of two documents side by side: in the order of `after`, then those gone."""
    return _matched(before.explanations, after.explanations, _explanation_identity)


def without_keys(document: Document) -> Document:
    """The document as another plan's, whose keys mean nothing here: its parts are then matched by what they say."""
    return replace(
        document,
        duties=tuple(replace(duty, key="") for duty in document.duties),
        projects=tuple(
            replace(sheet, key="", indicators=tuple(replace(row, key="") for row in sheet.indicators))
            for sheet in document.projects
        ),
    )


_PRINTERS: dict[str, Callable] = {
    "total": grouped,
    "fiscal_funds": grouped,
    "other_funds": grouped,
    "withheld": lambda withheld: withheld.reason,
    "objectives": "\n".join,
    "spending_plan": lambda plan: "，".join(
        f"{point.month}月底 {'未填' if point.cumulative_percent is None else f'{point.cumulative_percent:.2f}%'}"
        for point in plan
    ),
    "pairs": lambda pairs: "\n".join(
        f"{number}、绩效目标：{pair.objective}" + "".join(f"\n绩效指标：{text}" for text in pair.indicators)
        for number, pair in enumerate(pairs, 1)
    ),
}


@dataclass(frozen=True)
class _Kind:
    """What sort of part is compared: its word, its fields, and what makes two of them the same one."""

    word: str
    fields: tuple[str, ...]
    identity: Callable


def _parts(kind: _Kind, before: Sequence, after: Sequence, parent: str = "") -> list[Difference]:
    differences = []
    for old, new in _matched(before, after, kind.identity):
        differences += _part(kind, old, new, parent)
    return differences + _moved(kind, before, after, parent)


def _part(kind: _Kind, old, new, parent: str = "") -> Iterator[Difference]:
    if old is None or new is None:
        change = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        only = new if old is None else old
        before, after = ("", _name(only)) if old is None else (_name(only), "")
        yield Difference(kind.word, change, _key(only), _name(only), "", before, after, parent)
        return
    for field in kind.fields:
        if getattr(old, field) != getattr(new, field):
            before, after = printed(old, field), printed(new, field)
            yield Difference(kind.word, ChangeKind.ALTERED, _key(new), _name(new), field, before, after, parent)


def _moved(kind: _Kind, before: Sequence, after: Sequence, parent: str = "") -> list[Difference]:
    matches = [(i, j) for i, j in _matched_places(before, after, kind.identity) if i is not None and j is not None]
    if matches == sorted(matches):
        return []
    names, old_names = ("、".join(_name(after[j]) for _, j in order) for order in (matches, sorted(matches)))
    return [Difference(kind.word, ChangeKind.MOVED, "", "次序", "position", old_names, names, parent)]


def _matched(before: Sequence, after: Sequence, identity: Callable) -> list[tuple]:
    """Pairs in the order of `after`, then what only `before` has."""
    return [
        (None if i is None else before[i], None if j is None else after[j])
        for i, j in _matched_places(before, after, identity)
    ]


def _matched_places(before: Sequence, after: Sequence, identity: Callable) -> list[tuple[int | None, int | None]]:
    by_key = {_key(old): place for place, old in enumerate(before) if _key(old)}
    taken = {j: by_key[_key(new)] for j, new in enumerate(after) if _key(new) in by_key}
    waiting = defaultdict(deque)
    for i in sorted(set(range(len(before))) - set(taken.values())):
        waiting[identity(before[i])].append(i)
    for j, new in enumerate(after):
        same = waiting[identity(new)]
        if j not in taken and same and not (_key(new) and _key(before[same[0]])):
            taken[j] = same.popleft()
    gone = sorted(set(range(len(before))) - set(taken.values()))
    return [(taken.get(j), j) for j in range(len(after))] + [(i, None) for i in gone]


def _key(part) -> str:
    return getattr(part, "key", "")


def _name(part) -> str:
    if isinstance(part, Document):
        return "整体"
    name = getattr(part, "name", "") or getattr(part, "title", "") or getattr(part, "heading", "")
    return name or getattr(part, "text", "")[:20]


def _duty_identity(duty: DutySection) -> str:
    return fold(duty.title)


def _project_identity(project: ProjectSheet) -> str:
    return project.code or fold(project.name)


def _indicator_identity(row: IndicatorRow) -> tuple[str, str]:
    return fold(row.subcategory), fold(row.name)


def _explanation_identity(explanation: Explanation) -> str:
    return explanation.heading


_WHOLE = _Kind("whole", WHOLE_FIELDS, id)
_DUTY = _Kind("duty", DUTY_FIELDS, _duty_identity)
_PROJECT = _Kind("project", PROJECT_FIELDS, _project_identity)
_INDICATOR = _Kind("indicator", INDICATOR_FIELDS, _indicator_identity)
_EXPLANATION = _Kind("explanation", EXPLANATION_FIELDS, _explanation_identity)
