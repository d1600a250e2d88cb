"""What is nothing, and not said to be: J08, J09."""

import re
from collections.abc import Iterator

from disclosures.checks.explained_sums import FIGURES
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import Ledger, ledger_of, ledgers
from disclosures.checks.places import Text, explanations, projects
from disclosures.checks.rule import rule
from disclosures.checks.said_figures import Matter
from disclosures.document.budget_statements import THREE_PUBLIC
from disclosures.document.model import Document
from disclosures.document.statement_kinds import PROCUREMENT
from indicators.target_values import fold

_BUYS = re.compile("购置|采购|购买")
#: Of the three expenses: the words by which an explanation speaks of each.
_SPOKEN_OF = {
    Matter.ABROAD: re.compile("出国"),
    Matter.VEHICLE_PURCHASE: re.compile("购置(?!及|和|与)|(?:新购|更新)[^，。；]{0,4}(?:公务用)?车"),
    Matter.VEHICLE_RUNNING: re.compile("运行维护|运维|运行费"),
    Matter.RECEPTION: re.compile("接待"),
}
_NONE_AT_ALL = re.compile(
    '(?:无|没有|未安排|不安排)[^，。；]{0,12}三公|三公[”"]?经费[^，。；]{0,12}(?:为零|为0|无|没有)'
)


def _buys_nothing(document: Document) -> bool:
    ledger = ledger_of(document, PROCUREMENT)
    return bool(ledger and projects(document)) and not any(
        any(amounts) for amounts in (ledger.amounts.values() if ledger else ())
    )


@rule("J08", "采购为0却有购置项目", Severity.WARNING, _buys_nothing)
def what_is_bought_is_planned(document: Document) -> Iterator[Hit]:
    """政府采购预算是空表或者 0 的，项目里不应当有购置、采购的项目。

    为什么：名称写着采购，采购预算却没有，不是漏编采购预算，就是项目名称不准。
    怎么办：补编政府采购预算；在采购限额标准以下、不用编的，写明理由。
    例：政府采购预算 0.00 万元，项目“采购无线讲解器费用”。
    """
    for project in projects(document):
        if _BUYS.search(fold(project.sheet.name)):
            yield project.hit("name", "的名称写着购置或者采购，政府采购预算却是空表，请核对。", project.sheet.name)


def _has_tables(document: Document) -> bool:
    return bool(document.statements)


@rule("J09", "空表无说明", Severity.ERROR, _has_tables, also=(Severity.WARNING,))
def what_is_empty_is_said_to_be(document: Document) -> Iterator[Hit]:
    """没有数的报表要在表下注明空表列示；“三公”经费里没有安排的项目，情况说明要写一句（警告）。

    为什么：空着不说，公众分不清是没有这笔钱，还是漏填。
    怎么办：空表下注明“注：无……预算，空表列示。”；情况说明写明某项费用当年没有安排、上年也没有等情况。
    例：因公出国（境）费一行空着，情况说明没有提到出国。
    """
    for ledger in ledgers(document):
        standing = {fold(note) for note in ledger.kind.standing_notes}
        said = [note for note in ledger.statement.notes if fold(note) not in standing]
        if not ledger.statement.rows and not said:
            where = f"《{ledger.statement.title}》是空表"
            yield Hit(
                f"{where}，表下没有注明原因，请加上“{ledger.kind.empty_note}”。", f"statements[{ledger.place}].notes"
            )
    three = ledger_of(document, THREE_PUBLIC)
    texts = _texts_about_the_three(document)
    if three and three.statement.rows and texts:
        yield from _zeros_not_spoken_of(three, texts)


def _texts_about_the_three(document: Document) -> list[Text]:
    """The explanation of the three expenses: the section with that heading, else every text that speaks of them but for
    the glossary."""
    texts = [text for text in explanations(document) if text.field.endswith(".text") and "名词解释" not in text.where]
    headed = [text for text in texts if "三公" in text.where]
    return headed or [text for text in texts if "三公" in text.text]


def _zeros_not_spoken_of(three: Ledger, texts: list[Text]) -> Iterator[Hit]:
    spoken = fold("".join(text.text for text in texts)).replace(",", "，").replace(";", "；")
    if _NONE_AT_ALL.search(spoken):
        return
    for matter, words in _SPOKEN_OF.items():
        (figure,) = FIGURES[matter]
        row = three.row_of(figure)
        if row is not None and not three.amount(row, figure.column) and not words.search(spoken):
            name = three.row_name(row, figure.column)
            message = f"没有提到“{name}”，而《{three.statement.title}》第 {row + 1} 行没有金额，请写明没有安排。"
            yield texts[0].hit(message, name, Severity.WARNING)
