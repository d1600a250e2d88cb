"""What a region decided about the rules of review."""

from disclosures.checks import Settings, Severity
from disclosures.models import RuleSetting
from indicators.taxonomy import Scheme


def settings_for(region_code: str, scheme: str) -> Settings:
    """Return what a region decided about severities, and the scheme of the year. One query."""
    rows = RuleSetting.objects.filter(region__code=region_code).values_list("rule", "choice")
    off = RuleSetting.Choice.OFF
    severities = {rule: None if choice == off else Severity(choice) for rule, choice in rows}
    return Settings(severities=severities, scheme=Scheme(scheme))
