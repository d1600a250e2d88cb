"""A project through the years: the current version of each year, joined by document/lineage.

Withheld projects are left out: nothing is said of what they were in another year.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from disclosures.document.as_json import part_from_json
from disclosures.document.comparison import ChangeKind, printed
from disclosures.document.declarations import FieldKind, fields_of
from disclosures.document.difference_list import DifferenceLine, Listing
from disclosures.document.identity import without_year
from disclosures.document.labels import PARTS
from disclosures.document.lineage import Lineage, asked_for, lineages
from disclosures.document.model import IndicatorRow, ProjectSheet
from disclosures.document.text_pieces import pieces
from disclosures.models.disclosure import DisclosedProject, Disclosure, DisclosureBody
from disclosures.public.successions import Family, family

ProjectLineage = Lineage[DisclosedProject, ProjectSheet]


@dataclass(frozen=True)
class Step:
    """A project in one year: its row (which knows its version), and its sheet."""

    row: DisclosedProject
    sheet: ProjectSheet

    @property
    def version(self) -> Disclosure:
        """The current version of the year."""
        return self.row.disclosure


@dataclass(frozen=True)
class Wording:
    """What changed in words from one year to the next that has the part."""

    before: Disclosure
    after: Disclosure
    listing: Listing


@dataclass(frozen=True)
class UnitProjects:
    """The shown projects of a unit and of those that it carries on, joined through the years."""

    family: Family
    versions: tuple[Disclosure, ...]
    lineages: tuple[ProjectLineage, ...]

    def asked(self, called: str) -> list[ProjectLineage]:
        """Return what a code or a name means: [] where nothing, several where they all may be meant."""
        return asked_for(self.lineages, ProjectSheet(None, called, called))

    def called(self, lineage: ProjectLineage) -> str:
        """Return by what a lineage is found for good: its name without a year, where that means no other, else its
        newest code; "" where both mean others too or are blank."""
        newest = lineage.newest
        names = (without_year(newest.name), newest.name, newest.code)
        return next((name for name in names if name and self.asked(name) == [lineage]), "")


def unit_projects(region: str, department: str) -> UnitProjects | None:
    """Return the projects of a unit through the years; None where nothing of it is public. Three queries."""
    kin = family(region, department)
    found = Disclosure.objects.current().filter(region_code=region, department_code__in=kin.until)
    versions = [
        one
        for one in found.order_by("fiscal_year", "department_code")
        if kin.holds(one.department_code, one.fiscal_year)
    ]
    if not versions:
        return None
    return UnitProjects(kin, tuple(versions), tuple(_lineages(versions)))


def _lineages(versions: Iterable[Disclosure]) -> list[ProjectLineage]:
    known = {version.pk: version for version in versions}
    rows = list(DisclosedProject.objects.filter(disclosure__in=known, withheld=False).order_by("position"))
    for row in rows:
        row.disclosure = known[row.disclosure_id]
    ordered = sorted(rows, key=lambda row: (row.fiscal_year, row.department_code))
    years = groupby(ordered, lambda row: row.fiscal_year)
    return lineages([(row, ProjectSheet(row.number, row.name, row.code)) for row in year] for _, year in years)


def steps_of(lineage: ProjectLineage) -> list[Step]:
    """Return a project as it is published in each year, oldest first. One query."""
    rows = [row for row, _ in lineage.steps]
    bodies = DisclosureBody.objects.filter(disclosure__in=[row.disclosure_id for row in rows], erased_at=None)
    texts = dict(bodies.values_list("disclosure", "text"))
    found = ((row, _sheet(texts.get(row.disclosure_id, ""), row.key)) for row in rows)
    return [Step(row, sheet) for row, sheet in found if sheet and not sheet.withheld]


def _sheet(text: str, key: str) -> ProjectSheet | None:
    """The project with a key in a published text."""
    projects = json.loads(text)["projects"] if text else ()
    return next((part_from_json(ProjectSheet, one) for one in projects if one.get("key") == key), None)


def wordings(steps: Iterable[tuple[Disclosure, ProjectSheet | IndicatorRow]], *but: str) -> list[Wording]:
    """Return what changed in the texts of a part, from each year to the next, but for some fields; years without a
    change are left out."""
    found = [
        Wording(before, after, Listing(_changed(old, new, but), 0)) for (before, old), (after, new) in pairwise(steps)
    ]
    return [one for one in found if one.listing]


def _changed(old: ProjectSheet | IndicatorRow, new: ProjectSheet | IndicatorRow, but: tuple[str, ...]) -> list:
    part = PARTS["project" if isinstance(new, ProjectSheet) else "indicator"]
    lines = []
    for field in fields_of(type(new), FieldKind.TEXT, FieldKind.LINES):
        before, after = printed(old, field.name), printed(new, field.name)
        if before != after and field.name not in but:
            told = pieces(before, after)
            lines.append(DifferenceLine(part, new.name, field.label, ChangeKind.ALTERED.value, *told))
    return lines
