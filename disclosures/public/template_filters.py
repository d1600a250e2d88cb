"""What the public templates say in one word: `{% load public %}`."""

import json
from decimal import Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from disclosures.document.statement_kinds import kind_of
from disclosures.exports.table_files import MOST_XLSX_ROWS
from disclosures.public import addresses, presenters
from disclosures.public.catalog import schema_org
from disclosures.public.editions import Edition
from disclosures.public.site import Imprint, imprint_of
from disclosures.public.version_summary import Names
from indicators import money
from indicators.money import grouped, signed

register = template.Library()

register.filter("department_address", addresses.department_address)
register.filter("disclosure_address", addresses.disclosure_address)
register.filter("version_address", addresses.version_address)
register.filter("statements_address", addresses.statements_address)
register.filter("statement_address", addresses.statement_address)
register.filter("beside_address", addresses.beside_address)
register.filter("beside_projects_address", addresses.beside_projects_address)
register.filter("beside_version_address", addresses.beside_version_address)
register.filter("project_address", addresses.project_address)
register.filter("paragraphs", presenters.paragraphs)
register.filter("sheet_groups", presenters.sheet_groups)
register.filter("words_for_blank", presenters.words_for_blank)
amount = register.filter("amount", grouped)
register.filter("signed", signed)


@register.filter
def thousands(count: int) -> str:
    """A count, grouped in thousands."""
    return f"{count:,}"


@register.simple_tag(takes_context=True)
def site_imprint(context: template.Context) -> Imprint | None:
    """Whose page this is; None where the page answers no request that could be read."""
    request = context.get("request")
    return imprint_of(request) if request else None


@register.simple_tag(takes_context=True)
def canonical(context: template.Context, address: str) -> str:
    """The link that names the one address of a text that stands at several."""
    return format_html('<link rel="canonical" href="{}">', context["request"].build_absolute_uri(address))


@register.simple_tag(takes_context=True)
def lasting(context: template.Context, address: str) -> str:
    """An address with the name of the site, as it is cited and printed."""
    return context["request"].build_absolute_uri(address)


@register.filter
def in_short(yuan: Decimal | None) -> str:
    """An amount in 万元 or 亿元, in brackets; "" where there is nothing to shorten."""
    words = money.in_short(yuan)
    return f"（约 {words}）" if words else ""


@register.filter
def in_change(yuan: Decimal) -> str:
    """A difference of amounts in words."""
    if not yuan:
        return "没有增减"
    return f"{'增加' if yuan > 0 else '减少'} {grouped(abs(yuan))} 元"


@register.filter
def listed(names: Names) -> str:
    """How many projects there are, with the first names."""
    more = "等" if names.count > len(names.told) else ""
    return f"{names.count} 个项目（{'、'.join(names.told)}{more}）"


@register.filter
def plain(number: Decimal) -> str:
    """A number without noughts at its end."""
    whole, _, decimals = f"{number:,.10f}".partition(".")
    return f"{whole}.{decimals.rstrip('0')}".rstrip(".")


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage with two decimals, without its sign; "" for none."""
    return "" if value is None else f"{value:.2f}"


@register.filter
def has_codes(kind: str) -> bool:
    """Whether the subjects of a kind of statement are codes."""
    return kind_of(kind).tree is not None


@register.simple_tag(takes_context=True)
def list_files(context: template.Context, rows: int) -> list[tuple[str, str]]:
    """What a list of so many rows is taken away as, with the addresses: the same filters as the page."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    place, asked = request.path.rstrip("/"), f"?{query.urlencode()}" if query else ""
    names = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
    if rows > MOST_XLSX_ROWS:
        del names["xlsx"]
    return [(name, f"{place}.{ending}{asked}") for ending, name in names.items()]


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, edition: Edition) -> SafeString:
    """What search engines read of a version: data, which no browser runs."""
    site = context["request"].build_absolute_uri("/")[:-1]
    text = json.dumps(schema_org(edition, site), ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (nothing in it ends the element)


@register.filter
def with_marks(pieces: list[tuple[str, bool]]) -> SafeString:
    """A text in pieces, those that are words of the question marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    )
