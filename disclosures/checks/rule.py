"""A rule of review: a small pure function over a Document, with its code, name, severity and manual."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from disclosures.checks.each import Each
from disclosures.checks.finding import Finding, Hit, Severity
from disclosures.document.model import Document
from indicators.taxonomy import Scheme


@dataclass(frozen=True)
class Settings:
    """What a region decides: its own severities (None switches a rule off) and the parameters of some rules."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    #: A10: a project whose name holds one of these words needs no 满意度指标.
    satisfaction_exempt: tuple[str, ...] = ()
    #: H03: where 中 ends and 差 begins, in percent.
    pass_mark: Decimal = Decimal(60)
    #: E13: the scheme of the year where it is not the usual one.
    scheme: Scheme | None = None


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside the document: last year's, the region's settings, the text of the source."""

    settings: Settings = field(default_factory=Settings)
    previous: Document | None = None
    source_text: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue. `find` is asked about the document, or about `each` of its parts, which is all it sees
    then. `also` are severities it uses beside its own; `applies` says whether it can be asked of a document at all (if
    not, the answer is "not applicable", which is not a pass). Where it `bars_publication` it does so whatever a region
    decides, unless it `may_be_overruled` and 财政负责人 does so with a reason."""

    code: str
    name: str
    severity: Severity
    find: Callable[..., Iterator[Hit]]
    applies: Callable[[Document], bool]
    also: tuple[Severity, ...] = ()
    with_context: bool = False
    each: Each | None = None
    bars_publication: bool = False
    may_be_overruled: bool = False

    @property
    def manual(self) -> str:
        """The page of the manual: the function's Chinese docstring."""
        return inspect.cleandoc(self.find.__doc__ or "")

    def findings(self, document: Document, context: Context | None = None) -> list[Finding]:
        """Everything the rule finds in a document it applies to, in the order of the document."""
        context = context or Context()
        return [self._finding(hit, context.settings) for hit in self._hits(document, context)]

    def _hits(self, document: Document, context: Context) -> Iterator[Hit]:
        if self.each:
            return self.each.ask(document, self.find)
        return self.find(document, context) if self.with_context else self.find(document)

    def _finding(self, hit: Hit, settings: Settings) -> Finding:
        severity = settings.severities.get(self.code) or hit.severity or self.severity
        return Finding(self.code, severity, hit.project, hit.row, hit.field, hit.evidence, hit.message)


def rule(
    code: str, name: str, severity: Severity, applies: Callable[[Document], bool], **more: Any
) -> Callable[[Callable[..., Iterator[Hit]]], Rule]:
    """Make a function over a Document, or over each of its parts, a Rule; `more` are Rule's other particulars."""
    return lambda find: Rule(code, name, severity, find, applies, **more)
