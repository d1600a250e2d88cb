"""Who is late, by which day, and who never is."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from disclosures.models import Submission
from disclosures.tests import builders, cast, stages
from disclosures.tests.rosters import roster, unit
from disclosures.tests.stages import DUE_ON, step
from disclosures.workflow.deadlines import Due, Owed, Standing, standings
from indicators.models import AnnualPlan, Department, FiscalYear

CLOSES, DUE, PUBLIC = date(2023, 3, 1), date(2023, 3, 20), date(2023, 4, 10)
SUBMIT_BY_CLOSING, SUBMIT_BY_DUE = Due(Owed.SUBMISSION, CLOSES), Due(Owed.SUBMISSION, DUE)
PUBLISH = Due(Owed.PUBLICATION, PUBLIC)

# --- what is owed, as a table ----------------------------------------------------------------------------------------

#: Status, sent back, public, history → what is owed.
OWED = {
    ("draft", False, False, False): [SUBMIT_BY_CLOSING, PUBLISH],
    ("draft", False, False, True): [SUBMIT_BY_DUE],
    ("draft", False, True, False): [SUBMIT_BY_CLOSING],
    ("draft", False, True, True): [SUBMIT_BY_DUE],
    ("draft", True, False, False): [SUBMIT_BY_DUE, PUBLISH],
    ("draft", True, False, True): [SUBMIT_BY_DUE],
    ("draft", True, True, False): [SUBMIT_BY_DUE],
    ("draft", True, True, True): [SUBMIT_BY_DUE],
    ("returned", True, False, False): [SUBMIT_BY_DUE, PUBLISH],
    ("returned", True, False, True): [SUBMIT_BY_DUE],
    ("returned", True, True, False): [SUBMIT_BY_DUE],
    ("returned", True, True, True): [SUBMIT_BY_DUE],
    ("submitted", False, False, False): [PUBLISH],
    ("submitted", False, True, False): [],
    ("submitted", True, False, True): [],
    ("approved", False, False, False): [PUBLISH],
    ("approved", True, True, False): [],
    ("approved", False, False, True): [],
    ("published", True, True, False): [],
    ("published", False, True, True): [],
}


def standing(status: str, was_sent_back: bool = False, is_public: bool = False, is_history: bool = False, **days):
    values = {"entry_closes_on": CLOSES, "due_on": DUE, "publication_due_on": PUBLIC} | days
    return Standing(status, was_sent_back, is_public, is_history, **values)


@pytest.mark.parametrize("facts", OWED)
def test_what_is_owed(facts):
    assert standing(*facts).owed == OWED[facts]


def test_every_status_is_asked_about():
    assert {status.value for status in Submission.Status} == {facts[0] for facts in OWED}


def test_nothing_is_owed_by_a_day_that_nobody_set():
    assert standing("draft", entry_closes_on=None, publication_due_on=None).owed == []
    assert standing("returned", was_sent_back=True, due_on=None, publication_due_on=None).owed == []


def test_the_earlier_day_comes_first():
    assert standing("returned", was_sent_back=True, due_on=date(2023, 5, 1)).owed == [
        PUBLISH,
        Due(Owed.SUBMISSION, date(2023, 5, 1)),
    ]


@pytest.mark.parametrize(("today", "late", "days"), [(CLOSES, [], 0), (CLOSES + timedelta(1), [SUBMIT_BY_CLOSING], 1)])
def test_the_day_itself_is_in_time(today, late, days):
    assert (standing("draft").overdue(today), standing("draft").days_late(today)) == (late, days)


def test_days_are_counted_from_the_first_missed_day():
    assert standing("draft").days_late(date(2023, 4, 20)) == 50
    assert standing("draft").overdue(date(2023, 4, 20)) == [SUBMIT_BY_CLOSING, PUBLISH]


@pytest.mark.parametrize(
    ("published_on", "is_history", "days"),
    [(PUBLIC, False, 0), (date(2023, 4, 13), False, 3), (date(2023, 4, 13), True, 0), (None, False, 0)],
)
def test_days_of_a_publication_that_came_late(published_on, is_history, days):
    assert standing("published", first_published_on=published_on, is_history=is_history).days_published_late == days


# --- the facts, read from the rows -----------------------------------------------------------------------------------


def facts(submission: Submission) -> Standing:
    return standings(Submission.objects.filter(pk=submission.pk))[submission.pk]


@pytest.mark.django_db
class TestStandings:
    def test_a_draft_of_an_open_year_owes_its_submission(self):
        assert facts(stages.draft()) == Standing("draft", entry_closes_on=stages.CLOSES_ON)

    def test_a_returned_plan_owes_it_by_the_day_of_the_return(self):
        assert facts(stages.returned()).owed == [Due(Owed.SUBMISSION, DUE_ON)]

    def test_a_recalled_plan_owes_it_by_the_end_of_the_window_as_before(self):
        submission = step(stages.submitted(), "recall", stages.some("chen"))
        assert facts(submission).owed == [Due(Owed.SUBMISSION, stages.CLOSES_ON)]

    def test_a_revised_plan_owes_it_by_the_day_of_the_revision_and_no_publication(self):
        submission = stages.revised()
        FiscalYear.objects.update(approved_on=date(2021, 1, 10))
        assert facts(submission).owed == [Due(Owed.SUBMISSION, DUE_ON)]

    def test_publication_is_due_on_the_twentieth_day_after_approval(self):
        submission = stages.approved()
        FiscalYear.objects.update(approved_on=date(2021, 1, 20))
        assert facts(submission).owed == [Due(Owed.PUBLICATION, date(2021, 2, 9))]

    def test_or_as_the_year_says_or_as_was_said_for_the_one_department(self):
        submission = stages.approved()
        FiscalYear.objects.update(approved_on=date(2021, 1, 20), publication_deadline=date(2021, 2, 5))
        assert facts(submission).publication_due_on == date(2021, 2, 5)
        AnnualPlan.objects.update(publication_deadline=date(2021, 3, 1))
        assert facts(submission).publication_due_on == date(2021, 3, 1)

    def test_a_withdrawn_plan_owes_its_publication_again_and_its_submission_by_the_day_of_the_withdrawal(self):
        submission = stages.withdrawn()
        FiscalYear.objects.update(approved_on=date(2021, 1, 20))
        assert facts(submission).owed == [Due(Owed.PUBLICATION, date(2021, 2, 9)), Due(Owed.SUBMISSION, DUE_ON)]

    def test_a_publication_remembers_its_first_day(self):
        submission = stages.published(stages.approved(stages.submitted(stages.revised())))
        assert facts(submission).first_published_on == localdate(submission.disclosures.get(version=1).published_at)

    def test_history_imported_and_published_by_command_is_never_late_until_it_is_sent_back(self):
        submission = builders.published().submission
        FiscalYear.objects.update(approved_on=date(2021, 1, 20))
        assert (facts(submission).is_history, facts(submission).owed) == (True, [])
        cast.culture()
        withdrawn = stages.withdrawn(submission)
        assert facts(withdrawn).owed == [Due(Owed.SUBMISSION, DUE_ON)]

    def test_history_imported_as_a_draft_into_a_closed_year_is_never_late(self):
        submission = builders.loaded().submission
        FiscalYear.objects.update(approved_on=date(2021, 1, 20))
        assert (facts(submission).is_history, facts(submission).owed) == (True, [])

    def test_a_draft_imported_into_an_open_year_is_no_history(self):
        assert facts(stages.draft()).is_history is False

    def test_a_unit_that_is_not_in_use_any_more_owes_nothing(self):
        submission = stages.returned(stages.approved())
        FiscalYear.objects.update(approved_on=date(2021, 1, 20))
        assert [due.what for due in facts(submission).owed] == [Owed.PUBLICATION, Owed.SUBMISSION]
        Department.objects.update(active=False)
        assert facts(submission).owed == []

    def test_unless_the_declared_roster_of_the_year_says_so(self):
        submission = stages.returned(stages.approved())
        Department.objects.update(active=False)
        made = roster(2021, unit(), approved_on=date(2021, 1, 20))
        assert [due.what for due in facts(submission).owed] == [Owed.PUBLICATION, Owed.SUBMISSION]
        made.declared = False
        made.save()
        assert facts(submission).owed == []

    @pytest.mark.parametrize("listed", [unit(excused_reason="依法不公开部门预算"), unit("345009", "另一馆")])
    def test_a_unit_that_the_roster_exempts_or_does_not_list_owes_its_plan_and_no_publication(self, listed):
        submission = stages.returned(stages.approved())
        roster(2021, listed, approved_on=date(2021, 1, 20))
        assert [due.what for due in facts(submission).owed] == [Owed.SUBMISSION]

    def test_a_thousand_are_read_in_two_queries(self, django_assert_num_queries):
        stages.draft()
        stages.another_draft(1)
        with django_assert_num_queries(2):
            assert len(standings(Submission.objects.all())) == 2
