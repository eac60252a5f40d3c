"""The triggers that write the log of changes: made where they are missing, after every `migrate`.

SQLite drops a table's triggers when a migration rebuilds the table, so they cannot stand in one.
A trigger's name carries a hash of what it does: one that does something else has another name.
"""

from hashlib import blake2b
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from newsroom.changes.watched import Watch, watches

PREFIX = "newsroom_change_"
_EXISTING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname LIKE %s"
    ),
}
_NOTE = "INSERT INTO newsroom_change (story, xid) VALUES ({story}, {xid})"
_SQLITE = "CREATE TRIGGER {{name}} AFTER {on} FOR EACH ROW {when} BEGIN {note}; END"
_FUNCTION = """
CREATE OR REPLACE FUNCTION newsroom_note_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {note}; RETURN NULL; END $$
"""
_POSTGRES = (
    "CREATE TRIGGER {{name}} AFTER {on} FOR EACH ROW {when}"
    " EXECUTE FUNCTION newsroom_note_{function}()"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes what is missing and drops what is no longer meant. Then notes a change of the site."""
    meant, there = _meant(connection.vendor), _there(connection)
    if set(meant) == set(there):
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name in set(there) - set(meant):
            _drop(cursor, connection.vendor, name, there[name])
        if connection.vendor == "postgresql":
            for function in _functions():
                cursor.execute(function)
        for name, (table, statement) in meant.items():
            if name not in there and table in tables:
                cursor.execute(statement)
        cursor.execute(_NOTE.format(story=0, xid=_xid(connection.vendor)))


def are_in_place(connection: BaseDatabaseWrapper) -> bool:
    """Whether every change is noted. One query."""
    return set(_meant(connection.vendor)) <= set(_there(connection))


def before_migrate(using: str, plan: list[Any], **kwargs: Any) -> None:
    """Receives Django's `pre_migrate`. Takes triggers and log away while there is work to do.

    PostgreSQL lets nobody alter a column that a trigger names, and SQLite drops the triggers of a
    table that it remakes. Without a log no page is kept (see `sight`), so none grows old meanwhile.
    One trigger after the other: whoever holds one table and waits for another keeps writers out.
    """
    connection = connections[using]
    if not plan or "newsroom_change" not in connection.introspection.table_names():
        return
    for name, table in _there(connection).items():
        with transaction.atomic(using), connection.cursor() as cursor:
            _drop(cursor, connection.vendor, name, table)
            cursor.execute("DELETE FROM newsroom_change")


def after_migrate(using: str, **kwargs: Any) -> None:
    """Receives Django's `post_migrate`."""
    connection = connections[using]
    if "newsroom_change" in connection.introspection.table_names():
        install(connection)


def _there(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING[connection.vendor], [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def _drop(cursor: CursorWrapper, vendor: str, name: str, table: str) -> None:
    on = f" ON {table}" if vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER {name}{on}")


def _meant(vendor: str) -> dict[str, tuple[str, str]]:
    """The triggers by name: their table and the statement that makes them."""
    made = {}
    for watch in watches():
        statement = _statement(watch, vendor)
        name = PREFIX + blake2b(statement.encode(), digest_size=8).hexdigest()
        made[name] = (watch.table, statement.format(name=name))
    return made


def _statement(watch: Watch, vendor: str) -> str:
    """SQL with the trigger's name left open."""
    event = f"{watch.event} OF {', '.join(watch.columns)}" if watch.columns else watch.event
    on = f"{event} ON {watch.table}"
    when = f"WHEN ({watch.when})" if watch.when else ""
    if vendor == "postgresql":
        return _POSTGRES.format(on=on, when=when, function=watch.story or "site")
    row = "OLD" if watch.event == "DELETE" else "NEW"
    story = f"{row}.{watch.story}" if watch.story else "0"
    return _SQLITE.format(on=on, when=when, note=_NOTE.format(story=story, xid=_xid(vendor)))


def _functions() -> list[str]:
    """For PostgreSQL, one for each column that a story is named by."""
    columns = sorted({watch.story for watch in watches()})
    return [
        _FUNCTION.format(
            name=column or "site",
            note=_NOTE.format(
                story=f"COALESCE(NEW.{column}, OLD.{column})" if column else "0",
                xid=_xid("postgresql"),
            ),
        )
        for column in columns
    ]


def _xid(vendor: str) -> str:
    return "pg_current_xact_id()::text::bigint" if vendor == "postgresql" else "-1"
