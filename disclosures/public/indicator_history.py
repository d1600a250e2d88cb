"""The indicators of a project through the years: their targets side by side, and one of them by itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.document.identity import known_as
from disclosures.document.lineage import Lineage, asked_for, lineages
from disclosures.document.model import IndicatorRow
from disclosures.public.charts import TargetChart, target_chart
from disclosures.public.through_years import Step, Wording, wordings
from indicators.target_values import Kind, TargetValue, parse_target

IndicatorLineage = Lineage[Step, IndicatorRow]


@dataclass(frozen=True)
class Told:
    """What a year says of an indicator, and whether its target is another than the year before that has it."""

    step: Step
    row: IndicatorRow
    value: TargetValue
    altered: bool


@dataclass(frozen=True)
class IndicatorHistory:
    """An indicator through the years: one entry for each year of its project (None where it lacks the indicator).

    `address`: its second level and name, as addresses take them; None where others of the project have the same.
    """

    newest: IndicatorRow
    years: tuple[Told | None, ...]
    address: tuple[str, str] | None
    doubts: tuple[Step, ...]

    @property
    def told(self) -> list[Told]:
        """The years that have the indicator."""
        return [one for one in self.years if one]

    @property
    def chart(self) -> TargetChart | None:
        """The targets as a line; None where fewer than two are numbers of one unit."""
        numbers = [one for one in self.told if one.value.kind == Kind.NUMBER]
        if len({one.value.unit for one in numbers}) != 1:
            return None
        points = [(f"{one.step.version.fiscal_year}年", one.value.number, one.row.target) for one in numbers]
        return target_chart(points, numbers[0].value.unit)

    @property
    def wordings(self) -> list[Wording]:
        """What changed in its words; the target stands in the table."""
        return wordings([(one.step.version, one.row) for one in self.told], "target")


def indicator_histories(steps: Sequence[Step]) -> list[IndicatorHistory]:
    """Return the indicators of a project through the years: those of the newest year first, in its order, then those
    that only older years have."""
    found = _lineages(steps)
    newest = {id(row): place for place, row in enumerate(steps[-1].sheet.indicators)} if steps else {}
    ordered = sorted(found, key=lambda one: (newest.get(id(one.newest), len(newest)), -_last_year(one)))
    owners = _owners(found)
    return [_history(one, owners, steps) for one in ordered]


def indicator_history(steps: Sequence[Step], level: str, name: str) -> list[IndicatorHistory]:
    """Return what a second level and a name mean: [] where nothing, several where they all may be meant."""
    found = _lineages(steps)
    asked = IndicatorRow("", level, name, "", "", "")
    owners = _owners(found)
    return [_history(one, owners, steps) for one in asked_for(found, asked)]


def _lineages(steps: Sequence[Step]) -> list[IndicatorLineage]:
    return lineages([(step, row) for row in step.sheet.indicators] for step in steps)


def _owners(found: Sequence[IndicatorLineage]) -> Counter:
    """How many lineages are known by the same level and name."""
    return Counter(known for one in found for known in {known_as(row) for _, row in one.steps})


def _last_year(lineage: IndicatorLineage) -> int:
    return lineage.steps[-1][0].version.fiscal_year


def _history(lineage: IndicatorLineage, owners: Counter, steps: Sequence[Step]) -> IndicatorHistory:
    by_step = {step.row.pk: row for step, row in lineage.steps}
    years: list[Told | None] = []
    before = None
    for step in steps:
        row = by_step.get(step.row.pk)
        if row is None:
            years.append(None)
            continue
        years.append(Told(step, row, parse_target(row.target), bool(before and before.target != row.target)))
        before = row
    known = known_as(lineage.newest)
    doubts = dict.fromkeys(step for step, _ in lineage.doubts)
    return IndicatorHistory(lineage.newest, tuple(years), known if owners[known] == 1 else None, tuple(doubts))
