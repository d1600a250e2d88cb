"""Triggers that refuse to change or remove what was published and who did what, on SQLite and PostgreSQL.

They are installed after every migrate, because SQLite rebuilds a table in many migrations and drops its triggers
silently. What they let through: a body may be erased, once (text emptied; hash and place in the chain kept; time,
reason and names given), and a version may cease to be current. On SQLite, where REPLACE removes rows without asking
the triggers for DELETE, an INSERT over an existing row is refused too; on PostgreSQL TRUNCATE is.
"""

from dataclasses import dataclass

from django.db import connections

_ERASURE = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.text = ''"
    " AND NEW.erased_reason <> '' AND NEW.erased_by <> ''"
)
_YEAR = ("region_code", "department_code", "fiscal_year")


def _same(*columns: str) -> str:
    return "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")"


@dataclass(frozen=True)
class Frozen:
    """A table whose rows stay. An UPDATE passes where the columns `kept` stay and `allowed` (SQL) holds; `meets`
    (SQL) is where an old row stands in the way of a new one."""

    subject: str
    table: str
    kept: tuple[str, ...]
    allowed: str
    meets: str


FROZEN = (
    Frozen(
        "body",
        "disclosures_disclosurebody",
        kept=("id", "disclosure_id", "sha256", "previous_sha256", "sequence"),
        allowed=_ERASURE,
        meets=" OR ".join(map(_same, ("id", "disclosure_id", "previous_sha256", "sequence"))),
    ),
    Frozen("event", "disclosures_submissionevent", kept=(), allowed="1 = 0", meets=_same("id")),
    Frozen("change", "disclosures_planchange", kept=(), allowed="1 = 0", meets=_same("id")),
    Frozen(
        "disclosure",
        "disclosures_disclosure",
        kept=(
            *("id", "submission_id", "region_code", "region_name", "department_code", "department_name"),
            *("fiscal_year", "version", "published_at", "imported", "originally_published_on", "content_sha256"),
            *("project_count", "withheld_count", "indicator_count", "total"),
        ),
        allowed='(OLD."current" OR NOT NEW."current")',
        meets=f'{_same("id")} OR {_same(*_YEAR, "version")} OR {_same(*_YEAR)} AND "current" AND NEW."current"',
    ),
)


def install_triggers(using: str = "default", **kwargs):
    """Create the triggers anew on the database `using`; safe to run again. Signal arguments are ignored."""
    connection = connections[using]
    if not {frozen.table for frozen in FROZEN} <= set(connection.introspection.table_names()):
        return
    remove_triggers(using)
    with connection.cursor() as cursor:
        for statement in _CREATE[connection.vendor]():
            cursor.execute(statement)


def remove_triggers(using: str = "default"):
    """Take the triggers away, for tests that empty all tables; `install_triggers` brings them back."""
    connection = connections[using]
    behind = "" if connection.vendor == "sqlite" else " ON {table}"
    with connection.cursor() as cursor:
        for frozen in FROZEN:
            for action in _ACTIONS[connection.vendor]:
                name = f"frozen_{frozen.subject}_{action.lower()}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{behind.format(table=frozen.table)}")


def expected_triggers(using: str = "default") -> list[str]:
    """The names of the triggers that belong there, sorted."""
    actions = _ACTIONS[connections[using].vendor]
    return sorted(f"frozen_{frozen.subject}_{action.lower()}" for frozen in FROZEN for action in actions)


def installed_triggers(using: str = "default") -> list[str]:
    """The names of the installed triggers, sorted."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen_%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'frozen_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name for (name,) in cursor.fetchall())


def _sqlite() -> list[str]:
    statements = []
    for frozen in FROZEN:
        conditions = {
            "INSERT": f"EXISTS (SELECT 1 FROM {frozen.table} WHERE {frozen.meets})",  # noqa: S608 (our own names)
            "UPDATE": f"NOT ({_passes(frozen, 'IS')})",
            "DELETE": "1 = 1",
        }
        statements += [
            f"CREATE TRIGGER frozen_{frozen.subject}_{action.lower()} BEFORE {action} ON {frozen.table} "
            f"WHEN {conditions[action]} BEGIN "
            f"SELECT RAISE(ABORT, '{frozen.table}: published matter is never changed'); END"
            for action in _ACTIONS["sqlite"]
        ]
    return statements


def _postgresql() -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION frozen_refuse() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION '%: published matter is never changed', TG_TABLE_NAME; END $$ LANGUAGE plpgsql",
    ]
    for frozen in FROZEN:
        scopes = {
            "UPDATE": f"FOR EACH ROW WHEN (NOT ({_passes(frozen, 'IS NOT DISTINCT FROM')}))",
            "DELETE": "FOR EACH ROW",
            "TRUNCATE": "FOR EACH STATEMENT",
        }
        statements += [
            f"CREATE TRIGGER frozen_{frozen.subject}_{action.lower()} BEFORE {action} ON {frozen.table} "
            f"{scopes[action]} EXECUTE FUNCTION frozen_refuse()"
            for action in _ACTIONS["postgresql"]
        ]
    return statements


def _passes(frozen: Frozen, equals: str) -> str:
    return " AND ".join([frozen.allowed, *(f'NEW."{column}" {equals} OLD."{column}"' for column in frozen.kept)])


_ACTIONS = {"sqlite": ("INSERT", "UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}
_CREATE = {"sqlite": _sqlite, "postgresql": _postgresql}
