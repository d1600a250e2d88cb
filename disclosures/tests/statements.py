"""Small budget statements that agree with each other: two classes of subjects, 10.40 万元 in all."""

from disclosures.document.model import BudgetStatement, Explanation
from disclosures.document.statement_kinds import (
    BALANCE,
    BASIC,
    EXPENDITURE,
    FIXED_ASSETS,
    REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
)

Row = tuple[str, ...]

_SUBJECTS = (
    ("", "合计"),
    ("207", "文化旅游体育与传媒支出"),
    ("20701", "文化和旅游"),
    ("2070109", "群众文化"),
    ("208", "社会保障和就业支出"),
    ("20807", "就业补助"),
    ("2080711", "就业见习补贴"),
)
EXPLANATIONS = (
    Explanation("国有资产信息", "资产总额 12.00 万元（详见下表）。\n没有购置计划。"),
    Explanation("名词解释", "1、基本支出：指保障机构运转的支出。\n2、项目支出：指完成特定任务的支出。"),
)


def expenditure(basic: str = "7.00", projects: str = "3.40", total: str = "10.40") -> BudgetStatement:
    """支出总表: basic expenditure of culture, and a project of employment."""
    amounts = [(total, basic, projects), *[(basic, basic, "")] * 3, *[(projects, "", projects)] * 3]
    return _by_subject(EXPENDITURE.kind, EXPENDITURE.title, amounts, width=6)


def revenue(total: str = "10.40", culture: str = "7.00", employment: str = "3.40") -> BudgetStatement:
    """收入总表: all of it appropriated this year."""
    amounts = [(amount,) * 3 for amount in (total, *[culture] * 3, *[employment] * 3)]
    return _by_subject(REVENUE.kind, REVENUE.title, amounts, width=10)


def balance(total: str = "10.40") -> BudgetStatement:
    """收支总表 with the lines of the form."""
    labels = [BALANCE.lines_of(item) for item in ("revenue_item", "expenditure_item")]
    shown = {1: total, 31: total, 33: total}
    rows = [
        (str(number), revenue_item, shown.get(number, ""), item, shown.get(number, ""))
        for number, (revenue_item, item) in enumerate(zip(*labels, strict=True), 1)
    ]
    return BudgetStatement(BALANCE.kind, BALANCE.title, "万元", tuple(rows))


def basic() -> BudgetStatement:
    """一般公共预算财政拨款基本支出表: wages and office supplies."""
    rows = (
        ("1", "", "合计", "7.00", "5.00", "2.00"),
        ("2", "301", "工资福利支出", "5.00", "5.00", ""),
        ("3", "30101", "基本工资", "5.00", "5.00", ""),
        ("4", "302", "商品和服务支出", "2.00", "", "2.00"),
        ("5", "30201", "办公费", "2.00", "", "2.00"),
    )
    return BudgetStatement(BASIC.kind, BASIC.title, "万元", rows)


def three_public() -> BudgetStatement:
    """财政拨款“三公”经费支出表: the lines of the form, and no amounts."""
    labels = THREE_PUBLIC.lines_of("item")
    rows = tuple((str(number), label, *[""] * 4) for number, label in enumerate(labels, 1))
    return BudgetStatement(THREE_PUBLIC.kind, THREE_PUBLIC.title, "万元", rows)


def empty() -> BudgetStatement:
    """国有资本经营预算财政拨款支出表 without rows."""
    return BudgetStatement(STATE_CAPITAL.kind, STATE_CAPITAL.title, "万元", notes=(STATE_CAPITAL.empty_note,))


def assets(section: int | None = 1, paragraph: int | None = 1) -> BudgetStatement:
    """固定资产占用情况表, in the first explanation behind its first line."""
    rows = (("资产总额", "", "12.00"), ("1、通用设备（台）", "4", "12.00"))
    return BudgetStatement(
        FIXED_ASSETS.kind,
        FIXED_ASSETS.title,
        "万元",
        rows,
        as_of="2020-12-31",
        section=section,
        paragraph=paragraph,
    )


def statements() -> tuple[BudgetStatement, ...]:
    """Five statements and the table of assets."""
    return (balance(), revenue(), expenditure(), basic(), empty(), assets())


def _by_subject(kind: str, title: str, amounts: list[Row], width: int) -> BudgetStatement:
    rows = (
        (str(number), *subject, *cells, *[""] * (width - len(cells)))
        for number, (subject, cells) in enumerate(zip(_SUBJECTS, amounts, strict=True), 1)
    )
    return BudgetStatement(kind, title, "万元", tuple(rows))
