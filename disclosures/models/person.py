from django.contrib.auth.models import AbstractUser
from django.db import models


class Person(AbstractUser):
    """人员: somebody who logs in. Deactivated when they leave, never deleted, because events name them."""

    name = models.CharField("姓名", max_length=60)
    must_change_password = models.BooleanField("下次登录须修改密码", default=True)

    first_name = None
    last_name = None
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as Chinese writes it, in one."""
        return str(self)

    get_short_name = get_full_name
