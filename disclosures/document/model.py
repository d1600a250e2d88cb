"""The plain document in the middle: what a department's file says, free of any database.

Importers produce it, the loader stores it, assembly rebuilds it, checks question it, publication redacts and
freezes it, pages and exports print it. Equality speaks of what is promised; keys, lines and other particulars of
the reading are left out of it.
"""

from dataclasses import dataclass, field
from decimal import Decimal

#: The four points of the spending plan (资金支出计划): end of these months.
PLAN_MONTHS = (3, 6, 10, 12)


def _reading(default=None):
    """A field that belongs to the reading or the keeping, not to what is promised."""
    return field(default=default, compare=False, kw_only=True)


@dataclass(frozen=True)
class RegionRef:
    """财政区划"""

    code: str
    name: str


@dataclass(frozen=True)
class DepartmentRef:
    """The unit line: six-digit code, and the rest of the line whole."""

    code: str
    name: str


@dataclass(frozen=True)
class Source:
    """The file that was read."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Problem:
    """A line that the reader could not place; message in Chinese."""

    line: int | None
    message: str


@dataclass(frozen=True)
class IndicatorRow:
    """One row of a 绩效目标表; merged level cells filled, texts as printed."""

    category: str
    subcategory: str
    name: str
    description: str
    target: str
    basis: str
    line: int | None = _reading()
    key: str = _reading("")


@dataclass(frozen=True)
class Checkpoint:
    """资金支出计划 at the end of a month: cumulative percent, None where the cell is blank."""

    month: int
    cumulative_percent: Decimal | None


@dataclass(frozen=True)
class Withheld:
    """Why a project is not published (涉密, 不公开)."""

    reason: str


@dataclass(frozen=True)
class ProjectSheet:
    """One 绩效目标表. Amounts in money_unit ("" where its table prints none: then the document's)."""

    number: int | None
    name: str
    code: str = ""
    money_unit: str = ""
    unit_code: str = ""
    unit_name: str = ""
    total: Decimal | None = None
    fiscal_funds: Decimal | None = None
    other_funds: Decimal | None = None
    purpose: str = ""
    withheld: Withheld | None = None
    spending_plan: tuple[Checkpoint, ...] | None = None
    objectives: tuple[str, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    line: int | None = _reading()
    key: str = _reading("")


@dataclass(frozen=True)
class ObjectivePair:
    """A numbered pair under a duty: one 绩效目标 and its 绩效指标."""

    objective: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class DutySection:
    """分项绩效目标: one duty, in whichever of the five shapes it was printed."""

    title: str = ""
    responsibilities: str = ""
    duty_goal: str = ""
    objective: str = ""
    indicators: str = ""
    rating_bands: str = ""
    text: str = ""
    pairs: tuple[ObjectivePair, ...] = ()
    line: int | None = _reading()
    key: str = _reading("")


@dataclass(frozen=True)
class Explanation:
    """A section of explanation (名词解释 and the like), its tables left out."""

    heading: str
    text: str
    line: int | None = _reading()


@dataclass(frozen=True)
class BudgetTable:
    """A budget statement as printed."""

    title: str
    money_unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """What one department promises for one fiscal year."""

    region: RegionRef | None
    department: DepartmentRef
    fiscal_year: int | None
    money_unit: str
    overall_objective: str = ""
    duties: tuple[DutySection, ...] = ()
    safeguards: str = ""
    projects: tuple[ProjectSheet, ...] = ()
    statements: tuple[BudgetTable, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    layout: str = _reading("")
    source: Source | None = _reading()
    fiscal_year_evidence: str = _reading("")
    problems: tuple[Problem, ...] = _reading(())
