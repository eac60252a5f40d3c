"""`manage.py migrate`: Django's, made safe for a site that is being read.

On PostgreSQL whoever waits to change a table keeps everybody behind out of it. So a change waits
for moments only, for a backup or a long report to end, and is then tried again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import DeadlockDetected, LockNotAvailable

LOCK_SECONDS = 2
REST_SECONDS = 3
TRIES = 200
PASSING = (LockNotAvailable, DeadlockDetected)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with _waiting_briefly(connections[options["database"]]):
            for left in reversed(range(TRIES)):
                try:
                    super().handle(*args, **options)
                    break
                except OperationalError as error:
                    if not left or not isinstance(error.__cause__, PASSING):
                        raise
                self.stdout.write(" a table is in use: readers first, then once more.")
                sleep(REST_SECONDS)


@contextmanager
def _waiting_briefly(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Whatever waits longer than LOCK_SECONDS for a lock fails."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
