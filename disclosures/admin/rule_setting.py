from django import forms
from django.contrib import admin

from disclosures.admin.scoping import Scoped
from disclosures.models import RuleSetting
from disclosures.workflow.findings import RULES

CHOICES = [(rule.code, f"{rule.code} {rule.name}（{rule.severity.label}）") for rule in RULES.values()]


class RuleSettingForm(forms.ModelForm):
    rule = forms.ChoiceField(
        label="规则",
        choices=[("", "---------"), *CHOICES],
        help_text="括号内为规则原来的级别。涉密内容未标为不公开的，不论如何设置都不能公开。",
    )


@admin.register(RuleSetting)
class RuleSettingAdmin(Scoped):
    """规则设置: what a region decides about a rule, with the reason; without a setting a rule has its own severity."""

    form = RuleSettingForm
    fields = ["region", "rule", "choice", "reason"]
    list_display = ["rule", "rule_name", "own_severity", "choice", "region", "reason", "changed_by", "changed_at"]
    list_display_links = ["rule", "rule_name"]
    list_filter = [("region", admin.RelatedOnlyFieldListFilter), "choice"]
    list_select_related = ["region", "changed_by"]
    search_fields = ["rule", "reason"]

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="规则名称")
    def rule_name(self, setting) -> str:
        return RULES[setting.rule].name

    @admin.display(description="原级别")
    def own_severity(self, setting) -> str:
        return RULES[setting.rule].severity.label
