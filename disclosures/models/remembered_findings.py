from django.db import models

from disclosures.models.submission import Submission


class RememberedFindings(models.Model):
    """检查结果: what the rules found in a plan when they were asked last, one row per plan.

    It quotes the plan, withheld matter too, and is kept from everybody whom the plan is kept from. `key` is the hash
    of everything that was asked about; findings of another key are never used.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, verbose_name="申报", related_name="remembered_findings", primary_key=True
    )
    key = models.CharField("所检查内容的指纹", max_length=64)
    text = models.TextField("检查结果")  # JSON, as workflow.remembered_findings writes it

    class Meta:
        verbose_name = verbose_name_plural = "检查结果"

    def __str__(self):
        return str(self.submission)
