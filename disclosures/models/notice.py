from django.conf import settings
from django.db import models

from disclosures.models.submission import Submission


class Notice(models.Model):
    """通知: one message in a person's inbox, about a submission or (without one) about people.

    `occasion` keeps what is told of a submission from being sent twice.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "审核通过"
        PUBLISHED = "published", "已公开"
        DUE_SOON = "due_soon", "即将到期"
        LATE = "late", "已逾期"
        PASSWORD = "password", "密码重置"
        ROLES = "roles", "任职变动"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="收件人", related_name="notices")
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        verbose_name="申报",
        null=True,
        blank=True,
        related_name="notices",
    )
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    occasion = models.CharField("由来", max_length=40, blank=True)
    words = models.TextField("内容")
    sent_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "submission", "kind", "occasion"], name="notice_sent_once")
        ]

    def __str__(self):
        return self.words
