from disclosures.models.disclosed_extract import DisclosedIndicatorCount, DisclosedProjectCount, DisclosedSheet
from disclosures.models.disclosed_owner import DisclosedOwner
from disclosures.models.disclosed_search import DisclosedAlias, DisclosedEntry, DisclosedPassage
from disclosures.models.disclosed_statement import (
    DisclosedBudget,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
)
from disclosures.models.disclosed_succession import DisclosedSuccession
from disclosures.models.disclosure import (
    DisclosedFile,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedUnit,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
)
from disclosures.models.explanation_section import ExplanationSection
from disclosures.models.membership import Membership, Role
from disclosures.models.notice import Notice
from disclosures.models.opinion import Opinion
from disclosures.models.person import Person
from disclosures.models.plan_change import PlanChange
from disclosures.models.record_chain import RecordChain
from disclosures.models.remembered_findings import RememberedFindings
from disclosures.models.review_note import ReviewNote
from disclosures.models.roster import Roster, RosterUnit
from disclosures.models.rule_setting import RuleSetting
from disclosures.models.secrecy_review import SecrecyReview
from disclosures.models.source_file import SourceFile
from disclosures.models.submission import Submission, SubmissionEvent, Turn
from disclosures.models.waiver import Waiver

__all__ = [
    "DisclosedAlias",
    "DisclosedBudget",
    "DisclosedEntry",
    "DisclosedFile",
    "DisclosedIndicator",
    "DisclosedIndicatorCount",
    "DisclosedOwner",
    "DisclosedPassage",
    "DisclosedProject",
    "DisclosedProjectCount",
    "DisclosedSheet",
    "DisclosedStatement",
    "DisclosedStatementLine",
    "DisclosedSuccession",
    "DisclosedTerm",
    "DisclosedUnit",
    "DisclosedYear",
    "Disclosure",
    "DisclosureBody",
    "DisclosureChain",
    "ExplanationSection",
    "Membership",
    "Notice",
    "Opinion",
    "Person",
    "PlanChange",
    "RecordChain",
    "RememberedFindings",
    "ReviewNote",
    "Role",
    "Roster",
    "RosterUnit",
    "RuleSetting",
    "SecrecyReview",
    "SourceFile",
    "Submission",
    "SubmissionEvent",
    "Turn",
    "Waiver",
]
