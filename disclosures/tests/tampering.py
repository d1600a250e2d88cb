"""Somebody with the database in his hands: changes behind the triggers' back, and what verification says of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from disclosures.publication.triggers import install_triggers, remove_triggers

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@contextmanager
def without_triggers() -> Iterator[None]:
    """The triggers are away inside, and back as they should be afterwards."""
    remove_triggers()
    yield
    install_triggers()


def forge(rows: QuerySet, **columns) -> None:
    """Change rows behind the triggers' back; without columns, delete them."""
    with without_triggers():
        if columns:
            rows.update(**columns)
        else:
            rows.delete()


def run(sql: str) -> None:
    """Give the database a statement as it is."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def verified(*arguments: str) -> tuple[str, int]:
    """What verify_disclosures prints and its exit status."""
    out, status = StringIO(), 0
    try:
        call_command("verify_disclosures", *arguments, stdout=out)
    except SystemExit as leaving:
        status = leaving.code
    return out.getvalue().strip(), status


def in_order(bodies: int, erased: int = 0) -> str:
    """The last line where nothing was altered."""
    return f"共核对{bodies}份公开全文：0处有改动，{erased}份已依法清除。"


def alterations() -> list[str]:
    """The sentences that verification says of alterations."""
    out, status = verified()
    found = [line.removeprefix("有改动  ") for line in out.splitlines() if line.startswith("有改动  ")]
    assert status == bool(found)
    return found


def dump() -> str:
    """Everything in the database, as text: a line for each row, escapes of JSON read."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [f"{table}: {[_text(value) for value in row]}" for row in cursor.fetchall()]
    return "\n".join(found)


def _text(value) -> str:
    text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
