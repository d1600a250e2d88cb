"""The sum of what the projects of a document cost. Pure."""

from decimal import Decimal

from disclosures.document.model import Document
from indicators.money import sum_of, to_yuan


def total_of(document: Document) -> Decimal | None:
    """Return the sum of 预算数 over all projects in yuan, withheld ones too; None where none of them has one.

    For those who may read the whole text: the public reads `redaction.shown_total`.
    """
    unit = document.money_unit
    return sum_of(to_yuan(project.total, project.money_unit or unit) for project in document.projects)
