"""等级区间 (90%以上的为优 …) in duties and values: H01, H02, H03."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise

from disclosures.checks.each import EACH_OPEN_ROW
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import RowPlace, narrative
from disclosures.checks.rule import Context, rule
from disclosures.document.model import Document
from indicators.target_values import fold

_GRADES = "优良中差"
_NUMBER = r"(\d{1,3}(?:\.\d+)?)(?:%|分)?"
_BAND = re.compile(
    rf"(?:{_NUMBER}[-—–~至到]{_NUMBER}|([≥>≤<]){_NUMBER}|{_NUMBER}(?:\(含\)|\(不含\)|及|或)?(以上|以下))"
    rf"[^;;。\d]{{0,12}}?为([{_GRADES}])"
)


@dataclass(frozen=True)
class Band:
    """One grade and the interval that earns it; `low`/`high` None where open, `range` where both ends are printed."""

    grade: str
    low: Decimal | None
    high: Decimal | None

    @property
    def is_range(self) -> bool:
        return self.low is not None and self.high is not None


def parse_bands(text: str) -> tuple[Band, ...]:
    """The rating bands a text states, best grade first; () where it states fewer than three."""
    bands: dict[str, Band] = {}
    for match in _BAND.finditer(fold(text)):
        one, other, sign, edge, bound, side, grade = match.groups()
        if one:
            low, high = sorted((Decimal(one), Decimal(other)))
        elif (sign or side) in ("≥", ">", "以上"):
            low, high = Decimal(edge or bound), None
        else:
            low, high = None, Decimal(edge or bound)
        bands.setdefault(grade, Band(grade, low, high))
    return tuple(sorted(bands.values(), key=lambda band: _GRADES.index(band.grade))) if len(bands) > 2 else ()


def _banded(document: Document) -> Iterator[tuple[Callable[[str], Hit], tuple[Band, ...]]]:
    """Every place that states bands, with them."""
    for text in narrative(document):
        if bands := parse_bands(text.text):
            yield partial(text.hit, evidence=text.text.strip()), bands
    yield from EACH_OPEN_ROW.ask(document, _banded_row)


def _banded_row(row: RowPlace) -> Iterator[tuple[Callable[[str], Hit], tuple[Band, ...]]]:
    if bands := parse_bands(row.row.target):
        yield partial(row.hit, "target"), bands


def _has_bands(document: Document) -> bool:
    return any(True for _ in _banded(document))


@rule("H01", "等级区间重叠/缺口", Severity.ERROR, _has_bands)
def bands_meet_without_overlap(document: Document) -> Iterator[Hit]:
    """优、良、中、差的区间要一个接一个，既不重叠一段，也不留缺口。

    为什么：同一个完成率既是“中”又是“差”，或者什么都不是，就没法评级。
    怎么办：改成首尾相接的区间。“90%以上为优、80%以上为良”这样逐级往下的写法不算重叠。
    例：“60%-80%为中，70%以下为差”在 60% 到 70% 之间重叠，应为“60%以下为差”。
    """
    for hit, bands in _banded(document):
        for upper, lower in pairwise(bands):
            if upper.low is None or lower.high is None:
                continue
            if lower.high > upper.low:
                yield hit(f"里“{upper.grade}”和“{lower.grade}”的区间重叠（{upper.low}% 到 {lower.high}%），请改正。")
            elif lower.high < upper.low:
                yield hit(f"里“{upper.grade}”和“{lower.grade}”之间有缺口（{lower.high}% 到 {upper.low}%），请补上。")


@rule("H02", "边界重复", Severity.HINT, _has_bands)
def boundaries_belong_to_one_band(document: Document) -> Iterator[Hit]:
    """相邻两个等级不能都包含同一个边界值。

    为什么：“≥90%为优，80%-90%为良”，正好 90% 的算优还是算良？
    怎么办：写成“80%（含）-90%（不含）”，或者“80%以上、不到90%”。“70%以上为中、70%以下为差”按惯例不提示。
    例：“85分以上为优，70-85分为良”，85 分属于两个等级。
    """
    for hit, bands in _banded(document):
        shared = [upper.low for upper, lower in pairwise(bands) if lower.is_range and upper.low == lower.high]
        if shared:
            numbers = "、".join(f"{number}%" for number in shared)
            yield hit(f"里 {numbers} 同时属于两个等级，请写明边界归哪一级。")


@rule("H03", "与国家分档不同", Severity.HINT, _has_bands, with_context=True)
def the_pass_mark_is_the_nations(document: Document, context: Context) -> Iterator[Hit]:
    """“中”和“差”的分界一般是 60，与此不同的给出提示；财政局可以设定本地区的分界。

    为什么：各地分档不同，跨地区比较时要知道。
    怎么办：按本地区的规定；规定就是如此的不必改。
    例：“70%以上为中，70%以下为差”的分界是 70。
    """
    for hit, bands in _banded(document):
        fair = next((band.low for band in bands if band.grade == "中"), None)
        mark = fair if fair is not None else next((band.high for band in bands if band.grade == "差"), None)
        if mark is not None and mark != context.settings.pass_mark:
            yield hit(f"里“中”和“差”以 {mark} 为界，与通行的 {context.settings.pass_mark} 不同，请核对。")
