from django.apps import AppConfig
from django.core import checks
from django.db import DatabaseError, connection
from django.db.models.signals import post_migrate, pre_migrate

from disclosures.publication.deploy_checks import site_owner_troubles
from disclosures.publication.triggers import give_way, install_triggers


@checks.register(deploy=True)
def check_database_answers(app_configs, **options):
    """Return an error where the database of the settings cannot be reached; asked by `check --deploy`."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        hint = "请检查 DATABASE_URL 和数据库服务（见 docs/operations.md）。"
        return [checks.Error(f"数据库不能使用：{error}", hint=hint, id="disclosures.E001")]
    return []


@checks.register(deploy=True)
def check_site_has_an_owner(app_configs, **options):
    """Return an error where a page would not say whose it is; asked by `check --deploy`."""
    return site_owner_troubles()


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "绩效信息公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        pre_migrate.connect(give_way, sender=self)
        post_migrate.connect(install_triggers, sender=self)
