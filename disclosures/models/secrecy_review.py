from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from disclosures.models.chained import Chained
from disclosures.models.chains import of_review, seal
from disclosures.models.record_chain import RecordChain
from disclosures.models.submission import Submission


class SecrecyReview(Chained):
    """保密审查: that a reviewer confirmed whether a project may be published, with words.

    A newer review stands beside an older one. Name and code of the project are kept as they were reviewed, so that
    a review of 不得公开 finds it again, and the hash of everything it said, because a review that it may be published
    holds for that text only. Saved, it is the next of its submission's chain. Triggers refuse any change or removal; an
    erasure takes names, hash and words away.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="申报", related_name="secrecy_reviews")
    key = models.CharField("项目编号", max_length=20)
    project_name = models.TextField("项目名称", blank=True)
    project_code = models.CharField("项目编码", max_length=40, blank=True)
    project_sha256 = models.CharField("项目内容指纹", max_length=64, blank=True, editable=False)
    may_be_published = models.BooleanField("可以公开")
    words = models.TextField("审查意见")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审查人", related_name="+")
    reviewed_at = models.DateTimeField("审查时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "保密审查"
        ordering = ["submission", "id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="secrecy_review_number_unique"),
            models.CheckConstraint(
                condition=~Q(words="") | Q(erased_at__isnull=False), name="secrecy_review_words_given"
            ),
        ]

    def __str__(self):
        return f"{self.submission} {self.key}"

    def save(self, *args, **kwargs):
        """Store a new review as the next of its chain. The caller holds the lock of the plan."""
        if not self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            chain, _ = RecordChain.objects.select_for_update().get_or_create(submission_id=self.submission_id)
            seal(self, of_review, chain.reviews + 1, chain.reviews_sha256)
            super().save(*args, **kwargs)
            RecordChain.objects.filter(pk=chain.pk).update(reviews=self.number, reviews_sha256=self.sha256)
