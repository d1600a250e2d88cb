"""What the public templates say in one word: `{% load public %}`."""

from decimal import Decimal

from django import template

from disclosures.public import addresses, presenters

register = template.Library()

register.filter("department_address", addresses.department_address)
register.filter("disclosure_address", addresses.disclosure_address)
register.filter("version_address", addresses.version_address)
register.filter("project_address", addresses.project_address)
register.filter("paragraphs", presenters.paragraphs)


@register.filter
def amount(value: Decimal | None) -> str:
    """An amount with thousands separators and two to six decimals, without its unit; "" for none."""
    if value is None:
        return ""
    whole, _, decimals = f"{value:,.6f}".partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage with two decimals, without its sign; "" for none."""
    return "" if value is None else f"{value:.2f}"
