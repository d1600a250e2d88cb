"""The public room, fourth part: whose pages these are."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q

from indicators.models import Region


class DisclosedOwner(models.Model):
    """主办信息 of a region: whose pages these are, and where to report an error in them."""

    region = models.OneToOneField(Region, models.CASCADE, verbose_name="财政区划", related_name="+")
    main = models.BooleanField("用于全站", default=False, help_text="首页、列表等不属于哪一个区划的页面用这一份。")
    name = models.CharField("主办单位", max_length=100, help_text="如“秦皇岛市山海关区财政局”。")
    contact = models.CharField("联系方式", max_length=200, help_text="电话、地址或电子邮箱，如“电话 0335-0000000”。")
    site_code = models.CharField("网站标识码", max_length=20, blank=True)
    filing_number = models.CharField(
        "备案号", max_length=60, blank=True, help_text="ICP 备案号，如“冀ICP备00000000号”。"
    )
    security_number = models.CharField("公安备案号", max_length=60, blank=True)
    errors_to = models.CharField(
        "找错",
        max_length=300,
        help_text="读者报告差错的去处：电子邮箱，或者以 https:// 开头的网址；网址中的 {url} 换成有差错的页面的网址。",
    )
    shows_checks = models.BooleanField("公开规则核对结果", default=True, help_text="涉密的规则不在内。")

    class Meta:
        verbose_name = verbose_name_plural = "主办信息"
        ordering = ["region"]
        constraints = [
            models.UniqueConstraint(fields=["main"], condition=Q(main=True), name="site_owner_one_main"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(contact="") & ~Q(errors_to=""), name="site_owner_words_given"
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if not self.errors_to.startswith("https://"):
            try:
                validate_email(self.errors_to)
            except ValidationError as error:
                raise ValidationError({"errors_to": "请填电子邮箱，或者以 https:// 开头的网址。"}) from error
