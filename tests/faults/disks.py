"""A disk that is full, and one that turns read-only, as ext4 does when it finds itself damaged.

Needs root, to mount a small disk of the row's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.faults.databases import Database, Postgres, Sqlite
from tests.faults.disk import Disk, mounted
from tests.faults.stage import Row, Stage

# What puts a database on a disk, until the block ends.
Laid = Callable[[Stage, Disk], AbstractContextManager[Database]]


def full(stage: Stage) -> Iterator[Row]:
    """PostgreSQL has all of it on the disk, then its write-ahead log alone."""
    yield _full(stage, _sqlite, "disk full")
    if stage.has_postgres:
        yield _full(stage, _postgres, "disk full")
        yield _full(stage, _write_ahead_log, "disk of its log full")


def read_only(stage: Stage) -> Iterator[Row]:
    """Somebody has to repair it, and starts anew what had its files open."""
    yield _read_only(stage, _sqlite)
    if stage.has_postgres:
        yield _read_only(stage, _postgres)


def _full(stage: Stage, laid: Laid, fault: str) -> Row:
    with mounted(stage) as disk, laid(stage, disk) as database, stage.scene(database) as scene:
        disk.fill()
        scene.refuses()
        disk.free()
        is_file = isinstance(database, Sqlite)
        has_ended = isinstance(database, Postgres) and database.stands_up()
        scene.recovers()
        note = "PostgreSQL had ended, and was started" if has_ended else ""
        return scene.row(fault, note, reads_go_on=is_file)


def _read_only(stage: Stage, laid: Laid) -> Row:
    with mounted(stage) as disk, laid(stage, disk) as database, stage.scene(database) as scene:
        disk.turns_read_only()
        scene.refuses()
        if isinstance(database, Postgres):
            database.kill()
            disk.is_repaired()
            database.start()
        else:
            scene.site.close()
            disk.is_repaired()
            scene.site.start()
        scene.recovers()
        return scene.row("disk read-only, then repaired")


@contextmanager
def _sqlite(stage: Stage, disk: Disk) -> Iterator[Database]:
    yield Sqlite(disk.holding(stage.folder_of_a_site()))


def _postgres(stage: Stage, disk: Disk) -> AbstractContextManager[Database]:
    return stage.postgres(folder=disk.folder / "postgres")


def _write_ahead_log(stage: Stage, disk: Disk) -> AbstractContextManager[Database]:
    return stage.postgres(wal=disk.folder)
