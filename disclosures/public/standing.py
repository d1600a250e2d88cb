"""What is public at this moment, in one short text: it changes with every publication, withdrawal and erasure."""

import hashlib

from django.db.models import Count, Max

from disclosures.models.disclosure import Disclosure


def state() -> str:
    """Return what tells the present state of everything published from every other. One query."""
    seen = Disclosure.objects.aggregate(
        versions=Count("pk"), last=Max("pk"), withdrawn=Max("withdrawn_at"), erased=Max("erased_at")
    )
    return digest(*(str(value) for value in seen.values()))


def digest(*texts: str) -> str:
    """Return a short hash of texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
