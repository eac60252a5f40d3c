"""`manage.py move_to DATABASE_URL`: copies the whole site to an empty PostgreSQL database."""

import resource
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

import dj_database_url
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.utils import load_backend

from newsroom.management.relocating import Moved, move

TARGET = "target"
NEXT = (
    "Every table is equal in both, and nothing was changed here. Put that address into .env as"
    " DATABASE_URL and start the site. The photos stay where they are."
)


class Command(BaseCommand):
    help = "Copies every row to an empty PostgreSQL database and compares. Stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("database_url", help="postgres://user:password@host/name")

    def handle(self, *args: Any, **options: Any) -> None:
        url: str = options["database_url"]
        own = connections["default"].settings_dict
        settings = {**own, "OPTIONS": {}, "CONN_MAX_AGE": 0, **parsed(url)}
        connections[TARGET] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, TARGET)
        start = perf_counter()
        try:
            moved = move(TARGET, self._tell)
        finally:
            connections[TARGET].close()
            del connections[TARGET]
        rows, took = sum(table.rows for table in moved), perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = f"{rows:,} rows in {len(moved)} tables, {took:.0f} s"
        self.stdout.write(f"{told}, {memory:.0f} MB of memory at most.")
        self.stdout.write(NEXT)

    def _tell(self, moved: Moved) -> None:
        self.stdout.write(f"{moved.rows:>12,}  {moved.checksum[:16]}  {moved.table}")
        self.stdout.flush()


def parsed(url: str) -> dict[str, Any]:
    """Django's settings for that address; raises CommandError where it is none."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise CommandError("That is no address of a database.") from error
    return found
