"""The divisions (财政区划) of the city 秦皇岛; an operator adds others with `manage.py add_region`."""

from django.db import migrations

DIVISIONS = {
    "130302": "海港区",
    "130303": "山海关区",
    "130304": "北戴河区",
    "130306": "抚宁区",
    "130321": "青龙满族自治县",
    "130322": "昌黎县",
    "130324": "卢龙县",
    "130371": "秦皇岛经济技术开发区",
    "130372": "北戴河新区",
}


def seed(apps, schema_editor):
    region = apps.get_model("indicators", "Region")
    region.objects.using(schema_editor.connection.alias).bulk_create(
        region(code=code, name=name) for code, name in DIVISIONS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
