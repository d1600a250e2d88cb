from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.submission import Submission


class ReviewNote(models.Model):
    """审核意见: words that a reviewer pins to a place of a submission. They survive resubmission until ticked off.

    The place is the key of a project, duty, indicator or statement ("" for the whole) and the name of a field, of a
    statement the key of a row ("" for all of it).
    """

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="申报", related_name="review_notes")
    key = models.CharField("编号", max_length=20, blank=True)
    field = models.CharField("栏目", max_length=40, blank=True)
    words = models.TextField("意见")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", related_name="+")
    written_at = models.DateTimeField("提出时间", auto_now_add=True)
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="答复人", null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    done = models.BooleanField("已处理", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ["submission", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="review_note_words_given")]

    def __str__(self):
        return self.words
