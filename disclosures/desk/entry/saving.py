"""Saving a page on which two people may have worked at once.

The page carries what it showed. Under the lock of the plan that is compared with what stands there meanwhile: what
the other one changed is taken over and told; where both changed one field nothing is saved and both words are shown.
"""

import json
from dataclasses import dataclass, replace

from django.core.exceptions import SuspiciousOperation

from disclosures.document.as_json import body_text, from_json, to_json
from disclosures.document.blank_statements import blank_statement, with_statement
from disclosures.document.comparison import Difference, compare
from disclosures.document.declarations import names_of
from disclosures.document.labels import in_words
from disclosures.document.merging import Clash, merge_narratives, merge_sheets, merge_statements
from disclosures.document.model import BudgetStatement, Document, ProjectSheet
from disclosures.document.statement_rows import statement_of
from disclosures.document.statement_shapes import StatementKind
from disclosures.models import PlanChange, Submission
from disclosures.plans.edits import project_of, save, with_money_unit, with_project

#: What is said of the whole department besides the unit of money, which converts amounts.
_NARRATIVE = tuple(name for name in names_of(Document) if name not in ("money_unit", "projects", "statements"))


class Gone(Exception):  # noqa: N818 (read aloud: raise Gone)
    """The project was removed by somebody else meanwhile."""


class Clashed(Exception):  # noqa: N818
    """Both changed the same fields. `merged` holds everything else of both and, there, the words of this person."""

    def __init__(self, merged: Document, theirs: Document, clashes: list[Clash]):
        super().__init__("clash")
        self.merged, self.theirs, self.clashes = merged, theirs, clashes


@dataclass(frozen=True)
class AsShown:
    """What a page showed of a plan: its revision, and the part that the page is about."""

    revision: int
    part: Document

    @property
    def text(self) -> str:
        """For a hidden field of the page."""
        return body_text({"revision": self.revision, "part": to_json(self.part)})

    @classmethod
    def read(cls, text: str) -> "AsShown":
        """What `text` printed. A page of ours always sends it whole; anything else is refused."""
        try:
            values = json.loads(text)
            return cls(int(values["revision"]), from_json(values["part"]))
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
            raise SuspiciousOperation("the hidden copy of the page is damaged") from error


def project_part(document: Document, sheet: ProjectSheet) -> Document:
    """Of a document only one project."""
    return Document(document.region, document.department, document.fiscal_year, document.money_unit, projects=(sheet,))


def narrative_part(document: Document) -> Document:
    """Of a document everything but the projects and the statements."""
    return replace(document, projects=(), statements=())


def statement_part(document: Document, kind: StatementKind) -> Document:
    """Of a document only its statement of a kind, if it has one."""
    found = tuple(one for one in document.statements if one.kind == kind.kind)
    return Document(document.region, document.department, document.fiscal_year, document.money_unit, statements=found)


def save_project(
    submission: Submission, shown: AsShown, mine: ProjectSheet, actor, reviewed: frozenset[str]
) -> tuple[Document, list[str]]:
    """Save a project; the document as it is now and, in words, what others changed in this project meanwhile.

    Raises Clashed or Gone, with nothing saved; and what edits.save raises.
    """
    base = shown.part.projects[0]
    told: list[Difference] = []

    def change(document: Document) -> Document:
        theirs = project_of(document, base.key)
        if not base.key:
            return document if mine in document.projects else with_project(document, mine)  # a page sent twice
        if theirs is None:
            raise Gone
        merged, clashes = merge_sheets(base, replace(mine, line=theirs.line), theirs)
        now = project_part(document, theirs)
        if clashes:
            raise Clashed(project_part(document, merged), now, clashes)
        told[:] = compare(shown.part, now)
        return with_project(document, merged)

    document = save(submission, change, actor, reviewed=reviewed)
    return document, [in_words(difference) for difference in told]


def save_narrative(
    submission: Submission, shown: AsShown, mine: Document, actor, reviewed: frozenset[str]
) -> tuple[Document, list[str]]:
    """Save what is said of the whole department; returns and raises as `save_project` does."""
    told: list[Difference] = []

    def change(document: Document) -> Document:
        now = narrative_part(document)
        merged, clashes = merge_narratives(shown.part, mine, now)
        if clashes:
            raise Clashed(merged, now, clashes)
        told[:] = compare(shown.part, now)
        fields = {name: getattr(merged, name) for name in _NARRATIVE}
        return with_money_unit(replace(document, **fields), merged.money_unit)

    document = save(submission, change, actor, reviewed=reviewed)
    return document, [in_words(difference) for difference in told]


def save_statement(
    submission: Submission, shown: AsShown, kind: StatementKind, mine: BudgetStatement | None, actor
) -> tuple[Document, list[str]]:
    """Save the statement of a kind, or take it out of the plan where `mine` is None; returns and raises as
    `save_project` does. Clashed without clashes: only one of both took it out or emptied it."""
    told: list[Difference] = []

    def change(document: Document) -> Document:
        now = statement_part(document, kind)
        statements = _merged_statements(shown.part, mine, document, kind)
        if now.statements not in (shown.part.statements, (mine,)):
            told[:] = compare(shown.part, now)
        return replace(document, statements=statements)

    document = save(submission, change, actor)
    return document, [in_words(difference) for difference in told]


def _merged_statements(
    shown: Document, mine: BudgetStatement | None, document: Document, kind: StatementKind
) -> tuple[BudgetStatement, ...]:
    """The statements of a document with the one of a kind as a person made it, and what others changed in it since it
    was shown."""
    now = statement_part(document, kind)
    before, theirs = statement_of(shown, kind), statement_of(document, kind)
    if theirs == mine:
        return document.statements  # a page sent twice
    if mine is None:
        if theirs != before:
            raise Clashed(shown, now, [])
        return tuple(one for one in document.statements if one.kind != kind.kind)
    if theirs is None:
        if before:
            raise Gone
        return with_statement(document.statements, mine)
    if theirs != before and not (theirs.rows and mine.rows):
        raise Clashed(replace(now, statements=(mine,)), now, [])
    base = before or blank_statement(kind, mine.money_unit)
    merged, clashes = merge_statements(base, replace(mine, line=theirs.line), theirs)
    if clashes:
        raise Clashed(replace(now, statements=(merged,)), now, clashes)
    return with_statement(document.statements, merged)


def authors_since(submission: Submission, revision: int, actor) -> str:
    """Who changed a plan after a revision, this person left out, as names."""
    changes = PlanChange.objects.filter(plan=submission.plan_id, revision__gt=revision).exclude(actor=actor)
    people = {change.actor_id: str(change.actor) for change in changes.select_related("actor")}
    return "、".join(people.values()) or "您在另一个页面"
