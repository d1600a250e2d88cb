"""The plain document in the middle: what a department's file says, free of any database.

Importers produce it, the loader stores it, assembly rebuilds it, checks question it, publication redacts and
freezes it, pages and exports print it. Equality speaks of what is promised; keys, lines and other particulars of
the reading or the keeping are given by keyword and left out of it.
"""

from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from disclosures.document.declarations import FieldKind, Trait, declared, part
from disclosures.document.statement_kinds import KIND_NAMES, kind_of

#: The four points of the spending plan (资金支出计划): end of these months.
PLAN_MONTHS = (3, 6, 10, 12)
#: What the key of a statement begins with; its kind follows.
STATEMENT_KEY = "s-"

ASKED, ASKED_IF_LABELLED = Trait.ASKED, Trait.ASKED_IF_LABELLED
CARRIED_OVER, COMPARED = Trait.CARRIED_OVER, Trait.COMPARED
MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE = Trait.MAY_BE_CLASSIFIED, Trait.SEARCHED, Trait.IN_TEMPLATE
#: What is told in words, and so is every field of a duty and of an explanation.
TOLD = (COMPARED, MAY_BE_CLASSIFIED, SEARCHED)


class YearSource(StrEnum):
    """How the fiscal year of a document is known."""

    PRINTED = "printed"
    PROJECT_NAMES = "project_names"
    PROJECT_CODES = "project_codes"
    GIVEN = "given"


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


@part
class IndicatorRow:
    """One row of a 绩效目标表; merged level cells filled, texts as printed."""

    category: str = declared("一级指标", FieldKind.LEVEL, COMPARED, MAY_BE_CLASSIFIED, IN_TEMPLATE)
    subcategory: str = declared("二级指标", FieldKind.LEVEL, COMPARED, MAY_BE_CLASSIFIED, IN_TEMPLATE)
    name: str = declared("三级指标", FieldKind.TEXT, COMPARED, ASKED, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE)
    description: str = declared(
        "绩效指标描述", FieldKind.TEXT, COMPARED, ASKED, CARRIED_OVER, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE
    )
    target: str = declared(
        "指标值", FieldKind.TEXT, COMPARED, ASKED, CARRIED_OVER, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE
    )
    basis: str = declared(
        "指标值确定依据",
        FieldKind.TEXT,
        COMPARED,
        ASKED,
        CARRIED_OVER,
        MAY_BE_CLASSIFIED,
        SEARCHED,
        IN_TEMPLATE,
        short="确定依据",
    )
    _: KW_ONLY
    line: int | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)


@dataclass(frozen=True)
class Checkpoint:
    """资金支出计划 at the end of a month: cumulative percent, None where the cell is blank."""

    month: int
    cumulative_percent: Decimal | None


@dataclass(frozen=True)
class Withheld:
    """Why a project is not published (涉密, 不公开)."""

    reason: str


@part
class ProjectSheet:
    """One 绩效目标表. Amounts in money_unit ("" where its table prints none: then the document's)."""

    number: int | None = declared("序号", FieldKind.NUMBER, COMPARED, CARRIED_OVER, IN_TEMPLATE)
    name: str = declared("项目名称", FieldKind.TEXT, COMPARED, ASKED, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE)
    code: str = declared(
        "项目编码", FieldKind.LINE, COMPARED, ASKED, CARRIED_OVER, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE, default=""
    )
    money_unit: str = declared(
        "表内金额单位", FieldKind.MONEY_UNIT, COMPARED, IN_TEMPLATE, short="金额单位", default=""
    )
    unit_code: str = declared(
        "单位代码", FieldKind.LINE, COMPARED, CARRIED_OVER, MAY_BE_CLASSIFIED, IN_TEMPLATE, default=""
    )
    unit_name: str = declared(
        "单位名称", FieldKind.LINE, COMPARED, CARRIED_OVER, MAY_BE_CLASSIFIED, IN_TEMPLATE, default=""
    )
    total: Decimal | None = declared(
        "预算数", FieldKind.AMOUNT, COMPARED, ASKED, CARRIED_OVER, IN_TEMPLATE, default=None
    )
    fiscal_funds: Decimal | None = declared(
        "其中：财政资金", FieldKind.AMOUNT, COMPARED, ASKED, CARRIED_OVER, IN_TEMPLATE, short="财政资金", default=None
    )
    other_funds: Decimal | None = declared(
        "其他资金", FieldKind.AMOUNT, COMPARED, CARRIED_OVER, IN_TEMPLATE, default=None
    )
    purpose: str = declared(
        "资金用途", FieldKind.TEXT, COMPARED, ASKED, CARRIED_OVER, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE, default=""
    )
    withheld: Withheld | None = declared(
        "不公开原因", FieldKind.WITHHELD, COMPARED, CARRIED_OVER, IN_TEMPLATE, default=None
    )
    spending_plan: tuple[Checkpoint, ...] | None = declared(
        "资金支出计划", FieldKind.PERCENTAGES, COMPARED, ASKED, CARRIED_OVER, IN_TEMPLATE, default=None
    )
    objectives: tuple[str, ...] = declared(
        "绩效目标", FieldKind.LINES, COMPARED, ASKED, CARRIED_OVER, MAY_BE_CLASSIFIED, SEARCHED, IN_TEMPLATE, default=()
    )
    indicators: tuple[IndicatorRow, ...] = declared("绩效指标", FieldKind.PARTS, part=IndicatorRow, default=())
    _: KW_ONLY
    line: int | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)


@dataclass(frozen=True)
class ObjectivePair:
    """A numbered pair under a duty: one 绩效目标 and its 绩效指标."""

    objective: str
    indicators: tuple[str, ...] = ()


@part
class DutySection:
    """分项绩效目标: one duty, in whichever of the five shapes it was printed."""

    title: str = declared("职责名称", FieldKind.TEXT, *TOLD, ASKED, IN_TEMPLATE, short="名称", default="")
    responsibilities: str = declared("主要职责", FieldKind.TEXT, *TOLD, CARRIED_OVER, IN_TEMPLATE, default="")
    duty_goal: str = declared("职责目标", FieldKind.TEXT, *TOLD, CARRIED_OVER, IN_TEMPLATE, default="")
    objective: str = declared(
        "绩效目标", FieldKind.TEXT, *TOLD, ASKED_IF_LABELLED, CARRIED_OVER, IN_TEMPLATE, default=""
    )
    indicators: str = declared(
        "绩效指标", FieldKind.TEXT, *TOLD, ASKED_IF_LABELLED, CARRIED_OVER, IN_TEMPLATE, default=""
    )
    rating_bands: str = declared("绩效标准", FieldKind.TEXT, *TOLD, CARRIED_OVER, IN_TEMPLATE, default="")
    text: str = declared("说明", FieldKind.TEXT, *TOLD, CARRIED_OVER, IN_TEMPLATE, default="")
    pairs: tuple[ObjectivePair, ...] = declared("目标与指标", FieldKind.PAIRS, *TOLD, CARRIED_OVER, default=())
    _: KW_ONLY
    line: int | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)


@part
class Explanation:
    """A section of explanation (名词解释 and the like), its tables left out."""

    heading: str = declared("标题", FieldKind.LINE, *TOLD, ASKED, IN_TEMPLATE)
    text: str = declared("内容", FieldKind.TEXT, *TOLD, IN_TEMPLATE)
    _: KW_ONLY
    line: int | None = field(default=None, compare=False)


@part
class BudgetStatement:
    """One budget statement, or a table of the explanation (see `statement_kinds`). `rows` are its rows of data, each as
    wide as the columns of its kind, cells as printed, "" where blank; `money_unit` is "" where none is printed.

    A table of the explanation stands in the section with number `section` (from 1), behind `paragraph` lines of it.
    """

    kind: str = declared("报表种类", FieldKind.LINE, COMPARED)
    title: str = declared("表名", FieldKind.LINE, COMPARED)
    money_unit: str = declared("表内金额单位", FieldKind.MONEY_UNIT, COMPARED, short="金额单位", default="")
    rows: tuple[tuple[str, ...], ...] = declared("表内各行", FieldKind.CELLS, COMPARED, MAY_BE_CLASSIFIED, default=())
    notes: tuple[str, ...] = declared("表下的注", FieldKind.LINES, COMPARED, MAY_BE_CLASSIFIED, default=())
    as_of: str = declared("截止时间", FieldKind.LINE, COMPARED, default="")
    section: int | None = declared("所在情况说明", FieldKind.NUMBER, COMPARED, default=None)
    paragraph: int | None = declared("所在段落", FieldKind.NUMBER, COMPARED, default=None)
    _: KW_ONLY
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Raise ValueError for a kind that is not known, and for a row that is not as wide as the columns."""
        if self.kind not in KIND_NAMES or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"not a statement of kind {self.kind!r}"[:80])

    @property
    def key(self) -> str:
        """Its key: a plan has one statement of a kind."""
        return f"{STATEMENT_KEY}{self.kind}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The labels of its columns, as its kind says them."""
        return kind_of(self.kind).labels


@part
class Document:
    """What one department promises for one fiscal year."""

    region: RegionRef | None
    department: DepartmentRef
    fiscal_year: int | None
    money_unit: str = declared("金额单位", FieldKind.MONEY_UNIT, COMPARED, ASKED, IN_TEMPLATE)
    overall_objective: str = declared(
        "总体绩效目标", FieldKind.TEXT, *TOLD, ASKED, CARRIED_OVER, IN_TEMPLATE, default=""
    )
    duties: tuple[DutySection, ...] = declared("分项绩效目标", FieldKind.PARTS, ASKED, part=DutySection, default=())
    safeguards: str = declared("工作保障措施", FieldKind.TEXT, *TOLD, ASKED, CARRIED_OVER, IN_TEMPLATE, default="")
    projects: tuple[ProjectSheet, ...] = declared("预算项目", FieldKind.PARTS, part=ProjectSheet, default=())
    statements: tuple[BudgetStatement, ...] = declared("预算报表", FieldKind.PARTS, part=BudgetStatement, default=())
    explanations: tuple[Explanation, ...] = declared(
        "情况说明", FieldKind.PARTS, json="notes", part=Explanation, default=()
    )
    _: KW_ONLY
    layout: str = field(default="", compare=False)
    source: Source | None = field(default=None, compare=False)
    fiscal_year_evidence: str = field(default="", compare=False)
    fiscal_year_source: YearSource | None = field(default=None, compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)


#: What has declared fields: a document and its parts.
AnyPart = Document | DutySection | ProjectSheet | IndicatorRow | BudgetStatement | Explanation
Part = TypeVar("Part", bound=AnyPart)
