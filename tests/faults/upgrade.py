"""The next upgrade's migrations run on a live site, while people post and read.

What an upgrade may do stands in `upgrading/`: a column, a wider one (SQLite remakes the table for
it) and an index on the comments. Meanwhile somebody reads the table in one long transaction, as a
backup does: on PostgreSQL a change of the table waits for that, and everybody else behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import psycopg

from tests.faults.databases import Database, Postgres
from tests.faults.stage import Row, Stage

SETTINGS = "tests.faults.upgrading.settings"
BACKUP_SECONDS = 15


def run(stage: Stage) -> Iterator[Row]:
    for database in stage.databases():
        with stage.scene(database) as scene, _backup(database):
            site = scene.site
            site.environment["DJANGO_SETTINGS_MODULE"] = SETTINGS
            site.manage("migrate", "--verbosity=0")
            assert not database.ask("SELECT later FROM comments_comment WHERE later IS NOT NULL")
            scene.recovers()
            yield scene.row("migrations on a live site", reads_go_on=True)


@contextmanager
def _backup(database: Database) -> Iterator[None]:
    """Reads the comments for a while."""
    if not isinstance(database, Postgres):
        yield
        return

    def read() -> None:
        with psycopg.connect(database.url) as connection:
            connection.execute("SELECT COUNT(*) FROM comments_comment")
            sleep(BACKUP_SECONDS)

    reader = Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        reader.join()
