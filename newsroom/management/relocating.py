"""Moving a site to PostgreSQL: every row, proved equal, in one transaction or not at all.

Tables come in the order of their references and rows in the order of their keys, a batch at a time,
so that memory and open checks stay small whatever the size. What the database makes by itself (the
search index, the log of changes) is made anew there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, Error, connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Field, Model

from newsroom.changes.triggers import PREFIX
from newsroom.management.backups.sqlite import read_in_pieces

BATCH = 2000
# Of rows that hold a photo.
LARGE_ROWS = 10
# Written by triggers in each database for itself.
MADE_ANEW = frozenset({"newsroom.Change"})
# Rows in these are somebody's; everything else is made by `migrate`.
TELLING = ("accounts.User", "articles.Story", "comments.Comment")


@dataclass(frozen=True)
class Moved:
    """A table that is equal in both databases: how many rows, and the checksum of all of them."""

    table: str
    rows: int
    checksum: str


def move(target: str, tell: Callable[[Moved], None]) -> list[Moved]:
    """Copies everything to the database of that alias and compares. Nobody can write meanwhile.

    Raises CommandError, with nothing in the target that was not there before but its tables.
    """
    source, to = connections[DEFAULT_DB_ALIAS], connections[target]
    if to.vendor != "postgresql":
        raise CommandError("A site moves to PostgreSQL: postgres://user:password@host/name")
    try:
        if source.vendor == "sqlite":
            read_in_pieces(source)
        call_command("migrate", database=target, verbosity=0, interactive=False)
        _refuse_a_site_of_its_own(target)
        # On SQLite a transaction holds the only pen, so what is copied is of one moment.
        with transaction.atomic(using=source.alias), transaction.atomic(using=target):
            return _move(source, to, tell)
    except (Error, psycopg.Error) as error:
        said = str(error).strip().splitlines()[0]
        raise CommandError(f"The database refused: {said}. Nothing was moved.") from error


def _refuse_a_site_of_its_own(target: str) -> None:
    for label in TELLING:
        if apps.get_model(label)._default_manager.using(target).exists():
            raise CommandError("There is a site in that database already. Give an empty one.")


def _move(
    source: BaseDatabaseWrapper, to: BaseDatabaseWrapper, tell: Callable[[Moved], None]
) -> list[Moved]:
    models = in_order()
    with to.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name in _triggers_of_changes(to):
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
        # What `migrate` wrote there has other numbers than here.
        tables = ", ".join(to.ops.quote_name(model._meta.db_table) for model in models)
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    moved = []
    for model in models:
        moved.append(_move_table(model, source, to))
        tell(moved[-1])
    with to.cursor() as cursor:
        for statement in to.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        for table, name in _triggers_of_changes(to):
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"')
    return moved


def in_order() -> list[type[Model]]:
    """Every model with a table of its own, each after those that it refers to.

    Raises CommandError where two refer to each other; a table may refer to itself.
    """
    left = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and router.allow_migrate_model("default", model)
        if model._meta.label not in MADE_ANEW
    }
    done: list[type[Model]] = []
    while left:
        ready = {model for model in left if not (_refers_to(model) - {model}) & left}
        if not ready:
            raise CommandError(f"Tables refer to each other: {sorted(map(str, left))}")
        done += sorted(ready, key=lambda model: model._meta.db_table)
        left -= ready
    return done


def _refers_to(model: type[Model]) -> set[Any]:
    return {field.related_model for field in model._meta.local_fields if field.remote_field}


def _move_table(model: type[Model], source: BaseDatabaseWrapper, to: BaseDatabaseWrapper) -> Moved:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    digest, count = sha256(), 0
    rows = _rows(model, fields, source.alias)
    while batch := list(islice(rows, _batch(fields))):
        for row in batch:
            digest.update(_canonical(row))
        _write(model, fields, batch, to)
        count += len(batch)
    again, recount = sha256(), 0
    for row in _rows(model, fields, to.alias):
        again.update(_canonical(row))
        recount += 1
    table = model._meta.db_table
    if (recount, again.digest()) != (count, digest.digest()):
        raise CommandError(f"{table} came out different ({count:,} and {recount:,} rows).")
    return Moved(table, count, digest.hexdigest())


def _rows(
    model: type[Model], fields: list[Field[Any, Any]], alias: str
) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    return iter(rows.iterator(_batch(fields)))


def _batch(fields: list[Field[Any, Any]]) -> int:
    """How many rows of that table memory should hold."""
    large = any(isinstance(field, BinaryField) and not field.max_length for field in fields)
    return LARGE_ROWS if large else BATCH


def _write(
    model: type[Model],
    fields: list[Field[Any, Any]],
    batch: list[tuple[Any, ...]],
    to: BaseDatabaseWrapper,
) -> None:
    """By COPY, with every value as the model's field would store it."""
    # psycopg's own errors come out of a COPY, not Django's: `move` catches both.
    columns = ", ".join(to.ops.quote_name(str(field.column)) for field in fields)
    copy = f"COPY {to.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN"
    with to.cursor() as cursor, cursor.copy(copy) as copying:
        for row in batch:
            pairs = zip(fields, row, strict=True)
            copying.write_row([field.get_db_prep_save(value, to) for field, value in pairs])


def _canonical(row: tuple[Any, ...]) -> bytes:
    """The same bytes for the same values, whichever database they were read from."""
    return json.dumps([_plain(value) for value in row], sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def _triggers_of_changes(to: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Tables and the triggers on them that would note every row as news (`newsroom.changes`)."""
    with to.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgname LIKE %s",
            [f"{PREFIX}%"],
        )
        return [(table.strip('"'), name) for table, name in cursor.fetchall()]
