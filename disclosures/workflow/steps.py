"""Going the steps of the table: which a person may take now, and one function that takes one.

Each step compares and sets: it is taken only where status, revision and content are still those the person was
shown, under the lock of the plan. It writes an event, and is refused with a sentence when it is not that person's
turn. What a step does besides changing the state is said by the docstring of its function in DOES_MORE.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from disclosures.document.as_json import from_text
from disclosures.document.declarations import Trait, fields_of
from disclosures.document.model import Document
from disclosures.models import Person, Submission, Turn
from disclosures.people.permissions import NotAllowed, check_not_own, check_window_open, has_role, why_not
from disclosures.plans.edits import restore
from disclosures.plans.from_rows import assemble
from disclosures.plans.submissions import locked, record_event
from disclosures.publication.barring import Overrule, PublishRefused, overruled
from disclosures.publication.publishing import publish, withdraw
from disclosures.workflow.findings import Findings, findings_of
from disclosures.workflow.notices import tell_of_step
from disclosures.workflow.secrecy_reviews import awaited_reviews, refused_projects
from disclosures.workflow.table import TRANSITIONS, Action, Status, Transition

MOVED_ON = "您看到的内容在此期间已有变化，本次操作没有执行。请看过现在的内容再办理。"


@dataclass(frozen=True)
class Shown:
    """What a person saw when they decided: a step is refused where something has moved on since."""

    status: str
    revision: int
    content_sha256: str

    @classmethod
    def of(cls, submission: Submission) -> "Shown":
        plan = submission.plan
        return cls(submission.status, plan.revision, plan.content_sha256)


@dataclass(frozen=True)
class Said:
    """What a person says with a step; `overrule`: which findings do not bar it."""

    words: str = ""
    due_on: date | None = None
    overrule: Overrule | None = None


def available(user, submission: Submission) -> list[Transition]:
    """The steps that a person may take now, in the order of the table; findings do not matter here."""
    return [one for one in TRANSITIONS.values() if not why_not(check_may_take, user, submission, one)]


def check_may_take(user, submission: Submission, transition: Transition) -> None:
    """Raises NotAllowed where the step is not this person's, or not now."""
    label, plan = transition.label, submission.plan
    in_department = has_role(user, *transition.roles_of(Turn.DEPARTMENT), department_id=plan.department_id)
    in_bureau = has_role(user, *transition.roles_of(Turn.BUREAU), region_id=plan.fiscal_year.region_id)
    if not (in_department or in_bureau):
        raise NotAllowed(f"您没有“{label}”的权限。")
    if submission.status not in (*transition.sources, *transition.also_in):
        raise NotAllowed(f"{plan}的状态是“{submission.get_status_display()}”，不能{label}。")
    if transition.by_other_hand:
        check_not_own(user, submission)
    if transition.within_window:
        check_window_open(submission)
    if transition.needs_version and not submission.disclosures.current().exists():
        raise NotAllowed(f"现在没有公开的版本，不能{label}。")


def check_may_submit(findings: Findings) -> None:
    """Raises NotAllowed while a section of the plan is empty, an error is left that nobody may overrule, or something
    is left unexplained."""
    if empty := _empty_sections(findings.document):
        raise NotAllowed(f"还没有填写{'、'.join(empty)}，不能送审。")
    if findings.to_mend:
        raise NotAllowed(f"还有 {len(findings.to_mend)} 处错误未改正，不能送审。")
    if findings.unexplained:
        rules = len({finding.rule for finding in findings.unexplained})
        raise NotAllowed(f"还有 {rules} 条规则查出的问题没有说明理由，不能送审。")


def _empty_sections(document: Document) -> list[str]:
    """The labels of what every department writes and what is empty; budget projects a department may have none."""
    return [field.label for field in fields_of(Document, Trait.ASKED) if not getattr(document, field.name)]


def apply(action: Action, submission: Submission, user, shown: Shown, said: Said | None = None) -> Submission:
    """Take a step and return the submission as it is then.

    Raises NotAllowed (Chinese) where the step is not this person's, words are missing, an error bars it, it was
    taken already, or what was shown has changed since; nothing is changed then.
    """
    transition, said = TRANSITIONS[action], said or Said()
    with locked(submission) as current:
        _check_unmoved(transition, current, shown)
        check_may_take(user, current, transition)
        if transition.words_required and not said.words.strip():
            raise NotAllowed(transition.words_missing)
        try:
            DOES_MORE.get(action, _change)(_Step(transition, current, user, said))
        except PublishRefused as refusal:
            raise NotAllowed(f"{refusal}。") from refusal
        current.refresh_from_db()
        tell_of_step(current, current.events.latest("id"))
    return current


def _check_unmoved(transition: Transition, current: Submission, shown: Shown) -> None:
    last = current.events.last()
    if last and shown.status != current.status and last.action == transition.action:
        who = f"（{last.actor}，{localtime(last.at):%m月%d日 %H:%M}）" if last.actor else ""
        raise NotAllowed(f"这一步已经办过了：{current.plan}“{current.get_status_display()}”{who}。")
    if Shown.of(current) != shown:
        raise NotAllowed(MOVED_ON)


@dataclass(frozen=True)
class _Step:
    """A step that may be taken, and everything it needs."""

    transition: Transition
    submission: Submission
    user: Person
    said: Said


def _change(step: _Step, findings: Sequence[dict] = ()) -> None:
    submission, before = step.submission, step.submission.status
    submission.status = step.transition.target
    if step.transition.sets_due_date:
        submission.due_on = step.said.due_on
    submission.save(update_fields=["status", "due_on", "submitted_by"])
    record_event(
        submission,
        step.transition.action,
        from_status=before,
        actor=step.user,
        words=step.said.words,
        document=assemble(submission),
        findings=findings,
    )


def _submit(step: _Step) -> None:
    """Barred by errors, by warnings and findings of C02 without a reason and by empty sections; what the rules find is
    kept."""
    findings = findings_of(step.submission)
    check_may_submit(findings)
    step.submission.submitted_by = step.user
    _change(step, findings.as_json())


def _approve(step: _Step) -> None:
    """Barred by errors that rules find now, by findings of C02 that are not overruled, and by a 保密审查 of 不得公开;
    what the rules find is kept."""
    findings = findings_of(step.submission)
    _check_no_errors(findings)
    if refused := refused_projects(step.submission, findings.document):
        raise NotAllowed(f"有项目经保密审查不得公开，不能审核通过：{'；'.join(refused)}。")
    _change(step, findings.as_json(overruled(step.submission, findings.document, step.said.overrule)))


def _check_no_errors(findings: Findings) -> None:
    """A rule may have been raised to an error since the plan was sent in."""
    if findings.to_mend:
        rules = "、".join(dict.fromkeys(finding.rule for finding in findings.to_mend))
        raise NotAllowed(f"按现行规则有 {len(findings.to_mend)} 处错误（规则 {rules}），须退回改正。")


def _publish(step: _Step) -> None:
    """Makes the next public version; barred by errors that rules find now and by findings of C02 that are not
    overruled; waits for the 保密审查 of withheld projects, of sensitive names and of what a review found 不得公开."""
    findings = findings_of(step.submission)
    _check_no_errors(findings)
    if missing := awaited_reviews(step.submission, findings.document):
        raise NotAllowed(f"公开前须完成保密审查：{'；'.join(missing)}。")
    said = step.said
    publish(step.submission, actor=step.user, words=said.words, change_reason=said.words, overrule=said.overrule)


def _withdraw(step: _Step) -> None:
    """Takes every version of the year away from the public, which reads why; no older version comes back. A revision
    under way goes on untouched."""
    department, year = step.submission.plan.department, step.submission.plan.fiscal_year.year
    withdraw(department.region.code, department.code, year, step.said.words, actor=step.user)
    if step.submission.status in step.transition.sources:
        Submission.objects.filter(pk=step.submission.pk).update(due_on=step.said.due_on)


def _abandon(step: _Step) -> None:
    """The rows of the public version come back, keys and all, from the full text that was kept with it."""
    submission = step.submission
    published = submission.events.filter(to_status=Status.PUBLISHED).exclude(action=Action.ABANDON).latest("id")
    document = from_text(published.document)
    if refused := refused_projects(submission, document):
        raise NotAllowed(
            f"已公开的版本中有项目经保密审查不得公开，不能恢复，请财政负责人撤回公开：{'；'.join(refused)}。"
        )
    restore(submission, document, step.user)
    _change(step)


#: What a step does besides changing the state. Each docstring is a line of docs/workflow.md.
DOES_MORE = {
    Action.SUBMIT: _submit,
    Action.APPROVE: _approve,
    Action.PUBLISH: _publish,
    Action.WITHDRAW: _withdraw,
    Action.ABANDON: _abandon,
}
