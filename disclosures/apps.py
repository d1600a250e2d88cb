from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from disclosures.publication.triggers import give_way, install_triggers


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "绩效信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        pre_migrate.connect(give_way, sender=self)
        post_migrate.connect(install_triggers, sender=self)
