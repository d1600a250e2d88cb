"""The glossary: what units say the terms of their explanations mean."""

from dataclasses import dataclass

from django.db.models import Count, Max

from disclosures.models.disclosed_statement import DisclosedTerm
from disclosures.models.disclosure import Disclosure


@dataclass(frozen=True)
class Meaning:
    """A meaning of a term, how many published texts give it, and the newest of them."""

    text: str
    count: int
    source: Disclosure


def glossary() -> list[tuple[str, list[Meaning]]]:
    """Return every term of the current versions with its meanings, the one that most texts give first. Two queries."""
    current = DisclosedTerm.objects.filter(disclosure__current=True).order_by()
    found = list(current.values("term", "text").annotate(count=Count("id"), newest=Max("disclosure")))
    sources = Disclosure.objects.in_bulk({one["newest"] for one in found})
    terms: dict[str, list[Meaning]] = {}
    for one in sorted(found, key=lambda one: (one["term"], -one["count"], one["text"])):
        if one["newest"] in sources:
            terms.setdefault(one["term"], []).append(Meaning(one["text"], one["count"], sources[one["newest"]]))
    return list(terms.items())
