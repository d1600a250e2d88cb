"""What in a PostgreSQL database changes what a statement on our tables does, besides triggers: none of it is ours.

A rule swallows a withdrawal; rows of a child table stand among ours and no trigger guards them; row security hides
rows; a view in place of a table shows what it likes.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections

_OURS = "n.nspname = ANY (current_schemas(false)) AND c.relname = ANY (%(tables)s)"
_FROM = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
_ASKED = {
    "表“{}”已被换成视图或其他东西": f"SELECT c.relname {_FROM} WHERE {_OURS} AND c.relkind NOT IN ('r', 'p')",
    "表上多出了规则：{}": f"SELECT c.relname || '.' || r.rulename {_FROM} JOIN pg_rewrite r ON r.ev_class = c.oid"
    f" WHERE {_OURS} AND r.rulename <> '_RETURN'",
    "表“{}”设置了行级安全策略": f"SELECT c.relname {_FROM} WHERE {_OURS} AND c.relrowsecurity",
    "表“{}”另有继承它的表": f"SELECT DISTINCT c.relname {_FROM} JOIN pg_inherits i ON i.inhparent = c.oid"
    f" WHERE {_OURS}",
}


def our_tables() -> list[str]:
    """Return the names of all tables of the two apps, sorted."""
    models = [
        model
        for app in ("disclosures", "indicators")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    return sorted(model._meta.db_table for model in models)


def bypass_troubles(using: str = "default") -> Iterator[str]:
    """Yield a Chinese sentence for each thing that changes what a statement on our tables does."""
    if connections[using].vendor != "postgresql":
        return
    for words, asked in _ASKED.items():
        with connections[using].cursor() as cursor:
            cursor.execute(f"{asked} ORDER BY 1", {"tables": our_tables()})
            found = [name for (name,) in cursor.fetchall()]
        yield from (words.format(name) for name in found)
