"""Money as printed (元 or 万元) and as kept (yuan, Decimal with two places)."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar, overload

YUAN = "元"
TEN_THOUSAND = "万元"
UNITS = (YUAN, TEN_THOUSAND)

Amount = TypeVar("Amount", Decimal, Decimal | None)

_PLAIN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
#: Digits before the point; sums of a great many such amounts are still exact.
_MOST_DIGITS = 15
_DIGITS = "零一二三四五六七八九"
_TENS = {"千": 1000, "百": 100, "十": 10}
_PLAIN_NUMERALS = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億圆圓正", "零零一二三四五六七八九十百千万亿元元整")
_ENDS = "元圆圓整正角分"
_BELOW_TEN_THOUSAND = (
    "(?:[一二三四五六七八九]千)?零?(?:[一二三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二三四五六七八九]?"
)
_IN_WORDS = re.compile(
    rf"(?:人民币)?(?P<whole>(?:(?P<yi>{_BELOW_TEN_THOUSAND})(?<=[一二三四五六七八九十百千])亿)?"
    rf"(?:(?P<wan>{_BELOW_TEN_THOUSAND})(?<=[一二三四五六七八九十百千])万)?(?P<ones>{_BELOW_TEN_THOUSAND})(?<=[一二三四五六七八九十百千万亿])元)?"
    r"零?(?:(?P<jiao>[一二三四五六七八九])角)?零?(?:(?P<fen>[一二三四五六七八九])分)?整?"
)
_PLACES = {YUAN: 2, TEN_THOUSAND: 6}
_FACTOR = {YUAN: Decimal(1), TEN_THOUSAND: Decimal(10_000)}
#: An amount in a text, and what it is counted in; 元/人 is a price.
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SPOKEN = re.compile(
    r"(?<![\d.])(?<!\d,(?=\d{3}(?!\d)))((?:\d{1,3}(?:,\d{3}){1,4}|\d{1,14})(?:\.\d{1,6})?"
    r"|(?![零〇百千万亿佰仟])[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,24})"
    r"[余多]?(?:([百千]?万|十万|[百千亿])?元(?![/每])|((?<=\d)(?:[百千]?万|亿))(?![元余多人次户册件个台套张份亩吨米公平株棵名字]))"
)
_CHINESE = {digit: value % 10 for value, digit in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")} | {"两": 2}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_FOLD = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


def parse_amount(text: str, unit: str) -> Decimal | None:
    """Read one printed amount, in `unit`; None where the text is blank.

    Full-width digits, blanks and correctly placed thousands separators are understood, a unit printed behind the
    number where it is the same unit, and money in words (叁拾万元整), which names its own. Raises ValueError (a
    Chinese sentence) for anything else, for more than 15 digits before the point, or for more decimals than the unit
    has (元 2, 万元 6), because an amount is read exactly or not at all.
    """
    folded = "".join(text.translate(_FOLD).split())
    if not folded:
        return None
    if (yuan := money_in_words(folded)) is not None:
        return from_yuan(yuan, unit)
    if not folded.endswith(unit) or (unit == YUAN and folded.endswith(TEN_THOUSAND)):
        number = folded
    else:
        number = folded.removesuffix(unit)
    if not _PLAIN.fullmatch(number):
        raise ValueError(f"金额“{text.strip()}”不是以{unit}为单位的数字")
    value = Decimal(number.replace(",", ""))
    if value.adjusted() >= _MOST_DIGITS:
        raise ValueError(f"金额“{text.strip()}”的位数过多，不像金额")
    if len(number.partition(".")[2]) > _PLACES[unit]:
        raise ValueError(f"金额“{text.strip()}”的小数位多于{_PLACES[unit]}位")
    return value


def money_in_words(text: str) -> Decimal | None:
    """The yuan that a text says in words, as in 叁拾万元整 or 三万二千元; None where it says anything else."""
    match = _IN_WORDS.fullmatch(text.translate(_PLAIN_NUMERALS)) if text[-1:] in _ENDS else None
    if match is None or not (match["whole"] or match["jiao"] or match["fen"]):
        return None
    whole = _thousands(match["yi"]) * 10**8 + _thousands(match["wan"]) * 10**4 + _thousands(match["ones"])
    jiao, fen = (_DIGITS.index(match[name] or "零") for name in ("jiao", "fen"))
    return Decimal(whole) + Decimal(10 * jiao + fen) / 100


def _thousands(words: str | None) -> int:
    """A numeral below ten thousand: 三千二百零五, 十, 五; 0 for none."""
    total, digit = 0, 0
    for numeral in words or "":
        if numeral in _TENS:
            total, digit = total + (digit or 1) * _TENS[numeral], 0
        else:
            digit = _DIGITS.index(numeral)
    return total + digit


def to_yuan(amount: Amount, unit: str) -> Amount:
    """An amount printed in `unit` as yuan with two decimals, exactly; None stays None."""
    return None if amount is None else (amount * _FACTOR[unit]).quantize(Decimal("0.01"))


def from_yuan(yuan: Amount, unit: str) -> Amount:
    """Yuan as an amount in `unit`, exactly; None stays None."""
    return None if yuan is None else yuan / _FACTOR[unit]


def amounts_in(folded: str) -> Iterator[tuple[Decimal, str]]:
    """Yield every amount of money that stands in a text of half-width forms, in yuan, and as it is printed: 35.5万元,
    三百五十五万元, 1.2亿. A price (元/人) is none."""
    for match in _SPOKEN.finditer(folded):
        number, scale = match[1].replace(",", ""), _SCALE[match[2] or (match[3] or "")]
        value = Decimal(number if number[0].isdigit() else _chinese(number)) * scale
        if value.adjusted() < 2 * _MOST_DIGITS - 8:
            yield value.quantize(Decimal("0.01")), match[0]


def _chinese(number: str) -> int:
    """A whole number in Chinese, small or capital: 三百五十五, 壹拾贰万."""
    whole = section = digit = 0
    for one in number:
        if one in _CHINESE:
            digit = _CHINESE[one]
        elif one in _TENS:
            section, digit = section + (digit or 1) * _TENS[one], 0
        else:
            section = (section + digit) or 1
            whole, section, digit = (whole + section) * 10**8 if one == "亿" else whole + section * 10**4, 0, 0
    return whole + section + digit


def sum_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are given; None where none of them is."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal()) if given else None


@overload
def amount_text(amount: Decimal) -> str: ...
@overload
def amount_text(amount: None) -> None: ...
def amount_text(amount: Decimal | None) -> str | None:
    """An amount as the JSON documents write it: two to six decimals, no separators; None stays None."""
    if amount is None:
        return None
    whole, _, decimals = f"{amount:.6f}".partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def grouped(amount: Decimal | None) -> str:
    """An amount as a person reads it: thousands separated, two to six decimals, without its unit; "" for none."""
    if amount is None:
        return ""
    whole, _, decimals = f"{amount:,.6f}".partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def in_short(yuan: Decimal | None) -> str:
    """An amount as people say it, rounded: 123.46 万元, 1.2 亿元; "" for none and below ten thousand."""
    if yuan is None or abs(yuan) < _SCALE["万"]:
        return ""
    scale = "亿" if abs(yuan) >= _SCALE["亿"] else "万"
    rounded = f"{yuan / _SCALE[scale]:,.2f}".rstrip("0").rstrip(".")
    return f"{rounded} {scale}元"


def signed(difference: Decimal | None) -> str:
    """A difference of amounts as a person reads it: +1,234.50, -3.00, 0.00; "" for none."""
    return f"+{grouped(difference)}" if difference and difference > 0 else grouped(difference)
