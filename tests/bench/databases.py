"""Databases for a bench: new, its own, filled and removed again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from tempfile import TemporaryDirectory

import psycopg

from tests import services

_numbers = count(1)


def on_each(module: str, *arguments: str) -> None:
    """Runs `measure(*arguments)` of a bench on SQLite, and on PostgreSQL where there is one.

    Each in a process of its own, because DATABASE_URL is read once in each.
    """
    with TemporaryDirectory(prefix="newsroom-bench-") as folder:
        _run(module, arguments, folder, f"sqlite:///{folder}/bench.sqlite3")
        if missing := services.no_postgres():
            sys.stdout.write(f"PostgreSQL is left out: {missing}\n")
            return
        with new_postgres() as url:
            _run(module, arguments, folder, url)


def open_site() -> None:
    """Starts Django in this process and makes the tables."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def analyze() -> None:
    """Lets PostgreSQL learn what was filled in, as it does by itself in time. SQLite never does."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


@contextmanager
def new_postgres() -> Iterator[str]:
    """The address of a new database, dropped at the end."""
    server, name = services.POSTGRES_URL.rpartition("/")[0], _name()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _name() -> str:
    return f"newsroom_bench_{os.getpid()}_{next(_numbers)}"


def _run(module: str, arguments: tuple[str, ...], folder: str, url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": folder, "RATE_LIMIT_FACTOR": "1e9"}
    code = f"import sys; from {module} import measure; measure(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", code, *arguments], env=environment, check=True)
