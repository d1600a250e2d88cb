"""What the rules of review say of a published text, as far as readers may know it: asked of the redacted text alone.

Rules of secrecy are never told: that one of them finds something is itself a trace. Where projects are withheld,
neither are those that add up the whole, which must disagree there, and by how much nobody may read.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from disclosures.checks import RULE_SET, Answer, Finding, Outcome, Severity, examine
from disclosures.document.as_json import sha256
from disclosures.document.model import Document
from disclosures.models import Disclosure, DisclosureBody
from disclosures.plans.rule_settings import settings_for
from disclosures.publication.kept_exports import export_name, kept_export
from indicators.models import FiscalYear
from indicators.taxonomy import scheme_for_year

#: The groups of rules (the first letter of a code) that are never told, and those that add up money of the whole.
SECRECY, SUMS = "C", "BJ"
#: So many places of one rule are told; of the others how many there are.
MOST_PLACES = 12


@dataclass(frozen=True)
class Place:
    """Where a rule finds something: the key of a project ("" for the whole), and the key of its indicator or ""."""

    project: str
    indicator: str


@dataclass(frozen=True)
class Doubt:
    """What one rule asks of a text and does not find so."""

    code: str
    name: str
    rule: str
    why: str
    places: tuple[Place, ...]
    count: int


@dataclass(frozen=True)
class Checked:
    """What the rules say of a text: how many were asked, how many have no doubt, and the doubts of the others."""

    asked: int
    passed: int
    doubts: tuple[Doubt, ...]


def checked(version: Disclosure, body: DisclosureBody, document: Document) -> Checked:
    """Return what the rules say of a published text that was found readable just before. Made once and kept.

    Raises Busy where it must be made and too many other files are being made.
    """
    years = FiscalYear.objects.filter(region__code=version.region_code, year=version.fiscal_year)
    scheme = years.values_list("scheme", flat=True).first() or scheme_for_year(version.fiscal_year)
    settings = settings_for(version.region_code, scheme)
    name = export_name(body.sha256, f"checks {RULE_SET} {sha256(repr(settings))}", "checks")
    text = kept_export(name, lambda: json.dumps(asdict(_checked(document, settings))).encode()).read()
    return _read(json.loads(text))


def _checked(document: Document, settings) -> Checked:
    withheld = any(project.withheld for project in document.projects)
    silent = SECRECY + (SUMS if withheld else "")
    answers = [one for one in examine(document, settings=settings) if one.rule.code[0] not in silent]
    asked = [one for one in answers if one.outcome in (Outcome.PASSED, Outcome.FOUND)]
    doubts = tuple(filter(None, (_doubt(document, answer) for answer in asked)))
    return Checked(len(asked), len(asked) - len(doubts), doubts)


def _doubt(document: Document, answer: Answer) -> Doubt | None:
    """What a rule finds, hints left out."""
    found = [one for one in answer.findings if one.severity != Severity.HINT]
    if not found:
        return None
    places = tuple(dict.fromkeys(_places(document, found)))
    statement, _, rest = answer.rule.manual.partition("\n\n")
    why = next((line.removeprefix("为什么：") for line in rest.split("\n") if line.startswith("为什么：")), "")
    rule = "".join(statement.splitlines())
    return Doubt(answer.rule.code, answer.rule.name, rule, why, places[:MOST_PLACES], len(places))


def _places(document: Document, found: list[Finding]) -> Iterator[Place]:
    for one in found:
        sheet = document.projects[one.project - 1] if one.project else None
        row = sheet.indicators[one.row - 1] if sheet and one.row else None
        yield Place(sheet.key if sheet else "", row.key if row else "")


def _read(values: dict) -> Checked:
    doubts = (one | {"places": tuple(Place(**place) for place in one["places"])} for one in values["doubts"])
    return Checked(values["asked"], values["passed"], tuple(Doubt(**one) for one in doubts))
