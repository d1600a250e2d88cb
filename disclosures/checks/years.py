"""Years named in the text: G06."""

import re
from collections import defaultdict
from collections.abc import Iterator

from disclosures.checks.each import EACH_TEXT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import Text
from disclosures.checks.rule import rule
from disclosures.document.model import Document

_TITLE = re.compile(r"《[^》]{0,100}》|〔[^〕]{0,20}〕")
_YEAR = re.compile(
    r"(?<![\d到至自从于在\-—–~～])((?:19|20)\d\d)\s*年(?!\s*(?:[\d年月日]{0,8}(?:以来|起|底前?到|成立|设立|出台|印发)|[至到\-—–~～]))"
)
_SENTENCE = re.compile(r"[。；;！!\n]")
_SMALL = re.compile(r"[\s的，,、：:“”\"]|(?:19|20)\d\d\s*年")


@rule("G06", "年份矛盾", Severity.WARNING, lambda document: document.fiscal_year is not None)
def years_agree(document: Document) -> Iterator[Hit]:
    """文本里的年份应当是预算年度或者上一年；同一件事在两处的年份要一致。

    为什么：出现更早的年份，多半是照抄往年的文本；同一件事两个年份，必有一个是错的。
    怎么办：改为今年的内容。文号、书名号里的年份和“自某年起”“到某年”“某年至某年”不在此列。
    例：2024 年度的保障措施写着“2021年争取建成”，应改写今年的打算。
    """
    year = document.fiscal_year
    if year is None:
        return
    told: defaultdict[str, list[tuple[int, Text]]] = defaultdict(list)
    for text, years, stories in EACH_TEXT.ask(document, _years):
        for strange in sorted(years - {year, year - 1}):
            yield text.hit(f"出现“{strange}年”，与预算年度 {year} 对不上，请核对是不是往年的内容。", f"{strange}年")
        for story, told_of in stories:
            told[story].append((told_of, text))
    for alike in told.values():
        yield from _contradictions(alike, year)


def _years(text: Text) -> Iterator[tuple[Text, set[int], list[tuple[str, int]]]]:
    """A text that names years, the years, and each longer sentence without its years, with the first of them."""
    plain = _TITLE.sub("", text.text)
    years = {int(found) for found in _YEAR.findall(plain)}
    stories = [
        (story, int(found[1]))
        for sentence in _SENTENCE.split(plain)
        if (found := _YEAR.search(sentence)) and len(story := _SMALL.sub("", sentence)) >= 8
    ]
    if years or stories:
        yield text, years, stories


def _contradictions(stories: list[tuple[int, Text]], year: int) -> Iterator[Hit]:
    """One sentence told of different years: the ones that are not the fiscal year's."""
    if len({told for told, _ in stories}) > 1:
        for told, text in stories:
            if told == year - 1:
                yield text.hit(f"写的是“{told}年”，同一件事在别处是另一年，请核对。", f"{told}年")
