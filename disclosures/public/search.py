"""What a question finds: the condition of SQL for it, how many entries fit, and which come first.

A question is found where all its words stand in an entry or in what that is a part of (a project for its indicators;
the unit, the region and the year for all), one of them at least in the entry itself: a unit's name opens the unit and
does not list its indicators. A whole name comes first, then a name, a code, a purpose, a target; the newest year first.
"""

from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from disclosures.document.search_text import searched_words, words_of
from disclosures.models.disclosed_search import DisclosedHits, DisclosedKind
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject
from disclosures.public.named_units import NamedUnit, named_units

TABLE, ROW, VERSION = DisclosedHits.TABLE, DisclosedHits.ROW, DisclosedHits.VERSION
#: The kinds whose entries are rows of lists.
KIND_OF: dict[type[models.Model], DisclosedKind] = {
    DisclosedProject: DisclosedKind.PROJECT,
    DisclosedIndicator: DisclosedKind.INDICATOR,
    DisclosedStatementLine: DisclosedKind.LINE,
}
#: The columns in which hits of a kind come before others, the foremost first.
RANKED = {
    DisclosedKind.UNIT: (),
    DisclosedKind.PROJECT: ("name", "code", "purpose"),
    DisclosedKind.INDICATOR: ("name", "target"),
    DisclosedKind.LINE: ("name", "code"),
}
Condition = tuple[str, list[Any]]


class Question:
    """What somebody looks for: `typed` words, and `words` as the search sees them."""

    def __init__(self, text: str):
        self.typed = words_of(text)
        self.words = searched_words(text)

    @cached_property
    def units(self) -> list[NamedUnit]:
        """Every unit in every year, with the words that name it, its region or its year."""
        return named_units(self.words)

    @cached_property
    def _placed(self) -> dict[str, list[int]]:
        """By each word, the versions of the units, regions and years that it names; a single word names none of what
        is found."""
        if len(self.words) < 2:
            return {word: [] for word in self.words}
        return {word: [unit.version for unit in self.units if word in unit.around] for word in self.words}

    def condition(self, kind: DisclosedKind) -> Condition:
        """Return the condition on the entries of a kind that this question finds."""
        hits = DisclosedHits(kind)
        every = [word for word in self.words if not self._placed[word]] if len(self.words) > 1 else []
        sql, parameters = hits.anywhere(every, self.words)
        for word, versions in self._placed.items():
            if versions:
                found, values = hits.anywhere([word])
                numbers = ", ".join(map(str, versions))
                sql += f" AND (rowid IN (SELECT rowid FROM {TABLE} WHERE {found}) OR {VERSION} IN ({numbers}))"  # noqa: S608
                parameters = [*parameters, *values]
        return sql, parameters

    def find(self, kind: DisclosedKind, limit: int) -> tuple[int, list[int]]:
        """Return how many entries of a kind are found, and the rows of the foremost of them, in order. One query.

        Hits of a rank are not looked for where one before it has as many as are wanted.
        """
        hits = DisclosedHits(kind)
        found, parameters = self.condition(kind)
        tables = [f"hits AS {hits.kept} (SELECT rowid FROM {TABLE} WHERE {found})"]  # noqa: S608
        ranks = [hits.whole(self.words), *(hits.within(column, self.words) for column in RANKED[kind]), ("", [])]
        for place, (ranked, values) in enumerate(ranks, 1):
            source = f"{TABLE} WHERE {ranked}" if ranked else "hits"
            few = "".join(f" AND (SELECT count(*) FROM r{before}) < {limit}" for before in range(1, place))  # noqa: S608
            wanted = f"CASE WHEN true{few} THEN {limit} ELSE 0 END"
            tables.append(f"r{place} AS MATERIALIZED (SELECT rowid FROM {source} ORDER BY {hits.order} LIMIT {wanted})")  # noqa: S608
            parameters = [*parameters, *values]
        shown = " ".join(f"UNION ALL SELECT {place}, rowid FROM r{place}" for place in range(1, len(ranks) + 1))  # noqa: S608
        found_rows = _rows(f"WITH {', '.join(tables)} SELECT 0, count(*) FROM hits {shown}", parameters)  # noqa: S608
        count = next(number for place, number in found_rows if place == 0)
        numbers = [number for place, number in sorted(found_rows) if place]
        return count, [hits.row(number) for number in dict.fromkeys(numbers)][:limit]

    def passages(self) -> dict[int, int]:
        """Return the versions in whose own texts this is found, each with the first of its passages. One query."""
        found, parameters = self.condition(DisclosedKind.UNIT)
        sql = f"SELECT {VERSION}, min({ROW}) FROM {TABLE} WHERE {found} GROUP BY 1"  # noqa: S608
        return dict(_rows(sql, parameters))


def matching(rows: models.QuerySet, text: str) -> models.QuerySet:
    """Return those of the rows of a list that a question finds; none for a question without a word."""
    question = Question(text)
    if not question.words:
        return rows.none()
    found, parameters = question.condition(KIND_OF[rows.model])
    return rows.filter(pk__in=RawSQL(f"SELECT {ROW} FROM {TABLE} WHERE {found}", parameters))  # noqa: S608, S611


def _rows(sql: str, parameters: list[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
