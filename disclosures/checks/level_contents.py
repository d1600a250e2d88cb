"""What belongs under which second level: E01 … E11."""

import re
from collections.abc import Iterator

from disclosures.checks.each import EACH_OPEN_ROW, Each
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import RowPlace, has_rows
from disclosures.checks.rule import rule
from indicators.target_values import Kind, fold
from indicators.taxonomy import Category, Subcategory

_RATE = re.compile(r"(?<![效频功])率$")
_RATE_OR_DEGREE = re.compile(r"(?<![效频功])率$|(?<![长宽高深厚温湿速强浓密精亮跨角坡力制额年季月进幅程])度$")
_TIME = re.compile(r"时|期|日|进度|\d个?[年月天]")
_TIME_LIMIT = re.compile("(?:时限|期限|时间|工期|天数)$")
_OUTPUTS = re.compile("发放|落实率|工作效率")
_SHARE = re.compile("占(?!用|地|道|有|据|领)|比例")


def _name(row: RowPlace) -> str:
    return fold(row.row.name)


def _is_economic_cost(row: RowPlace) -> bool:
    return row.subcategory in (Subcategory.COST, Subcategory.ECONOMIC_COST)


def _each(subcategory: Subcategory) -> Each:
    """The open rows of a second level."""
    return Each(lambda project: (row for row in project.open_rows if row.subcategory == subcategory))


@rule("E01", "数量用比率", Severity.WARNING, has_rows, each=_each(Subcategory.QUANTITY))
def quantities_are_not_rates(row: RowPlace) -> Iterator[Hit]:
    """数量指标写可以清点的数，不写比率（单位是 % 或者名称以“率”结尾，效率、频率除外）。

    为什么：完成率说的是做得怎样，不是做了多少。
    怎么办：数量指标改写个数，比率移到质量指标或者时效指标。
    例：“书架配置完成率 100%”改为“配置书架 =20个”。
    """
    if row.percent is not None or _RATE.search(_name(row)):
        yield row.hit("target", "是数量指标，却用了比率，请写可以清点的数。")


@rule("E02", "数量用金额", Severity.ERROR, has_rows, each=_each(Subcategory.QUANTITY))
def quantities_are_not_money(row: RowPlace) -> Iterator[Hit]:
    """数量指标不写金额。

    为什么：金额是成本，不说明办了多少事。
    怎么办：数量指标写次数、人数、台数，金额移到成本指标。
    例：数量指标“演出费用 ≤5万元”改为“演出场次 ≥6场”。
    """
    if row.is_money:
        yield row.hit("target", "是数量指标，却写了金额，请写办多少事，金额写到成本指标。")


@rule("E03", "数量非数值", Severity.ERROR, has_rows, each=_each(Subcategory.QUANTITY))
def quantities_are_numbers(row: RowPlace) -> Iterator[Hit]:
    """数量指标的值必须是数值。

    为什么：数量就是可以清点的数。
    怎么办：写数字和单位；空着的由“指标值不可解析”提示。
    例：“举办讲座：是/否”改为“举办讲座 ≥4场”。
    """
    if not row.is_number and row.value.kind != Kind.BLANK:
        yield row.hit("target", f"是数量指标，指标值“{row.row.target}”却不是数值，请写数字和单位。")


@rule("E04", "成本非金额", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def costs_are_money(row: RowPlace) -> Iterator[Hit]:
    """成本指标（经济成本）的单位是元或万元，可以是单价（元/人）；社会成本、生态环境成本除外。

    为什么：成本就是花多少钱，“是/否”和百分比都管不住。
    怎么办：写总额或者单价的上限；空着的由“指标值不可解析”提示。
    例：“不超预算：是/否”改为“活动总成本 ≤3万元”。
    """
    if _is_economic_cost(row) and not row.is_money and row.value.kind != Kind.BLANK:
        yield row.hit("target", f"是成本指标，指标值“{row.row.target}”却不是金额，请写元或万元。")


@rule("E05", "成本符号", Severity.WARNING, has_rows, also=(Severity.ERROR,), each=EACH_OPEN_ROW)
def costs_have_a_ceiling(row: RowPlace) -> Iterator[Hit]:
    """成本指标的计算符号是“≤”；没有符号（“是/否”也没有）或用其他符号是警告，用“≥”“>”是错误。

    为什么：成本是上限，写成“≥”就成了花得越多越好，没有符号就没有上限。
    怎么办：改为“≤”；政策规定的固定标准写“=”，名称里写明“标准”的不提示。不是数值的看开头的符号，
    空着的由“指标值不可解析”提示；社会成本、生态环境成本可以用文字。
    例：“补助标准 300元/人”写成“=300元/人”，“采购成本 ≥8万元”改为“≤8万元”。
    """
    sign = row.value.sign if row.is_number else fold(row.row.target)[:1]
    fixed = sign == "=" and "标准" in row.row.name
    capped = row.is_number or (_is_economic_cost(row) and sign)
    if row.is_cost and sign in ("≥", ">"):
        yield row.hit("target", f"是成本指标，却用了“{sign}”，请改为“≤”。", Severity.ERROR)
    elif row.is_cost and capped and sign not in ("≤", "<") and not fixed:
        yield row.hit("target", "是成本指标，请用“≤”；固定的标准请用“=”并在名称里写明“标准”。")


@rule("E06", "时效无时限", Severity.WARNING, has_rows, each=_each(Subcategory.TIMELINESS))
def timeliness_speaks_of_time(row: RowPlace) -> Iterator[Hit]:
    """时效指标的名称或指标值要说到时间（及时、按期、期限、日期）；名称是时限的，值不能是百分比。

    为什么：“完成率 100%”没有说什么时候完成。
    怎么办：写“某月底前完成”，或者“及时率”“按期完成率”。
    例：“工作完成率 100%”改为“完成时间：11月底前”；“办理时限 95%”改为“办理时限 ≤5个工作日”。
    """
    if _TIME_LIMIT.search(_name(row)) and "%" in fold(row.row.target):
        yield row.hit("target", "说的是时限，指标值却是百分比，请写日期或者天数。")
    elif not _TIME.search(_name(row) + fold(row.row.target)):
        yield row.hit("name", "是时效指标，名称和指标值都没有说到时间，请写明及时、按期或者日期。")


@rule("E07", "满意度名不含满意", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def satisfaction_is_called_so(row: RowPlace) -> Iterator[Hit]:
    """满意度指标的名称要有“满意”二字。

    为什么：覆盖率、完成率不是满意度。
    怎么办：写明谁对什么满意。
    例：“服务覆盖率”改为“参训学员满意度”。
    """
    if row.category == Category.SATISFACTION and "满意" not in _name(row):
        yield row.hit("name", "是满意度指标，名称却没有“满意”，请写明谁的满意度。")


@rule("E08", "生态写成成本", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def ecology_is_not_cost(row: RowPlace) -> Iterator[Hit]:
    """生态效益指标写对环境的影响，不写节约成本。

    为什么：省钱是经济效益或者成本，不是生态效益。
    怎么办：写能耗、排放、绿化等；没有生态效益的项目不必设。
    例：“节约经费成本”改为“纸张用量比上年下降 ≥5%”。
    """
    if row.subcategory == Subcategory.ECOLOGICAL and re.search("成本|陈本", _name(row)):
        yield row.hit("name", "是生态效益指标，写的却是成本，请写对环境的影响；没有的可以不设。")


@rule("E09", "效益写成产出", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def outcomes_are_not_outputs(row: RowPlace) -> Iterator[Hit]:
    """效益指标写带来的变化，不写发放、落实率和本单位的工作效率。

    为什么：钱发了、事办了是产出，给服务对象和社会带来什么才是效益。
    怎么办：把这些移到产出指标，效益写结果。
    例：“补贴发放率”改为“受助家庭返贫率 ≤1%”。
    """
    match = _OUTPUTS.search(_name(row))
    if row.category == Category.OUTCOME and match:
        yield row.hit("name", f"是效益指标，写的“{match[0]}”却是产出，请写带来的变化。")


@rule("E10", "名称与单位不符", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def rates_are_percentages(row: RowPlace) -> Iterator[Hit]:
    """名称是“……率”“……度”的指标，指标值要用“%”；效率、频率、程度和长度、温度一类有自己单位的除外。

    为什么：“控制率 ≤2万元”“完成率：效果明显”对不上。
    怎么办：改名称或者改单位；“95百分比”写成“95%”。评级规则、评分办法里有“%”的不提示，另有规则提醒。
    例：“经费控制率 ≤2万元”改名为“经费总成本”。
    """
    target = fold(row.row.target)
    percent = re.search("[%‰]|百分[点之]", target)
    if _RATE_OR_DEGREE.search(_name(row)) and target and not percent:
        yield row.hit("target", f"的名称是比率，指标值“{row.row.target}”却没有用“%”，请改名称或者指标值。")


@rule("E11", "描述与取值口径不符", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def descriptions_measure_what_is_promised(row: RowPlace) -> Iterator[Hit]:
    """描述说的是占多少、比例，指标值就不能是金额。

    为什么：口径不一致，年底不知道按哪个算。
    怎么办：描述改为总额的说明，或者指标值改为百分比。
    例：描述“支出占预算的比例”而值为“≤6万元”，描述可改为“项目总支出不超过预算”。
    """
    if row.is_money and _SHARE.search(row.row.description):
        yield row.hit("target", "的描述说的是比例，指标值却是金额，请统一口径。")
