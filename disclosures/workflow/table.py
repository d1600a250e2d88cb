"""The steps of a submission as one table: what each says, asks and sets, whom it tells, and who may take it.

The table is the only place of these facts: forms, pages, notices and docs/workflow.md read them here. What a step
does besides changing the state is a function in disclosures/workflow/steps.py.
"""

from dataclasses import dataclass

from disclosures.models import Notice, Role, Submission, SubmissionEvent, Turn
from disclosures.models.membership import BUREAU_ROLES, DEPARTMENT_ROLES

Status = Submission.Status
Action = SubmissionEvent.Action
SEEN_BY_BUREAU = "说明（可以不填，填写的话财政局会看到）"
ROLES = {Turn.DEPARTMENT: DEPARTMENT_ROLES, Turn.BUREAU: BUREAU_ROLES}


@dataclass(frozen=True)
class News:
    """What a step tells to one side: the kind of the notice, and its words.

    In the words stand {plan}, {words} (what was said with the step) and {by} (the due date, or nothing).
    """

    kind: Notice.Kind
    words: str
    to: Turn = Turn.DEPARTMENT


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `meaning` is what a person must know before the click, `done` what they are told after it, where {plan}, {step}
    and {status} may stand. `proposed_days` is how far off the due date is that the step asks for; None: it asks for
    none. The department takes a step that `asks_back` on a page of its own; forms of other steps, and all of the
    bureau's, stand on the page of the plan. `by_other_hand`: not by the person who submitted. `within_window`: barred
    outside the entry window until the bureau sent the plan back. `needs_version`: the public must read a version.
    `may_overrule`: findings that bar it may be overruled with a reason.
    `also_in`: states in which it may be taken too and which it leaves as they are, due date and all.
    """

    action: Action
    sources: tuple[Status, ...]
    target: Status
    roles: tuple[Role, ...]
    meaning: str
    done: str = "{plan}：已办理“{step}”，现在“{status}”。"
    words_label: str = "说明（可不填）"
    words_required: bool = False
    proposed_days: int | None = None
    asks_back: bool = False
    destructive: bool = False
    by_other_hand: bool = False
    within_window: bool = False
    needs_version: bool = False
    may_overrule: bool = False
    also_in: tuple[Status, ...] = ()
    news: News | None = None

    @property
    def label(self) -> str:
        return self.action.label

    @property
    def words_missing(self) -> str:
        """The sentence that asks for words."""
        return f"{self.label}须写明意见或原因。"

    @property
    def sets_due_date(self) -> bool:
        return self.proposed_days is not None

    @property
    def sends_back(self) -> bool:
        """Whether the bureau gives the plan back to its department."""
        return self.action.sends_back

    def roles_of(self, side: Turn) -> tuple[Role, ...]:
        """The roles of one side, department or bureau, that may take the step."""
        return tuple(role for role in self.roles if role in ROLES[side])

    def done_words(self, submission: Submission) -> str:
        """What the person is told after the step, of the submission as it is then."""
        return self.done.format(plan=submission.plan, step=self.label, status=submission.get_status_display())


#: The steps by their action, in the order of the pages: of several that may be taken the first is the main one.
TRANSITIONS: dict[Action, Transition] = {
    row.action: row
    for row in (
        Transition(
            Action.SUBMIT,
            (Status.DRAFT, Status.RETURNED),
            Status.SUBMITTED,
            (Role.HEAD,),
            meaning="送审以后由财政局审核，本单位不能再改；在财政局退回或者审核通过之前，可以取消送审。",
            done="已送审，请等候财政局审核。",
            words_label=SEEN_BY_BUREAU,
            asks_back=True,
            within_window=True,
        ),
        Transition(
            Action.RECALL,
            (Status.SUBMITTED,),
            Status.DRAFT,
            (Role.HEAD,),
            meaning="取消送审以后，绩效计划回到本单位继续填报。",
            done="已取消送审，可以继续填报。",
            words_label=SEEN_BY_BUREAU,
            asks_back=True,
        ),
        Transition(
            Action.APPROVE,
            (Status.SUBMITTED,),
            Status.APPROVED,
            (Role.DIRECTOR,),
            meaning="通过后内容不能再改动；要改须先退回。",
            by_other_hand=True,
            may_overrule=True,
            news=News(Notice.Kind.APPROVED, "{plan}绩效计划审核通过，等待公开。"),
        ),
        Transition(
            Action.PUBLISH,
            (Status.APPROVED,),
            Status.PUBLISHED,
            (Role.DIRECTOR,),
            meaning="将生成新的公开版本，公众立即可以看到，并长期保留。",
            words_label="调整说明（可不填；有旧版本的，公众可以看到）",
            by_other_hand=True,
            may_overrule=True,
            news=News(Notice.Kind.PUBLISHED, "{plan}绩效计划已向社会公开。"),
        ),
        Transition(
            Action.RETURN,
            (Status.SUBMITTED, Status.APPROVED),
            Status.RETURNED,
            (Role.REVIEWER, Role.DIRECTOR),
            meaning="单位看到意见后修改，并在期限内重新送审。",
            words_label="退回意见",
            words_required=True,
            proposed_days=7,
            by_other_hand=True,
            news=News(Notice.Kind.RETURNED, "{plan}绩效计划已退回。请{by}修改后重新送审。意见：{words}"),
        ),
        Transition(
            Action.REVISE,
            (Status.PUBLISHED,),
            Status.DRAFT,
            (Role.DIRECTOR,),
            meaning="单位可以修改并重新送审；新的版本公开以前，公众读到的仍是现行版本。",
            words_label="调整原因",
            words_required=True,
            proposed_days=15,
            by_other_hand=True,
        ),
        Transition(
            Action.WITHDRAW,
            (Status.PUBLISHED,),
            Status.DRAFT,
            (Role.DIRECTOR,),
            also_in=tuple(status for status in Status if status != Status.PUBLISHED),
            needs_version=True,
            meaning="撤回后公众看不到本年度的任何版本，只看到撤回的原因；旧版本不会恢复。正在进行的调整不受影响。确实要撤回吗？",
            words_label="撤回原因（公众可以看到）",
            words_required=True,
            proposed_days=15,
            destructive=True,
            by_other_hand=True,
        ),
        Transition(
            Action.ABANDON,
            (Status.DRAFT, Status.RETURNED),
            Status.PUBLISHED,
            (Role.HEAD, Role.DIRECTOR),
            meaning="放弃调整以后，这次调整以来的全部修改作废，内容恢复为已公开的版本。",
            done="已放弃调整，内容恢复为已公开的版本。",
            asks_back=True,
            destructive=True,
            needs_version=True,
        ),
    )
}
