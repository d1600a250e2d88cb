"""What each role may do in the model pages of the admin; the pages of the desk ask disclosures.people.permissions.

A role is a group of Django of the same name; memberships keep people in the groups of their roles, and every model
page is scoped besides (disclosures/admin/scoping.py).
"""

from django.contrib.auth.models import Group, Permission

from disclosures.models import Role

#: Role → model → what it may do there.
PERMISSIONS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.CLERK: {
        "planchange": ("view",),
        "submissionevent": ("view",),
    },
    Role.HEAD: {
        "planchange": ("view",),
        "submissionevent": ("view",),
    },
    Role.REVIEWER: {
        "department": ("view",),
        "disclosure": ("view",),
        "fiscalyear": ("view",),
        "planchange": ("view",),
        "roster": ("view",),
        "rosterunit": ("view",),
        "rulesetting": ("view",),
        "standardindicator": ("view",),
        "subject": ("view",),
        "submissionevent": ("view",),
    },
    Role.DIRECTOR: {
        "department": ("view",),
        "disclosure": ("view",),
        "fiscalyear": ("view", "add", "change", "delete"),
        "planchange": ("view",),
        "roster": ("view", "add", "change", "delete"),
        "rosterunit": ("view", "add", "change", "delete"),
        "rulesetting": ("view", "add", "change", "delete"),
        "standardindicator": ("view",),
        "subject": ("view",),
        "submissionevent": ("view",),
    },
    Role.ADMINISTRATOR: {
        "department": ("view", "add", "change", "delete"),
        "membership": ("view", "add", "change", "delete"),
        "person": ("view", "add", "change"),
        "region": ("view", "change"),
        "disclosedalias": ("view", "add", "change", "delete"),
        "disclosedowner": ("view", "add", "change"),
        "disclosedsuccession": ("view", "add", "change", "delete"),
        "standardindicator": ("view", "add", "change"),
        "subject": ("view", "add", "change"),
    },
}


def set_up_roles() -> list[Group]:
    """Create the group of every role and give it exactly its permissions; harmless twice."""
    return [_set_up(role) for role in Role]


def _set_up(role: Role) -> Group:
    group, _ = Group.objects.get_or_create(name=role.label)
    codenames = [f"{action}_{model}" for model, actions in PERMISSIONS[role].items() for action in actions]
    ours = Permission.objects.filter(content_type__app_label__in=("disclosures", "indicators"))
    group.permissions.set(ours.filter(codename__in=codenames))
    return group
