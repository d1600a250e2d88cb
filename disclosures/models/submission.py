from enum import StrEnum

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosures.models.chained import Chained
from disclosures.models.source_file import SourceFile
from indicators.models import AnnualPlan


class Turn(StrEnum):
    """Whose turn it is to do something about a submission."""

    DEPARTMENT = "department"
    BUREAU = "bureau"
    NOBODY = "nobody"


class Submission(models.Model):
    """申报: the living file of a plan under review, one per plan."""

    class Status(models.TextChoices):
        DRAFT = "draft", "填报中"
        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "审核通过"
        PUBLISHED = "published", "已公开"

        @property
        def turn(self) -> Turn:
            """Whose turn it is in this state."""
            if self in (self.DRAFT, self.RETURNED):
                return Turn.DEPARTMENT
            return Turn.NOBODY if self == self.PUBLISHED else Turn.BUREAU

    plan = models.OneToOneField(AnnualPlan, models.PROTECT, verbose_name="计划", related_name="submission")
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.DRAFT)
    source_file = models.ForeignKey(
        SourceFile, models.PROTECT, verbose_name="原件", null=True, blank=True, related_name="submissions"
    )
    source_files = models.ManyToManyField(
        SourceFile, verbose_name="读过的文件", blank=True, editable=False, related_name="read_for"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="送审人", null=True, blank=True, editable=False
    )
    due_on = models.DateField("完成期限", null=True, blank=True, help_text="退回或调整时另定的期限。")
    fiscal_year_evidence = models.TextField("年度依据", blank=True)
    fiscal_year_source = models.CharField("年度来源", max_length=20, blank=True)
    imported_revision = models.PositiveIntegerField(
        "导入时修订号", null=True, editable=False, help_text="与计划的修订号相同，即导入后无人改动。"
    )
    imported_sha256 = models.CharField("导入时内容指纹", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "submitted", "returned", "approved", "published"]),
                name="submission_status_known",
            )
        ]

    def __str__(self):
        return f"{self.plan}（{self.get_status_display()}）"

    @property
    def turn(self) -> Turn:
        """Whose turn it is now."""
        return self.Status(self.status).turn

    def sent_in(self) -> "SubmissionEvent | None":
        """Return the step by which the department last sent the plan in in this round, with the text of that moment.

        None where it did not yet, and where that text was erased by law. A round begins when a plan that was published
        goes back to its department.
        """
        submit = SubmissionEvent.Action.SUBMIT
        begins = models.Q(from_status=self.Status.PUBLISHED)
        last = self.events.filter(models.Q(action=submit) | begins).last()
        return last if last and last.action == submit and last.document else None


class SubmissionEventQuerySet(models.QuerySet):
    def sent_back(self):
        """The steps by which the bureau gave a plan back to its department."""
        return self.filter(action__in=[action for action in SubmissionEvent.Action if action.sends_back])


class SubmissionEvent(Chained):
    """What happened to a submission: who, when, from where to where, with which words. Never changed; made by
    plans/submissions.record_event alone."""

    class Action(models.TextChoices):
        IMPORT = "import", "导入"
        SUBMIT = "submit", "送审"
        RECALL = "recall", "取消送审"
        RETURN = "return", "退回"
        APPROVE = "approve", "审核通过"
        PUBLISH = "publish", "公开"
        REVISE = "revise", "调整"
        ABANDON = "abandon", "放弃调整"
        WITHDRAW = "withdraw", "撤回公开"
        ERASE = "erase", "依法清除"

        @property
        def sends_back(self) -> bool:
            """Whether the bureau gives the plan back to its department by this step, to be mended by a day of its own.

            The entry window does not bar the department from then on.
            """
            return self in (self.RETURN, self.REVISE, self.WITHDRAW)

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="申报", related_name="events")
    action = models.CharField("动作", max_length=10, choices=Action.choices)
    from_status = models.CharField("原状态", max_length=10, blank=True)
    to_status = models.CharField("新状态", max_length=10)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经办人", null=True, blank=True)
    at = models.DateTimeField("时间", default=timezone.now, editable=False)
    words = models.TextField("说明", blank=True)
    findings = models.JSONField("当时的检查结果", default=list, blank=True)
    document = models.TextField("当时的全文", blank=True)
    content_sha256 = models.CharField("内容指纹", max_length=64, blank=True)

    objects = SubmissionEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["submission", "id"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="submission_event_number_unique")]

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%Y-%m-%d %H:%M}"
