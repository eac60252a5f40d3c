"""The index as a part of the database: what makes it, and makes it whole again.

A row's key is its place in time (see `keys`). Newest first is therefore the index's own order, so a
page of hits costs the same however many there are; and a scheduled story is passed over by its key
until its second has come.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search import postgres, quotes_postgres, quotes_sqlite, sqlite


def dialect(connection: BaseDatabaseWrapper) -> ModuleType:
    """The module that speaks to this kind of database."""
    return postgres if connection.vendor == "postgresql" else sqlite


def dialect_of_quotes(connection: BaseDatabaseWrapper) -> ModuleType:
    """The same for the index of quotations."""
    return quotes_postgres if connection.vendor == "postgresql" else quotes_sqlite


def widen(connection: BaseDatabaseWrapper) -> None:
    """Gives stories the keys of `keys`. Those of before had 32 bits for the id and ended in 2038.

    Readers search on meanwhile; whoever saves a story waits. Again changes nothing.
    """
    _execute(connection, dialect(connection).WIDEN)


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the index of stories and its triggers where they are missing, and fills it.

    SQLite drops a table's triggers when a migration rebuilds the table. So this runs after every
    `migrate`, and does nothing when all is in place.
    """
    _install(connection, dialect(connection))


def install_quotes(connection: BaseDatabaseWrapper) -> None:
    """The same for the index of quotations."""
    _install(connection, dialect_of_quotes(connection))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes both indexes and their triggers away."""
    _execute(connection, (*dialect_of_quotes(connection).REMOVE, *dialect(connection).REMOVE))


def before_migrate(using: str, plan: list[Any], **kwargs: Any) -> None:
    """Receives Django's `pre_migrate`: no table can be rebuilt while another's trigger names it."""
    connection = connections[using]
    if plan and "articles_speaker" in connection.introspection.table_names():
        _execute(connection, dialect_of_quotes(connection).UNHOOK)


def after_migrate(using: str, **kwargs: Any) -> None:
    """Receives Django's `post_migrate`."""
    connection = connections[using]
    if "articles_story" in connection.introspection.table_names():
        install(connection)
        install_quotes(connection)


def _install(connection: BaseDatabaseWrapper, speech: ModuleType) -> None:
    with connection.cursor() as cursor:
        cursor.execute(speech.COUNT_PARTS)
        if cursor.fetchone()[0] == len(speech.PARTS):
            return
    _execute(connection, (*speech.REMOVE, *speech.CREATE, *speech.FILL))


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
