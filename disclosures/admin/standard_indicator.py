from django import forms
from django.contrib import admin

from disclosures.admin.scoping import HiddenElsewhere
from indicators.models import StandardIndicator
from indicators.taxonomy import SCHEMES, Category, Subcategory

#: Every category that a scheme knows and the subcategories below it, in the words of the newest scheme.
LEVELS: dict[Category, tuple[str, dict[Subcategory, str]]] = {}
for scheme in SCHEMES.values():
    for category, (name, children) in scheme.items():
        LEVELS[category] = (name, LEVELS.get(category, ("", {}))[1] | children)
CATEGORY_OF = {subcategory: category for category, (_, children) in LEVELS.items() for subcategory in children}


class LevelFilter(admin.SimpleListFilter):
    title = "二级指标"
    parameter_name = "subcategory"

    def lookups(self, request, model_admin):
        return [(key, name) for _, children in LEVELS.values() for key, name in children.items()]

    def queryset(self, request, queryset):
        return queryset.filter(subcategory=self.value()) if self.value() else queryset


class StandardIndicatorForm(forms.ModelForm):
    """The second level says the first."""

    subcategory = forms.ChoiceField(
        label="指标类别", choices=[("", "---------"), *((name, list(of.items())) for name, of in LEVELS.values())]
    )

    def clean(self):
        if subcategory := self.cleaned_data.get("subcategory"):
            self.instance.category = CATEGORY_OF[Subcategory(subcategory)]
        return super().clean()


@admin.register(StandardIndicator)
class StandardIndicatorAdmin(HiddenElsewhere, admin.ModelAdmin):
    """指标库, one for all regions. What should no longer be picked is put out of use, not deleted."""

    form = StandardIndicatorForm
    fields = ["subcategory", "name", "description", ("sign", "unit"), "active"]
    list_display = ["name", "first_level", "second_level", "sign", "unit", "active"]
    list_filter = ["active", LevelFilter]
    search_fields = ["name", "description"]

    @admin.display(description="一级指标", ordering="category")
    def first_level(self, indicator) -> str:
        return LEVELS[Category(indicator.category)][0]

    @admin.display(description="二级指标", ordering="subcategory")
    def second_level(self, indicator) -> str:
        return LEVELS[Category(indicator.category)][1][Subcategory(indicator.subcategory)]
