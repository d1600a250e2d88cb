"""Whose turn it is to say something about a submission: the bureau's while it reviews, the department's else."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from disclosures.models import Submission, Turn
from disclosures.models.membership import BUREAU_ROLES, DEPARTMENT_ROLES
from disclosures.people.permissions import NotAllowed, check_not_own, has_role
from indicators.models import AnnualPlan


def check_bureaus_turn(user, submission: Submission) -> None:
    """Raises unless the person reviews the region, the submission is with the bureau, and another one sent it."""
    if not has_role(user, *BUREAU_ROLES, region_id=submission.plan.fiscal_year.region_id):
        raise NotAllowed("只有财政审核人员可以审核。")
    if submission.turn != Turn.BUREAU:
        raise NotAllowed(f"{submission.plan}的状态是“{submission.get_status_display()}”，现在不在财政审核环节。")
    check_not_own(user, submission)


def check_departments_turn(user, submission: Submission) -> None:
    """Raises unless the person enters for the department and the submission is with the department."""
    if not has_role(user, *DEPARTMENT_ROLES, department_id=submission.plan.department_id):
        raise NotAllowed("只有本单位的填报员和负责人可以答复意见。")
    if submission.turn != Turn.DEPARTMENT:
        raise NotAllowed(f"{submission.plan}的状态是“{submission.get_status_display()}”，退回后才能答复。")


def why_not(check, user, submission: Submission) -> str:
    """The sentence with which a check refuses, "" where it does not."""
    try:
        check(user, submission)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


@contextmanager
def turn(check, user, submission: Submission) -> Iterator[Submission]:
    """Inside, the check holds and nobody takes a step: the submission as it is now, under the lock of its plan."""
    with transaction.atomic():
        AnnualPlan.objects.select_for_update().get(pk=submission.plan_id)
        now = Submission.objects.select_related("plan__department", "plan__fiscal_year").get(pk=submission.pk)
        check(user, now)
        yield now
