"""Rows that cannot be read, and rows that belong to nothing.

What was altered so that it cannot even be read is said like any other alteration, and the rest is read all the same.

Verification reads what somebody with the database may have written: a text that is no JSON, a moment that is no date.
"""

import logging
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Exists, ForeignKey, OuterRef

logger = logging.getLogger(__name__)


def unless_unreadable(name: str, troubles: Iterable[str]) -> Iterator[str]:
    """Yield what is found wrong with the matter called `name` (Chinese), and last that it cannot be read, if so.

    A database that is away is no alteration: the error goes on.
    """
    try:
        yield from troubles
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and not _answers():
            raise
        logger.exception("cannot be verified: %s", name)
        yield f"{name}：读不出来，内容已被改动或损坏（{type(error).__name__}）"


def _answers() -> bool:
    """Whether the database can still be asked (SQLite calls a text that is no UTF-8 an operational error too)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return False
    return True


def dangling_troubles() -> Iterator[str]:
    """Yield a Chinese sentence for each kind of row of this app that points at rows which are gone.

    The database forbids it, unless it was told not to ask: what belongs to nothing is reached from nowhere else.
    """
    for model in apps.get_app_config("disclosures").get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey):
                there = column.related_model._base_manager.filter(pk=OuterRef(column.attname))
                rows = model._base_manager.filter(~Exists(there), **{f"{column.attname}__isnull": False})
                if count := rows.count():
                    name, owner = model._meta.verbose_name, column.related_model._meta.verbose_name
                    yield f"{count}条{name}所属的{owner}已不存在"
