from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import get_random_string

#: No letter or digit of a temporary password is taken for another when it is read aloud or copied by hand.
PLAIN_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Person(AbstractUser):
    """人员: somebody who logs in. Deactivated when they leave, never deleted, because events name them."""

    name = models.CharField("姓名", max_length=60)
    must_change_password = models.BooleanField("下次登录须修改密码", default=True)

    session_epoch = models.PositiveIntegerField("会话序号", default=0, editable=False)

    #: None takes a field of Django's away.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
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

    def save(self, **kwargs):
        """Save the person; deactivation ends every session for good, also for an account activated again."""
        if not self.is_active:
            self.session_epoch += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "session_epoch"}
        super().save(**kwargs)

    def get_session_auth_hash(self) -> str:
        """What a session must carry to count: another after a change of password and after a deactivation."""
        return f"{super().get_session_auth_hash()}{self.session_epoch}"

    def get_session_auth_fallback_hash(self):
        """The same with keys that were in use before."""
        for kept in super().get_session_auth_fallback_hash():
            yield f"{kept}{self.session_epoch}"

    def give_temporary_password(self) -> str:
        """A new password, to be handed over and changed at the next log-in; it is told this once. Saves the person."""
        password = get_random_string(10, PLAIN_CHARACTERS)
        self.set_password(password)
        self.must_change_password = True
        self.save()
        return password
