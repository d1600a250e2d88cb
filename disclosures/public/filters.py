"""The filters of the public lists: what can be asked, and what was chosen in words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.boundfield import BoundField
from django.http import QueryDict

from disclosures.document.search_text import LONGEST_WORD, MOST_WORDS, words_of
from disclosures.models.disclosed_extract import DisclosedCount, DisclosedIndicatorCount, DisclosedProjectCount
from disclosures.models.disclosure import DisclosedIndicator, DisclosedProject, DisclosedYear, Disclosure
from disclosures.public.choices import BANDS, KINDS, LEVEL_CHOICES
from disclosures.public.search import matching
from disclosures.public.template_filters import amount
from disclosures.public.unit_names import unit_at, units_called
from indicators.amount_bands import AMOUNT_BANDS, WITHOUT_AMOUNT

#: Filters of which the counters know nothing.
UNCOUNTED = {"q", "unit", "amount_min", "amount_max"}


@dataclass(frozen=True)
class Chosen:
    """One chosen filter in words, and the query that is left when it is taken away."""

    words: str
    rest: str


_GONE = "没有公开的信息，可能写错了，也可能已经撤回公开。"


class UnitInput(forms.TextInput):
    """A field that offers the units while somebody types; it works without."""

    def __init__(self):
        super().__init__({"list": "units", "autocomplete": "off", "placeholder": "单位名称或代码"})


class PlaceFilters(django_filters.FilterSet):
    """Text, region, unit and year: what all lists ask. Offers only what is published now.

    `department` is a unit as the pages link to it, `unit` what somebody typed.
    """

    #: The counters of the rows; None where there are none.
    counters: type[DisclosedCount] | None = None

    q = django_filters.CharFilter(label="搜索", method="filter_text", max_length=100)
    unit = django_filters.CharFilter(label="单位", method="filter_unit", max_length=100, widget=UnitInput)
    region = django_filters.ChoiceFilter(label="区划", field_name="region_code", empty_label="全部")
    department = django_filters.ChoiceFilter(label="单位", method="filter_department", empty_label="全部")
    year = django_filters.ChoiceFilter(label="年度", field_name="fiscal_year", empty_label="全部")

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        published = Disclosure.objects.current().filter(
            region_code=OuterRef("region_code"), fiscal_year=OuterRef("fiscal_year")
        )
        newest_last = DisclosedYear.objects.filter(Exists(published)).order_by("region_code", "fiscal_year")
        places = newest_last.values_list("region_code", "region_name", "fiscal_year")
        self.regions = {code: name for code, name, _ in places}
        years = sorted({year for _, _, year in places}, reverse=True)
        unit = unit_at(self.data["department"]) if self.data.get("department") else None
        self.filters["region"].extra["choices"] = list(self.regions.items())
        self.filters["year"].extra["choices"] = [(year, f"{year}年") for year in years]
        self.filters["department"].extra["choices"] = [(unit.value, unit.label)] if unit else []

    @property
    def qs(self) -> QuerySet:
        """The rows that fit every filter; none where one of them asks for what is not there."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    @cached_property
    def given(self) -> dict[str, Any]:
        """The filters in force by name, with their values; those that cannot be answered are left out."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def countable(self) -> bool:
        """Whether the counters know every row that fits: a text or an amount is asked for nowhere, nothing is wrong."""
        return self.counters is not None and self.form.is_valid() and not self.given.keys() & UNCOUNTED

    def fixed(self) -> dict[str, Any]:
        """The columns of the counters that the filters hold to a value."""
        columns: dict[str, Any] = {}
        if "region" in self.given:
            columns["region_code"] = self.given["region"]
        if "department" in self.given:
            region, _, code = self.given["department"].partition("-")
            elsewhere = columns.get("region_code", region) != region
            columns |= {"region_code": "" if elsewhere else region, "department_code": code}
        if "year" in self.given:
            columns["fiscal_year"] = int(self.given["year"])
        return columns

    def flat(self) -> Q:
        """The condition that the filters are for the rows themselves, where the counters know them."""
        return Q(**self.fixed())

    def asked(self) -> list[BoundField]:
        """The fields that somebody fills in; where there are no facets, those that they stand for as well."""
        facets = self.counters is not None
        choices = {name for name, field in self.form.fields.items() if isinstance(field, forms.ChoiceField)}
        return [field for field in self.form if field.name not in {"q", "department", *(choices if facets else ())}]

    def kept(self) -> dict[str, str]:
        """What the form sends on unseen: the choices of the facets, the unit, the order."""
        seen = {"q", "page", *(field.name for field in self.asked())}
        return {name: value for name, value in self.data.items() if value and name not in seen}

    def wrong(self) -> list[Chosen]:
        """Return what is wrong with each filter that cannot be answered, with the query that is left without it."""
        names = [name for name in self.form.fields if name in self.form.errors or name in self.given.keys() & {"unit"}]
        return [Chosen(self._complaint(name), self.rest(name)) for name in names]

    @cached_property
    def meant(self) -> list[Chosen]:
        """The units that a typed one may mean, each with the query that asks for it."""
        units = units_called(self.given["unit"], self.given.get("region", "")) if "unit" in self.given else []
        return [Chosen(unit.label, self.rest("unit", department=unit.value)) for unit in units]

    def _complaint(self, name: str) -> str:
        """Why a filter cannot be answered. What is chosen from a list may be there no more, or never was."""
        field = self.form.fields[name]
        if name not in self.form.errors:
            if self.meant:
                return f"{field.label}“{self.data[name][:20]}”可能是下面{len(self.meant)}个单位中的一个，请选择。"
            return f"{field.label}“{self.data[name][:20]}”{_GONE}"
        if isinstance(field, forms.ChoiceField):
            return f"{field.label}“{self.data[name][:20]}”{_GONE}"
        return f"{field.label}：{''.join(self.form.errors[name])}"

    def rest(self, *without: str, **with_values: str) -> str:
        """The query without some filters and with others, beginning at the first page."""
        rest = QueryDict(mutable=True)
        left_out = {"page", *without, *with_values}
        rest.update({name: kept for name, kept in self.data.items() if kept and name not in left_out} | with_values)
        return rest.urlencode()

    def filter_text(self, rows, _name, words):
        return matching(rows, words)

    def filter_unit(self, rows, _name, _typed):
        """What is typed and means one unit is sent on to it (`views.lists`); all else is asked about."""
        return rows.none()

    def filter_department(self, rows, _name, value):
        region, _, code = value.partition("-")
        return rows.filter(region_code=region, department_code=code)

    def chosen(self) -> list[Chosen]:
        """The filters in force, each with the query string that lacks it (and begins at the first page)."""
        return [
            Chosen(self._words(name, value), self.rest(name)) for name, value in self.given.items() if name != "unit"
        ]

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

    counters = DisclosedProjectCount

    band = django_filters.ChoiceFilter(
        label="预算数", method="filter_band", empty_label="全部", choices=list(BANDS.items())
    )
    amount_min = django_filters.NumberFilter(
        label="预算数不低于（元）", field_name="total", lookup_expr="gte", min_value=0, max_digits=18, decimal_places=2
    )
    amount_max = django_filters.NumberFilter(
        label="预算数不高于（元）", field_name="total", lookup_expr="lte", min_value=0, max_digits=18, decimal_places=2
    )

    class Meta:
        model = DisclosedProject
        fields = ()

    def fixed(self):
        return super().fixed() | ({"band": self.given["band"]} if "band" in self.given else {})

    def flat(self):
        fixed = self.fixed()
        band = fixed.pop("band", None)
        return Q(**fixed) & (_within(band) if band else Q())

    def filter_band(self, rows, _name, value):
        return rows.filter(_within(value))


class IndicatorFilters(PlaceFilters):
    """The filters of the list of indicators."""

    counters = DisclosedIndicatorCount

    level = django_filters.ChoiceFilter(
        label="指标级别", method="filter_level", empty_label="全部", choices=LEVEL_CHOICES
    )

    target = django_filters.ChoiceFilter(
        label="指标值", field_name="kind", empty_label="全部", choices=list(KINDS.items())
    )

    class Meta:
        model = DisclosedIndicator
        fields = ()

    def fixed(self):
        kind = {"kind": self.given["target"]} if "target" in self.given else {}
        return super().fixed() | (_level(self.given["level"]) if "level" in self.given else {}) | kind

    def filter_level(self, rows, _name, value):
        return rows.filter(**_level(value))


def _level(value: str) -> dict[str, str]:
    """The columns that a level is, as it stands in an address."""
    category, _, subcategory = value.partition(".")
    return {"category_key": category} | ({"subcategory_key": subcategory} if subcategory else {})


def _within(key: str) -> Q:
    """The condition that a project is of an amount band."""
    if key == WITHOUT_AMOUNT:
        return Q(total=None, withheld=False)
    band = next(band for band in AMOUNT_BANDS if band.key == key)
    above = Q() if band.lowest is None else Q(total__gte=band.lowest)
    return above & (Q() if band.limit is None else Q(total__lt=band.limit))


def _choice_words(choices, value: str) -> str:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            if found := _choice_words(words, value):
                return found
        elif str(key) == value:
            return str(words)
    return ""
