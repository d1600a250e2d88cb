"""Which levels a project's indicators cover, and by what names: A06 … A11, E12, E13."""

import re
from collections.abc import Iterator

from disclosures.checks.each import EACH_PROJECT, EACH_ROW
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, RowPlace, has_projects, has_rows, projects, rows
from disclosures.checks.rule import Context, rule
from disclosures.document.model import Document
from indicators.taxonomy import SCHEMES, Category, Scheme, Subcategory, scheme_for_year

_BUYING = re.compile("购置|采购|工程|修缮|建设")


@rule("A06", "缺产出或效益", Severity.ERROR, has_projects, each=EACH_PROJECT)
def projects_have_outputs_and_outcomes(project: ProjectPlace) -> Iterator[Hit]:
    """每个项目既要有产出指标，也要有效益指标（2020 年及以前叫效果指标）。

    为什么：产出说明做了什么，效益说明带来了什么，缺一就不完整。
    怎么办：补上缺少的一级指标。
    例：只有“培训次数”而没有效益的培训项目，可以补“受训人员考核合格率提高”。
    """
    categories = {row.category for row in project.rows}
    for category, name in ((Category.OUTPUT, "产出指标"), (Category.OUTCOME, "效益指标")):
        if category not in categories:
            yield project.hit("indicators", f"没有{name}，请至少补一个。", project.sheet.name)


@rule("A07", "缺数量指标", Severity.ERROR, has_projects, each=EACH_PROJECT)
def projects_have_a_quantity(project: ProjectPlace) -> Iterator[Hit]:
    """每个项目至少有一个数量指标。

    为什么：没有数量，就不知道这笔钱要办多少事。
    怎么办：写明次数、人数、台数等可以清点的数。
    例：“发放补贴人数 =26人”。
    """
    if not any(row.subcategory == Subcategory.QUANTITY for row in project.rows):
        yield project.hit("indicators", "没有数量指标，请写明要办多少事。", project.sheet.name)


@rule("A08", "缺质量/时效", Severity.WARNING, has_projects, each=EACH_PROJECT)
def projects_have_quality_and_timeliness(project: ProjectPlace) -> Iterator[Hit]:
    """每个项目应有质量指标和时效指标。

    为什么：只有数量，看不出办得好不好、及时不及时。
    怎么办：补上缺少的一个；确实不适用的说明理由。
    例：“验收合格率 ≥98%”“10 月底前完成”。
    """
    subcategories = {row.subcategory for row in project.rows}
    for subcategory, name in ((Subcategory.QUALITY, "质量指标"), (Subcategory.TIMELINESS, "时效指标")):
        if subcategory not in subcategories:
            yield project.hit("indicators", f"没有{name}，请补上或者说明理由。", project.sheet.name)


@rule("A09", "缺成本指标", Severity.WARNING, has_projects, also=(Severity.ERROR,), each=EACH_PROJECT)
def projects_have_a_cost(project: ProjectPlace) -> Iterator[Hit]:
    """每个项目应有成本指标；购置、采购、工程、修缮、建设类项目必须有（缺少是错误）。

    为什么：成本指标管住花多少钱，买东西、搞建设的项目尤其需要。
    怎么办：写明总额或者单价的上限。
    例：“办公设备采购成本 ≤12万元”。
    """
    if not any(row.is_cost for row in project.rows):
        buying = _BUYING.search(project.sheet.name)
        message = "没有成本指标，请写明总额或者单价的上限。"
        yield project.hit("indicators", message, project.sheet.name, Severity.ERROR if buying else None)


@rule("A10", "缺满意度", Severity.WARNING, has_projects, with_context=True)
def projects_have_a_satisfaction(document: Document, context: Context) -> Iterator[Hit]:
    """每个项目应有服务对象满意度指标，财政局规定免设的除外。

    为什么：钱花得好不好，服务对象有发言权。
    怎么办：写明谁的满意度、不低于多少；财政局可以按项目名称中的字词设定免设范围。
    例：“借阅居民满意度 ≥90%”。
    """
    exempt = context.settings.satisfaction_exempt
    for project in projects(document):
        satisfied = any(row.category == Category.SATISFACTION for row in project.rows)
        if not satisfied and not any(word in project.sheet.name for word in exempt):
            yield project.hit("indicators", "没有满意度指标，请补上或者说明理由。", project.sheet.name)


@rule("A11", "产出过少", Severity.HINT, has_projects, each=EACH_PROJECT)
def projects_have_three_outputs(project: ProjectPlace) -> Iterator[Hit]:
    """产出指标最好不少于三个。

    为什么：一两个产出指标通常反映不全一个项目。
    怎么办：看看数量、质量、时效是否各有一个。
    例：只有“培训次数”一个产出指标的项目，可以补“培训合格率”“按期完成”。
    """
    outputs = sum(row.category == Category.OUTPUT for row in project.rows)
    if outputs < 3:
        yield project.hit("indicators", f"只有 {outputs} 个产出指标，建议不少于 3 个。", project.sheet.name)


def _printed_names() -> tuple[dict[Category | None, str], dict[tuple[Category | None, Subcategory | None], str]]:
    """The full names of the present schemes: category → name, (category, subcategory) → name."""
    first: dict[Category | None, str] = {}
    second: dict[tuple[Category | None, Subcategory | None], str] = {}
    for scheme in (Scheme.FROM_2021, Scheme.COST_FIRST):
        for category, (name, subcategories) in SCHEMES[scheme].items():
            first[category] = name
            second |= {(category, subcategory): printed for subcategory, printed in subcategories.items()}
    return first, second


_FIRST, _SECOND = _printed_names()


@rule("E12", "层级名称别名", Severity.HINT, has_rows, also=(Severity.WARNING,), each=EACH_ROW)
def levels_have_their_full_names(row: RowPlace) -> Iterator[Hit]:
    """一级、二级指标用现行的全称；别名和旧称系统会对应，但给出提示，认不出的名称是警告。

    为什么：名称统一，才能汇总和比较。2020 年及以前的表式印的是“效果指标”，那是当年的规范名称，
    历史文件不必改，提示只说明系统按“效益指标”对应。
    怎么办：新填的指标从列表里选择。
    例：“效果指标”对应“效益指标”，“数量”对应“数量指标”。
    """
    names = (
        ("category", row.row.category, _FIRST.get(row.category)),
        ("subcategory", row.row.subcategory, _SECOND.get((row.category, row.subcategory))),
    )
    for field, printed, full in names:
        if full is None:
            message = f"的层级“{printed}”不是规定的名称，请从列表中选择。"
            yield row.hit(field, message, Severity.WARNING)
        elif "".join(printed.split()) != full:
            yield row.hit(field, f"的层级写作“{printed}”，现行名称是“{full}”。")


@rule(
    "E13", "年度体系不符", Severity.HINT, lambda doc: doc.fiscal_year is not None and has_rows(doc), with_context=True
)
def levels_belong_to_the_years_scheme(document: Document, context: Context) -> Iterator[Hit]:
    """层级要符合本年度的指标体系：2022 年起成本是一级指标，不再放在产出下面，也没有可持续影响指标。

    为什么：按 2021 年 8 月的通知，成本指标分经济成本、社会成本、生态环境成本，效益指标分经济、社会、生态。
    怎么办：把成本移到一级指标“成本指标”下，把可持续影响并入相应的效益；财政局可以为某年另定体系。
    例：2022 年的“产出指标—成本指标”应为“成本指标—经济成本指标”。
    """
    if document.fiscal_year is None:
        return
    scheme = SCHEMES[context.settings.scheme or scheme_for_year(document.fiscal_year)]
    for row in rows(document):
        if row.category and row.subcategory and row.subcategory not in scheme.get(row.category, ("", {}))[1]:
            levels = f"“{row.row.category}—{row.row.subcategory}”"
            yield row.hit("subcategory", f"的层级{levels}不在 {document.fiscal_year} 年度的指标体系里，请调整。")
