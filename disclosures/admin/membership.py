from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from disclosures.admin.scoping import OwnChoices
from disclosures.models import Membership


class MembershipFormSet(BaseInlineFormSet):
    default_error_messages = BaseInlineFormSet.default_error_messages | {
        "too_few_forms": "至少保留一项任职；离开岗位的人员请取消“有效”以停用账号。",
        "missing_management_form": "任职部分没有完整提交，请刷新页面后重试。",
    }


class MembershipInline(OwnChoices, admin.TabularInline):
    """任职 of a person, in the regions of whoever keeps people there. Nobody changes their own."""

    model = Membership
    formset = MembershipFormSet
    autocomplete_fields = ["department"]
    fields = ["role", "region", "department"]
    extra = 0
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_min=True, **kwargs)

    def get_min_num(self, request, obj=None, **kwargs):
        return 0 if obj == request.user else self.min_num

    def has_add_permission(self, request, obj=None):
        return obj != request.user and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return obj != request.user and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return obj != request.user and super().has_delete_permission(request, obj)
