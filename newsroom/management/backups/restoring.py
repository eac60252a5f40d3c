"""Putting a copy in the place of the site's data, or only trying whether that would work.

Everything is unpacked and proved aside, and takes the old data's place at the very end by renaming.
What was there before stays beside it until somebody deletes it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings
from django.core.management.base import CommandError
from django.db import Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from newsroom.management.backups import archive, manifest, photos, postgres, sqlite
from newsroom.management.backups.manifest import Damaged, Manifest

# Without rows in these, nothing of anybody's is lost.
TELLING = ("accounts_user", "articles_story", "comments_comment")


@dataclass(frozen=True)
class Unpacked:
    """A proved copy, not yet in place. On PostgreSQL `database` is the dump it was loaded from."""

    manifest: Manifest
    database: Path
    media: Path


def is_empty() -> bool:
    """Whether a restore here would take nothing from anybody."""
    try:
        tables = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for table in tables.intersection(TELLING):
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - see above # nosec B608
                if cursor.fetchone():
                    return False
    except Error:
        # It is there and cannot be read: that it holds nothing is more than anybody can say.
        return False
    finally:
        connection.close()
    return not any(photos.names())


def attempt(path: Path) -> Manifest:
    """Unpacks the copy for trial, proves it and throws the trial away. Touches nothing else."""
    trial = f"newsroom_trial_{token_hex(4)}"
    with _scratch(Path(settings.VAR_DIR)) as scratch:
        unpacked = _unpack(path, scratch)
        if unpacked.manifest.engine == "postgresql":
            server = postgres.server(connection.settings_dict)
            try:
                _load(unpacked, server, trial)
            finally:
                postgres.drop(server, trial)
    return unpacked.manifest


def restore(path: Path) -> tuple[Manifest, list[str]]:
    """Puts the copy in place. Out: what it held, and where the old data now lies.

    Raises Damaged or CommandError, with everything as it was.
    """
    connections.close_all()
    stamp = f"{timezone.now():%Y%m%d-%H%M%S}"
    with _scratch(Path(settings.MEDIA_ROOT).parent) as scratch:
        unpacked = _unpack(path, scratch)
        swap = _swap_sqlite if unpacked.manifest.engine == "sqlite" else _swap_postgres
        with photos.swapped(unpacked.media, stamp) as old_media:
            old_database = swap(unpacked, stamp)
    return unpacked.manifest, [old for old in (old_database, old_media) if old]


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """A folder on the disk where the data will lie, so that it can be moved by renaming."""
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=beside, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _unpack(path: Path, scratch: Path) -> Unpacked:
    """The copy's parts as files below `scratch`, proved. Raises Damaged or CommandError."""
    media = scratch / "media"
    media.mkdir()

    def take(name: str, content: IO[bytes]) -> None:
        to = scratch / name
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("xb") as file:
            shutil.copyfileobj(content, file, archive.CHUNK)

    try:
        said = archive.prove(path, take)
    except OSError as error:
        raise CommandError(f"{error.filename or path}: {error.strerror}.") from error
    if said.engine != connection.vendor:
        raise Damaged(f"It is of a site on {said.engine}; this one runs on {connection.vendor}.")
    if newer := manifest.unknown(said.migrations):
        raise Damaged(f"It was made by a newer version of this software ({newer[0]}).")
    unpacked = Unpacked(said, scratch / said.database, media)
    if said.engine == "sqlite":
        sqlite.prove(unpacked.database)
        with sqlite.lent(unpacked.database) as database:
            _compare(said, database)
    return unpacked


def _compare(said: Manifest, database: BaseDatabaseWrapper) -> None:
    """Raises Damaged unless every table has its rows, and every migration is there."""
    counted = manifest.count_rows(database)
    for table in sorted(counted.keys() | said.tables.keys()):
        if counted.get(table) != said.tables.get(table):
            raise Damaged(
                f"Its table {table} has {counted.get(table)} rows, not {said.tables.get(table)}."
            )
    if manifest.applied(database) != said.migrations:
        raise Damaged("Its tables are not of the version that its manifest names.")


def _load(unpacked: Unpacked, server: postgres.Server, name: str) -> None:
    """Loads the dump into a new database `name` and compares that with the manifest."""
    postgres.load(server, name, unpacked.database)
    with postgres.lent(name) as database:
        _compare(unpacked.manifest, database)


def _swap_sqlite(unpacked: Unpacked, stamp: str) -> str:
    database = Path(str(connection.settings_dict["NAME"]))
    if sqlite.is_in_use(database):
        raise CommandError("The site still runs: stop it first.")
    database.parent.mkdir(parents=True, exist_ok=True)
    new = database.with_name(f"{database.name}.restored")
    shutil.move(unpacked.database, new)
    aside, had = database.with_name(f"{database.name}.before-{stamp}"), database.exists()
    if had:
        sqlite.put_aside(database, aside)
    try:
        new.rename(database)
    except OSError:
        with suppress(OSError):
            sqlite.put_aside(aside, database)
        raise
    return str(aside) if had else ""


def _swap_postgres(unpacked: Unpacked, stamp: str) -> str:
    server = postgres.server(connection.settings_dict)
    new, aside = f"{server.name}_restored", f"{server.name}_before_{stamp.replace('-', '_')}"
    postgres.drop(server, new)
    try:
        _load(unpacked, server, new)
        postgres.rename(server, server.name, aside)
    except (Damaged, CommandError):
        postgres.drop(server, new)
        raise
    postgres.rename(server, new, server.name)
    return f"the database {aside}"
