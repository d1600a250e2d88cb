"""Differences to the year before, as the explanation says them: J03, J05."""

from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.explained_sums import OF_THREE_PUBLIC, speaks_of, spoken, table_figure
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import ZERO
from disclosures.checks.rule import Context, rule
from disclosures.checks.said_figures import Matter, Said, said_figures
from disclosures.document.model import Document

#: What the expenditure of the whole is made of.
_PARTS = (Matter.STAFF, Matter.RUNNING, Matter.PROJECTS)


def _changes(document: Document) -> list[Said]:
    return [
        said for said in said_figures(document) if said.change and said.matter and said.year == document.fiscal_year
    ]


def _says_changes(document: Document) -> bool:
    return bool(_changes(document))


@rule("J03", "增减额≠两年差", Severity.ERROR, _says_changes, also=(Severity.HINT,), with_context=True)
def changes_are_differences(document: Document, context: Context) -> Iterator[Hit]:
    """情况说明里写的比上年增加、减少多少，要等于两年的数相减；人员、公用、项目的增减之和要等于总支出的增减。

    为什么：两年的数都写着，公众一减就知道对不对。
    怎么办：核对两年的数和增减额，改正写错的一个。上年的数取文字里写的；文字没有写的，系统里有上年的预算报表才核对。
    例：2021 年公务接待费 0.55 万元，2022 年 0.55 万元，却写增加 0.2 万元。
    """
    for said in _changes(document):
        pair = _two_years(document, context.previous, said)
        if pair and (severity := said.gravity(pair[0] - pair[1])):
            now, before = (spoken(amount, said.unit) for amount in pair)
            message = (
                f"写的是{_in_words(said.amount, said.unit)}，当年是 {now}，上年是 {before}，"
                f"相减是{_in_words(pair[0] - pair[1], said.unit)}，请核对。"
            )
            yield said.hit(message, severity)
    yield from _changes_add_up(document)


def _in_words(change: Decimal, unit: str) -> str:
    if not change:
        return "没有增减"
    return f"{'增加' if change > 0 else '减少'} {spoken(abs(change), unit)}"


def _two_years(document: Document, previous: Document | None, said: Said) -> tuple[Decimal, Decimal] | None:
    """The amounts of this year and of the year before of what a change speaks of; None where one is not known."""
    now = _said_of(document, said, said.year)
    before = _said_of(document, said, said.year - 1)
    if now is None and (found := table_figure(document, said.matter)):
        now = found[1]
    if before is None and previous and previous.fiscal_year == said.year - 1:
        found = table_figure(previous, said.matter)
        before = found[1] if found else None
    return None if now is None or before is None else (now, before)


def _said_of(document: Document, change: Said, year: int) -> Decimal | None:
    """What the explanation says the matter of a change was in a year; of the three expenses only where it speaks of
    them."""
    said = (
        one.amount
        for one in said_figures(document)
        if one.matter == change.matter
        and one.year == year
        and not one.change
        and (one.matter not in OF_THREE_PUBLIC or speaks_of(one, "三公"))
    )
    return next(said, None)


def _changes_add_up(document: Document) -> Iterator[Hit]:
    by_text: dict[str, dict[Matter | None, Said]] = {}
    for said in _changes(document):
        by_text.setdefault(said.text.field, {}).setdefault(said.matter, said)
    for changes in by_text.values():
        whole = changes.get(Matter.EXPENDITURE)
        if whole is None or not all(part in changes for part in _PARTS):
            continue
        added = sum((changes[part].amount for part in _PARTS), ZERO)
        if severity := whole.gravity(added):
            message = (
                f"总支出写的是{_in_words(whole.amount, whole.unit)}，人员、公用、项目的增减加起来是"
                f"{_in_words(added, whole.unit)}，请核对。"
            )
            yield whole.hit(message, severity)


def _says_a_change_twice(document: Document) -> bool:
    matters = [said.matter for said in _changes(document)]
    return len(matters) > len(set(matters))


@rule("J05", "同一增减数前后不一", Severity.WARNING, _says_a_change_twice)
def a_change_is_told_once(document: Document) -> Iterator[Hit]:
    """同一项经费比上年的增减数，情况说明前后写的要一样（机关运行经费和日常公用经费按同一项看）。

    为什么：前面写增加 4.16 万元，后面写增加 3.87 万元，公众不知道该信哪一个。
    怎么办：核对后改为同一个数；两处说的确实不是一回事的，写明理由。
    例：“日常公用经费增加 4.16 万元”，后文“机关运行经费整体增加 3.87 万元”。
    """
    first: dict[Matter | None, Said] = {}
    for said in _changes(document):
        before = first.setdefault(said.matter, said)
        if before.gravity(said.amount) == Severity.ERROR:
            message = (
                f"写的是{_in_words(said.amount, said.unit)}，{before.text.where}的“{before.sentence}”写的是"
                f"{_in_words(before.amount, before.unit)}，请核对。"
            )
            yield said.hit(message)
