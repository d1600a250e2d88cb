"""指标值: what a printed target says. The text is the only truth; sign, number, unit and kind are read from it.

Codes of the sign (计算符号) follow the national data standard: 1 ≥, 2 ＞, 3 ＝, 4 ＜, 5 ≤, 6 定性.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.money import YUAN, money_in_words


class Kind(StrEnum):
    """What sort of value a target is."""

    BLANK = "blank"
    NUMBER = "number"
    YES_NO = "yes_no"
    BANDS = "bands"
    SCORING = "scoring"
    WORDS = "words"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class TargetValue:
    """A target taken apart: sign ("" where none is printed), number, unit, kind."""

    kind: Kind
    sign: str = ""
    number: Decimal | None = None
    unit: str = ""


#: 左右: no sign of the standard says it.
ABOUT = "≈"
SIGN_CODES = {"≥": "1", ">": "2", "=": "3", "<": "4", "≤": "5"}

_WIDTHS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD = _WIDTHS | str.maketrans({"≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹪": "%"})
#: What a text must hold to change when it is folded; most cells hold nothing of it.
_FOLDABLE = re.compile(r"[\s！-～≧≦⩾⩽﹪]")
_MEASURE = re.compile(r"(?P<number>-?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(?:\.\d{1,10})?)(?P<unit>[^\d≥≤<>=]{0,20})")
#: Signs, and words that stand for one: before the number, and behind its unit. 以上, 以下 and 以内 include the number.
_BEFORE = {
    "≥": re.compile("≥|不低于|不少于|不小于|至少|最少|大于或?等于"),
    "≤": re.compile("≤|不超过|不高于|不大于|不多于|至多|最多|小于或?等于"),
    ">": re.compile(">|大于|超过|高于|多于"),
    "<": re.compile("<|小于|低于|少于"),
    "=": re.compile("=|等于"),
}
_BEHIND = {
    "≥": re.compile(r"(?:\(含(?:本数)?\))?[及或]?以上(?:\(含(?:本数)?\))?"),
    "≤": re.compile(r"(?:\(含(?:本数)?\))?(?:[及或]?以下|以内|之内|(?<=[天时钟周日月])内)(?:\(含(?:本数)?\))?"),
    ABOUT: re.compile("左右|上下"),
}
#: What may stand before a number with such words behind it, and adds nothing to them (控制在3万元以内).
_HELD = re.compile("(?:控制|保持|维持|稳定)?在|达到?")
_LONGEST_NUMBER = 80
#: A unit that speaks of the number is none: what it says is not understood.
_NO_UNIT = re.compile("以[上下内外前后]|之[内前间]|左右|上下|不等|超过|达到|为[优良中差]|[(]含")
_PUNCTUATION = re.compile(r"[\W_]+")
_LEVEL = r"(?:绝密|机密|秘密)级?"
_TERM = (
    r"(?:长期|至?20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|20\d{6}"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月)(?:\d{1,2}个月)?|(?:解密|公开|启用)前)"
)
_SECRECY = "(?:国家|工作|商业|警务|警务工作)秘密|国家安全|涉密|保密|密件"
_CLOSED = (
    "(?:暂不宜?|暂缓|不予?|不对外|不对社会|不主动|不宜|不便|不得|不能|不可|免予|此件不|非)(?:对外)?(?:公开|公示|公布)"
    "|(?:不[便予宜]?|无法|不能)列示"
)
#: Of a line without its number and its punctuation.
_WITHHELD = re.compile(
    r"(?:\d+[次个项件人台套份场条]?)?涉密(?:\d+[次个项件人台套份场条]?)?"
    rf"|(?:密级)?{_LEVEL}(?:保密期限?)?{_TERM}?(?:保密|有效)?"  # 机密★1年
    rf"|(?!保密$)(?:{_SECRECY}|秘密文件)(?:事项|项目|信息|内容|资料)?{_TERM}?"
    r"|(?:属于?|系|仅供)?内部(?:资料|材料)(?:注意保存|不得外传|请勿外传)?"
    rf"|(?=.*(?:涉密|秘密|国家安全|密件|{_CLOSED}))"
    rf"(?:{_SECRECY}|秘密|{_CLOSED}|未公开|不列示|因为?|由于|属于?|系|为|涉及|含有?|按照?|根据|依据|依照|依法|法律?|部分|规定|要求|需要|原因|此项?"
    r"|国家|该|本|故|的|不填写?|不填[报列]|从?略|具体|详细|内容|事项|项目|信息|指标值?|数据|资料|绩效目标)+"
    r"|按照?涉密(?:事项|项目|信息)?(?:要求|规定)?管理|[详参]?见(?:涉密(?:附件|附表|材料)|密件)"
)
#: The number in front of a line: 1. 一、 （二）
_NUMBERED = re.compile(
    r"^\s*(?:[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．)）](?!\d))"
)
_LONGEST_WITHHELD = 40
#: Words of a mark wherever they stand, blanks dropped (精密件, 关系密切, 不公开招标 hold none).
_SPOKEN = re.compile(
    r"(?:国家|工作|商业|警务)秘密|[绝机]密(?!码|柜|室)|(?<!守)秘密(?!投票|选举)|(?<![精加紧严])密件|内部[资材]料"
    r"|[因属为系涉]密(?!切|集|度|封|布|码|植|闭)"
    rf"|(?:{_CLOSED})(?!招标|招募|招聘|采购|发行|发售|募集|遴选|竞)"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Without one of these characters no text says it: most texts are asked no further.
_HINT = re.compile("密|公开|公示|公布|列示|内部|国家安全")
_DEADLINE = re.compile(r"[月年日](?:份|[上中下]旬)?(?:底|末|初|前|内|以前|之前)|月份|月[上中下]旬")
_DATE = re.compile(r"(?:\d{4}年(?:\d{1,2}月)?|\d{1,2}月)(?:\d{1,2}日)?(?:完成)?")

#: In this order: the first that applies to a folded text which is not a number.
_KINDS = (
    (Kind.BLANK, lambda folded: not folded),
    (Kind.YES_NO, {"是/否", "是或否", "是", "否"}.__contains__),
    (Kind.BANDS, re.compile("为优").search),
    (Kind.SCORING, re.compile("得满分|减分").search),
    (Kind.UNKNOWN, re.compile(r"[≥≤<>=]").search),
    (Kind.WORDS, _DEADLINE.search),
    (Kind.WORDS, _DATE.fullmatch),
    (Kind.UNKNOWN, re.compile(r"\d").search),
    (Kind.WORDS, lambda folded: True),
)


def fold(text: str) -> str:
    """The text in half-width forms with the variants of signs made one (≧→≥, >=→≥, ％→%) and blanks dropped."""
    folded = "".join(text.translate(_FOLD).split()) if _FOLDABLE.search(text) else text
    if "=" not in folded:
        return folded
    return folded.replace(">=", "≥").replace("=>", "≥").replace("<=", "≤").replace("=<", "≤")


def is_withheld_text(text: str) -> bool:
    """Whether a whole line of a cell says that its matter is classified or not published (涉密, ≥10 涉密,
    因涉密不予公开); one that merely speaks of it (涉密耗材) does not."""
    if not _HINT.search(text):
        return False
    lines = (_PUNCTUATION.sub("", fold(_NUMBERED.sub("", line))) for line in (text, *text.split("\n")))
    return any(len(line) <= _LONGEST_WITHHELD and _WITHHELD.fullmatch(line) for line in lines)


def spoken_mark(text: str) -> str:
    """Return the first words in a text that may say that its matter is classified or not published, "" for none.

    Every text of which `is_withheld_text` says yes has some, but for one that names the law of the matter only (保密,
    国家安全); so have texts that only speak of it: a person must look.
    """
    if not _HINT.search(text):
        return ""
    match = _SPOKEN.search(fold(_INVISIBLE.sub("", text)))
    return match[0] if match else ""


def parse_target(text: str) -> TargetValue:
    """Take a printed 指标值 apart ("≥ 95％", "不低于95%" and "95%以上" → ≥, 95, %; "100人左右" → ≈, 100, 人).

    Money in words is a number in yuan; a date or a deadline (6月底前) is Kind.WORDS. Never fails: what is not
    understood is Kind.UNKNOWN.
    """
    if is_withheld_text(text):
        return TargetValue(Kind.WITHHELD)
    folded = fold(text)
    return _number(folded) or TargetValue(next(kind for kind, applies in _KINDS if applies(folded)))


def _number(folded: str) -> TargetValue | None:
    """A number with its unit, and with the one sign that all its words say; None for anything else."""
    if len(folded) > _LONGEST_NUMBER:
        return None
    signs, rest, held = [], folded, _HELD.match(folded)
    if held:
        rest = rest[held.end() :]
    while before := next(((sign, match) for sign, words in _BEFORE.items() if (match := words.match(rest))), None):
        signs.append(before[0])
        rest = rest[before[1].end() :]
    if behind := next(((sign, match) for sign, words in _BEHIND.items() if (match := _at_end(words, rest))), None):
        signs.append(behind[0])
        rest = rest[: behind[1].start()]
    measured = _measured(rest)
    if measured is None or len(set(signs)) > 1 or (held and not behind):
        return None
    return TargetValue(Kind.NUMBER, signs[0] if signs else "", *measured)


def _at_end(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((match for match in words.finditer(text) if match.end() == len(text)), None)


def _measured(text: str) -> tuple[Decimal, str] | None:
    if (yuan := money_in_words(text)) is not None:
        return yuan, YUAN
    match = _MEASURE.fullmatch(text)
    if not match or _DEADLINE.match(match["unit"]) or _NO_UNIT.search(match["unit"]):
        return None
    return Decimal(match["number"].replace(",", "")), match["unit"]


def compose_target(sign: str, number: str, unit: str) -> str:
    """The printed text of a target entered in three cells, as in "≥95%"."""
    return f"{sign}{number}{unit}".strip()
