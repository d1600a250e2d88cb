from django.db import models


class SourceFile(models.Model):
    """原件: a file as it came in, kept for ever, once per content.

    Of one that was erased the hash stays, by which it is known again.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField("文件名", max_length=255)
    content = models.BinaryField("内容")
    size = models.PositiveIntegerField("字节数")
    layout = models.CharField("版式", max_length=10)
    problems = models.JSONField("未能归类的行", default=list, blank=True)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "原件"
        ordering = ["-received_at"]

    def __str__(self):
        return self.name
