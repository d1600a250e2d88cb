from django.db import migrations, models

#: The pairs of letters of each column, marked with the letter of the kind and that of the column; the name as a whole.
#: Its cost is said, so that rows are not walked with it, and it runs in no parallel worker, which would start too late.
GRAMS = """
CREATE FUNCTION disclosures_search_grams(
  rowid bigint, name text, code text, purpose text, target text, other text, beside text
) RETURNS tsvector LANGUAGE sql IMMUTABLE COST 2000 AS $$
  SELECT array_to_tsvector(array_agg(gram)) FROM (
    SELECT chr(97 + (rowid >> 61)::integer) || mark || letter || next AS gram
    FROM (VALUES ('n', name), ('c', code), ('p', purpose), ('t', target), ('o', other), ('b', beside)) texts(mark, text),
    LATERAL unnest(string_to_array(text, NULL), (string_to_array(text, NULL))[2:]) pairs(letter, next)
    WHERE letter <> ' ' AND next IS NOT NULL
    UNION ALL
    SELECT chr(97 + (rowid >> 61)::integer) || '=' || left(replace(name, ' ', ''), 100) WHERE name <> ''
  ) grams
$$
"""
MADE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE disclosures_disclosedentry USING fts5("
        "name, code, purpose, target, other, beside, tokenize='ascii', columnsize=0)",
    ],
    "postgresql": [
        GRAMS,
        "CREATE TABLE disclosures_disclosedentry (rowid bigint PRIMARY KEY, name text NOT NULL, code text NOT NULL,"
        " purpose text NOT NULL, target text NOT NULL, other text NOT NULL, beside text NOT NULL)",
        "CREATE INDEX disclosures_search ON disclosures_disclosedentry USING gin("
        "disclosures_search_grams(rowid, name, code, purpose, target, other, beside))",
        # Without this the latest few of a rare word are looked for row by row.
        "ALTER INDEX disclosures_search ALTER COLUMN 1 SET STATISTICS 1000",
    ],
}
REMOVED = {
    "sqlite": ["DROP TABLE disclosures_disclosedentry"],
    "postgresql": [
        "DROP TABLE disclosures_disclosedentry",
        "DROP FUNCTION disclosures_search_grams(bigint, text, text, text, text, text, text)",
    ],
}


def make(apps, schema_editor):
    """Make the table of entries with its index, as the database can."""
    for statement in MADE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    """Remove the table of entries with its index."""
    for statement in REMOVED[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0024_likeness_of_published_indicators")]

    operations = [
        migrations.CreateModel(
            name="DisclosedAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alias", models.CharField(help_text="如“城管局”。", max_length=30, unique=True, verbose_name="简称")),
                (
                    "words",
                    models.CharField(
                        help_text="单位名称中须含有的字样，几个之间用空格隔开，如“城市管理”。",
                        max_length=100,
                        verbose_name="全称中的字样",
                    ),
                ),
            ],
            options={"verbose_name": "单位简称", "verbose_name_plural": "单位简称", "ordering": ["alias"]},
        ),
        migrations.CreateModel(
            name="DisclosedPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="次序")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("column", models.CharField(max_length=10, verbose_name="搜索类别")),
                ("text", models.TextField(verbose_name="内容")),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="passages", to="disclosures.disclosure"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=models.CASCADE, related_name="passages", to="disclosures.disclosedproject"
                    ),
                ),
            ],
            options={
                "verbose_name": "公开文字",
                "verbose_name_plural": "公开文字",
                "ordering": ["disclosure", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("disclosure", "position"), name="disclosed_passage_position_unique")
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="DisclosedEntry",
                    fields=[
                        ("number", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                        ("name", models.TextField(blank=True, verbose_name="名称")),
                        ("code", models.TextField(blank=True, verbose_name="编码")),
                        ("purpose", models.TextField(blank=True, verbose_name="用途")),
                        ("target", models.TextField(blank=True, verbose_name="指标值")),
                        ("other", models.TextField(blank=True, verbose_name="其他文字")),
                        ("beside", models.TextField(blank=True, verbose_name="所属")),
                    ],
                    options={"verbose_name": "搜索条目", "verbose_name_plural": "搜索条目", "ordering": ["number"]},
                ),
            ],
            database_operations=[migrations.RunPython(make, remove)],
        ),
    ]
