"""Numbers told of the same thing in two places: I02."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import RowPlace, narrative, open_rows
from disclosures.checks.rule import rule
from disclosures.document.model import Document
from indicators.target_values import fold

_MENTION = re.compile(
    r"([\u4e00-\u9fff《》]{0,14})(?<![\d.\-—–~至到第])(\d{1,6})(?:余|多)?(篇|期|次|场|个|件|人次|人|名|户|家|本|册|份|台|套|辆|块|条|项|处|座|间)"
    r"([\u4e00-\u9fff]{0,8})"
)
_SHARED = 4


class Mention(NamedTuple):
    """A number of something, with the words around it."""

    number: Decimal
    unit: str
    words: str
    printed: str
    where: str


def _mentions(document: Document) -> Iterator[Mention]:
    for text in narrative(document):
        for match in _MENTION.finditer(fold(text.text)):
            before, number, unit, after = match.groups()
            yield Mention(Decimal(number), unit, f"{before} {after}", match[0], text.where)


def _runs(words: str) -> Iterator[str]:
    """Every four characters running. Where two texts share one they speak of the same noun, most likely."""
    return (words[at : at + _SHARED] for at in range(len(words) - _SHARED + 1))


def _by_runs(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[tuple[int, Mention]]]:
    """Unit and run → the first mention with its place, and the first of another number: one of the two is the first
    that contradicts a given number."""
    found: defaultdict[tuple[str, str], list[tuple[int, Mention]]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        for run in _runs(mention.words):
            known = found[mention.unit, run]
            if not known or (len(known) == 1 and known[0][1].number != mention.number):
                known.append((place, mention))
    return found


def _unit(row: RowPlace) -> str:
    return row.value.unit.removesuffix("数")


def _contradiction(row: RowPlace, mentions: dict[tuple[str, str], list[tuple[int, Mention]]]) -> Mention | None:
    """The first mention of the same thing, in the same unit, with another number than the row's."""
    promised = fold(row.row.name + row.row.description)
    same = chain.from_iterable(mentions.get((_unit(row), run), ()) for run in _runs(promised))
    others = [(place, mention) for place, mention in same if mention.number != row.value.number]
    return min(others)[1] if others else None


@rule("I02", "部门/项目数值冲突", Severity.WARNING, lambda doc: any(_mentions(doc)) and bool(doc.projects))
def numbers_agree_between_duties_and_projects(document: Document) -> Iterator[Hit]:
    """同一件事在部门目标里和项目指标里的数量要一致。

    为什么：部门目标说 6 期，项目指标说 3 期，公众不知道该信哪一个。
    怎么办：核对后改为同一个数。按单位相同、文字有四个字相连相同来判断，可能不是同一件事，请人工看一下。
    例：分项目标“编印《城乡信息》6期”，项目指标“《城乡信息》编印期数 ≥3期”。
    """
    mentions = _by_runs(_mentions(document))
    units = {unit for unit, _ in mentions}
    for row in open_rows(document):
        asked = row.is_number and _unit(row) in units
        mention = _contradiction(row, mentions) if asked else None
        if mention:
            message = f"的指标值“{row.row.target}”与{mention.where}的“{mention.printed}”不一致，请核对。"
            yield row.hit("target", message)
