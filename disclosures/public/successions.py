"""Which units a unit carries on (单位沿革), and what they were called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosures.models.disclosed_succession import DisclosedSuccession
from disclosures.models.disclosure import Disclosure


@dataclass(frozen=True)
class Family:
    """A unit with those that it carries on. `until`: code → the first year in which that unit is counted no more (None:
    it always is). `after`: what carries on the unit itself."""

    until: dict[str, int | None]
    before: tuple[DisclosedSuccession, ...]
    after: tuple[DisclosedSuccession, ...]

    def holds(self, code: str, year: int) -> bool:
        """Return whether what a unit published for a year belongs here."""
        end = self.until.get(code, 0)
        return end is None or year < end


def family(region: str, code: str) -> Family:
    """Return a unit with those that it carries on, and those that these carried on. One query."""
    rows = list(DisclosedSuccession.objects.filter(region__code=region))
    until: dict[str, int | None] = {code: None}
    waiting, before = [code], []
    while waiting:
        later = waiting.pop()
        for row in _of(rows, later):
            before.append(row)
            if row.earlier not in until:
                end = until[later]
                until[row.earlier] = row.since if end is None else min(row.since, end)
                waiting.append(row.earlier)
    return Family(until, tuple(before), tuple(row for row in rows if row.earlier == code))


def former_names(newest_first: Sequence[Disclosure]) -> list[tuple[str, int]]:
    """Return what a unit was called in earlier years, each name with the last year of it, newest first."""
    names: dict[str, int] = {}
    for version in newest_first:
        names.setdefault(version.department_name, version.fiscal_year)
    return list(names.items())[1:]


def _of(rows: Iterable[DisclosedSuccession], later: str) -> list[DisclosedSuccession]:
    return [row for row in rows if row.later == later]
