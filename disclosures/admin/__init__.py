"""The desk. Each module registers the pages of one model; importing them here is what autodiscovery needs."""

from django.contrib import admin

from disclosures.admin import department, disclosure, fiscal_year, region

__all__ = ["department", "disclosure", "fiscal_year", "region"]

admin.site.site_header = admin.site.site_title = "绩效公开 管理"
admin.site.index_title = "管理首页"
admin.site.empty_value_display = "—"
