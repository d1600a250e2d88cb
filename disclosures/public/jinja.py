"""What the long tables of the public pages are drawn with (docs/decisions/0021-long-tables-by-jinja2.md)."""

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, StrictUndefined

from disclosures.public import presenters
from disclosures.public.template_filters import amount, has_codes, percent, thousands


def environment(**options) -> Environment:
    """Return the environment of Django's Jinja2 backend: it escapes, and a misspelt name is an error."""
    own = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options | own)  # noqa: S701 (it escapes)
    made.filters |= {"amount": amount, "percent": percent, "has_codes": has_codes, "thousands": thousands}
    made.filters |= {
        "linebreaksbr": linebreaksbr,
        "words_for_blank": presenters.words_for_blank,
        "sheet_groups": presenters.sheet_groups,
    }
    return made


def drawn(template: str, **context) -> SafeString:
    """Return a part of a page, drawn by Jinja2, to be put into the page by Django's templates."""
    return mark_safe(render_to_string(template, context, using="jinja2"))  # noqa: S308 (Jinja2 has escaped it)
