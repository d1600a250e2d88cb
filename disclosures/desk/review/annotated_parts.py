"""The parts and fields of the paper form as the reviewer's page shows them: values only, nothing is read here."""

from dataclasses import dataclass, field

from disclosures.checks import Finding, Severity
from disclosures.document.model import PLAN_MONTHS
from disclosures.document.sheet_layout import SheetGroup, with_values
from disclosures.document.statement_layout import BodyRow, StatementLayout
from disclosures.document.text_pieces import Piece, pieces
from disclosures.models import ReviewNote


def place(key: str, name: str = "") -> str:
    """The address of a part or of one of its fields on the page: no two are the same."""
    return f"at-{key or 'whole'}{f'-{name}' if name else ''}"


@dataclass(frozen=True)
class Field:
    """One field. `before` is None where it did not change; `place` is its address on the page and for notes."""

    name: str
    label: str
    place: str
    value: str
    before: str | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[ReviewNote, ...] = ()

    @property
    def asks_for_attention(self) -> bool:
        """Whether it changed or something is said of it."""
        return bool(self.before is not None or self.findings or self.notes)

    @property
    def old_pieces(self) -> list[Piece]:
        return pieces(self.before, self.value)[0]

    @property
    def new_pieces(self) -> list[Piece]:
        return pieces(self.before, self.value)[1]


@dataclass(frozen=True)
class NotedRow(BodyRow):
    """A row of a statement, and what is said of it."""

    said: Field | None = None


@dataclass(frozen=True)
class Part:
    """A part of the form. `change` is "", added, removed or altered; `findings` and `notes` speak of it as a whole;
    `lines` are the rows of a statement, each as a field."""

    kind: str
    key: str
    title: str
    fields: dict[str, Field]
    change: str = ""
    rows: tuple["Part", ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[ReviewNote, ...] = ()
    spans: dict[str, int] = field(default_factory=dict)
    withheld: bool = False
    layout: StatementLayout | None = None
    lines: tuple[Field, ...] = ()

    @property
    def place(self) -> str:
        return place(self.key)

    @property
    def takes_notes(self) -> bool:
        """Whether notes can be pinned to it: it stands in the form and has a key (or is the whole)."""
        return self.kind != "explanation" and self.change != "removed"

    @property
    def months(self) -> list[Field]:
        """The four points of the spending plan."""
        return [self.fields[f"month{month}"] for month in PLAN_MONTHS]

    @property
    def sheet_groups(self) -> tuple[SheetGroup, ...]:
        """The official table of a project above its indicators."""
        return with_values(self.fields.__getitem__)

    @property
    def head_fields(self) -> list[Field]:
        """What stands above the table and seldom asks for a word: of it, that of which there is one."""
        names = ("number", "unit_code", "unit_name", "money_unit")
        return [one for one in (self.fields[name] for name in names) if one.asks_for_attention]

    @property
    def said_fields(self) -> list[Field]:
        """The texts of a duty, an explanation or the whole, but for those of which there is nothing to say."""
        always = ("overall_objective", "safeguards")
        return [one for one in self.fields.values() if one.value or one.asks_for_attention or one.name in always]

    @property
    def counts(self) -> list[tuple[Severity, int]]:
        """How many findings of each severity, the gravest first."""
        found = [finding.severity for finding in self.all_findings]
        return [(severity, found.count(severity)) for severity in Severity if severity in found]

    @property
    def all_findings(self) -> list[Finding]:
        """Those of the part, of its fields and of its rows."""
        own = [*self.findings, *(finding for one in self.fields.values() for finding in one.findings)]
        return own + [finding for row in self.rows for finding in row.all_findings]

    @property
    def all_notes(self) -> list[ReviewNote]:
        own = [*self.notes, *(note for one in (*self.fields.values(), *self.lines) for note in one.notes)]
        return own + [note for row in self.rows for note in row.all_notes]

    @property
    def open_notes(self) -> list[ReviewNote]:
        return [note for note in self.all_notes if not note.done]
