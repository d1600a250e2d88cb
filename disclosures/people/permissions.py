"""May this person? Scopes and turns, by role (docs/workflow.md says who does what).

Every rule is a pair: `check_can_…` raises NotAllowed with a sentence for the person, `can_…` answers yes or no.
Every object is reached through one of the `…_for(user)` querysets; what is not in it does not exist for them.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from disclosures.models import Membership, PlanChange, Role, Submission, SubmissionEvent, Turn
from disclosures.models.membership import BUREAU_ROLES, DEPARTMENT_ROLES
from indicators.models import Region


class NotAllowed(Exception):  # noqa: N818 (read aloud: raise NotAllowed)
    """Why a person may not do a thing now: a Chinese sentence."""


def memberships_of(user) -> list[Membership]:
    """The memberships of an active person, read once per request."""
    if not user.is_active:
        return []
    if not hasattr(user, "_memberships"):
        user._memberships = list(user.memberships.select_related("region", "department"))
    return user._memberships


def has_role(user, *roles: Role, region_id: int | None = None, department_id: int | None = None) -> bool:
    """Whether a person holds one of the roles, in the region and department where these are given."""
    return any(
        membership.role in roles
        and (region_id is None or membership.region_id == region_id)
        and (department_id is None or membership.department_id == department_id)
        for membership in memberships_of(user)
    )


def regions_for(user, *roles: Role) -> QuerySet[Region]:
    """The regions in which a person holds one of the roles (any role where none is named)."""
    return Region.objects.filter(pk__in={m.region_id for m in _holding(user, roles)})


def submissions_for(user) -> QuerySet[Submission]:
    """Submissions that a person may see: own departments', or the region's for the bureau.

    Administrators see none. Whose text may be read, and which, is asked of check_can_read_text.
    """
    own = {m.department_id for m in memberships_of(user) if m.role in DEPARTMENT_ROLES}
    region = {m.region_id for m in memberships_of(user) if m.role in BUREAU_ROLES}
    return Submission.objects.filter(Q(plan__department__in=own) | Q(plan__department__region__in=region))


def entered_submissions_for(user) -> QuerySet[Submission]:
    """Submissions of the departments a person enters for."""
    return Submission.objects.filter(plan__department__in={m.department_id for m in _holding(user, DEPARTMENT_ROLES)})


def reviewed_submissions_for(user) -> QuerySet[Submission]:
    """Submissions of the regions a person reviews."""
    return Submission.objects.filter(plan__department__region__in={m.region_id for m in _holding(user, BUREAU_ROLES)})


def changes_for(user) -> QuerySet[PlanChange]:
    """Records of changes that a person may read: all of own departments'; for the bureau, of its region's those that
    were sent in afterwards and not abandoned first. A deadline is the bureau's own record.
    """
    action = SubmissionEvent.Action
    later = SubmissionEvent.objects.filter(submission=OuterRef("plan__submission"), at__gte=OuterRef("at"))
    fate = later.filter(action__in=[action.SUBMIT, action.ABANDON]).order_by("id").values("action")[:1]
    changes = PlanChange.objects.annotate(fate=Subquery(fate))
    own = Q(plan__submission__in=entered_submissions_for(user))
    known = Q(fate=action.SUBMIT) | Q(field="publication_deadline")
    return changes.filter(own | Q(plan__submission__in=reviewed_submissions_for(user)) & known)


def people_for(user) -> QuerySet:
    """People an administrator keeps: those whose memberships are all in the administrator's regions.

    Whoever serves elsewhere too, or nowhere, is kept by the superuser, who keeps everybody but superusers.
    """
    people = get_user_model().objects.filter(is_superuser=False)
    if user.is_superuser:
        return people
    regions = {m.region_id for m in _holding(user, (Role.ADMINISTRATOR,))}
    inside = Membership.objects.filter(region__in=regions).values("user")
    outside = Membership.objects.exclude(region__in=regions).values("user")
    return people.filter(pk__in=inside).exclude(pk__in=outside)


def reads_as_it_stands(user, submission: Submission) -> bool:
    """Whether a person reads a submission of their scope as it stands now: those who enter always, the bureau unless
    it is the department's turn. Then the bureau reads it as it was sent in (docs/decisions/0014-unsent-drafts.md).
    """
    enters = has_role(user, *DEPARTMENT_ROLES, department_id=submission.plan.department_id)
    return enters or submission.turn != Turn.DEPARTMENT


def check_can_read_text(user, submission: Submission) -> SubmissionEvent | None:
    """Return the step whose text the person reads, of a submission of their scope; None where they read the text as it
    stands. Raises NotAllowed where they may read none.
    """
    if reads_as_it_stands(user, submission):
        return None
    sent = submission.sent_in()
    if sent is None:
        raise NotAllowed("单位正在填报，还没有送审；送审以后才能看到内容。")
    return sent


def can_read_text(user, submission: Submission) -> bool:
    return not why_not(check_can_read_text, user, submission)


def check_can_edit(user, submission: Submission, today: date | None = None) -> None:
    """Raises unless the person enters for the department, it is the department's turn and the window is open."""
    plan = submission.plan
    if not has_role(user, *DEPARTMENT_ROLES, department_id=plan.department_id):
        raise NotAllowed("只有本单位的填报员和负责人可以修改绩效计划。")
    if submission.turn != Turn.DEPARTMENT:
        raise NotAllowed(f"本单位{plan.fiscal_year.year}年绩效计划“{submission.get_status_display()}”，现在不能修改。")
    check_window_open(submission, today)


def can_edit(user, submission: Submission) -> bool:
    return not why_not(check_can_edit, user, submission)


def check_can_review(user, submission: Submission) -> None:
    """Raises unless the person reviews the region, it is the bureau's turn, and somebody else sent the plan in."""
    if not has_role(user, *BUREAU_ROLES, region_id=submission.plan.fiscal_year.region_id):
        raise NotAllowed("只有财政审核人员可以审核。")
    if submission.turn != Turn.BUREAU:
        raise NotAllowed(f"{submission.plan}的状态是“{submission.get_status_display()}”，现在不在财政审核环节。")
    check_not_own(user, submission)


def can_review(user, submission: Submission) -> bool:
    return not why_not(check_can_review, user, submission)


def check_can_answer(user, submission: Submission) -> None:
    """Raises unless the person enters for the department and it is the department's turn, to answer what was noted."""
    if not has_role(user, *DEPARTMENT_ROLES, department_id=submission.plan.department_id):
        raise NotAllowed("只有本单位的填报员和负责人可以答复意见。")
    if submission.turn != Turn.DEPARTMENT:
        raise NotAllowed(f"{submission.plan}的状态是“{submission.get_status_display()}”，退回后才能答复。")


def can_answer(user, submission: Submission) -> bool:
    return not why_not(check_can_answer, user, submission)


def check_window_open(submission: Submission, today: date | None = None) -> None:
    """Raises outside the entry window; it bars the first submission only, until the bureau sends a plan back."""
    year = submission.plan.fiscal_year
    today = today or timezone.localdate()
    if submission.events.sent_back().exists():
        return
    if year.entry_opens_on and today < year.entry_opens_on:
        raise NotAllowed(f"{year.year}年绩效计划从{_date(year.entry_opens_on)}开始填报。")
    if year.entry_closes_on and today > year.entry_closes_on:
        raise NotAllowed(f"{year.year}年绩效计划已于{_date(year.entry_closes_on)}截止填报，请与财政局联系。")


def check_not_own(user, submission: Submission) -> None:
    """Raises where the person submitted this round: nobody reviews or approves what they submitted."""
    if user.pk == submission.submitted_by_id:
        raise NotAllowed("这份绩效计划由您送审，不能由您审核。")


def why_not(check: Callable[..., object], *arguments) -> str:
    """Return the sentence with which a check refuses, "" where it does not."""
    try:
        check(*arguments)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _holding(user, roles: Collection[Role]) -> list[Membership]:
    return [m for m in memberships_of(user) if not roles or m.role in roles]


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
