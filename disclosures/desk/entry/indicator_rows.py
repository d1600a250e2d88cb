"""The indicator rows of a project as a form: one small form per row, levels that follow the year's scheme.

A row that nobody touched keeps its printed words, those of the levels and of the target to the letter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from disclosures.desk.entry.fields import LineField, PlainSelect, TextField, keep_untouched, numbers_sent, plain
from disclosures.desk.entry.remarks import RemarkedForm
from disclosures.document.declarations import FieldKind, Trait, field_of, names_of
from disclosures.document.model import IndicatorRow
from indicators.target_values import ABOUT, SIGN_CODES, Kind, compose_target, fold, parse_target
from indicators.taxonomy import SCHEMES, Scheme, levels_in

QUALITATIVE = "定性"
SIGNS = [("", ""), *((sign, sign) for sign in SIGN_CODES), (QUALITATIVE, QUALITATIVE)]
#: Blank rows below the others, for browsers without script.
SPARE = 3
#: The texts that stand in one cell each; the target stands in three.
WORDS = tuple(name for name in names_of(IndicatorRow, FieldKind.TEXT) if name != "target")
TEXTS = (*WORDS, "number", "unit")
_OPEN = re.compile(r"(?P<sign>[≥≤<>=])(?P<unit>[^\d≥≤<>=]{0,20})")


def split_target(target: str) -> tuple[str, str, str]:
    """A printed 指标值 in three cells: sign (定性 for anything but a number), number or words, unit."""
    value = parse_target(target)
    if value.kind == Kind.BLANK:
        return "", "", ""
    if value.kind == Kind.NUMBER and value.sign != ABOUT:
        return value.sign, f"{value.number:f}", value.unit
    unfinished = _OPEN.fullmatch(fold(target))
    if unfinished:
        return unfinished["sign"], "", unfinished["unit"]
    return QUALITATIVE, target, ""


def merged_target(sign: str, number: str, unit: str) -> str:
    """The 指标值 that three cells make, as it is printed."""
    return compose_target("" if sign == QUALITATIVE else sign, number, unit)


def level_choices(scheme: str, category: str = "", subcategory: str = "") -> tuple[list, list]:
    """The choices of 一级指标, and of 二级指标 grouped by it; words of another scheme, or of none, that stand in a
    row are among them, so that they stay as printed."""
    levels = [(printed, list(children.values())) for printed, children in SCHEMES[Scheme(scheme)].values()]
    first = [("", "")] + [(printed, printed) for printed, _ in levels]
    second = [("", "")] + [(printed, [(child, child) for child in children]) for printed, children in levels]
    if category and category not in dict(levels):
        first.append((category, category))
    if subcategory and subcategory not in dict(levels).get(category, ()):
        second.append((f"{category}（原文）", [(subcategory, subcategory)]))
    return first, second


def level_map(scheme: str) -> dict:
    """For the script that pastes rows: the levels of the year, and where the words of every scheme belong in it."""
    levels = {printed: list(children.values()) for printed, children in SCHEMES[Scheme(scheme)].values()}
    words = {}
    for other in SCHEMES.values():
        for category, (printed, children) in other.items():
            for subcategory, child in children.items():
                place = levels_in(Scheme(scheme), category, subcategory)
                if place:
                    words[f"{printed}|{child}"] = place
                    words.setdefault(f"|{child}", place)
    return {"levels": levels, "words": words}


def _label(name: str) -> str:
    return field_of(IndicatorRow, name).label


class IndicatorForm(RemarkedForm):
    """One row. Levels left blank mean "as above", as on paper."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    order = forms.DecimalField(
        label="次序", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "order"})
    )
    category = LineField(_label("category"), max_length=30, widget=PlainSelect)
    subcategory = LineField(_label("subcategory"), max_length=30, widget=PlainSelect)
    name = TextField(_label("name"))
    description = TextField(_label("description"))
    sign = forms.ChoiceField(label="符号", required=False, choices=SIGNS, widget=PlainSelect)
    number = TextField(_label("target"), widget=forms.Textarea(attrs={"rows": 1, "class": "target-number"}))
    unit = LineField("单位", widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}))
    basis = TextField(_label("basis"))
    remove = forms.BooleanField(label="删除", required=False)

    def __init__(self, row: IndicatorRow | None, scheme: str, **options):
        super().__init__(initial=_initial(row) if row else {}, **options)
        self.row, self.scheme = row, Scheme(scheme)
        words = (self[name].value() or "" for name in ("category", "subcategory"))
        self.fields["category"].widget.choices, self.fields["subcategory"].widget.choices = level_choices(
            scheme, *words
        )
        for name, field in self.fields.items():
            field.widget.attrs |= {"data-field": name, "aria-label": field.label or ""}

    @property
    def is_blank(self) -> bool:
        """Nothing but levels stands in it: such a row is not kept."""
        return not any(self.cleaned_data.get(name) for name in TEXTS) and not set(TEXTS) & set(self.errors)

    @property
    def printed_target(self) -> str:
        """指标值 as it stands in the three cells now, merged."""
        cells = [self[name].value() or "" for name in ("sign", "number", "unit")]
        if self.row and tuple(plain(cell) for cell in cells) == _cells(self.row):
            return self.row.target
        return merged_target(*cells)

    def build(self, above: IndicatorRow | None) -> IndicatorRow:
        """The row as it stands in the form; blank levels are those of the row `above`, and refused where none is."""
        data, row = self.cleaned_data, self.row or IndicatorRow("", "", "", "", "", "")
        category, subcategory = data["category"], data["subcategory"]
        if above and not (category or subcategory):
            category, subcategory = above.category, above.subcategory
        self._check_levels(category, subcategory)
        cells = data["sign"], data["number"], data["unit"]
        texts: dict[str, Any] = {name: keep_untouched(getattr(row, name), data[name]) for name in WORDS}
        return replace(
            row,
            category=category,
            subcategory=subcategory,
            target=row.target if cells == _cells(row) else merged_target(*cells),
            **texts,
        )

    def _check_levels(self, category: str, subcategory: str) -> None:
        """Refuse what is no level in any year's scheme. Those of another year stay as printed; a rule marks them."""
        if self.row and (category, subcategory) == (self.row.category, self.row.subcategory):
            return
        children = {
            child
            for scheme in SCHEMES.values()
            for first, names in scheme.values()
            if first == category
            for child in names.values()
        }
        if not category:
            self.add_error("category", "请选择一级指标。")
        elif not children and not (self.row and category == self.row.category):
            self.add_error("category", f"“{category}”不是一级指标，请重新选择。")
        elif subcategory not in children:
            words = f"“{subcategory}”不属于“{category}”，请重新选择。" if subcategory else "请选择二级指标。"
            self.add_error("subcategory", words)


class IndicatorRows:
    """All rows of a project: the forms, whether they hold, and what they make."""

    def __init__(self, rows: Sequence[IndicatorRow], scheme: str, data=None):
        self.scheme = scheme
        if data is None:
            self.forms = [self._form(place, row) for place, row in enumerate([*rows, *[None] * SPARE])]
        else:
            known = {row.key: row for row in rows if row.key}
            places = numbers_sent(data, "rows", "name")
            self.forms = [self._form(place, known.get(data.get(f"rows-{place}-key", "")), data) for place in places]

    @property
    def template(self) -> IndicatorForm:
        """A blank row for the script to copy."""
        return IndicatorForm(None, self.scheme, prefix="rows-__n__")

    def build(self) -> tuple[IndicatorRow, ...] | None:
        """The rows in the order asked for, without blank and removed ones; None where one does not hold."""
        valid = [form.is_valid() for form in self.forms]
        self.forms.sort(key=_order)  # where the page comes back, it comes back as it was
        wanted = [form for form in self.forms if not (form.cleaned_data.get("remove") or form.is_blank)]
        made: list[IndicatorRow] = []
        for form in wanted:
            if all(name in form.cleaned_data for name in IndicatorForm.base_fields if name not in ("order", "remove")):
                made.append(form.build(made[-1] if made else None))
        return tuple(made) if all(valid) and not any(form.errors for form in self.forms) else None

    def _form(self, place: int, row: IndicatorRow | None, data=None) -> IndicatorForm:
        form = IndicatorForm(row, self.scheme, prefix=f"rows-{place}", data=data)
        if row and data is None:
            form.initial["order"] = place + 1
        return form


def _order(form: IndicatorForm) -> tuple[bool, Decimal]:
    order = form.cleaned_data.get("order")
    return order is None, order or Decimal(0)


def _cells(row: IndicatorRow) -> tuple[str, str, str]:
    sign, number, unit = split_target(row.target)
    return sign, plain(number), unit


def _initial(row: IndicatorRow) -> dict:
    sign, number, unit = split_target(row.target)
    texts = {name: getattr(row, name) for name in ("key", *names_of(IndicatorRow, Trait.COMPARED)) if name != "target"}
    return texts | {"sign": sign, "number": number, "unit": unit}
