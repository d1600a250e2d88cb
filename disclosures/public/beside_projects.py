"""The projects and indicators of two versions side by side: two years, two units, two versions of one year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.lineage import candidates
from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.document.redaction import shown_projects, shown_total
from disclosures.models.disclosure import Disclosure
from disclosures.public.editions import Edition
from disclosures.public.version_summary import withheld
from indicators.money import YUAN, to_yuan


@dataclass(frozen=True)
class IndicatorPair:
    """The same indicator of two versions; None where one of them has none."""

    before: IndicatorRow | None
    after: IndicatorRow | None

    @property
    def row(self) -> IndicatorRow | None:
        """Whichever there is, the newer first."""
        return self.after or self.before

    @property
    def differs(self) -> bool:
        """Whether the targets differ."""
        return self.before is None or self.after is None or self.before.target != self.after.target


@dataclass(frozen=True)
class ProjectPair:
    """The same project of two versions; None where one of them has none. Amounts in yuan."""

    before: ProjectSheet | None
    after: ProjectSheet | None
    amount_before: Decimal | None
    amount_after: Decimal | None
    indicators: tuple[IndicatorPair, ...]

    @property
    def name(self) -> str:
        """What it is called, in the newer version if it is there."""
        sheet = self.after or self.before
        return sheet.name if sheet else ""

    @property
    def change(self) -> Decimal | None:
        """How much more it costs; None where one of the amounts is not known."""
        if self.amount_before is None or self.amount_after is None:
            return None
        return self.amount_after - self.amount_before


@dataclass(frozen=True)
class Beside:
    """Two versions side by side: the projects of both, then those of one alone. Sums run over shown projects; `change`
    is None where the two do not withhold the same."""

    both: tuple[ProjectPair, ...]
    only_before: tuple[ProjectPair, ...]
    only_after: tuple[ProjectPair, ...]
    total_before: Decimal | None
    total_after: Decimal | None
    change: Decimal | None


def projects_beside(older: Edition, newer: Edition) -> Beside:
    """Return the shown projects of two versions side by side. What cannot be joined for sure stands alone."""
    old, new = shown_projects(older.document), shown_projects(newer.document)
    pairs = [_project_pair(older, newer, one, other) for one, other in _joined(old, new)]
    sums = shown_total(older.document), shown_total(newer.document)
    known = _withholds_the_same(older, newer) and None not in sums
    return Beside(
        both=tuple(pair for pair in pairs if pair.before and pair.after),
        only_before=tuple(pair for pair in pairs if not pair.after),
        only_after=tuple(pair for pair in pairs if not pair.before),
        total_before=sums[0],
        total_after=sums[1],
        change=(sums[1] or Decimal()) - (sums[0] or Decimal()) if known else None,
    )


def _withholds_the_same(older: Edition, newer: Edition) -> bool:
    """Whether the sums of two versions may be subtracted: nothing is withheld in either, or they are of one plan and
    withhold the same projects."""
    hidden = withheld(older.document), withheld(newer.document)
    one, other = older.disclosure, newer.disclosure
    same_plan = (one.region_code, one.department_code, one.fiscal_year) == (
        other.region_code,
        other.department_code,
        other.fiscal_year,
    )
    return not any(hidden) or (same_plan and hidden[0] == hidden[1])


def _joined(old: Sequence, new: Sequence) -> list[tuple]:
    """Pairs of what is the same for sure, in the order of `new`; then what only `old` has."""
    found = [places[0] if len(places) == 1 else None for places in candidates(old, new)]
    pairs = [(None if at is None else old[at], one) for at, one in zip(found, new, strict=True)]
    taken = set(found)
    return pairs + [(one, None) for at, one in enumerate(old) if at not in taken]


def _project_pair(
    older: Edition, newer: Edition, before: ProjectSheet | None, after: ProjectSheet | None
) -> ProjectPair:
    rows = _joined(before.indicators, after.indicators) if before and after else []
    return ProjectPair(
        before,
        after,
        _amount(older.document, before),
        _amount(newer.document, after),
        tuple(IndicatorPair(one, other) for one, other in rows),
    )


def _amount(document: Document, sheet: ProjectSheet | None) -> Decimal | None:
    return to_yuan(sheet.total, sheet.money_unit or document.money_unit or YUAN) if sheet else None


def others_of(version: Disclosure) -> tuple[list[Disclosure], list[Disclosure]]:
    """Return the current versions that one may be set beside: those of its unit in other years, newest first, and those
    of other units of its region in its year. Two queries."""
    current = Disclosure.objects.current().filter(region_code=version.region_code)
    years = current.filter(department_code=version.department_code).exclude(fiscal_year=version.fiscal_year)
    units = current.filter(fiscal_year=version.fiscal_year).exclude(department_code=version.department_code)
    return list(years.order_by("-fiscal_year")), list(units.order_by("department_code"))
