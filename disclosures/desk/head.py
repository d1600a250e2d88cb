"""What the head of every page of officials says beside their name."""

from disclosures.models.membership import BUREAU_ROLES
from disclosures.people.permissions import has_role
from disclosures.workflow.notices import unread


def head_of(user) -> dict:
    """Whether the person reviews, and how many notices they have not read."""
    if not user.is_authenticated:
        return {}
    return {"reviews": has_role(user, *BUREAU_ROLES), "unread_notices": unread(user)}
