import re
import unicodedata

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """Django's rule in Chinese throughout: its own translation lacks the sentence of refusal."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要有 {self.min_length} 个字符。"


class HoldsNoName:
    """A password does not hold the user name, the letters of the user name or the name, forwards or backwards.

    A name of two Latin letters is found only where no other letter touches it (li2023, lili): else "family" held it.
    """

    def validate(self, password: str, user=None) -> None:
        """Raise ValidationError (Chinese) for a password that holds one of the user's names."""
        folded = _folded(password)
        if any(_holds(folded, name) for name in _names(user)):
            raise ValidationError(self.get_help_text(), code="password_holds_name")

    def get_help_text(self) -> str:
        return "密码不能含有您的用户名或姓名，倒过来写也不行。"


def _names(user) -> set[str]:
    """The names of a user and their reverses; a single character is no name."""
    username, name = (_folded(getattr(user, field, "") or "") for field in ("username", "name"))
    letters = re.sub(r"[\W\d_]", "", username)
    names = {one for one in (username, name, letters) if len(one) > 1}
    return names | {one[::-1] for one in names}


def _holds(password: str, name: str) -> bool:
    if len(name) == 2 and name.isascii() and name.isalpha():
        return bool(re.search(f"(?<![a-z])(?:{name})+(?![a-z])", password))
    return name in password


def _folded(text: str) -> str:
    """The text without what tells neither letter nor digit apart: width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class OwnPasswordForm(PasswordChangeForm):
    """A person's own new password, which differs from the old one; with it the duty to change it is done."""

    required_css_class = "required"

    def clean_new_password1(self) -> str:
        password = self.cleaned_data["new_password1"]
        if password == self.cleaned_data.get("old_password"):
            raise ValidationError("新密码不能与原密码相同。")
        return password

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)
