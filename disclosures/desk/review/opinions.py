"""审核评价: 优, 良, 中 or 差 in four aspects, and whether the reviewer recommends approval."""

from django import forms

from disclosures.models import Opinion, Submission

ASPECTS = {
    "completeness": ("完整性", "目标、指标、资金是否填全"),
    "relevance": ("相关性", "目标与职责、指标与目标是否对应"),
    "appropriateness": ("适当性", "资金与任务是否匹配"),
    "feasibility": ("可行性", "年度内能否完成、能否考核"),
}


class OpinionForm(forms.Form):
    """One reviewer's opinion on the text as it was shown."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    recommended = forms.BooleanField(label="建议通过", required=False)
    words = forms.CharField(label="说明（可不填）", widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, submission: Submission, user, data=None):
        super().__init__(data, initial=_own_opinion(submission, user) | {"revision": submission.plan.revision})
        self.auto_id = "opinion_%s"
        for name, (label, help_text) in ASPECTS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                help_text=help_text,
                choices=Opinion.Grade.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"请评价{label}。"},
            )

    @property
    def aspects(self) -> list:
        return [self[name] for name in ASPECTS]

    def keep(self, submission: Submission, user) -> None:
        """Store it in place of what the same person said before."""
        Opinion.objects.update_or_create(submission=submission, reviewer=user, defaults=self.cleaned_data)


def opinions_of(submission: Submission) -> list[Opinion]:
    """What the reviewers said."""
    return list(submission.opinions.select_related("reviewer"))


def _own_opinion(submission: Submission, user) -> dict:
    names = [*ASPECTS, "recommended", "words"]
    return submission.opinions.filter(reviewer=user).values(*names).first() or {}
