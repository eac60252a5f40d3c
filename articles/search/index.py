"""The index as a part of the database: what makes it, and makes it whole again.

A row's key is its place in time: seconds of the publication time, then 32 bits of the story's
id. Newest first is therefore the index's own order, so a page of hits costs the same however
many there are; and a scheduled story is passed over by its key until its second has come.
"""

from datetime import datetime
from types import ModuleType
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search import postgres, sqlite

ID_BITS = 32


def dialect(connection: BaseDatabaseWrapper) -> ModuleType:
    """The module that speaks to this kind of database."""
    return postgres if connection.vendor == "postgresql" else sqlite


def key_before(moment: datetime) -> int:
    """Larger than the keys of all stories that were published in an earlier second."""
    return int(moment.timestamp()) << ID_BITS


def story_id(key: int) -> int:
    return key & ((1 << ID_BITS) - 1)


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the index and its triggers where they are missing, and fills it from all stories.

    SQLite drops a table's triggers when a migration rebuilds the table. So this runs after every
    `migrate`, and does nothing when all is in place.
    """
    speech = dialect(connection)
    with connection.cursor() as cursor:
        cursor.execute(speech.COUNT_PARTS)
        if cursor.fetchone()[0] == len(speech.PARTS):
            return
        for statement in (*speech.REMOVE, *speech.CREATE, *speech.FILL):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the index and its triggers away."""
    with connection.cursor() as cursor:
        for statement in dialect(connection).REMOVE:
            cursor.execute(statement)


def after_migrate(using: str, **kwargs: Any) -> None:
    """Receives Django's `post_migrate`."""
    connection = connections[using]
    if "articles_story" in connection.introspection.table_names():
        install(connection)
