"""Triggers that refuse to change or remove what was published, on SQLite and PostgreSQL.

They are installed after every migrate, because SQLite rebuilds a table in many migrations and drops its triggers
silently. The one change let through is the erasure of a body: text emptied, hash and place in the chain kept,
time, reason and names given, once.
"""

from django.db import connections

BODY = "disclosures_disclosurebody"
EVENT = "disclosures_submissionevent"

_KEPT = ("id", "disclosure_id", "sha256", "previous_sha256", "sequence")
_ERASURE = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.text = ''"
    " AND NEW.erased_reason <> '' AND NEW.erased_by <> '' AND "
) + " AND ".join(f"NEW.{column} = OLD.{column}" for column in _KEPT)


def install_triggers(using: str = "default", **kwargs):
    """Create the triggers anew on the database `using`; safe to run again. Signal arguments are ignored."""
    connection = connections[using]
    if not {BODY, EVENT} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def remove_triggers(using: str = "default"):
    """Take the triggers away, for tests that empty all tables; `install_triggers` brings them back."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in REMOVALS[connection.vendor]:
            cursor.execute(statement)


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
    for table, name, action, allowed in (
        (BODY, "frozen_body_update", "UPDATE", _ERASURE),
        (BODY, "frozen_body_delete", "DELETE", ""),
        (EVENT, "frozen_event_update", "UPDATE", ""),
        (EVENT, "frozen_event_delete", "DELETE", ""),
    ):
        when = f"WHEN NOT ({allowed})" if allowed else ""
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: published matter is never changed'); END",
        ]
    return statements


def _postgresql() -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION frozen_refuse() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION '%: published matter is never changed', TG_TABLE_NAME; END $$ LANGUAGE plpgsql",
    ]
    for table, subject in ((BODY, "body"), (EVENT, "event")):
        guard = f"WHEN (NOT ({_ERASURE}))" if table == BODY else ""
        for action, scope, condition in (
            ("update", "FOR EACH ROW", guard),
            ("delete", "FOR EACH ROW", ""),
            ("truncate", "FOR EACH STATEMENT", ""),
        ):
            name = f"frozen_{subject}_{action}"
            statements += [
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
                f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} {scope} {condition} "
                "EXECUTE FUNCTION frozen_refuse()",
            ]
    return statements


STATEMENTS = {"sqlite": _sqlite(), "postgresql": _postgresql()}
REMOVALS = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS frozen_{subject}_{action}"
        for subject in ("body", "event")
        for action in ("update", "delete")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS frozen_{subject}_{action} ON {table}"
        for table, subject in ((BODY, "body"), (EVENT, "event"))
        for action in ("update", "delete", "truncate")
    ],
}
