from django.db import migrations
from django.db.models import Count

from disclosures.document.lineage import likeness
from disclosures.document.model import IndicatorRow

BATCH = 2000


def fill(apps, schema_editor):
    """Write by what published indicators are found over years and units, how many targets of a project are numbers,
    and the deadlines that single units have."""
    indicators = apps.get_model("disclosures", "DisclosedIndicator")
    table, sql = indicators._meta.db_table, "UPDATE {} SET likeness = %s WHERE id = %s"
    last = 0
    while rows := list(
        indicators.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "subcategory", "name")[:BATCH]
    ):
        last = rows[-1][0]
        filled = [(likeness(IndicatorRow("", level, name, "", "", "")), pk) for pk, level, name in rows]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(sql.format(schema_editor.quote_name(table)), filled)
    _count_numbers(apps, indicators)
    _tell_deadlines(apps)


def _count_numbers(apps, indicators):
    projects = apps.get_model("disclosures", "DisclosedProject")
    counted = dict(
        indicators.objects.filter(kind="number")
        .order_by()
        .values_list("project")
        .annotate(numbers=Count("pk"))
    )
    changed = [projects(pk=pk, quantified_count=count) for pk, count in counted.items()]
    projects.objects.bulk_update(changed, ["quantified_count"], BATCH // 4)


def _tell_deadlines(apps):
    plans = apps.get_model("indicators", "AnnualPlan").objects.filter(publication_deadline__isnull=False)
    units = apps.get_model("disclosures", "DisclosedUnit").objects
    for region, year, code, due_on in plans.values_list(
        "fiscal_year__region__code", "fiscal_year__year", "department__code", "publication_deadline"
    ):
        units.filter(region_code=region, fiscal_year=year, code=code).update(due_on=due_on)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0023_through_the_years"), ("indicators", "0005_codes_of_published_projects")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
