"""Making a copy of the site while it serves."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from newsroom.management.backups import archive, photos, postgres, sqlite
from newsroom.management.backups.manifest import (
    DATABASES,
    FORMAT,
    Manifest,
    applied,
    count_rows,
    key_mark,
)


def make(path: Path) -> Manifest:
    """Writes the copy to `path`, which must not be there yet: all of it or nothing.

    The database comes first. A photo is stored before the row that names it, so that every photo
    that the copied rows name is there when the photos are copied.
    """
    if path.exists():
        raise CommandError(f"{path} is there already, and no copy is overwritten.")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch:
            manifest = _write(partial, Path(scratch))
        # `link` refuses where the name was taken meanwhile.
        path.hardlink_to(partial)
        _sync_folder(path.parent)
    except OSError as error:
        raise CommandError(f"{error.filename or path}: {error.strerror}. No copy made.") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return manifest


def _write(partial: Path, scratch: Path) -> Manifest:
    copied = scratch / DATABASES[connection.vendor]
    about = _copy_database(copied)
    made: list[Manifest] = []
    with partial.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        writer = archive.Writer(file)
        with copied.open("rb") as database:
            writer.add(copied.name, database)
        copied.unlink()
        database_bytes = writer.bytes
        _add_media(writer)

        def describe(sums: str) -> Manifest:
            media: dict[str, Any] = {
                "media_files": writer.files - 1,
                "media_bytes": writer.bytes - database_bytes,
            }
            made.append(Manifest(**about, **media, sums=sums))
            return made[0]

        writer.seal(describe)
        file.flush()
        os.fsync(file.fileno())
    return made[0]


def _copy_database(to: Path) -> dict[str, Any]:
    """Copies the database, and says what the manifest tells of it."""
    about: dict[str, Any] = {
        "format": FORMAT, "made_at": timezone.now().isoformat(), "site": settings.SITE_URL,
        "engine": connection.vendor, "database": to.name, "key": key_mark(),
    }  # fmt: skip
    if connection.vendor == "sqlite":
        sqlite.copy(connection, to)
        with sqlite.lent(to) as copied:
            return {**about, "tables": count_rows(copied), "migrations": applied(copied)}
    with postgres.one_view(connection):
        about |= {"tables": count_rows(connection), "migrations": applied(connection)}
        postgres.dump(connection, postgres.server(connection.settings_dict), to)
    return about


def _add_media(writer: archive.Writer) -> None:
    for name in photos.names():
        # A photo that was taken away meanwhile is no part of the site any more.
        with suppress(FileNotFoundError), photos.opened(name) as file:
            writer.add(name, file)


def _sync_folder(folder: Path) -> None:
    """So that the name survives a power cut as well as the content."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
