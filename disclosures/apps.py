from django.apps import AppConfig
from django.db.models.signals import post_migrate

from disclosures.publication.frozen_tables import install_triggers


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "绩效信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(install_triggers, sender=self)
