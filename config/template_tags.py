"""The template tags that every template may use without loading them."""

import re

from django import template
from django.conf import settings
from django.template.base import Parser, TextNode, Token

register = template.Library()

_SEAM = re.compile(r"([<>]|[ \t]*\n[ \t]*)")


class _TightNode(template.Node):
    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        return self.nodelist.render(context)


@register.simple_tag
def site_name() -> str:
    """What the site calls itself."""
    return settings.SITE_NAME


@register.tag
def tight(parser: Parser, token: Token) -> template.Node:
    """Join the lines of the template up to `{% endtight %}`: line breaks go, with the blanks before and after them.

    Chinese has no blanks between words, and a browser shows a line break within a sentence as one. Line breaks between
    the attributes of an element stay, and so do those in values and in included templates.
    """
    nodelist = parser.parse(("endtight",))
    parser.delete_first_token()
    in_element_tag = False
    for node in (node for node in nodelist.get_nodes_by_type(TextNode) if isinstance(node, TextNode)):
        pieces = _SEAM.split(node.s)
        for index, piece in enumerate(pieces):
            if piece in ("<", ">"):
                in_element_tag = piece == "<"
            elif "\n" in piece and not in_element_tag:
                pieces[index] = ""
        node.s = "".join(pieces)
    return _TightNode(nodelist)
