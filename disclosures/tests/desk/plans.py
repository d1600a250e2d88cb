"""Plans to enter, for the tests of pages that fill them."""

import hashlib
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures.document.model import Document
from disclosures.models import Submission
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast
from indicators.models import AnnualPlan, Department, FiscalYear
from indicators.taxonomy import scheme_for_year


def empty_plan(year: int = 2022, department: Department | None = None) -> Submission:
    """A plan without a word in it, opened for entry."""
    department = department or cast.culture()
    fiscal_year, _ = FiscalYear.objects.get_or_create(
        region=department.region, year=year, defaults={"scheme": scheme_for_year(year)}
    )
    plan = AnnualPlan.objects.create(department=department, fiscal_year=fiscal_year)
    return Submission.objects.create(plan=plan)


def now(submission: Submission) -> Document:
    """What the plan says now."""
    return assemble(Submission.objects.get(pk=submission.pk))


def a_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style", "select")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "select")

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def words(response) -> str:
    """What a person reads on a page, blanks dropped; choices of menus left out."""
    reader = _Words()
    reader.feed(response.content.decode())
    return "".join("".join(reader.words).split())
