"""What a copy says of itself."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# A virtual table (the search index) is made of others, and need not be one that can be counted.
_TABLES = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE 'CREATE VIRTUAL %' ORDER BY name"
    ),
    "postgresql": (
        "SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false))"
        " ORDER BY tablename"
    ),
}


class Damaged(Exception):  # noqa: N818 - it tells what the file is
    """The file is not a whole copy of a site; says in words what is wrong with it."""


@dataclass(frozen=True)
class Manifest:
    """`tables` are the numbers of rows, `migrations` lists what each app's tables had been through.

    `key` tells whether two installations have the same SECRET_KEY, and nothing of the key itself.
    """

    format: int
    made_at: str
    site: str
    engine: str
    database: str
    tables: dict[str, int]
    migrations: dict[str, list[str]]
    media_files: int
    media_bytes: int
    sums: str
    key: str

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read(given: bytes) -> Manifest:
    """Raises Damaged for what is no manifest of a format that this version reads."""
    try:
        found = json.loads(given)
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise Damaged("Its manifest cannot be read.")
        if found["format"] > FORMAT:
            raise Damaged("It was made by a newer version of this software: upgrade first.")
        manifest = Manifest(**found)
    except (ValueError, TypeError) as error:
        raise Damaged("Its manifest cannot be read.") from error
    if DATABASES.get(manifest.engine) != manifest.database:
        raise Damaged("Its manifest names a database that this site cannot run on.")
    return manifest


def key_mark() -> str:
    """The same for the same SECRET_KEY; nobody can go back from it to the key."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"which key is it", "sha256").hex()[:16]


def applied(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """The migrations that a database has been through, by app."""
    found: dict[str, list[str]] = {}
    # Plain SQL: Django's recorder would ask the connection that is registered under this alias.
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        for app, name in cursor.fetchall():
            found.setdefault(app, []).append(name)
    return found


def unknown(migrations: dict[str, list[str]]) -> list[str]:
    """Those that this version of the software does not have: the copy is of a newer one."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return [
        f"{app}.{name}"
        for app, names in migrations.items()
        for name in names
        if (app, name) not in known and any(one == app for one, _ in known)
    ]


def waiting(migrations: dict[str, list[str]]) -> int:
    """How many of this version's migrations the copy has not been through."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return sum(name not in migrations.get(app, ()) for app, name in known)


def count_rows(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """The rows in every table. One query a table: use it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[connection.vendor])
        counted = {}
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - our own # nosec B608
            counted[table] = int(cursor.fetchone()[0])
    return counted
