"""The desk. Each module registers the pages of one model; importing them here is what autodiscovery needs."""

from disclosures.admin import department, disclosure, fiscal_year, region

__all__ = ["department", "disclosure", "fiscal_year", "region"]
