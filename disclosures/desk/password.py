from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError


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
