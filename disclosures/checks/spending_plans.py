"""资金支出计划: A02, A03, A04."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.each import EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, projects
from disclosures.checks.rule import rule
from disclosures.document.model import Document

_EVEN = (Decimal(25), Decimal(50), Decimal(75), Decimal(100))
_PAID_AT_ONCE = re.compile("保险|购置|会议")


def _percents(project: ProjectPlace) -> tuple[Decimal | None, ...]:
    return tuple(point.cumulative_percent for point in project.sheet.spending_plan or ())


def _filled(project: ProjectPlace) -> bool:
    percents = _percents(project)
    return bool(percents) and None not in percents


def _has_plans(document: Document) -> bool:
    return any(project.sheet.spending_plan for project in projects(document))


@rule(
    "A02",
    "支出计划空缺",
    Severity.ERROR,
    lambda document: any(p.prints_head for p in projects(document)),
    each=EACH_PROJECT,
)
def spending_plans_are_filled(project: ProjectPlace) -> Iterator[Hit]:
    """资金支出计划的四个时点（3、6、10、12月底）都要填写累计百分比。

    为什么：没有计划就没法看执行进度，空着也不等于 0。
    怎么办：补全四个时点；某个时点还没有支出的，填 0。项目表本身不印支出计划的版式不适用。
    例：3月底空着，其余为 60、90、100，请在 3月底填上 0 或者实际打算的进度。
    """
    plan = project.sheet.spending_plan or ()
    blank = [index for index, point in enumerate(plan) if point.cumulative_percent is None]
    if len(blank) == len(plan) and (plan or project.prints_head):
        yield project.hit("spending_plan", "还没有填写资金支出计划，请补全四个时点。")
    elif blank:
        months = "、".join(f"{plan[index].month}月底" for index in blank)
        field = f"spending_plan[{blank[0]}].cumulative_percent"
        yield project.hit(field, f"的资金支出计划缺少{months}的累计百分比，请补上。")


@rule("A03", "支出计划错误", Severity.ERROR, _has_plans, each=EACH_PROJECT)
def spending_plans_rise_to_the_whole(project: ProjectPlace) -> Iterator[Hit]:
    """资金支出计划是累计百分比：在 0 到 100 之间，不减少，12月底等于 100。

    为什么：累计数只会增加，年底应当全部支出。
    怎么办：检查是否填成了当期数；12月底填 100。
    例：25、20、75、100 中 6月底少于 3月底，应为 25、45、75、100 之类。
    """
    highest = Decimal(0)
    for index, point in enumerate(project.sheet.spending_plan or ()):
        percent = point.cumulative_percent
        if percent is None:
            continue
        wrong = _wrong(percent, highest, point.month)
        if wrong:
            field = f"spending_plan[{index}].cumulative_percent"
            yield project.hit(field, f"的支出计划{point.month}月底{wrong}，请改正。", f"{percent}%")
        highest = max(highest, percent)


def _wrong(percent: Decimal, highest: Decimal, month: int) -> str:
    if not 0 <= percent <= 100:
        return "不在 0 到 100 之间"
    if percent < highest:
        return f"比前一个时点少，累计数不应减少到 {percent}%"
    return "累计应为 100%" if month == 12 and percent != 100 else ""


@rule("A04", "支出计划雷同", Severity.HINT, _has_plans)
def spending_plans_differ(document: Document) -> Iterator[Hit]:
    """各项目的资金支出计划应当按各自的进度编制。

    为什么：八成以上的项目计划一模一样（至少三个计划），或者保险、购置、会议这类一次付清的项目按季平均支出，
    多半是照抄的。
    怎么办：按合同和工作安排逐个项目估算；确实平均支出的可以不改。全单位雷同的只提示一次，不再逐个项目提示。
    例：车辆保险 5 月一次缴清，计划应为 0、100、100、100，而不是 25、50、75、100。
    """
    plans = {project.number: _percents(project) for project in projects(document) if _filled(project)}
    plan, times = Counter(plans.values()).most_common(1)[0] if plans else ((), 0)
    if len(plans) >= 3 and times * 5 >= len(plans) * 4:
        message = f"{len(plans)} 个项目中有 {times} 个的资金支出计划完全相同，请按各项目的实际进度编制。"
        yield Hit(message, "projects", "、".join(f"{percent}%" for percent in plan))
        return
    for project in projects(document):
        if _PAID_AT_ONCE.search(project.sheet.name) and plans.get(project.number) == _EVEN:
            message = "多半一次付清，支出计划却按季平均，请按实际付款时间填写。"
            yield project.hit("spending_plan", message, "25%、50%、75%、100%")
