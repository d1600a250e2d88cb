from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with the site of the desk. Named in full in the settings."""

    default_site = "disclosures.desk.site.DeskSite"
