"""Which database a query goes to: the primary, unless this request is read from a replica.

`newsroom.replicas` decides about requests. Whatever it says, these go to the primary: every write,
everything inside a transaction, commands and jobs, and tables other than the site's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

# Sessions, limits, second factors and tasks are not among them.
APPS = frozenset({"accounts", "articles", "comments"})
_reading: ContextVar[str] = ContextVar("reading", default=DEFAULT_DB_ALIAS)


class Router:
    """Django's door to this module: https://docs.djangoproject.com/en/5.2/topics/db/multi-db/."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return database_to_read() if model._meta.app_label in APPS else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """All databases hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def database_to_read() -> str:
    """The alias of the database that is read from here and now."""
    alias = _reading.get()
    if alias != DEFAULT_DB_ALIAS and connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return DEFAULT_DB_ALIAS
    return alias


def read_from(alias: str) -> Token[str]:
    """From now on reads go to that database, until `go_back` is given what this returns."""
    return _reading.set(alias)


def go_back(token: Token[str]) -> None:
    _reading.reset(token)


@contextmanager
def on_primary() -> Iterator[None]:
    """What is read inside comes from the primary."""
    token = read_from(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        go_back(token)
