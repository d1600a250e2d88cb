"""Notices: into the inbox of those concerned, and by e-mail to those who gave an address.

A notice has an occasion (the event or the day it speaks of) and is sent once per person and occasion.
"""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from disclosures.models import Notice, Person, Submission, SubmissionEvent, Turn
from disclosures.models.membership import BUREAU_ROLES, DEPARTMENT_ROLES
from disclosures.workflow.deadlines import Due, Owed, standings
from disclosures.workflow.table import TRANSITIONS, Action

DAYS_BEFORE = 7
#: Seconds that one mail server may keep us waiting.
PATIENCE = 10

Kind = Notice.Kind
_log = logging.getLogger(__name__)


def tell_of_step(submission: Submission, event: SubmissionEvent) -> None:
    """Tell of a step those whom the table names; a step without news is told to nobody."""
    if news := TRANSITIONS[Action(event.action)].news:
        by = f"在{_date(submission.due_on)}前" if submission.due_on else ""
        words = news.words.format(plan=submission.plan, by=by, words=event.words)
        _send(_people(submission, news.to), submission, news.kind, f"event {event.pk}", words)


def remind(today: date) -> int:
    """Tell everybody whose turn it is of what is due within seven days or late; returns the number of new notices.

    Harmless twice: of each day something is due a person is told once before it and once after it.
    """
    submissions = Submission.objects.select_related("plan__department", "plan__fiscal_year")
    found = standings(submissions)
    told = 0
    for submission in submissions.filter(pk__in=[pk for pk, standing in found.items() if standing.owed]):
        for due in found[submission.pk].owed:
            if due.on <= today + timedelta(days=DAYS_BEFORE):
                told += _remind(submission, due, today)
    return told


def unread(person: Person) -> int:
    """How many notices in a person's inbox were not opened yet."""
    return Notice.objects.filter(person=person, read_at=None).count()


def _remind(submission: Submission, due: Due, today: date) -> int:
    kind = Kind.LATE if due.on < today else Kind.DUE_SOON
    left = (due.on - today).days
    when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 天"
    words = (
        f"{submission.plan}绩效计划应于{_date(due.on)}前{due.what}，{when}，现在“{submission.get_status_display()}”。"
    )
    occasion = f"{'submission' if due.what == Owed.SUBMISSION else 'publication'} {due.on}"
    return _send(_people(submission, submission.turn), submission, kind, occasion, words)


def _send(people: Iterable[Person], submission: Submission, kind: Kind, occasion: str, words: str) -> int:
    """Put a notice into each inbox that lacks it, and mail it once it is there for good."""
    known = set(
        Notice.objects.filter(submission=submission, kind=kind, occasion=occasion).values_list("person", flat=True)
    )
    new = []
    for person in people:
        if person.pk not in known:
            _, created = Notice.objects.get_or_create(
                person=person, submission=submission, kind=kind, occasion=occasion, defaults={"words": words}
            )
            new += [person] * created
    mail_later(new, f"{kind.label}：{submission.plan}绩效计划", words)
    return len(new)


def mail_later(people: Iterable[Person], subject: str, words: str) -> None:
    """Mail those who gave an address, once the transaction is kept."""
    if addresses := [person.email for person in people if person.email]:
        transaction.on_commit(partial(_mail, addresses, subject, words))


def _mail(addresses: list[str], subject: str, words: str) -> None:
    """One message each. A mail server that fails is noted in the log and harms nothing: the inbox has the notice."""
    try:
        connection = get_connection(timeout=PATIENCE)
        sender = settings.DEFAULT_FROM_EMAIL
        connection.send_messages([EmailMessage(subject, words, sender, [address]) for address in addresses])
    except OSError:
        _log.warning("notices by e-mail were not sent: %d", len(addresses), exc_info=True)


def _people(submission: Submission, side: Turn) -> list[Person]:
    """The people of the plan's department, or else of its bureau."""
    held = {"memberships__role__in": BUREAU_ROLES, "memberships__region": submission.plan.fiscal_year.region_id}
    if side == Turn.DEPARTMENT:
        held = {"memberships__role__in": DEPARTMENT_ROLES, "memberships__department": submission.plan.department_id}
    return list(Person.objects.filter(is_active=True, **held).distinct())


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
