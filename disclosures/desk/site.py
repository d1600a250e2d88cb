"""The site of officials: Django's admin with the pages of the desk in it, one log-in and one guard for all."""

from functools import update_wrapper

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.forms import TextInput
from django.shortcuts import redirect
from django.urls import path, reverse_lazy

from disclosures.desk.head import head_of
from disclosures.desk.password import OwnPasswordForm
from disclosures.desk.urls import urlpatterns
from disclosures.models import Person
from disclosures.people.permissions import memberships_of

#: What a person reaches before they have changed a password that somebody else gave them.
BEFORE_THE_CHANGE = {"password_change", "logout", "jsi18n"}


class LogInForm(AuthenticationForm):
    """The log-in. A name longer than any account's is a wrong one, and is not recorded: it fits no column."""

    username = UsernameField(
        max_length=Person._meta.get_field("username").max_length,
        widget=TextInput(attrs={"autofocus": True}),
        error_messages={"max_length": "没有这么长的用户名，请重新输入。"},
    )


class DeskSite(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = "首页"
    empty_value_display = "—"
    login_form = LogInForm

    def has_permission(self, request) -> bool:
        """Accounts are for officials: an active one may log in, and what it sees then is a matter of memberships."""
        return request.user.is_active

    def admin_view(self, view, cacheable=False):
        return super().admin_view(_after_the_change(view), cacheable)

    def get_urls(self):
        desk = [
            path(str(one.pattern), self.admin_view(one.callback), one.default_args, name=one.name)
            for one in urlpatterns
        ]
        return desk + super().get_urls()

    def each_context(self, request):
        return super().each_context(request) | head_of(request.user)

    def index(self, request, extra_context=None):
        without_membership = not (request.user.is_superuser or memberships_of(request.user))
        return super().index(request, {"without_membership": without_membership} | (extra_context or {}))

    def password_change(self, request, extra_context=None):
        view = _OwnPassword.as_view(extra_context=self.each_context(request) | (extra_context or {}))
        return view(request)

    def password_change_done(self, request, extra_context=None):
        """Nothing is left to say on a page of its own."""
        return redirect("admin:index")


class _OwnPassword(SuccessMessageMixin, PasswordChangeView):
    """Leads to where the day begins, with a word that the password is changed."""

    form_class = OwnPasswordForm
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("admin:index")
    success_message = "密码已修改，下次登录请用新密码。"


def _after_the_change(view):
    """The view, once the person has a password of their own; until then the page where they choose one."""

    def guarded(request, *args, **kwargs):
        if request.user.must_change_password and request.resolver_match.url_name not in BEFORE_THE_CHANGE:
            return redirect("admin:password_change")
        return view(request, *args, **kwargs)

    return update_wrapper(guarded, view)
