"""What the texts that the public reads give away of withheld projects: names that are withheld too, codes, amounts.

Every text that `redact` lets through is asked, whatever field it stands in, the reason of withholding included. Pure.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from disclosures.document.as_json import to_json
from disclosures.document.declarations import FieldKind, field_of, fields_of, names_of
from disclosures.document.identity import without_year
from disclosures.document.model import (
    BudgetStatement,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ProjectSheet,
)
from disclosures.document.redaction import public_name, redact, shown_projects
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_lines import amount_or_none
from disclosures.document.statement_rows import cell_words, note_words
from disclosures.document.statement_shapes import ColumnKind
from indicators.money import UNITS, YUAN, amounts_in, to_yuan
from indicators.target_values import fold, is_withheld_text

#: A shorter name or code may stand in a text by chance: it asks, and does not bar.
SURE_NAME, SURE_CODE = 4, 6
#: Among more pairs of a withheld and a shown amount, some sum stands in some text by chance.
MOST_PAIRS = 100

_PLACE = re.compile(r"(?:projects\[(\d+)\]\.)?(?:indicators\[(\d+)\]\.)?(.+)")
_LISTED = re.compile(r"(duties|notes)\[(\d+)\]\.(\w+)")
_LISTS: dict[str, tuple[str, type]] = {
    "duties": ("第 {} 项职责的", DutySection),
    "notes": ("第 {} 节情况说明的", Explanation),
}
_STATEMENT = re.compile(r"statements\[(\d+)\]\.(\w+)(?:\[(\d+)\])?")
_CELL = re.compile(r"statements\[(\d+)\]\.rows\[(\d+)\]\[(\d+)\]")
_NO_MONEY = (ColumnKind.ORDINAL, ColumnKind.SUBJECT_CODE, ColumnKind.COUNT)
_PUNCTUATION = re.compile(r"[\W_]+")
#: A number without its unit, where money may be meant.
_BARE = re.compile(
    r"(?<![\d.])(?<!\d,(?=\d{3}(?!\d)))(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,14})(?:\.\d{1,6})?"
    r"(?![\d.年月日百千万亿元余多])(?P<counts>[^\W\d_])?"
)
_COUNTED = re.compile(r"\d|元")
_LONG = re.compile(r"[\d,]{5}|\.\d")


@dataclass(frozen=True)
class PublicText:
    """A text that the public reads. `field` is the JSON path below project and row, both counted from 1."""

    text: str
    project: int | None
    row: int | None
    field: str

    def where(self, document: Document, *, named: bool = True) -> str:
        """Return the place in the document in words; rows of statements by their numbers alone where not `named`."""
        name = re.split(r"[.\[]", self.field)[0]
        if listed := _LISTED.match(self.field):
            where, part = _LISTS[listed[1]]
            return where.format(int(listed[2]) + 1) + field_of(part, listed[3]).label
        if found := _STATEMENT.match(self.field):
            return _where_in_statement(document.statements[int(found[1])], self.field, named)
        if self.project is None:
            return field_of(Document, name).label
        if self.row is None:
            return f"第 {self.project} 个项目的{field_of(ProjectSheet, name).label}"
        return f"第 {self.project} 个项目第 {self.row} 行的{field_of(IndicatorRow, name).label}"


def _where_in_statement(statement: BudgetStatement, field: str, named: bool) -> str:
    """The place in words of a cell, a note or another field of a statement."""
    if cell := _CELL.fullmatch(field):
        column = kind_of(statement.kind).columns[int(cell[3])].name
        return cell_words(statement, int(cell[2]), column, named=named)
    _, name, number = _STATEMENT.match(field).groups()  # type: ignore[union-attr]
    if number:
        return note_words(statement, int(number))
    return f"《{statement.title}》的{field_of(BudgetStatement, name).label}"


@dataclass(frozen=True)
class Trace:
    """A text that gives something away: `what` (the sort of thing, never the thing itself), for an amount as the text
    prints it and the numbers of the `projects` whose amount it tells; `sure` where it cannot stand there by chance."""

    at: PublicText
    what: str
    printed: str = ""
    sure: bool = True
    projects: tuple[int, ...] = ()


def public_texts(document: Document) -> Iterator[PublicText]:
    """Every text of a document that the public reads, in the order of its JSON."""
    values = to_json(redact(document), reading=False)
    for name in ("region", "department"):
        values.pop(name)
    return (_placed(text, path) for text, path in _walk(values, "") if text)


def named_in_texts(document: Document, also: Iterable[str] = ()) -> list[Trace]:
    """The texts that hold the name of a project whose name is withheld (what its cell says besides the mark), or the
    code of a withheld project; `also` are names that such projects had before. One trace a text.

    A longer name or code that the public may read, and that holds the withheld one, is not taken for it in texts; where
    such a name itself stands, it asks.
    """
    withheld = [project for project in document.projects if project.withheld]
    hidden = (*also, *(one.name for one in withheld if not public_name(one)))
    lines = {line for name in hidden for line in name.split("\n") if not is_withheld_text(line)}
    names = {_squeezed(form) for line in lines for form in (line, without_year(line))} - {""}
    codes = {_squeezed(one.code) for one in withheld if not is_withheld_text(one.code)} - {""}
    if not (names or codes):
        return []
    texts = [(text, _squeezed(text.text)) for text in public_texts(document)]
    everything = "\n".join(squeezed for _, squeezed in texts)
    asked = [
        _Asked("名称", [name for name in names if name in everything], SURE_NAME, _open_names(document)),
        _Asked("编码", [code for code in codes if code in everything], SURE_CODE, _open_codes(document)),
    ]
    traces = (next(filter(None, (one.trace_in(*text) for one in asked)), None) for text in texts)
    return [trace for trace in traces if trace]


def amounts_in_texts(document: Document) -> list[Trace]:
    """The texts that hold an amount of a withheld project, or a sum that gives one away: the sum of all withheld ones,
    and any of these added to all shown projects or, in a plan that is not large, to one. One trace a text; it is sure
    where the text holds the sum of all projects, from which that of the withheld ones is subtracted exactly."""
    secret = _telling_amounts(document)
    if not secret:
        return []
    sums = _sums_of_all(document)
    found = []
    for text in public_texts(document):
        telling = [
            (amount in sums, printed, secret[amount])
            for amount, printed in _amounts(text, document)
            if amount in secret
        ]
        if telling:
            sure, printed, projects = max(telling, key=itemgetter(0))
            found.append(Trace(text, "金额", printed, sure, tuple(sorted(projects))))
    return found


@dataclass(frozen=True)
class _Asked:
    """What is looked for: secrets, from which length on they are sure, and longer words that may be read."""

    what: str
    secrets: list[str]
    sure: int
    open_words: list[str]

    def trace_in(self, text: PublicText, squeezed: str) -> Trace | None:
        """The surest trace in a text, which is given squeezed too."""
        found = [secret for secret in self.secrets if secret in squeezed]
        bare = [secret for secret in found if secret in self._without_longer_words(squeezed, secret)]
        if bare:
            return Trace(text, self.what, sure=len(max(bare, key=len)) >= self.sure)
        is_name = self.what == "名称" and text.field == "name" and text.row is None
        return Trace(text, self.what, sure=False) if found and is_name else None

    def _without_longer_words(self, squeezed: str, secret: str) -> str:
        for word in self.open_words:
            if secret in word and secret != word:
                squeezed = squeezed.replace(word, "\n")
        return squeezed


def _open_names(document: Document) -> list[str]:
    """The names that the public may read, the longest first."""
    units = (project.unit_name for project in shown_projects(document))
    return _longest_first((document.department.name, *map(public_name, document.projects), *units))


def _open_codes(document: Document) -> list[str]:
    return _longest_first(project.code for project in shown_projects(document))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({_squeezed(word) for word in words} - {""}, key=len, reverse=True)


def _squeezed(text: str) -> str:
    """A name or a text as they are looked for in one another: without blanks and punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _telling_amounts(document: Document) -> dict[Decimal, set[int]]:
    """Every amount, in yuan, that gives away one of a withheld project, with the numbers of the projects it is of."""
    telling: defaultdict[Decimal, set[int]] = defaultdict(set)
    for field in fields_of(ProjectSheet, FieldKind.AMOUNT):
        secret = _secret_amounts(field.name, document)
        shown = [_yuan(project, field.name, document) for project in shown_projects(document)]
        parts = shown if len(shown) * len(secret) <= MOST_PAIRS else []
        for amount, numbers in secret.items():
            for part in (Decimal(), *parts, sum(shown)):
                telling[amount + part] |= numbers
    return telling


def _secret_amounts(field: str, document: Document) -> dict[Decimal, set[int]]:
    """The amounts of withheld projects and their sum, in yuan, each with the numbers of the projects it is of."""
    secret: defaultdict[Decimal, set[int]] = defaultdict(set)
    for number, project in enumerate(document.projects, 1):
        if project.withheld and (amount := _yuan(project, field, document)):
            secret[amount].add(number)
    together = sum((amount * len(numbers) for amount, numbers in secret.items()), Decimal())
    return {together: set().union(*secret.values())} | secret if together else dict(secret)


def _sums_of_all(document: Document) -> set[Decimal]:
    """The sums of all projects, in yuan, where shown and withheld ones have such amounts."""
    sums = set()
    for field in fields_of(ProjectSheet, FieldKind.AMOUNT):
        hidden = sum(_yuan(project, field.name, document) for project in document.projects if project.withheld)
        shown = sum(_yuan(project, field.name, document) for project in shown_projects(document))
        if hidden and shown:
            sums.add(hidden + shown)
    return sums


def _yuan(project: ProjectSheet, field: str, document: Document) -> Decimal:
    unit = project.money_unit or document.money_unit
    return to_yuan(getattr(project, field) or Decimal(), unit if unit in UNITS else YUAN)


def _amounts(text: PublicText, document: Document) -> Iterator[tuple[Decimal, str]]:
    """What may be amounts of money in a text, in yuan: an amount of a statement in its unit; elsewhere those with their
    unit, and numbers without one that are long or stand beside 元 in their row; these in 元 and in 万元. What numbers
    the rows of a statement, its subjects and things that are counted are none."""
    if not _COUNTED.search(text.text):
        return
    if cell := _CELL.fullmatch(text.field):
        statement, row, place = document.statements[int(cell[1])], int(cell[2]), int(cell[3])
        column = kind_of(statement.kind).columns[place]
        if column.kind == ColumnKind.AMOUNT and (amount := amount_or_none(document, statement, row, column.name)):
            yield amount, text.text
            return
        if column.kind in _NO_MONEY:
            return
    folded = fold(text.text.replace("，", "、"))
    yield from amounts_in(folded)
    beside = "元" in folded or _row_speaks_of_money(text, document)
    for match in _BARE.finditer(folded):
        printed = match[0].removesuffix(match["counts"] or "")
        if _LONG.search(printed) or (beside and not match["counts"]):
            yield from ((to_yuan(Decimal(printed.replace(",", "")), unit), printed) for unit in UNITS)


def _row_speaks_of_money(text: PublicText, document: Document) -> bool:
    if text.project is None or text.row is None:
        return False
    row = document.projects[text.project - 1].indicators[text.row - 1]
    return any("元" in getattr(row, name) for name in names_of(IndicatorRow, FieldKind.TEXT))


#: What stands in JSON as a text and is none.
_NO_TEXTS = {"key", "money_unit", "cumulative_percent", *names_of(ProjectSheet, FieldKind.AMOUNT)}


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text below a JSON value, with its path."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in _NO_TEXTS:
                yield from _walk(one, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _walk(one, f"{path}[{place}]")


def _placed(text: str, path: str) -> PublicText:
    project, row, field = _PLACE.fullmatch(path).groups()  # type: ignore[union-attr]
    number, place = (None if one is None else int(one) + 1 for one in (project, row))
    return PublicText(text, number, place, field)
