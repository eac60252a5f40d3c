"""SQLite: a copy while the site writes, and a proof of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.management.backups.manifest import Damaged

# What lies beside a database in WAL mode and belongs to it.
COMPANIONS = ("-wal", "-shm")


def copy(source: BaseDatabaseWrapper, path: Path) -> None:
    """One consistent copy of the database at `path`. Readers and writers go on meanwhile.

    SQLite's backup in a single step reads one snapshot of the WAL; in several it would begin
    again after every write of another process (https://www.sqlite.org/backup.html).
    """
    read_in_pieces(source)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as copied:
        source.connection.backup(copied, pages=-1)
        # One file, with no log beside it that could be left behind.
        copied.execute("PRAGMA journal_mode = DELETE")
    path.chmod(0o600)


def read_in_pieces(source: BaseDatabaseWrapper) -> None:
    """From now on this connection maps no part of the file into memory: all of it is read once."""
    with source.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size = 0")


@contextmanager
def lent(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database file as Django speaks to one."""
    lent = connections["default"].copy()
    lent.settings_dict |= {"NAME": str(path), "OPTIONS": {}}
    try:
        yield lent
    finally:
        lent.close()


def prove(path: Path) -> None:
    """Raises Damaged unless SQLite finds every page, index and reference in order."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA integrity_check(5)").fetchall()
            loose = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Damaged(f"SQLite cannot read its database: {error}.") from error
    if said != [("ok",)]:
        raise Damaged(f"SQLite finds its database damaged: {said[0][0]}.")
    if loose:
        raise Damaged(f"A row of its table {loose[0]} refers to nothing.")


def is_in_use(path: Path) -> bool:
    """Whether another process has the database open; if none has, its log is written back.

    SQLite leaves WAL mode only for the one connection that is left.
    """
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            mode = database.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged: that is why somebody restores
    return str(mode) != "delete"


def put_aside(path: Path, aside: Path) -> None:
    """Moves a database away, with what belongs to it."""
    for end in ("", *COMPANIONS):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
