"""The published rows as a file of Datasette's, tuned as its manual says: indexes, a search index, counts made before.

Trigrams, because the other tokenizers of SQLite take a run of Chinese for one word.
"""

import json
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection

_TABLES = {
    "disclosure": (
        "SELECT id, region_code, region_name, department_code, department_name, fiscal_year, version, project_count,"
        " indicator_count, total FROM disclosures_disclosure"
    ),
    "project": (
        "SELECT p.id, p.disclosure_id, p.region_code, p.department_code, d.department_name, p.fiscal_year, p.key,"
        " p.name, p.code, p.total, p.indicator_count"
        " FROM disclosures_disclosedproject p JOIN disclosures_disclosure d ON d.id = p.disclosure_id"
    ),
    "indicator": (
        "SELECT i.id, i.project_id, p.name AS project_name, i.region_code, i.department_code, d.department_name,"
        " i.fiscal_year, i.category, i.subcategory, i.kind, i.name, i.description, i.target, i.basis"
        " FROM disclosures_disclosedindicator i JOIN disclosures_disclosedproject p ON p.id = i.project_id"
        " JOIN disclosures_disclosure d ON d.id = p.disclosure_id"
    ),
}
_TUNING = """
CREATE INDEX indicator_project ON indicator (project_id);
CREATE INDEX indicator_department ON indicator (department_code, fiscal_year);
CREATE INDEX indicator_year ON indicator (fiscal_year);
CREATE INDEX indicator_category ON indicator (category);
CREATE INDEX project_disclosure ON project (disclosure_id);
CREATE INDEX project_department ON project (department_code, fiscal_year);
CREATE INDEX project_total ON project (total);
CREATE VIRTUAL TABLE indicator_fts USING fts5(
  name, description, target, basis, content='indicator', content_rowid='id', tokenize='trigram');
INSERT INTO indicator_fts (indicator_fts) VALUES ('rebuild');
INSERT INTO indicator_fts (indicator_fts) VALUES ('optimize');
ANALYZE;
VACUUM;
"""


def copy_to(path: Path) -> None:
    """Write the published rows into a new SQLite file."""
    target = sqlite3.connect(path)
    for table, query in _TABLES.items():
        with connection.chunked_cursor() as rows:
            rows.execute(query)
            names = [column[0] for column in rows.description]
            target.execute(f"CREATE TABLE {table} ({', '.join([f'{names[0]} INTEGER PRIMARY KEY', *names[1:]])})")
            places = ", ".join("?" * len(names))
            while some := rows.fetchmany(10_000):
                plain = (
                    [value if isinstance(value, int | str | None) else float(value) for value in row] for row in some
                )
                target.executemany(f"INSERT INTO {table} VALUES ({places})", plain)
    target.commit()
    target.executescript(_TUNING)
    target.close()


def _plain(value):
    """A value as SQLite keeps it."""
    return value if isinstance(value, int | str | None) else float(value)


def command(python: str, path: Path, port: int) -> list[str]:
    """The command that serves the file; its counts are made first, into a file beside it."""
    counts = path.with_suffix(".json")
    made = subprocess.run([python, "-m", "datasette", "inspect", str(path)], check=True, stdout=subprocess.PIPE).stdout
    counts.write_bytes(made)
    assert json.loads(made)
    limits = {"max_csv_mb": 0, "sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}
    settings = {"default_page_size": 50, "suggest_facets": "off"} | limits
    options = [word for name, value in settings.items() for word in ("--setting", name, str(value))]
    return [
        *(python, "-m", "datasette", "serve", "--immutable", str(path), "--inspect-file", str(counts)),
        *("--port", str(port), *options),
    ]
