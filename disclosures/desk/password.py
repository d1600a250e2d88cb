from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """Django's rule in Chinese throughout: its own translation lacks the sentence of refusal."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要有 {self.min_length} 个字符。"


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
