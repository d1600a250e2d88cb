"""A process that is killed in the middle: what it began is not there, what it ended is whole, and it can be done again.

Each story is a step to take, and how many things are done already: a step that does several things one after the
other may be cut off between them.
"""

import random
from collections.abc import Callable

import pytest

from disclosures.desk.review.batches import run_slice
from disclosures.exports.as_word_text import word_text
from disclosures.intake.history import Options, import_file, known_regions
from disclosures.models import Disclosure, PlanChange, Submission, SubmissionEvent
from disclosures.plans import edits
from disclosures.publication.erasure import erase_year
from disclosures.tests import stages
from disclosures.tests.interleaving import killed, statements_of
from disclosures.tests.stages import fresh, some
from disclosures.tests.tampering import alterations, dump
from disclosures.tests.workflow.test_races import a_batch, hand
from disclosures.workflow.table import Action

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]

KILLS = 2
Story = tuple[Callable, Callable[[], int]]


def current() -> int:
    return Disclosure.objects.current().count()


def a_publication(folder) -> Story:
    return hand(stages.approved(), Action.PUBLISH, "liu"), current


def a_save(folder) -> Story:
    submission, li = stages.draft(), some("li")

    def step():
        edits.save(fresh(submission), lambda made: edits.without_project(made, "1"), li)

    return step, PlanChange.objects.values("revision").distinct().count


def a_withdrawal(folder) -> Story:
    return hand(stages.published(), Action.WITHDRAW, "liu", "附件有误。"), lambda: 1 - current()


def an_erasure(folder) -> Story:
    stages.withdrawn()
    erasures = SubmissionEvent.objects.filter(action="erase")
    return lambda: erase_year("130303", "345001", 2021, "依法不得保存", ("李四", "王五")), erasures.count


def an_import(folder) -> Story:
    """Two files of two years."""
    for year in (2020, 2021):
        made = stages.sound_document(fiscal_year=year, safeguards=f"{year}年逐月检查。")
        (folder / f"{year}.txt").write_text(word_text(made), "utf-8")

    def step():
        for path in sorted(folder.iterdir()):
            options = Options(region="130303", year=int(path.stem), publish=True)
            assert import_file(path, known_regions(), options).status in ("published", "unchanged")

    return step, current


def a_batch_of_publications(folder) -> Story:
    """Two plans of two departments; taken up again with the boxes that were ticked."""
    submissions = [stages.approved(stages.submitted(stages.another_draft(number))) for number in range(2)]
    liu, ticked = some("liu"), a_batch("publish", submissions).waiting

    def step():
        begun = a_batch("publish", [])
        begun.waiting.extend(list(ticket) for ticket in ticked)
        run_slice(begun, liu)
        assert begun.left == []

    return step, current


def moments(step: Callable) -> list[int]:
    """Behind how many statements a process is killed: the last that it gives, and some of those before."""
    last = statements_of(step) - 1
    return [*random.sample(range(last), KILLS), last]


@pytest.mark.parametrize("story", [a_publication, a_save, a_withdrawal, an_erasure])
def test_of_a_step_that_was_killed_nothing_is_done(story, tmp_path):
    step, done = story(tmp_path)
    before = dump()
    for last in moments(step):
        assert killed(step, last)
        assert (dump() == before, done(), alterations()) == (True, 0, [])
    step()
    assert (done(), alterations()) == (1, [])


@pytest.mark.parametrize("story", [an_import, a_batch_of_publications])
def test_of_a_row_of_steps_that_was_killed_whole_ones_are_done(story, tmp_path):
    step, done = story(tmp_path)
    before = 0
    for last in sorted(moments(step)):
        assert killed(step, last) or done() == 2
        assert (done() in range(before, 3), alterations()) == (True, [])
        published = Submission.objects.filter(status="published").values_list("pk", flat=True)
        assert sorted(published) == sorted(Disclosure.objects.current().values_list("submission", flat=True))
        before = done()
    step()
    assert (done(), Disclosure.objects.count(), alterations()) == (2, 2, [])
