"""指标值, one by one: D01 … D05, D08 … D11, D14."""

import re
from collections.abc import Iterator

from disclosures.checks.each import EACH_OPEN_ROW, EACH_ROW
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import RowPlace, has_rows, open_rows
from disclosures.checks.rule import rule
from disclosures.document.model import Document
from indicators.target_values import Kind, fold

_VARIANTS = re.compile(r"[≧≦⩾⩽＝＞＜％﹪０-９．]|[<>=]=|=[<>]")
_GRADED = re.compile("分档|分级|等级|[一二三四五两]档|优.{1,12}良.{1,12}[中差]")
_GROWTH = re.compile("增长|增幅|增速")
_UNIT_WORDS = re.compile("(?:次|期|人|个|件|天|户|篇|本|条|场|项|份|批|家|名|台|套|辆|块|册|起|处|座|间)数")


def is_date(row: RowPlace) -> bool:
    """Whether the value is a date or a deadline, which is as definite as a number (6月底前, 2021年10月)."""
    return row.value.kind == Kind.WORDS and bool(re.search(r"\d", fold(row.row.target)))


@rule("D01", "指标值不可解析", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def targets_are_understood(row: RowPlace) -> Iterator[Hit]:
    """指标值要能读成“符号 + 数字 + 单位”，或者明确的文字、日期；不能空着，也不能把符号和文字混写。

    为什么：读不懂的值没法比较，也没法考核。涉密的值不判断；日期和期限算是明确的值。
    怎么办：分开填写符号、数字和单位。
    例：“≥85大于等于85%”应写成“≥85%”。
    """
    if row.value.kind == Kind.BLANK:
        yield row.hit("target", "还没有填写指标值，请填写符号、数字和单位。")
    elif row.value.kind == Kind.UNKNOWN:
        yield row.hit("target", f"的指标值“{row.row.target}”读不懂，请写成符号、数字和单位，如“≥90%”。")


@rule("D02", "是/否 未定值", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def yes_or_no_is_decided(row: RowPlace) -> Iterator[Hit]:
    """指标值不能写“是/否”，要定下一个值。

    为什么：“是/否”两样都行，等于没有目标。
    怎么办：改成数字；实在不能量化的，写“是”并在描述中写明什么算做到。
    例：“是否提高效率：是/否”可改为“办件平均用时 ≤3天”。
    """
    if fold(row.row.target) in ("是/否", "是或否"):
        yield row.hit("target", "的指标值“是/否”没有定下来，请改成数字或者确定的一个值。")


@rule("D03", "评级规则当指标值", Severity.ERROR, has_rows, also=(Severity.HINT,))
def rating_bands_are_not_targets(document: Document) -> Iterator[Hit]:
    """指标值要写目标，不能写“……为优，……为良”的评级规则（2020 年及以前的文本只提示）。

    为什么：评级规则说的是事后怎么打分，不是今年要做到多少。
    怎么办：写今年的目标，评级规则放到评分标准里。
    例：“≥90%为优，80%-90%为良……”应写成“≥90%”。
    """
    old = document.fiscal_year is not None and document.fiscal_year <= 2020
    for row in open_rows(document):
        if row.value.kind == Kind.BANDS:
            message = "的指标值写成了评级规则，请写今年要达到的一个值，如“≥90%”。"
            yield row.hit("target", message, Severity.HINT if old else None)


@rule("D04", "评分办法当指标值", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def scoring_is_not_a_target(row: RowPlace) -> Iterator[Hit]:
    """指标值要写目标，不能写“得满分”“减分”的评分办法。

    为什么：评分办法是考核时用的，读者看不出目标是多少。
    怎么办：只留下目标值，评分办法放到评分标准里。
    例：“按期完成得满分，每迟一天减分。100%”应写成“100%”。
    """
    if row.value.kind == Kind.SCORING:
        yield row.hit("target", "的指标值写成了评分办法，请只写要达到的值。")


@rule("D05", "百分比>100", Severity.ERROR, has_rows, also=(Severity.WARNING,), each=EACH_OPEN_ROW)
def percentages_stay_within_the_whole(row: RowPlace) -> Iterator[Hit]:
    """百分比不能超过 100%（错误）；“≥100%”不可能再高，应写“=100%”（警告）。增长率一类可以超过。

    为什么：完成率、合格率最多是全部。
    怎么办：检查是否多按了一个数字；要求全部做到的写“=100%”。
    例：“及时率 102%”“合格率 ≥100%”。
    """
    percent = row.percent
    if percent is None or _GROWTH.search(row.row.name):
        return
    if percent > 100 or (percent == 100 and row.value.sign == ">"):
        yield row.hit("target", f"的指标值“{row.row.target}”超过了 100%，请核对。")
    elif percent == 100 and row.value.sign == "≥":
        yield row.hit("target", "的指标值“≥100%”不会再高，请写成“=100%”。", Severity.WARNING)


@rule("D08", "单位不规范", Severity.WARNING, has_rows, also=(Severity.ERROR,), each=EACH_ROW)
def units_are_units(row: RowPlace) -> Iterator[Hit]:
    """单位用规范的写法：百分比写“%”，次数写“次”，期数写“期”；“涉密”不是单位（错误）。

    为什么：单位统一才能汇总；数字后面跟着“涉密”，数字已经露出来了。
    怎么办：改成规范的单位；涉密的值只写“涉密”二字，不留符号和数字。
    例：“≥3 次数”应写成“≥3次”，“95百分比”应写成“95%”，“≤8 涉密”应写成“涉密”。
    """
    unit = row.value.unit
    if row.value.kind == Kind.WITHHELD and re.search(r"\d", row.row.target):
        yield row.hit("target", "把“涉密”写在单位处，露出了数字，请只写“涉密”。", Severity.ERROR)
    elif not row.withheld and unit in ("百分比", "百分数"):
        yield row.hit("target", f"的单位“{unit}”请写成“%”。")
    elif not row.withheld and _UNIT_WORDS.fullmatch(unit):
        yield row.hit("target", f"的单位“{unit}”请写成“{unit.removesuffix('数')}”。")


@rule("D09", "符号变体/全半角", Severity.HINT, has_rows, each=EACH_OPEN_ROW)
def signs_are_plain(row: RowPlace) -> Iterator[Hit]:
    """指标值里的符号和数字用规范的写法（≥ ≤ > < = %，半角数字）；变体系统会自动识别，只作提示。

    为什么：同一个意思写法不同，检索和比较时容易漏掉。
    怎么办：从列表里选择符号。
    例：“≧90％”规范写法是“≥90%”。
    """
    variants = "".join(dict.fromkeys(_VARIANTS.findall(row.row.target)))
    if variants:
        yield row.hit("target", f"的指标值里有不规范的写法“{variants}”，已按规范符号识别。")


@rule("D10", "无计算符号", Severity.HINT, has_rows, each=EACH_OPEN_ROW)
def numbers_have_a_sign(row: RowPlace) -> Iterator[Hit]:
    """数值前要有计算符号（≥ ≤ > < =）；没有的按“=”理解。

    为什么：“100 人”是至少、至多还是正好，考核时说法不同。
    怎么办：选一个符号；正好的选“=”。
    例：“26人”写成“=26人”或者“≥26人”。
    """
    if row.is_number and not row.value.sign:
        yield row.hit("target", f"的指标值“{row.row.target}”没有计算符号，按“=”理解，请核对。")


@rule("D11", "定性无分档", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def words_come_in_grades(row: RowPlace) -> Iterator[Hit]:
    """定性的指标值要有分档的标准。

    为什么：“效果明显”没有说怎样算明显，谁来考核都可以说做到了。
    怎么办：能量化的改成数字；不能的在描述里写明分几档、各档是什么；期限写明日期。写明日期的不提示。
    例：“按时完成”可改为“10月底前完成”；“显著”可在描述中写“分显著、较显著、不显著三档，以……为准”。
    """
    graded = _GRADED.search(row.row.target) or _GRADED.search(row.row.description)
    if row.value.kind == Kind.WORDS and not graded and not is_date(row):
        yield row.hit("target", f"的指标值“{row.row.target}”没有分档标准，请量化或者写明怎样算做到。")


@rule("D14", "缺单位", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def numbers_have_a_unit(row: RowPlace) -> Iterator[Hit]:
    """数值要有单位。

    为什么：“≥30”可以是 30 次、30 人，也可以是 30%。
    怎么办：补上单位。
    例：“≥30”写成“≥30人次”。
    """
    if row.is_number and not row.value.unit:
        yield row.hit("target", f"的指标值“{row.row.target}”缺少单位，请补上。")
