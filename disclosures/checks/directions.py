"""Whether a value points the right way and asks for enough: D06, D07, D15."""

import re
from collections.abc import Iterator

from disclosures.checks.each import EACH_OPEN_ROW
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import RowPlace, has_rows
from disclosures.checks.rule import rule
from indicators.target_values import fold

_BAD = (
    "差错|错误|失误|投诉|故障|再访|重访|上访|事故|违规|违法|违纪|泄密|失泄密|缺陷|返工|退稿|流失|失业|辍学|死亡|"
    "发病|复发|拖欠|逾期|超支|超标|空置|闲置|误报|漏报|损毁|损坏"
)
_NEGATIVE = re.compile(
    rf"(?:{_BAD})(?:发生|出现)?(?:率|次数|起数|件数|数量|人数|数)$|[不未](?:合格|达标|满意|及时|完成|到位|通过|稳定).*率$"
)
_WORKED_OFF = re.compile("受理|处理|处置|查处|办理|排除|解决|化解|整改|发现|调查|检测")
_POSITIVE = re.compile(
    "及时|完成|达标|合格|准确|满意|覆盖|知晓|落实|保障|优秀|优良|正常|通过|参与|到位|普及|足额|办结|结案|回复|稳定"
)
_RATE_NAME = re.compile("(?:率|度|性|满意)$")
_FREE = re.compile("增长|增幅|增速|增加|降低|下降|减少|压减|压缩|节约|节能|占比|比例|比重|浮动|偏差|误差")
_FEW = re.compile(
    r"(?<![\d一二两三四五六七八九十百])([2-9]|[两二三四五六七八九])(?:辆|名|人|台|套|户|家|座|处|间|艘|所)"
)


@rule("D06", "方向相反", Severity.ERROR, has_rows, each=EACH_OPEN_ROW)
def signs_point_the_right_way(row: RowPlace) -> Iterator[Hit]:
    """越高越好的指标用“≥”，越低越好的指标（差错率、投诉率、事故次数等）用“≤”；“≤100%”等于没有要求。

    为什么：符号反了，做得越差越容易达标。
    怎么办：换过符号，核对数字。成本指标和办结时限、响应天数本来就是“≤”，不在此列；“投诉办结率”“受理投诉件数”用“≥”。
    例：“办结及时率 ≤95%”应为“≥95%”，“设备故障率 ≥2%”应为“≤2%”。
    """
    if not row.is_number or row.is_cost or row.is_money:
        return
    name, value = fold(row.row.name), row.value
    negative = _NEGATIVE.search(name) and not _WORKED_OFF.search(name)
    is_rate = row.percent is not None or _RATE_NAME.search(name)
    positive = is_rate and _POSITIVE.search(name) and not _FREE.search(name)
    if negative and value.sign in ("≥", ">"):
        yield row.hit("target", f"是越低越好的指标，却用了“{value.sign}”，请改为“≤”。")
    elif value.sign in ("≤", "<") and positive and not negative:
        yield row.hit("target", f"是越高越好的指标，却用了“{value.sign}”，请改为“≥”。")
    elif value.sign == "≤" and row.percent == 100:
        yield row.hit("target", "的指标值“≤100%”怎么都能达到，请定一个真正的目标。")


@rule("D07", "目标值过低", Severity.WARNING, has_rows, also=(Severity.HINT,), each=EACH_OPEN_ROW)
def percentages_ask_for_enough(row: RowPlace) -> Iterator[Hit]:
    """越高越好的百分比一般不低于 80%：低于 60% 是警告，60% 到 80% 之间是提示。

    为什么：目标太低就没有约束力；很低的数常常是漏打了一位。
    怎么办：核对数字；确有依据的说明理由。增长率、降低率、占比、节约率不在此列。
    例：“及时率 9%”多半是 90%。
    """
    free = row.is_cost or _FREE.search(row.row.name) or _NEGATIVE.search(row.row.name)
    percent = row.percent
    if free or percent is None or row.value.sign in ("≤", "<"):
        return
    if percent < 60:
        yield row.hit("target", f"的目标只有“{row.row.target}”，是不是偏低或者漏打了数字？请核对。")
    elif percent < 80:
        yield row.hit("target", f"的目标“{row.row.target}”低于 80%，请核对是否偏低。", Severity.HINT)


@rule("D15", "样本过小的比率", Severity.HINT, has_rows, each=EACH_OPEN_ROW)
def rates_have_enough_objects(row: RowPlace) -> Iterator[Hit]:
    """对象不到十个时，不用百分比定目标（100% 除外）。

    为什么：两三个对象的百分比只有几种可能，“≥90%”实际就是全部。
    怎么办：直接写数量，或者写“=100%”。对象的个数从指标名称里看出。
    例：“三台电梯年检率 ≥95%”改为“年检电梯数量 =3台”。
    """
    few, percent = _FEW.search(row.row.name), row.percent
    if few and percent is not None and percent < 100:
        yield row.hit("target", f"的对象只有“{few[0]}”，请直接写数量或者写“=100%”。")
