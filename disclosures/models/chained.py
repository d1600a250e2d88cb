from django.db import models

#: What stands before the first row of a chain.
CHAIN_START = "0" * 64


class Chained(models.Model):
    """A row of a chain: it holds the SHA-256 of the row before it and its own (disclosures/models/chains.py).

    Triggers refuse any change or removal. An erased row keeps its place and its hashes; its texts are gone, and with
    them the salt without which nobody can guess short texts by their hash.
    """

    number = models.PositiveIntegerField("序号", editable=False)
    salt = models.CharField("盐", max_length=32, blank=True, editable=False)
    texts_sha256 = models.CharField("文字指纹", max_length=64, editable=False)
    previous_sha256 = models.CharField("前一条的 SHA-256", max_length=64, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
