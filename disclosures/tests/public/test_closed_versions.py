"""An older version that shows what is withheld now is closed, whatever the newer one calls it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import Withheld
from disclosures.models import Disclosure
from disclosures.plans.loader import load
from disclosures.publication.publishing import publish
from disclosures.tests.builders import document, file_of, project, published
from disclosures.tests.stages import review

pytestmark = pytest.mark.django_db

BOOKS = project(1)
HALL = project(2, "档案加固", total=Decimal("71111.00"))
#: A project of which the file says nothing but that it is classified.
NAMELESS = replace(project(2, "涉密", code="涉密"), withheld=Withheld("原件标注涉密"))


def reissued(*projects):
    """A file with these projects, imported over the published one."""
    made = document(*projects, problems=())
    return publish(load(made, file_of(made), publish=True).submission, imported=True)


def withdrawn_versions() -> list[int]:
    return list(Disclosure.objects.filter(withdrawn_at__isnull=False).values_list("version", flat=True))


def test_a_nameless_project_that_goes_does_not_lend_its_place_to_one_that_is_withheld_now(client):
    published(document(BOOKS, HALL, replace(NAMELESS, number=3), problems=()))
    reissued(BOOKS, NAMELESS)
    assert withdrawn_versions() == [1]
    assert client.get("/130303/345001/2021/v1/2/").status_code == 410


def test_a_nameless_project_that_stays_closes_nothing():
    published(document(BOOKS, NAMELESS, problems=()))
    reissued(replace(BOOKS, purpose="购置新书"), NAMELESS)
    assert withdrawn_versions() == []


def test_two_projects_with_a_mark_for_a_code_are_withheld_at_once():
    published(document(BOOKS, HALL, project(3, "库房改造"), problems=()))
    newer = reissued(BOOKS, NAMELESS, replace(NAMELESS, number=3))
    assert (newer.withheld_count, withdrawn_versions()) == (2, [1])


def test_what_a_review_refused_is_closed_where_it_was_shown_though_it_was_simply_removed():
    version = published(document(BOOKS, HALL, problems=()))
    review(version.submission, may=False, key="2")
    reissued(BOOKS)
    assert withdrawn_versions() == [1]


def test_a_newer_review_that_released_it_closes_nothing():
    version = published(document(BOOKS, HALL, problems=()))
    review(version.submission, may=False, key="2")
    review(version.submission, may=True, key="2")
    reissued(BOOKS)
    assert withdrawn_versions() == []


def test_what_was_entered_anew_and_released_closes_nothing():
    """The review that released it is of another key; without it publication is barred."""
    version = published(document(BOOKS, HALL, problems=()))
    review(version.submission, may=False, key="2")
    reissued(BOOKS)
    reissued(BOOKS, HALL)
    assert withdrawn_versions() == [1]
    reissued(replace(BOOKS, purpose="购置新书"), HALL)
    assert withdrawn_versions() == [1]
