"""The bureau's steps as forms: what was shown when a step was decided, and what is said with it."""

from datetime import timedelta

from django import forms
from django.urls import reverse
from django.utils.timezone import localdate

from disclosures.models import Submission, SubmissionEvent
from disclosures.workflow.steps import BY_ACTION, Said, Shown, Transition, available

Action = SubmissionEvent.Action
#: The steps of the bureau, in the order of the page; the first one that may be taken is the main one.
STEPS = (Action.APPROVE, Action.PUBLISH, Action.RETURN, Action.REVISE, Action.WITHDRAW, Action.ABANDON)
#: Days that a step proposes for its due date.
PROPOSED_DAYS = {Action.RETURN: 7, Action.REVISE: 15}
#: What a person must know before they click.
MEANING = {
    Action.APPROVE: "通过后内容不能再改动；要改须先退回。",
    Action.PUBLISH: "将生成新的公开版本，公众立即可以看到，并长期保留。",
    Action.RETURN: "单位看到意见后修改，并在期限内重新送审。",
    Action.REVISE: "单位可以修改并重新送审；新的版本公开以前，公众读到的仍是现行版本。",
    Action.WITHDRAW: "撤回后公众看不到本年度的任何版本，只看到撤回的原因；旧版本不会恢复。确实要撤回吗？",
    Action.ABANDON: "单位的改动将被放弃，内容恢复为现行公开版本。确实要放弃吗？",
}
DESTRUCTIVE = {Action.WITHDRAW, Action.ABANDON}
LABELS = {Action.RETURN: "退回意见", Action.REVISE: "调整原因", Action.WITHDRAW: "撤回原因（公众可以看到）"}


class StepForm(forms.Form):
    """One step. `data` is what was posted; `typed` what comes back after a refusal, beside what is shown now."""

    status = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    content_sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    due_on = forms.DateField(label="完成期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, action: Action, submission: Submission, data=None, typed: dict | None = None):
        shown = {name: getattr(Shown.of(submission), name) for name in ("status", "revision", "content_sha256")}
        days = PROPOSED_DAYS.get(action)
        proposed = {"due_on": localdate() + timedelta(days)} if days else {}
        super().__init__(data, initial=proposed | (typed or {}) | shown, auto_id=f"{action.value}_%s")
        self.transition: Transition = BY_ACTION[action]
        self.label, self.meaning, self.destructive = action.label, MEANING[action], action in DESTRUCTIVE
        self.address = reverse("admin:desk-review-step", args=[submission.pk, action.value])
        self._settle_fields(action, bool(days))

    def _settle_fields(self, action: Action, has_due_date: bool) -> None:
        words, due_on = self.fields["words"], self.fields["due_on"]
        words.label = LABELS.get(action, "说明（可不填）")
        words.required = self.transition.words_required
        words.error_messages["required"] = f"{action.label}须写明意见或原因。"
        due_on.error_messages = {"required": "请定一个完成期限。", "invalid": "完成期限须是日期，如 2023-03-15。"}
        if not has_due_date:
            del self.fields["due_on"]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < localdate():
            raise forms.ValidationError("完成期限不能早于今天。")
        return due_on

    @property
    def shown(self) -> Shown:
        return Shown(*(self.cleaned_data[name] for name in ("status", "revision", "content_sha256")))

    @property
    def said(self) -> Said:
        return Said(self.cleaned_data["words"], self.cleaned_data.get("due_on"))


def step_forms(user, submission: Submission, typed: StepForm | None = None) -> list[StepForm]:
    """A form for each step of the bureau that the person may take now; `typed` stands in for its own."""
    may = {transition.action for transition in available(user, submission)}
    given = {typed.transition.action: typed} if typed else {}
    return [given.get(action) or StepForm(action, submission) for action in STEPS if action in may]
