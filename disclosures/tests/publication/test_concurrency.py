"""Two hands at once: one chain, one winner, nothing half done."""

import pytest

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosedProjectCount, Disclosure, DisclosureBody, Submission
from disclosures.plans.loader import load
from disclosures.publication.publishing import publish, withdraw
from disclosures.publication.verification import verify
from disclosures.tests.builders import approved, document, file_of, loaded
from disclosures.tests.interleaving import at_once
from indicators.models import Project

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]


def test_departments_published_at_once_stand_in_one_chain():
    made = [document(department=DepartmentRef(f"34500{number}", "某单位"), region=None) for number in range(4)]
    submissions = [loaded(one, region="130303").submission for one in made]
    at_once(*(lambda one=one: publish(one, imported=True) for one in submissions))
    assert list(DisclosureBody.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    assert verify().altered == []


def test_what_is_published_and_withdrawn_at_once_is_counted_right():
    made = [document(department=DepartmentRef(f"34500{number}", "某单位"), region=None) for number in range(4)]
    submissions = [loaded(one, region="130303").submission for one in made]
    publish(submissions[0], imported=True)
    at_once(
        lambda: withdraw("130303", "345000", 2021, "附件有误"),
        *(lambda one=one: publish(one, imported=True) for one in submissions[1:]),
    )
    assert verify().altered == []
    assert DisclosedProjectCount.objects.get(scope="region_year").rows == 3


def test_one_submission_published_at_once_is_published_once():
    approved(loaded().submission)
    hands = [Submission.objects.get() for _ in range(2)]
    answers = at_once(*(lambda one=one: publish(one) for one in hands))
    answers.remove(Disclosure.objects.get())
    assert answers == [f"{hands[0].plan}的状态已经改变，未作任何更改，请刷新后再办理"]


def test_one_file_imported_at_once_is_loaded_once():
    made = document()
    answers = at_once(*(lambda: load(made, file_of(made)).status for _ in range(2)))
    assert sorted(answers) == ["loaded", "unchanged"]
    assert Project.objects.count() == 1
