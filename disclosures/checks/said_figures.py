"""What the explanation says in figures: of what, of which year, how much, or how much more than the year before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import ROUNDING
from disclosures.checks.places import Text, explanations
from disclosures.document.model import Document
from indicators.money import TEN_THOUSAND, YUAN, to_yuan
from indicators.target_values import fold


class Matter(StrEnum):
    """What a figure may speak of."""

    EXPENDITURE = auto()
    REVENUE = auto()
    BASIC = auto()
    STAFF = auto()
    RUNNING = auto()
    PROJECTS = auto()
    THREE_PUBLIC = auto()
    ABROAD = auto()
    VEHICLES = auto()
    VEHICLE_PURCHASE = auto()
    VEHICLE_RUNNING = auto()
    RECEPTION = auto()
    PROCUREMENT = auto()
    ASSETS = auto()


@dataclass(frozen=True)
class Said:
    """A figure of an explanation: `amount` in yuan, as `printed`, `label` before it, the `sentence` it stands in.

    `matter` is what it speaks of, None where that is not one of the whole's; `change`: it is the difference to the year
    before (negative: less).
    """

    text: Text
    sentence: str
    label: str
    printed: str
    amount: Decimal
    year: int
    matter: Matter | None
    change: bool

    @property
    def unit(self) -> str:
        """元 or 万元."""
        return TEN_THOUSAND if self.printed.endswith(TEN_THOUSAND) else YUAN

    def gravity(self, amount: Decimal) -> Severity | None:
        """How grave it is that the figure is not an amount (in yuan): a hint where rounding to the places that are
        printed, or to 0.01 万元, may be all; None where the figure is that amount, or in 万元 with two places what it
        rounds to."""
        difference = abs(self.amount - amount)
        places = len(self.printed.removesuffix(self.unit).partition(".")[2])
        step = to_yuan(Decimal(1).scaleb(-places), self.unit)
        if not difference or (self.unit == TEN_THOUSAND and places > 1 and difference * 2 < step):
            return None
        rounding = self.unit == TEN_THOUSAND and (difference * 2 <= step or difference <= ROUNDING)
        return Severity.HINT if rounding else Severity.ERROR

    def hit(self, message: str, severity: Severity | None = None) -> Hit:
        """A finding at the figure: message behind the sentence it stands in."""
        return self.text.hit(f"的“{self.sentence}”{message}", self.printed, severity)


_FIGURE = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)(万元|元)(?![/每])")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度)?|(?<!年)(上年|去年)|(本年|今年)")
_BESIDE = re.compile(r"[与比较同和]$")
_CHANGE = re.compile(r"(?P<more>增加|增长|提高|上升|增)|(?P<less>减少|下降|降低|压减|减)")
_EXECUTED = re.compile(r"执行数?|决算|完成数")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_CLAUSE = re.compile(r"[^，；。！？]+")
_GOES_ON = ("其中", "包括", "具体", "主要")

_END = (
    r"(?:经费|支出|预算|安排|资金|总[额计]|合计|小计|共计|金额|规模|数|总|共|为|是|约|计|达|:|"
    r"[比较与同]?(?:上年|去年|20\d\d年)度?(?:预算|相比|比)*)*$"
)
#: What may stand before a matter of the whole: nothing, a year, the unit, "of this".
_WHOLE = (
    r"(?:^|(?:年|年度|本级|单位|部门|全部|安排|包括|合计|总计|总|(?<!公)共|:|"
    r"(?<!项目支出)(?<!项目预算)(?<!项目经费)中)的?)"
)
_MATTERS = (
    (Matter.ABROAD, r"因公(?:临时)?出国(?:\(境\)|（境）)?(?:费用?)?"),
    (Matter.VEHICLES, r"公务用车(?:购置及?(?:运行维护|运维|运行)费?|购置(?:和|与)(?:运行维护|运维|运行)费?)"),
    (Matter.VEHICLE_PURCHASE, r"公务用车购置费?"),
    (Matter.VEHICLE_RUNNING, r"公务用车(?:运行维护|运维|运行)费?"),
    (Matter.RECEPTION, r"(?<!国内)(?<!国\(境\)外)公务接待费?"),
    (Matter.THREE_PUBLIC, r"[“\"]?三公[”\"]?(?:经费)?"),
    (Matter.RUNNING, rf"{_WHOLE}(?:机关运行经费|(?:日常)?公用(?:经费|支出))(?:整体)?"),
    (Matter.STAFF, rf"{_WHOLE}人员(?:经费|支出)"),
    (Matter.BASIC, rf"{_WHOLE}(?:基本支出|小计)"),
    (Matter.PROJECTS, rf"{_WHOLE}项目(?:支出|预算|经费)"),
    (Matter.PROCUREMENT, rf"{_WHOLE}政府采购预算"),
    (Matter.REVENUE, rf"{_WHOLE}(?:总收入|收入总[计额]|预算收入|收入预算|收入合计|收入)"),
    (Matter.EXPENDITURE, rf"{_WHOLE}(?:总支出|支出总[计额]|预算支出|支出预算|支出合计|支出)"),
    (Matter.ASSETS, r"(?:上年末|年末|末)(?:占用|拥有|共有)?(?:国有)?(?:固定资产|资产)"),
)
_PATTERNS = tuple((matter, re.compile(words + _END)) for matter, words in _MATTERS)


def said_figures(document: Document) -> tuple[Said, ...]:
    """Every amount of money in the explanations, in their order. Found once in a document."""
    values = vars(document)
    if "_said" not in values:
        year = document.fiscal_year or 0
        texts = [text for text in explanations(document) if text.field.endswith(".text")]
        unit = re.sub(r"\(.*?\)", "", fold(document.department.name)).removesuffix("本级")
        values["_said"] = tuple(said for text in texts for said in _Reader(text, year, unit).read())
    found: tuple[Said, ...] = values["_said"]
    return found


class _Reader:
    """Reads one explanation: the year that is spoken of, and the matter before, go on from clause to clause."""

    def __init__(self, text: Text, fiscal_year: int, unit: str):
        self.text, self.fiscal_year, self.unit = text, fiscal_year, unit
        self.year = fiscal_year
        self.matter: Matter | None = None

    def read(self) -> Iterator[Said]:
        for match in _SENTENCE.finditer(_unbroken(self.text.text)):
            sentence = match[0]
            if not sentence.startswith(_GOES_ON):
                self.year, self.matter = self.fiscal_year, None
            for clause in _CLAUSE.finditer(sentence):
                yield from self._figures(clause[0], sentence)

    def _figures(self, clause: str, sentence: str) -> Iterator[Said]:
        start = 0
        for match in _FIGURE.finditer(clause):
            words = clause[start : match.start()]
            start = match.end()
            self._note_year(words)
            change = list(_CHANGE.finditer(words))
            told = words[: change[-1].start()] if change else words
            if change and re.search(r"[至到]$", words):
                change = []
            matter = self._matter(told)
            if matter is None and change and not label_of(told):
                matter = self.matter
            amount = to_yuan(Decimal(match[1].replace(",", "")), match[2])
            less = bool(change and change[-1]["less"])
            yield Said(
                self.text,
                sentence,
                label_of(told),
                match[0],
                -amount if less else amount,
                self.year,
                matter,
                bool(change),
            )
            self.matter = matter if not change else self.matter

    def _note_year(self, words: str) -> None:
        for match in _YEAR.finditer(words):
            if not _BESIDE.search(words[: match.start()]) and not words.startswith(("末", "结转", "结余"), match.end()):
                self.year = int(match[1]) if match[1] else self.fiscal_year - bool(match[2])

    def _matter(self, words: str) -> Matter | None:
        """What a figure speaks of by the words before it. What is part of the projects, a 小计 of anything but staff
        and running costs, and what is compared with an execution, is none of the whole's."""
        if len(self.unit) > 1:
            words = words.replace(self.unit, "单位")
        words = words.removesuffix("了").removesuffix("额")
        matter = next((matter for matter, pattern in _PATTERNS if pattern.search(words)), None)
        of_projects = self.matter == Matter.PROJECTS and words.startswith(_GOES_ON)
        other_sum = matter == Matter.BASIC and "小计" in words and self.matter not in (Matter.STAFF, Matter.RUNNING)
        return None if of_projects or other_sum or _EXECUTED.search(words) else matter


_JOINS = re.compile(
    r"^(?:其中|包括|主要|具体|为|及|和|:|、)+|"
    r"[与比较同]?(?:20\d\d年|上年|去年|今年|本年)度?(?:同期|预算数?)?(?:相比|比)?|[“”\"]"
)
_AN_AMOUNT_FOLLOWS = re.compile(r"(?:支出|预算|总额|总计|合计|共计|安排|为|是|共|约|:)+$")


def label_of(words: str) -> str:
    """A label, or the name of a subject, as the two are compared: half-width, without joining words, years, quotation
    marks and what says only that an amount follows."""
    return _AN_AMOUNT_FOLLOWS.sub("", _JOINS.sub("", fold(words)))


def _unbroken(text: str) -> str:
    """A text in half-width forms without blanks and line breaks; the marks between clauses are the full-width ones."""
    folded = fold(text)
    return re.sub(r",(?!\d{3}(?!\d))", "，", folded).replace(";", "；")
