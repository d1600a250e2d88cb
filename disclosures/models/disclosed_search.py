"""The public room, third part: what the search asks. Rows of current versions only, made from the redacted text.

Which database asks how is settled here and in the migration that makes the table of `DisclosedEntry`, nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from django.db import connections, models

from disclosures.document.search_text import as_text, as_tokens, pairs, phrase, whole_name, whole_token
from disclosures.models.disclosure import DisclosedProject, Disclosure

#: The texts of an entry in the order in which hits are shown; the last says what it is a part of.
FIELDS = ("name", "code", "purpose", "target", "other")
BESIDE = "beside"
COLUMNS = (*FIELDS, BESIDE)
#: The first letters of these, with the kind before them, mark the pairs of a column on PostgreSQL.
MARKS = {column: column[0] for column in COLUMNS}
#: How many bits of the number of an entry tell its kind, how long ago its year is, its version and its row.
KIND_BITS, YEAR_BITS, VERSION_BITS, ROW_BITS = 2, 8, 20, 33
ROW_MASK, VERSION_MASK = (1 << ROW_BITS) - 1, (1 << VERSION_BITS) - 1
_KIND_SHIFT = YEAR_BITS + VERSION_BITS + ROW_BITS
_LAST_YEAR = 2200


class DisclosedKind(IntEnum):
    """What a hit is."""

    UNIT = 0
    PROJECT = 1
    INDICATOR = 2
    LINE = 3


#: The columns that the entries of a kind fill; `beside` besides.
FILLED = {
    DisclosedKind.UNIT: ("other",),
    DisclosedKind.PROJECT: ("name", "code", "purpose", "other"),
    DisclosedKind.INDICATOR: ("name", "target", "other"),
    DisclosedKind.LINE: ("name", "code"),
}


class DisclosedAlias(models.Model):
    """简称: a short name of units, and the words that a unit's full name must have for it."""

    alias = models.CharField("简称", max_length=30, unique=True, help_text="如“城管局”。")
    words = models.CharField(
        "全称中的字样", max_length=100, help_text="单位名称中须含有的字样，几个之间用空格隔开，如“城市管理”。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "单位简称"
        ordering = ["alias"]

    def __str__(self):
        return self.alias


class DisclosedPassage(models.Model):
    """A text of a current version that is searched and stands in no other row: of a project, or of the unit."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="passages")
    project = models.ForeignKey(DisclosedProject, models.CASCADE, null=True, related_name="passages")
    position = models.PositiveIntegerField("次序")
    label = models.CharField("名称", max_length=60)
    column = models.CharField("搜索类别", max_length=10)
    text = models.TextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "公开文字"
        ordering = ["disclosure", "position"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "position"], name="disclosed_passage_position_unique")
        ]

    def __str__(self):
        return self.label


class DisclosedEntry(models.Model):
    """What is searched of one row. Its number tells kind, year (newest first), version and row, see `entry_number`.

    On SQLite the columns of a full-text table hold tokens, on PostgreSQL texts with an index over their pairs.
    """

    number = models.BigIntegerField(primary_key=True, db_column="rowid")
    name = models.TextField("名称", blank=True)
    code = models.TextField("编码", blank=True)
    purpose = models.TextField("用途", blank=True)
    target = models.TextField("指标值", blank=True)
    other = models.TextField("其他文字", blank=True)
    beside = models.TextField("所属", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "搜索条目"
        ordering = ["number"]

    def __str__(self):
        return str(self.number)


def entry_number(kind: int, year: int, version: int, row: int) -> int:
    """Return the number of an entry: of a kind, the newest year first. Raises OverflowError where a number is too
    large for its bits."""
    if version > VERSION_MASK or row > ROW_MASK:
        raise OverflowError(f"version {version}, row {row}")
    age = min(max(_LAST_YEAR - year, 0), (1 << YEAR_BITS) - 1)
    return (((kind << YEAR_BITS | age) << VERSION_BITS | version) << ROW_BITS) | row


def entries_of(disclosure: Disclosure) -> Iterator[models.QuerySet[DisclosedEntry]]:
    """Yield the entries of a version, kind by kind."""
    for kind in DisclosedKind:
        first = entry_number(kind, disclosure.fiscal_year, disclosure.pk, 0)
        yield DisclosedEntry.objects.filter(number__range=(first, first + ROW_MASK))


def stored(texts: Mapping[str, Iterable[str]], using: str = "default") -> dict[str, str]:
    """Return the columns of an entry as the database `using` keeps them, from the texts for each."""
    kept = dict.fromkeys(COLUMNS, "")
    tokens = connections[using].vendor == "sqlite"
    for column, found in texts.items():
        text = as_text(found)
        kept[column] = as_tokens(text, column == "name") if tokens and text else text
    return kept


class DisclosedHits:
    """The conditions of SQL that find words in the entries of a kind, each with its parameters."""

    #: The table of entries, and in SQL the row and the version of an entry.
    TABLE = DisclosedEntry._meta.db_table
    ROW, VERSION = f"(rowid & {ROW_MASK})", f"((rowid >> {ROW_BITS}) & {VERSION_MASK})"

    def __init__(self, kind: DisclosedKind, using: str = "default"):
        self.kind = kind
        self.sqlite = connections[using].vendor == "sqlite"
        #: Whether hits that are read twice are found once, and what they are ordered by: PostgreSQL must not walk
        #: through all entries in their order, looking at each.
        self.kept, self.order = ("NOT MATERIALIZED", "rowid") if self.sqlite else ("MATERIALIZED", "rowid + 0")

    @staticmethod
    def row(number: int) -> int:
        """Return the row of the entry with a number."""
        return number & ROW_MASK

    def whole(self, words: Sequence[str]) -> tuple[str, list]:
        """Entries whose name is the whole question."""
        if self.sqlite:
            return self._match(f'name : "{whole_token(words)}"')
        return self._grams(f"'{self._mark('=')}{_quoted(whole_name(''.join(words)))}'")

    def within(self, column: str, words: Sequence[str]) -> tuple[str, list]:
        """Entries with every word in one column."""
        if self.sqlite:
            return self._match(" AND ".join(f'{column} : "{phrase(word)}"' for word in words))
        return _all(self._has(word, (column,)) for word in words)

    def anywhere(self, every: Sequence[str], own: Sequence[str] = ()) -> tuple[str, list]:
        """Entries with all words of `every` in them or in what they are a part of, and one of `own` in them."""
        if self.sqlite:
            questions = [f'"{phrase(word)}"' for word in every]
            if own:
                columns = " ".join(FIELDS)
                owned = " OR ".join(f'{{{columns}}} : "{phrase(word)}"' for word in own)
                questions.append(f"({owned})")
            return self._match(" AND ".join(questions))
        filled = FILLED[self.kind]
        conditions = [self._has(word, (*filled, BESIDE)) for word in every]
        return _all([*conditions, *([_any(self._has(word, filled) for word in own)] if own else [])])

    def _match(self, question: str) -> tuple[str, list]:
        first, last = self.kind << _KIND_SHIFT, ((self.kind + 1) << _KIND_SHIFT) - 1
        return f"{self.TABLE} MATCH %s AND rowid BETWEEN {first} AND {last}", [question]

    def _has(self, word: str, columns: Sequence[str]) -> tuple[str, list]:
        """Entries with a word in one of the columns (PostgreSQL). Pairs are found by the index; that they stand side by
        side in longer words is seen in the text."""
        found = " | ".join(
            "(" + " & ".join(f"'{self._mark(MARKS[column])}{_quoted(pair)}'" for pair in pairs(word)) + ")"
            if len(word) > 1
            else f"'{self._mark(MARKS[column])}{_quoted(word)}':*"
            for column in columns
        )
        condition, parameters = self._grams(found)
        if len(word) < 3:
            return condition, parameters
        like = f"%{word.replace(_ESCAPE, _ESCAPE * 2).replace('%', f'{_ESCAPE}%').replace('_', f'{_ESCAPE}_')}%"
        seen = " OR ".join(f"{column} LIKE %s" for column in columns)
        return f"{condition} AND ({seen})", [*parameters, *[like] * len(columns)]

    def _grams(self, question: str) -> tuple[str, list]:
        return f"{GRAMS_CALL} @@ %s::tsquery", [question]

    def _mark(self, mark: str) -> str:
        return f"{chr(ord('a') + self.kind)}{mark}"


_ESCAPE = "\\"
#: The function of PostgreSQL that gives the marked pairs of an entry; the index stands on this expression.
GRAMS = "disclosures_search_grams"
GRAMS_CALL = f"{GRAMS}(rowid, {', '.join(COLUMNS)})"


def _quoted(letters: str) -> str:
    return letters.replace(_ESCAPE, _ESCAPE * 2).replace("'", "''")


def _all(conditions: Iterable[tuple[str, list]]) -> tuple[str, list]:
    return _joined(" AND ", conditions)


def _any(conditions: Iterable[tuple[str, list]]) -> tuple[str, list]:
    return _joined(" OR ", conditions)


def _joined(by: str, conditions: Iterable[tuple[str, list]]) -> tuple[str, list]:
    found = list(conditions)
    return f"({by.join(f'({sql})' for sql, _ in found)})", [value for _, values in found for value in values]
