"""The search beside a scan of every text, on nasty texts: the same answers on both databases, to the letter."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosures.document.model import DepartmentRef, Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.document.search_text import folded, has_word, searched_words, whole_name
from disclosures.models import DisclosedEntry, DisclosedIndicator, DisclosedProject, Disclosure
from disclosures.models.disclosed_search import FIELDS, DisclosedKind
from disclosures.public.search import RANKED, Question, matching
from disclosures.publication.flat_rows import remove_flat_rows, write_flat_rows
from disclosures.publication.public_rows import figures
from disclosures.tests.builders import document, loaded

pytestmark = pytest.mark.django_db

LETTERS = "车辆维修保aAＡ%_'\"\\“|&!():*^-+=<>{}[]~`@#$?/,.;0１\x01\x1f\t\n 　😀😁𠮷\ue041İßéé́車"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12)
QUESTIONS = st.one_of(st.text(st.sampled_from(LETTERS), min_size=1, max_size=4), TEXTS)


class Entry(NamedTuple):
    """What is searched of a row: its texts by column, what it is a part of, and its unit with region and year."""

    kind: DisclosedKind
    number: tuple
    texts: dict[str, list[str]]
    beside: str
    around: list[str]


@pytest.fixture
def versions() -> list[Disclosure]:
    """Two versions of different years and units, still without rows."""
    submission = loaded().submission
    made = []
    for year, code, name in ((2020, "345001", "山海关区车队"), (2021, "345002", "山海关区ABC%馆")):
        place = {"region_code": "130303", "region_name": "山海关区", "department_code": code, "department_name": name}
        made.append(
            Disclosure.objects.create(
                submission=submission,
                fiscal_year=year,
                version=1,
                published_at="2021-02-01T00:00:00Z",
                content_sha256="0" * 64,
                **place,
                **figures(document()),
            )
        )
    return made


ROWS = st.builds(IndicatorRow, st.just("产出指标"), st.just("数量指标"), TEXTS, TEXTS, TEXTS, TEXTS)
SHEETS = st.builds(
    ProjectSheet,
    st.just(1),
    TEXTS,
    st.text(st.sampled_from("123aB%_"), max_size=8),
    purpose=TEXTS,
    objectives=st.lists(TEXTS, max_size=2).map(tuple),
    indicators=st.lists(ROWS, max_size=3).map(tuple),
)


def numbered(sheets: list[ProjectSheet], version: Disclosure, duty: str) -> Document:
    """A document of these projects, everything in it with a key."""
    projects = tuple(
        replace(
            sheet,
            key=str(place),
            indicators=tuple(replace(row, key=f"{place}.{number}") for number, row in enumerate(sheet.indicators)),
        )
        for place, sheet in enumerate(sheets, 1)
    )
    unit = DepartmentRef(version.department_code, version.department_name)
    return Document(None, unit, version.fiscal_year, "元", duties=(DutySection(title=duty),), projects=projects)


def scanned(version: Disclosure, made: Document) -> Iterator[Entry]:
    """Every entry of a version, straight from its document."""
    around = [version.region_name, version.department_name, version.department_code, f"{version.fiscal_year}年"]
    for duty in made.duties:
        if duty.title:
            yield Entry(DisclosedKind.UNIT, (version.pk,), {"other": [duty.title]}, "", around)
    for sheet in made.projects:
        texts = {
            "name": [sheet.name],
            "code": [sheet.code],
            "purpose": [sheet.purpose],
            "other": list(sheet.objectives),
        }
        yield Entry(DisclosedKind.PROJECT, (version.pk, sheet.key), texts, "", around)
        for row in sheet.indicators:
            texts = {"name": [row.name], "target": [row.target], "other": [row.description, row.basis]}
            yield Entry(DisclosedKind.INDICATOR, (version.pk, row.key), texts, sheet.name, around)


def has(texts: dict[str, list[str]], word: str, *columns: str) -> bool:
    return any(has_word(text, word) for column in columns or FIELDS for text in texts.get(column, []))


def fits(entry: Entry, words: list[str]) -> bool:
    """Whether an entry is found: every word in it or around it, one at least in it."""
    several = len(words) > 1
    return any(has(entry.texts, word) for word in words) and all(
        has(entry.texts, word)
        or has_word(entry.beside, word)
        or (several and any(has_word(text, word) for text in entry.around))
        for word in words
    )


def rank(entry: Entry, words: list[str]) -> int:
    """How foremost a hit is."""
    name = "".join(folded(entry.texts["name"][0]).split())
    if whole_name(name) == whole_name("".join(words)):
        return 0
    columns = RANKED[entry.kind]
    return next(
        (place for place, column in enumerate(columns, 1) if all(has(entry.texts, word, column) for word in words)),
        len(columns) + 1,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(SHEETS, max_size=3), st.lists(SHEETS, max_size=2), TEXTS, st.lists(QUESTIONS, min_size=1, max_size=4))
def test_the_search_finds_what_a_scan_finds(versions, older, newer, duty, questions):
    entries = []
    for version, sheets in zip(versions, (older, newer), strict=True):
        made = numbered(sheets, version, duty)
        remove_flat_rows(version)
        write_flat_rows(version, made)
        entries += scanned(version, made)
    for text in (*questions, " ".join(questions)):
        words = searched_words(text)
        if words:
            compare(text, words, entries)
    for version in versions:
        remove_flat_rows(version)
    assert DisclosedEntry.objects.count() == 0


def compare(text: str, words: list[str], entries: list[Entry]) -> None:
    question = Question(text)
    keys = {
        DisclosedKind.PROJECT: (DisclosedProject, "disclosure_id"),
        DisclosedKind.INDICATOR: (DisclosedIndicator, "project__disclosure_id"),
    }
    for kind, (model, version) in keys.items():
        hits = [entry for entry in entries if entry.kind == kind and fits(entry, words)]
        count, rows = question.find(kind, 100)
        numbers = {row[0]: row[1:] for row in model.objects.values_list("pk", version, "key")}
        assert count == len(hits), (text, kind)
        shown = [numbers[row] for row in rows]
        assert sorted(shown) == sorted(entry.number for entry in hits), (text, kind)
        assert sorted(matching(model.objects.all(), text).values_list(version, "key")) == sorted(shown)
        by_number = {entry.number: entry for entry in hits}
        assert [rank(by_number[one], words) for one in shown] == sorted(rank(entry, words) for entry in hits), text
    units = [entry for entry in entries if entry.kind == DisclosedKind.UNIT and fits(entry, words)]
    assert sorted(question.passages()) == sorted(entry.number[0] for entry in units)
