"""Which rows stay as they are, and what is let through all the same.

What was published and who did what is neither changed nor removed, but for an erasure, once (texts emptied; hashes
and places kept), a version that ceases to be current or is withdrawn, once, and the file of a version that is not
current any more.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

#: What stands in place of the reason of a withdrawal once it was erased.
ERASED_REASON = "内容已依法清除"


def erasure_words(reason: str, by: str) -> str:
    """Return the words of the event of an erasure: why, and who answers for it."""
    return f"{reason}（经办人{by}）"


@dataclass(frozen=True)
class Frozen:
    """A table whose rows stay as they are, but for what is said here in SQL.

    `erased`: the columns that an erasure changes besides `erased_at`, each with what must be true of it then, where
    `erasable` holds;
    `moves`: the columns that change otherwise, where `moving` holds; `removable`: which rows may be deleted; `meets`:
    where an old row stands in the way of a new one, besides what is unique in the model without condition.
    """

    subject: str
    name: str
    erased: dict[str, str] = field(default_factory=dict)
    erasable: str = "1 = 1"
    moves: tuple[str, ...] = ()
    moving: str = ""
    removable: str = "1 = 0"
    meets: str = ""

    @property
    def model(self) -> type[models.Model]:
        """The model, by its name: this module is loaded before models are."""
        return apps.get_model("disclosures", self.name)

    @property
    def table(self) -> str:
        """The table of the model."""
        return self.model._meta.db_table

    def passes(self, same: str) -> str:
        """Return the condition on which an UPDATE passes; `same` is the operator that compares nulls as well."""
        ways = []
        if self.moves:
            ways.append([self.moving, *self._stays(self.moves, same)])
        if self.erased:
            emptied = [said.format(f'NEW."{column}"') for column, said in self.erased.items()]
            once = 'OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL'
            ways.append([once, self.erasable, *emptied, *self._stays((*self.erased, "erased_at"), same)])
        return " OR ".join(f"({' AND '.join(way)})" for way in ways or [["1 = 0"]])

    def taken(self) -> str:
        """Return the condition on which an old row stands in the way of a new one."""
        meta = self.model._meta
        columns = {one.name: one.column for one in meta.concrete_fields if one.column}
        unique: list[tuple[str, ...]] = [(columns[one.name],) for one in meta.concrete_fields if one.unique]
        unique += [
            tuple(columns[name] for name in constraint.fields)
            for constraint in meta.constraints
            if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
        ]
        return " OR ".join([*map(_equal, unique), *([self.meets] if self.meets else [])])

    def _stays(self, free: tuple[str, ...], same: str) -> list[str]:
        columns = [column.column for column in self.model._meta.concrete_fields]
        return [f'NEW."{column}" {same} OLD."{column}"' for column in columns if column not in free]


def _equal(columns: tuple[str, ...]) -> str:
    return "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")"


_NOT_CURRENT = 'NOT EXISTS (SELECT 1 FROM disclosures_disclosure AS v WHERE v.id = OLD.disclosure_id AND v."current")'
_EMPTY, _GIVEN, _NONE, _NULL = "{} = ''", "{} <> ''", "{} = '[]'", "{} IS NULL"
#: What an erasure takes out of a review.
REVIEW_TEXTS = ("salt", "project_name", "project_code", "project_sha256", "words")
FROZEN = (
    Frozen(
        "body",
        "DisclosureBody",
        erased={"text": _EMPTY, "erased_reason": _GIVEN, "erased_by": _GIVEN},
        erasable=_NOT_CURRENT,
    ),
    Frozen("event", "SubmissionEvent", erased={"salt": _EMPTY, "words": _EMPTY, "findings": _NONE, "document": _EMPTY}),
    Frozen("change", "PlanChange", erased={"salt": _EMPTY, "before": _EMPTY, "after": _EMPTY}),
    Frozen(
        "disclosure",
        "Disclosure",
        erased={"withdrawn_reason": f"{{}} = '{ERASED_REASON}'", "change_reason": _EMPTY, "total": _NULL},
        moves=("current", "withdrawn_at", "withdrawn_reason"),
        moving='(OLD."current" OR NOT NEW."current") AND (OLD."withdrawn_at" IS NULL OR '
        '(NEW."withdrawn_at" = OLD."withdrawn_at" AND NEW."withdrawn_reason" = OLD."withdrawn_reason"))',
        meets=f'({_equal(("region_code", "department_code", "fiscal_year"))} AND "current" AND NEW."current")',
    ),
    Frozen("file", "DisclosedFile", removable=_NOT_CURRENT),
    Frozen("review", "SecrecyReview", erased=dict.fromkeys(REVIEW_TEXTS, _EMPTY)),
    Frozen("source", "SourceFile", erased={"name": _EMPTY, "problems": _NONE, "content": "length({}) = 0"}),
)
