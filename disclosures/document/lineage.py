"""The same project, the same indicator through several years: `identity` between each year and those before it. Pure.

Where the answer of `identity` hangs on the order in which parts of one name stand, nothing is joined: it is a doubt.
"""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from disclosures.document.identity import counterparts, known_as
from disclosures.document.model import IndicatorRow, ProjectSheet

Source = TypeVar("Source", bound=Hashable)
Kept = TypeVar("Kept", ProjectSheet, IndicatorRow)


@dataclass
class Lineage(Generic[Source, Kept]):
    """A part in every text that has it, oldest first, each with its source; and those that may be it, of which there
    are several."""

    steps: list[tuple[Source, Kept]]
    doubts: list[tuple[Source, Kept]] = field(default_factory=list)

    @property
    def newest(self) -> Kept:
        """The part as the last text has it."""
        return self.steps[-1][1]


def lineages(columns: Iterable[Sequence[tuple[Source, Kept]]]) -> list[Lineage[Source, Kept]]:
    """Return the lineages of the parts of several years, given each year's parts with their sources, oldest year first.

    Lineages stand in the order of their first parts.
    """
    found: list[Lineage[Source, Kept]] = []
    for column in columns:
        owners = candidates([one.newest for one in found], [part for _, part in column])
        begun = []
        for (source, part), places in zip(column, owners, strict=True):
            sure = found[places[0]] if len(places) == 1 and places[0] is not None else None
            if sure:
                sure.steps.append((source, part))
                continue
            rivals = [found[at] for at in places if at is not None]
            begun.append(Lineage([(source, part)], [rival.steps[-1] for rival in rivals]))
            for rival in rivals:
                rival.doubts.append((source, part))
        found += begun
    return found


def candidates(old: Sequence[Kept], new: Sequence[Kept]) -> list[list[int | None]]:
    """Return for each of `new` the places in `old` of what may be its counterpart: one place where it is sure, None
    alone where there is none, several where it depends on the order in which parts stand."""
    places = {id(part): at for at, part in enumerate(old)}
    straight, backwards = list(old), list(reversed(old))
    answers = [
        _pairs(straight, list(new)),
        _pairs(backwards, list(new)),
        _pairs(straight, list(reversed(new)))[::-1],
    ]
    return [
        sorted({places.get(id(one)) for one in found}, key=lambda at: -1 if at is None else at)
        for found in zip(*answers, strict=True)
    ]


def asked_for(found: Sequence[Lineage[Source, Kept]], asked: Kept) -> list[Lineage[Source, Kept]]:
    """Return the lineage that a name or code means: [] where none; where it may be several, these and their doubts."""
    owners = [(one, part) for one in found for _, part in one.steps]
    places = candidates([part for _, part in owners], [asked])[0]
    meant = {id(one): one for one in (owners[at][0] for at in places if at is not None)}
    if len(meant) > 1:
        doubtful = {id(part) for one in meant.values() for _, part in one.doubts}
        meant |= {id(one): one for one, part in owners if id(part) in doubtful}
    return [one for one in found if id(one) in meant]


def likeness(row: IndicatorRow) -> int | None:
    """Return a number that is equal for indicators that are known as the same (identity.known_as), and as good as
    never for others; None for a row without a name. It fits a column of 64 bits."""
    known = known_as(row)
    if known is None:
        return None
    digest = hashlib.sha256("\n".join(known).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _pairs(old: list[Kept], new: list[Kept]) -> list[Kept | None]:
    return counterparts(old, new, by_place=False, of_one_plan=False)
