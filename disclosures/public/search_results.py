"""The results of a search in groups: each hit with its address, where it stands, and the text that was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from disclosures.document.declarations import Trait, field_of, fields_of
from disclosures.document.model import IndicatorRow, ProjectSheet
from disclosures.document.search_text import excerpt, has_word, marked
from disclosures.models.disclosed_search import DisclosedKind, DisclosedPassage
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject, Disclosure
from disclosures.public.addresses import department_address, disclosure_address, project_address, statement_address
from disclosures.public.named_units import NamedUnit
from disclosures.public.search import Question
from indicators.money import grouped

#: How many letters of a text are shown on either side of what was found.
AROUND = 40
#: How the names of units come before each other; a hit in the texts of a unit comes last.
_WHOLE, _NAME, _OTHER_NAME, _TEXT = range(4)


@dataclass(frozen=True)
class Result:
    """A hit. `said` tells of it in a few words; `label` and `found` are the text in which the words stand where they
    do not stand in its name. Names and texts are in pieces, each with whether it is a word of the question."""

    name: str
    url: str
    department: str
    fiscal_year: int
    pieces: list[tuple[str, bool]]
    said: str = ""
    label: str = ""
    found: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """All hits of a kind: how many there are, and the foremost of them."""

    kind: DisclosedKind
    count: int
    results: list[Result]


def departments(question: Question, limit: int) -> Group:
    """Return the units that a question finds: by name, else by their own texts in the newest year that has it."""
    passages = question.passages()
    foremost: dict[tuple[str, str], tuple[int, int, NamedUnit]] = {}
    for unit in question.units:
        rank = _rank(question, unit, unit.version in passages)
        if rank is not None:
            one = (rank, -unit.fiscal_year, unit)
            foremost[unit.unit] = min(foremost.get(unit.unit, one), one, key=lambda entry: entry[:2])
    ordered = sorted(foremost.values(), key=lambda entry: (entry[0], entry[1], entry[2].unit))[:limit]
    texts = DisclosedPassage.objects.in_bulk([passages[unit.version] for rank, _, unit in ordered if rank == _TEXT])
    results = []
    for rank, _, unit in ordered:
        passage = texts.get(passages[unit.version]) if rank == _TEXT else None
        results.append(_of_unit(question, unit, passage))
    return Group(DisclosedKind.UNIT, len(foremost), results)


def projects(question: Question, limit: int) -> Group:
    """Return the projects that a question finds."""
    count, numbers = question.find(DisclosedKind.PROJECT, limit)
    rows = DisclosedProject.objects.select_related("disclosure").in_bulk(numbers)
    told: dict[int | None, list[tuple[str, str]]] = {}
    for passage in DisclosedPassage.objects.filter(project__in=numbers).order_by("position"):
        told.setdefault(passage.project_id, []).append((passage.label, passage.text))
    code = field_of(ProjectSheet, "code").label
    results = [
        _result(
            question,
            row.name,
            project_address(row.disclosure, row.key),
            row.disclosure,
            said=f"不公开：{row.withheld_reason}" if row.withheld else _yuan(row.total),
            texts=[(code, row.code), *told.get(row.pk, [])],
        )
        for row in _in_order(rows, numbers)
    ]
    return Group(DisclosedKind.PROJECT, count, results)


def indicators(question: Question, limit: int) -> Group:
    """Return the indicators that a question finds."""
    count, numbers = question.find(DisclosedKind.INDICATOR, limit)
    rows = DisclosedIndicator.objects.select_related("project__disclosure").in_bulk(numbers)
    searched = [one for one in fields_of(IndicatorRow, Trait.SEARCHED) if one.name != "name"]
    results = [
        _result(
            question,
            row.name,
            f"{project_address(row.project.disclosure, row.project.key)}#indicator-{row.key}",
            row.project.disclosure,
            said="　".join(text for text in (row.target, row.project.name) if text),
            texts=[(one.label, getattr(row, one.name)) for one in searched],
        )
        for row in _in_order(rows, numbers)
    ]
    return Group(DisclosedKind.INDICATOR, count, results)


def lines(question: Question, limit: int) -> Group:
    """Return the lines of statements that a question finds."""
    count, numbers = question.find(DisclosedKind.LINE, limit)
    rows = DisclosedStatementLine.objects.select_related("statement__disclosure").in_bulk(numbers)
    results = [
        _result(
            question,
            row.name,
            f"{statement_address(row.statement.disclosure, row.statement)}-{row.position}",
            row.statement.disclosure,
            said="　".join(text for text in (_yuan(row.amount), row.statement.title) if text),
            texts=[("科目编码", row.subject)],
        )
        for row in _in_order(rows, numbers)
    ]
    return Group(DisclosedKind.LINE, count, results)


#: By kind, how its hits are found.
FINDERS = {
    DisclosedKind.UNIT: departments,
    DisclosedKind.PROJECT: projects,
    DisclosedKind.INDICATOR: indicators,
    DisclosedKind.LINE: lines,
}


def _rank(question: Question, unit: NamedUnit, in_texts: bool) -> int | None:
    """How foremost a unit is; None where it is not found."""
    words = question.words
    if unit.own and unit.around.issuperset(words):
        if unit.folded_name == "".join(words):
            return _WHOLE
        return _NAME if all(word in unit.folded_name for word in words) else _OTHER_NAME
    return _TEXT if in_texts else None


def _of_unit(question: Question, unit: NamedUnit, passage: DisclosedPassage | None) -> Result:
    """A unit found by name opens the unit; one found in a text opens the version that has it."""
    version = Disclosure(
        region_code=unit.region_code,
        department_code=unit.department_code,
        department_name=unit.department_name,
        fiscal_year=unit.fiscal_year,
        current=True,
    )
    address = disclosure_address(version) if passage else department_address(version)
    texts = [(passage.label, passage.text)] if passage else []
    return _result(question, unit.department_name, address, version, said=unit.region_name, texts=texts)


def _result(
    question: Question, name: str, url: str, version: Disclosure, *, said: str, texts: Iterable[tuple[str, str]]
) -> Result:
    """A hit. Of its texts the first one is shown that has a word which its name lacks."""
    words = question.words
    missing = [word for word in words if not has_word(name, word)]
    label, text = next(
        ((label, text) for label, text in texts if any(has_word(text, word) for word in missing)), ("", "")
    )
    return Result(
        name or "未填",
        url,
        version.department_name,
        version.fiscal_year,
        marked(name or "未填", words),
        said,
        label,
        marked(excerpt(text, missing, AROUND), words) if text else [],
    )


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{grouped(amount)} 元"


def _in_order(rows: Mapping[int, Any], numbers: Sequence[int]) -> list[Any]:
    return [rows[number] for number in numbers if number in rows]
