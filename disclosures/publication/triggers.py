"""The triggers that keep frozen tables, on SQLite and PostgreSQL, and whether they still do what they should.

They are installed after every migrate, because SQLite rebuilds a table in many migrations and drops its triggers
silently, and give way before one that has something to do. On SQLite, where REPLACE removes rows without asking the
triggers for DELETE, an INSERT over an existing row is refused too; on PostgreSQL TRUNCATE is.
"""

from collections.abc import Callable, Iterator

from django.db import connections

from disclosures.publication.bypasses import our_tables
from disclosures.publication.frozen_tables import FROZEN, Frozen

_ACTIONS = {"sqlite": ("INSERT", "UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}
_REFUSAL = "published matter is never changed"


def install_triggers(using: str = "default", **kwargs):
    """Create the triggers anew on the database `using`; safe to run again. Signal arguments are ignored."""
    connection = connections[using]
    if not {frozen.table for frozen in FROZEN} <= set(connection.introspection.table_names()):
        return
    remove_triggers(using)
    with connection.cursor() as cursor:
        for name, does in _WRITTEN[connection.vendor]().items():
            for statement in _MADE[connection.vendor](name, *does):
                cursor.execute(statement)


def give_way(using: str = "default", plan=(), **kwargs):
    """Take the triggers away where a migrate has something to do; `install_triggers` follows it."""
    if plan:
        remove_triggers(using)


def remove_triggers(using: str = "default"):
    """Take the triggers away; `install_triggers` brings them back."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for frozen in FROZEN:
            behind = "" if connection.vendor == "sqlite" else f" ON {frozen.table}"
            for action in _ACTIONS[connection.vendor]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(frozen, action)}{behind}")


def trigger_troubles(using: str = "default") -> Iterator[str]:
    """Yield a Chinese sentence for each trigger that is missing, switched off, or does something else than it should,
    for each that was added to a table of ours, and for a setting that silences them all."""
    expected, installed = _WRITTEN[connections[using].vendor](), _installed(using)
    if missing := sorted(expected.keys() - installed.keys()):
        yield f"数据库中缺少保护公开内容的触发器：{'、'.join(missing)}"
    for name, (on, does) in sorted(installed.items()):
        if name not in expected:
            yield f"表上多出了触发器：{name}"
        elif not on:
            yield f"保护公开内容的触发器已被停用：{name}"
        elif tuple(does) != expected[name]:
            yield f"保护公开内容的触发器已被改动，不起应有的作用：{name}"
    if _silenced(using):
        yield "数据库的设置 session_replication_role 使触发器不起作用"


def installed_triggers(using: str = "default") -> list[str]:
    """Return the names of the triggers on our tables, sorted."""
    return sorted(_installed(using))


def expected_triggers(using: str = "default") -> list[str]:
    """Return the names of the triggers that belong there, sorted."""
    return sorted(_WRITTEN[connections[using].vendor]())


def _name(frozen: Frozen, action: str) -> str:
    return f"frozen_{frozen.subject}_{action.lower()}"


def _sqlite() -> dict[str, tuple[str, ...]]:
    """By the name of each trigger, the statement that makes it; SQLite keeps it word for word."""
    written: dict[str, tuple[str, ...]] = {}
    for frozen in FROZEN:
        refused = {
            "INSERT": f"EXISTS (SELECT 1 FROM {frozen.table} WHERE {frozen.taken()})",  # noqa: S608 (our own names)
            "UPDATE": f"({frozen.passes('IS')}) IS NOT TRUE",
            "DELETE": f"({frozen.removable}) IS NOT TRUE",
        }
        for action, condition in refused.items():
            name = _name(frozen, action)
            written[name] = (
                f"CREATE TRIGGER {name} BEFORE {action} ON {frozen.table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{frozen.table}: {_REFUSAL}'); END",
            )
    return written


def _postgresql() -> dict[str, tuple[str, ...]]:
    """By the name of each trigger, its definition and the body of its function, as PostgreSQL shows them."""
    written: dict[str, tuple[str, ...]] = {}
    for frozen in FROZEN:
        passes = {"UPDATE": frozen.passes("IS NOT DISTINCT FROM"), "DELETE": frozen.removable, "TRUNCATE": "false"}
        for action, condition in passes.items():
            name, row = _name(frozen, action), "OLD" if action == "DELETE" else "NEW"
            each = "STATEMENT" if action == "TRUNCATE" else "ROW"
            written[name] = (
                f"CREATE TRIGGER {name} BEFORE {action} ON {frozen.table} FOR EACH {each} EXECUTE FUNCTION {name}()",
                f"BEGIN IF ({condition}) IS NOT TRUE THEN RAISE EXCEPTION '{frozen.table}: {_REFUSAL}'; END IF; "
                f"RETURN {row}; END",
            )
    return written


def _make_sqlite(name: str, statement: str) -> list[str]:
    return [statement]


def _make_postgresql(name: str, definition: str, body: str) -> list[str]:
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
    return [function, definition]


_WRITTEN = {"sqlite": _sqlite, "postgresql": _postgresql}
_MADE: dict[str, Callable[..., list[str]]] = {"sqlite": _make_sqlite, "postgresql": _make_postgresql}
#: What the database says of the triggers on given tables: their names, whether they are on, and what they do. By
#: the same words a function with settings or rights of its own may mean something else (another schema's tables).
_QUERIES = {
    "sqlite": "SELECT name, 1, sql FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) IN ({tables})",
    "postgresql": "SELECT tgname, tgenabled IN ('O', 'A'), pg_get_triggerdef(t.oid, true), CASE WHEN proconfig IS NULL"
    " AND NOT prosecdef AND lanname = 'plpgsql' THEN prosrc END FROM pg_trigger t"
    " JOIN pg_proc p ON p.oid = tgfoid JOIN pg_language l ON l.oid = prolang JOIN pg_class c ON c.oid = tgrelid"
    " WHERE NOT tgisinternal AND pg_table_is_visible(c.oid) AND relname IN ({tables})",
}
_SETTINGS = (
    "SELECT current_setting('session_replication_role') <> 'origin' OR EXISTS (SELECT 1 FROM pg_db_role_setting"
    " WHERE array_to_string(setconfig, ',') LIKE '%session_replication_role%')"
)


def _installed(using: str) -> dict[str, tuple]:
    """By the name of each trigger on our tables, whether it is on, and what it does."""
    connection = connections[using]
    tables = ", ".join(f"'{table}'" for table in our_tables())
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[connection.vendor].format(tables=tables))
        return {name: (bool(on), does) for name, on, *does in cursor.fetchall()}


def _silenced(using: str) -> bool:
    """Whether a setting of PostgreSQL lets changes pass without asking the triggers."""
    if connections[using].vendor != "postgresql":
        return False
    with connections[using].cursor() as cursor:
        cursor.execute(_SETTINGS)
        return cursor.fetchone()[0]
