import sys

from django.db import migrations
from django.db.models import Case, Count, F, Max, Sum, Value, When
from django.db.models.functions import Left

from disclosures.document.as_json import from_text
from disclosures.publication.public_rows import sheet_rows

BATCH = 1000
LETTERS = 30
INDICATORS = ("category_key", "subcategory_key", "kind")
PROJECTS = ("band",)
BANDS = Case(
    When(withheld=True, then=Value("withheld")),
    When(total=None, then=Value("without")),
    When(total__gte=10**7, then=Value("from_10m")),
    When(total__gte=10**6, then=Value("from_1m")),
    When(total__gte=10**5, then=Value("from_100k")),
    When(total__gte=10**4, then=Value("from_10k")),
    default=Value("under_10k"),
)
PLACE = ("region_code", "department_code", "fiscal_year")


def fill(apps, schema_editor):
    """Write what the lists read of the versions that are public already: beginnings of names, counters, sheets."""
    projects = apps.get_model("disclosures", "DisclosedProject").objects
    indicators = apps.get_model("disclosures", "DisclosedIndicator").objects
    for rows in (projects, indicators):
        rows.update(name_start=Left("name", LETTERS))
    counts = apps.get_model("disclosures", "DisclosedIndicatorCount")
    versions = F("project__disclosure")
    of_levels = indicators.order_by().values(*PLACE, *INDICATORS, version=versions)
    _write(counts, of_levels.annotate(counted=Count("id")))
    _sum_up(counts, INDICATORS, rows=Sum("rows"))
    counts = apps.get_model("disclosures", "DisclosedProjectCount")
    of_bands = projects.order_by().annotate(band=BANDS).values("band", *PLACE, version=F("disclosure"))
    _write(counts, of_bands.annotate(counted=Count("id"), sum=Sum("total"), most=Max("total")))
    _sum_up(counts, PROJECTS, rows=Sum("rows"), total=Sum("total"), largest=Max("largest"))
    _write_sheets(apps, projects)


def _write(model, rows):
    """Write the counters of units' years."""
    names = {"version": "disclosure_id", "counted": "rows", "sum": "total", "most": "largest"}
    found = ({names.get(name, name): value for name, value in row.items()} for row in rows.iterator(BATCH))
    model.objects.bulk_create([model(scope="unit_year", **row) for row in found], BATCH)


def _sum_up(model, sorts, **summed):
    """Write the sums of all units of a region's year and of all years of a unit."""
    for scope, given in (("unit", {"fiscal_year": 0}), ("region_year", {"department_code": ""})):
        by = [*(name for name in PLACE if name not in given), *sorts]
        rows = model.objects.filter(scope="unit_year").order_by().values(*by)
        sums = rows.annotate(**{f"all_{name}": sum_ for name, sum_ in summed.items()})
        found = ({name.removeprefix("all_"): value for name, value in row.items()} for row in sums)
        model.objects.bulk_create([model(scope=scope, **given, **row) for row in found], BATCH)


def _write_sheets(apps, projects):
    """Write the text of every project, from the bodies."""
    sheets = apps.get_model("disclosures", "DisclosedSheet")
    known = {column.name for column in sheets._meta.concrete_fields}
    bodies = apps.get_model("disclosures", "DisclosureBody").objects.filter(disclosure__current=True, erased_at=None)
    count = bodies.count()
    for number, (version, text) in enumerate(bodies.values_list("disclosure", "text").iterator(chunk_size=20), 1):
        rows = projects.filter(disclosure=version).order_by("position").values_list("pk", flat=True)
        made = zip(rows, sheet_rows(from_text(text)), strict=True)
        sheets.objects.bulk_create(
            [sheets(project_id=pk, **{name: row[name] for name in row if name in known}) for pk, row in made], BATCH
        )
        if number % 500 == 0:
            sys.stdout.write(f"\n    {number}/{count} 份公开全文")


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0021_counters_and_sheets")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
