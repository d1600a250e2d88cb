"""Amounts that must agree: B01, B02, B03, B05, F02."""

import re
from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.each import EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import ZERO, figure_in, gravity, ledger_of
from disclosures.checks.places import ProjectPlace, RowPlace, has_amounts, project_texts
from disclosures.checks.rule import rule
from disclosures.document.budget_statements import EXPENDITURE
from disclosures.document.model import Document
from disclosures.document.statement_laws import Figure
from disclosures.document.totals import total_of
from indicators.money import TEN_THOUSAND, UNITS, amount_text, to_yuan
from indicators.taxonomy import Subcategory

_AMOUNT = re.compile(r"(?<![\d.])(\d{1,12}(?:\.\d{1,6})?)(万元|元)(?![/／])")
_ROUNDING = Decimal("0.01")
_ON_PROJECTS = Figure(EXPENDITURE, "projects")


@rule("B01", "资金不平", Severity.ERROR, has_amounts, also=(Severity.HINT,), each=EACH_PROJECT)
def funds_add_up(project: ProjectPlace) -> Iterator[Hit]:
    """预算数等于财政资金加其他资金（空着按 0 算）。

    为什么：总额和来源对不上，必有一个是错的。
    怎么办：核对批复，改正其中一个。以元为单位必须分毫不差；以万元为单位相差 0.01 的是四舍五入，只提示。
    例：预算数 50000.00，财政资金 45000.00，其他资金应为 5000.00。
    """
    sheet = project.sheet
    if sheet.total is None:
        return
    difference = sheet.total - (sheet.fiscal_funds or 0) - (sheet.other_funds or 0)
    rounding = project.money_unit == TEN_THOUSAND and abs(difference) <= _ROUNDING
    if difference:
        message = f"的预算数与财政资金、其他资金之和相差 {amount_text(abs(difference))} {project.money_unit}，请核对。"
        yield project.hit("total", message, amount_text(sheet.total), Severity.HINT if rounding else None)


@rule("B02", "单位混用", Severity.ERROR, has_amounts, each=EACH_PROJECT)
def amounts_have_one_unit(project: ProjectPlace) -> Iterator[Hit]:
    """金额要声明单位是元还是万元，文字里的金额不能与预算数差一万倍。

    为什么：元和万元混用，差一万倍。
    怎么办：在表头写明单位；把用途、目标、指标值里的金额换算成正确的单位。
    例：预算数 30000 元，成本指标却写“≤30000万元”，应为“≤3万元”。
    """
    if project.sheet.total is None:
        return
    budget = project.total
    if budget is None:
        yield project.hit("money_unit", "没有声明金额单位，请写明是元还是万元。", amount_text(project.sheet.total))
        return
    suspects = {budget * 10_000, budget / 10_000} - {Decimal(0)}
    for row in project.open_rows:
        if row.amount in suspects:
            yield row.hit("target", f"的指标值“{row.row.target}”与预算数正好差一万倍，请核对是元还是万元。")
    for text in project_texts(project):
        for match in _AMOUNT.finditer(text.text.replace(",", "").replace("，", "")):
            if to_yuan(Decimal(match[1]), match[2]) in suspects:
                yield text.hit(f"里的“{match[0]}”与预算数正好差一万倍，请核对是元还是万元。", match[0])


@rule("B03", "成本超预算", Severity.ERROR, has_amounts, each=EACH_PROJECT)
def costs_stay_within_the_budget(project: ProjectPlace) -> Iterator[Hit]:
    """成本指标的总额上限不能超过项目的预算数（单价不在此列，相等可以）。

    为什么：预算只有这么多，成本上限比它高就管不住。
    怎么办：改小成本上限，或者核对预算数。
    例：预算数 20000 元，成本指标“≤2.5万元”超出，应为“≤2万元”。
    """
    for row in project.open_rows:
        if row.is_cost and row.amount is not None and project.total is not None and row.amount > project.total:
            budget = f"{amount_text(project.sheet.total)} {project.money_unit}"
            yield row.hit("target", f"的上限“{row.row.target}”超过了预算数 {budget}，请核对。")


def _states_every_budget(document: Document) -> bool:
    return (
        bool(document.projects)
        and all(sheet.total is not None for sheet in document.projects)
        and all((sheet.money_unit or document.money_unit) in UNITS for sheet in document.projects)
        and figure_in(document, _ON_PROJECTS) is not None
    )


@rule("B05", "项目合计≠项目支出", Severity.ERROR, _states_every_budget, also=(Severity.HINT,))
def projects_are_the_expenditure_on_projects(document: Document) -> Iterator[Hit]:
    """全部项目的预算数加起来，要等于支出总表里项目支出的合计（元和万元折算后比较）。

    为什么：项目支出就是各个项目的预算，加起来对不上，不是漏了项目，就是有一处金额不对。
    怎么办：核对有没有漏填、多填的项目，再核对金额。有项目没有印预算数的，本规则不适用。不公开的项目也算在内。
    例：支出总表项目支出 112.28 万元，所列项目预算数合计 102.28 万元。
    """
    ledger = ledger_of(document, EXPENDITURE)
    row = ledger.row_of(_ON_PROJECTS) if ledger else None
    if ledger is None or row is None:
        return
    printed, added = ledger.amount(row, _ON_PROJECTS.column), total_of(document) or ZERO
    units = {sheet.money_unit or document.money_unit for sheet in document.projects}
    severity = gravity(added, printed, ledger.unit, *units)
    if severity:
        message = (
            f"是 {ledger.printed(printed)}，全部 {len(document.projects)} 个项目的预算数合计"
            f" {ledger.printed(added)}，请核对。"
        )
        yield ledger.hit(row, _ON_PROJECTS.column, message, severity)


@rule("F02", "数量=成本=预算", Severity.ERROR, has_amounts, each=EACH_PROJECT)
def quantity_is_not_the_budget_again(project: ProjectPlace) -> Iterator[Hit]:
    """数量指标和成本指标不能都写成预算数。

    为什么：三处都是同一个金额，等于什么也没有承诺。
    怎么办：数量指标写要办多少事。
    例：预算 60000 元的展览项目，数量指标“≤60000元”改为“举办展览 ≥4场”。
    """
    budget = project.total
    costs = any(row.is_cost and row.amount == budget for row in project.open_rows)
    for row in _quantities(project):
        if costs and budget is not None and row.amount == budget:
            yield row.hit("target", "的数量、成本和预算数是同一个金额，数量指标请写办多少事。")


def _quantities(project: ProjectPlace) -> Iterator[RowPlace]:
    return (row for row in project.open_rows if row.subcategory == Subcategory.QUANTITY)
