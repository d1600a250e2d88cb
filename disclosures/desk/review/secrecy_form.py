"""保密审查 on the reviewer's page: for each project that asks for it, may it be published, and why."""

from django import forms

from disclosures.document.as_json import sheet_sha256
from disclosures.document.model import ProjectSheet
from disclosures.models import SecrecyReview, Submission
from disclosures.workflow.secrecy_reviews import Matter


class SecrecyForm(forms.Form):
    """The review of one project, on the text as it was shown."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    may_be_published = forms.TypedChoiceField(
        label="审查结论",
        choices=[("yes", "可以公开"), ("no", "不得公开")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择审查结论。"},
    )
    words = forms.CharField(
        label="审查意见",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明审查意见。"},
    )

    def __init__(self, submission: Submission, sheet: ProjectSheet, data=None, review: SecrecyReview | None = None):
        given: dict[str, int | str] = {"revision": submission.plan.revision}
        if review:
            given |= {"words": review.words, "may_be_published": "yes" if review.may_be_published else "no"}
        super().__init__(data, initial=given, auto_id=f"secrecy_{sheet.key}_%s")
        self.sheet = sheet

    @property
    def key(self) -> str:
        return self.sheet.key

    def keep(self, submission: Submission, user) -> None:
        """Store it beside earlier reviews of the project."""
        values = {name: self.cleaned_data[name] for name in ("may_be_published", "words")} | {"reviewer": user}
        values |= {"project_name": self.sheet.name, "project_code": self.sheet.code}
        values["project_sha256"] = sheet_sha256(self.sheet)
        SecrecyReview.objects.create(submission=submission, key=self.key, **values)


def secrecy_forms(
    submission: Submission, matters: list[Matter], typed: SecrecyForm | None
) -> list[tuple[Matter, SecrecyForm]]:
    """Each matter with its form; `typed` stands in for that of its project."""
    given = {typed.key: typed} if typed else {}
    return [(one, given.get(one.sheet.key) or SecrecyForm(submission, one.sheet, review=one.review)) for one in matters]
