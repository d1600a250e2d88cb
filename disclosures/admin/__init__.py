"""The model pages of the admin, one module each; importing them here is what autodiscovery needs."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin  # noqa: F401 (registers groups, which set_up_roles alone writes)
from django.contrib.auth.models import Group

from disclosures.admin import (
    department,
    disclosure,
    fiscal_year,
    person,
    plan_change,
    region,
    roster,
    rule_setting,
    site_owner,
    standard_indicator,
    subject,
    submission_event,
    succession,
    unit_alias,
)

__all__ = [
    "department",
    "disclosure",
    "fiscal_year",
    "person",
    "plan_change",
    "region",
    "roster",
    "rule_setting",
    "site_owner",
    "standard_indicator",
    "subject",
    "submission_event",
    "succession",
    "unit_alias",
]

admin.site.unregister(Group)
