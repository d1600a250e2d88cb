"""What the public templates say in one word: `{% load public %}`."""

from decimal import Decimal

from django import template

from disclosures.public import addresses, presenters
from indicators.money import grouped

register = template.Library()

register.filter("department_address", addresses.department_address)
register.filter("disclosure_address", addresses.disclosure_address)
register.filter("version_address", addresses.version_address)
register.filter("project_address", addresses.project_address)
register.filter("paragraphs", presenters.paragraphs)
amount = register.filter("amount", grouped)


@register.filter
def percent(value: Decimal | None) -> str:
    """A percentage with two decimals, without its sign; "" for none."""
    return "" if value is None else f"{value:.2f}"
