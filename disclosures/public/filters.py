"""The filters of the public lists: what can be asked, and what was chosen in words."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from disclosures.document.declarations import Trait, names_of
from disclosures.document.model import IndicatorRow, ProjectSheet
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject, Disclosure
from disclosures.public.template_filters import amount
from indicators.taxonomy import SCHEMES, Category, Subcategory

#: What a search looks for at most: every word costs a look at every row.
MOST_WORDS, LONGEST_WORD = 8, 50


@dataclass(frozen=True)
class Chosen:
    """One chosen filter in words, and the query that is left when it is taken away."""

    words: str
    rest: str


def level_names() -> dict[Category, tuple[str, dict[Subcategory, str]]]:
    """Every level of every scheme under its newest name, in the order of the paper form."""
    names: dict[Category, tuple[str, dict[Subcategory, str]]] = {}
    for levels in SCHEMES.values():
        for category, (name, subcategories) in levels.items():
            names[category] = (name, names.get(category, ("", {}))[1] | subcategories)
    return names


LEVEL_CHOICES = [
    (name, [(category.value, f"{name}（全部）"), *((f"{category}.{key}", words) for key, words in below.items())])
    for category, (name, below) in level_names().items()
]


def words_of(text: str) -> list[str]:
    """The words (split at blanks) that are searched for: each once, so many, and no longer than so."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in text.split()))[:MOST_WORDS]


def contains(rows: QuerySet, text: str, fields: tuple[str, ...]) -> QuerySet:
    """The rows that have every word of the text in at least one of the fields."""
    for word in words_of(text):
        clauses = Q()
        for field in fields:
            clauses |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(clauses)
    return rows


class PlaceFilters(django_filters.FilterSet):
    """Text, region, department and year: what both lists ask. Offers only what is published now."""

    text_fields: tuple[str, ...] = ()

    q = django_filters.CharFilter(label="搜索", method="filter_text", max_length=100)
    region = django_filters.ChoiceFilter(label="区划", field_name="region_code", empty_label="全部")
    department = django_filters.ChoiceFilter(label="单位", method="filter_department", empty_label="全部")
    year = django_filters.ChoiceFilter(label="年度", field_name="fiscal_year", empty_label="全部")

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        places = list(
            Disclosure.objects.current()
            .order_by("region_code", "department_code", "-fiscal_year")
            .values_list("region_code", "region_name", "department_code", "department_name", "fiscal_year")
        )
        asked_region = self.data.get("region")
        regions = {code: name for code, name, *_ in places}
        departments: dict[str, dict[str, str]] = {}
        for region, _, code, name, _ in places:
            if asked_region in ("", None, region):
                departments.setdefault(regions[region], {}).setdefault(f"{region}-{code}", f"{code} {name}")
        self.filters["region"].extra["choices"] = list(regions.items())
        self.filters["department"].extra["choices"] = [
            (region, list(names.items())) for region, names in departments.items()
        ]
        years = sorted({place[-1] for place in places}, reverse=True)
        self.filters["year"].extra["choices"] = [(year, f"{year}年") for year in years]

    @property
    def qs(self) -> QuerySet:
        """The rows that fit every filter; none where one of them asks for what is not there."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    def wrong(self) -> list[Chosen]:
        """Return what is wrong with each filter that cannot be answered, with the query that is left without it."""
        names = [name for name in self.form.fields if name in self.form.errors]
        return [Chosen(self._complaint(name), self._rest(name)) for name in names]

    def _complaint(self, name: str) -> str:
        """Why a filter cannot be answered. What is chosen from a list may be there no more, or never was."""
        field = self.form.fields[name]
        if isinstance(field, forms.ChoiceField):
            return f"{field.label}“{self.data[name][:20]}”没有公开的信息，可能写错了，也可能已经撤回公开。"
        return f"{field.label}：{''.join(self.form.errors[name])}"

    def _rest(self, name: str) -> str:
        """The query without a filter, beginning at the first page."""
        rest = QueryDict(mutable=True)
        rest.update({key: kept for key, kept in self.data.items() if kept and key not in (name, "page")})
        return rest.urlencode()

    def filter_text(self, rows, _name, words):
        return contains(rows, words, self.text_fields)

    def filter_department(self, rows, _name, value):
        region, _, code = value.partition("-")
        return rows.filter(region_code=region, department_code=code)

    def chosen(self) -> list[Chosen]:
        """The filters in force, each with the query string that lacks it (and begins at the first page)."""
        given = [(name, value) for name, value in self.form.cleaned_data.items() if value not in (None, "")]
        return [Chosen(self._words(name, value), self._rest(name)) for name, value in given]

    def _words(self, name: str, value) -> str:
        field = self.form.fields[name]
        if name == "q":
            searched = " ".join(words_of(value))
            whole = searched == " ".join(dict.fromkeys(value.split()))
            return f"含“{searched}”" if whole else f"含“{searched}”（只查前{MOST_WORDS}个词，每词前{LONGEST_WORD}字）"
        if isinstance(field, forms.ChoiceField):
            return _choice_words(field.choices, str(value))
        return f"{field.label.removesuffix('（元）')} {amount(value)} 元"


class ProjectFilters(PlaceFilters):
    """The filters of the list of projects."""

    text_fields = (*names_of(ProjectSheet, Trait.SEARCHED), "disclosure__department_name")

    amount_min = django_filters.NumberFilter(
        label="预算数不低于（元）", field_name="total", lookup_expr="gte", min_value=0, max_digits=18, decimal_places=2
    )
    amount_max = django_filters.NumberFilter(
        label="预算数不高于（元）", field_name="total", lookup_expr="lte", min_value=0, max_digits=18, decimal_places=2
    )

    class Meta:
        model = DisclosedProject
        fields = ()


class IndicatorFilters(PlaceFilters):
    """The filters of the list of indicators."""

    text_fields = (
        *names_of(IndicatorRow, Trait.SEARCHED),
        "project__name",
        "project__disclosure__department_name",
    )

    level = django_filters.ChoiceFilter(
        label="指标级别", method="filter_level", empty_label="全部", choices=LEVEL_CHOICES
    )

    class Meta:
        model = DisclosedIndicator
        fields = ()

    def filter_level(self, rows, _name, value):
        category, _, subcategory = value.partition(".")
        rows = rows.filter(category_key=category)
        return rows.filter(subcategory_key=subcategory) if subcategory else rows


def _choice_words(choices, value: str) -> str:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            if found := _choice_words(words, value):
                return found
        elif str(key) == value:
            return str(words)
    return ""
