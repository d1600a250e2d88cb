"""Form fields of the paper form: texts whose untouched words stay to the letter, amounts, percentages."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.models.project import AMOUNTS_BELOW
from indicators.money import TEN_THOUSAND, grouped, parse_amount

_FOLD = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def plain(text: str) -> str:
    """A text as a browser hands it back: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def keep_untouched(printed: str, typed: str) -> str:
    """The printed text to the letter where nobody touched it, else what was typed."""
    return printed if plain(printed) == typed else typed


def numbers_sent(data: QueryDict, prefix: str, field: str) -> list[int]:
    """The numbers under which the parts of a list were sent: all of them, as what is left out counts as removed."""
    named = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})-{field}")
    return sorted(int(match[1]) for name in data if (match := named.fullmatch(name)))


class TextField(forms.CharField):
    """A text of one or more lines; never required, as a draft may be unfinished."""

    def __init__(self, label: str, rows: int = 1, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(label=label, required=False, **options)

    def to_python(self, value):
        return plain(super().to_python(value) or "")


class LineField(forms.CharField):
    """A text of one line: a code, a unit."""

    def __init__(self, label: str, **options):
        super().__init__(label=label, required=False, **options)


class PlainSelect(forms.Select):
    """A select that is written at once. Django's own asks two templates for each option, and a page of indicator rows
    has hundreds."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        written = format_html_join("", "{}", ((_written_group(name, group),) for name, group, _ in widget["optgroups"]))
        return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), written)


def _written_group(name: str | None, group: list[dict[str, Any]]) -> SafeString:
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((option["value"], flatatt({"selected": option["selected"]}), option["label"]) for option in group),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, options) if name else options


class AmountField(forms.Field):
    """An amount in `unit`, typed with or without separators; Decimal or None."""

    def __init__(self, label: str, unit: str, **options):
        self.unit = unit
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "amount"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs), **options)

    def prepare_value(self, value):
        return grouped(value) if isinstance(value, Decimal) else value

    def to_python(self, value) -> Decimal | None:
        try:
            amount = parse_amount(value or "", self.unit)
        except ValueError as error:
            raise ValidationError(f"{error}，请填写数字，如 120,000.00。") from error
        if amount is None:
            return None
        if amount < 0:
            raise ValidationError("金额不能为负数。")
        if amount * (10_000 if self.unit == TEN_THOUSAND else 1) >= AMOUNTS_BELOW:
            raise ValidationError("金额大得不合常理（须小于十万亿元），请核对单位。")
        return amount


class PercentField(forms.Field):
    """A cumulative percentage from 0 to 100 with at most two decimals, typed with or without its sign."""

    def __init__(self, label: str, **options):
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "percent"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs), **options)

    def prepare_value(self, value):
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def to_python(self, value) -> Decimal | None:
        typed = (value or "").strip()
        number = "".join(typed.translate(_FOLD).split()).removesuffix("%")
        if not number:
            return None
        if not number.replace(".", "", 1).isdecimal() or not number.isascii():
            raise ValidationError(f"“{typed}”不是数字，请填写 0 到 100 的累计百分比，如 25。")
        percent = Decimal(number)
        if percent > 100:
            raise ValidationError(f"“{typed}”超过 100%，累计支出不能多于全年的 100%。")
        if percent != round(percent, 2):
            raise ValidationError(f"“{typed}”的小数多于两位。")
        return percent
