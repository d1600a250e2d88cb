"""The values of one project together: D12, D13."""

from collections.abc import Iterator

from disclosures.checks.each import EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, has_rows
from disclosures.checks.rule import rule
from disclosures.checks.targets import is_date
from indicators.target_values import fold


@rule("D12", "量化比例低", Severity.WARNING, has_rows, each=EACH_PROJECT)
def half_the_values_are_numbers(project: ProjectPlace) -> Iterator[Hit]:
    """一个项目的指标值至少一半是数值（写明的日期也算），涉密的行不计。

    为什么：能量化的尽量量化，数字才比得出完成没有。
    怎么办：把“是/否”、评级规则和文字改成数字。
    例：9 个指标只有 4 个是数字，再改一个“是/否”为数字即可。
    """
    rows = project.open_rows
    numeric = sum(row.is_number or is_date(row) for row in rows)
    if rows and numeric * 2 < len(rows):
        message = f"的 {len(rows)} 个指标值中只有 {numeric} 个是数值，请把能量化的改成数字。"
        yield project.hit("indicators", message, project.sheet.name)


@rule("D13", "全部取值相同", Severity.WARNING, has_rows, each=EACH_PROJECT)
def values_are_thought_of_one_by_one(project: ProjectPlace) -> Iterator[Hit]:
    """一个项目的指标值不能全都一样，涉密的行不计。

    为什么：数量、质量、满意度不会恰好是同一个值，多半是套用的。
    怎么办：逐个指标按实际情况定值。
    例：六个指标值都是“≥85%”，数量指标应写个数，成本指标应写金额。
    """
    values = [fold(row.row.target) for row in project.open_rows]
    if len(values) > 1 and len(set(values)) == 1 and values[0]:
        message = f"的 {len(values)} 个指标值全部相同，请逐个按实际情况填写。"
        yield project.hit("indicators", message, project.open_rows[0].row.target)
