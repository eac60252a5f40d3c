"""PostgreSQL: pg_dump and pg_restore, in their custom format."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from newsroom.management.backups.manifest import Damaged

# A database that every server has, to stand on while another is made or renamed.
GROUND = "postgres"


@dataclass(frozen=True)
class Server:
    """Where the site's database lives. The password goes by the environment, never by arguments."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    parameters: dict[str, Any]

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """To the ground, with each statement by itself: databases are not made in transactions."""
        return psycopg.connect(**{**self.parameters, "dbname": GROUND}, autocommit=True)


def server(settings: dict[str, Any]) -> Server:
    """From Django's settings of a database."""
    options = {
        "--host": settings.get("HOST"), "--port": settings.get("PORT"),
        "--username": settings.get("USER"),
    }  # fmt: skip
    given = {key: str(value) for key, value in options.items() if value}
    parameters = {
        "host": settings.get("HOST"), "port": settings.get("PORT"), "user": settings.get("USER"),
        "password": settings.get("PASSWORD"),
    }  # fmt: skip
    password = str(settings.get("PASSWORD") or "")
    return Server(
        str(settings["NAME"]),
        tuple(f"{key}={value}" for key, value in given.items()),
        {**os.environ, **({"PGPASSWORD": password} if password else {})},
        {key: value for key, value in parameters.items() if value},
    )


def dump(source: BaseDatabaseWrapper, to: Server, path: Path) -> None:
    """A dump of just what the transaction that `source` is in sees; others go on writing.

    The transaction must be REPEATABLE READ (see `one_view`), so that rows counted in it are the
    rows that were dumped.
    """
    with source.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    with path.open("wb") as file:
        path.chmod(0o600)
        _run(
            to, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", f"--dbname={to.name}", out=file,
        )  # fmt: skip


@contextmanager
def one_view(source: BaseDatabaseWrapper) -> Iterator[None]:
    """Everything read inside is as it was at the beginning."""
    with source.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def lent(name: str) -> Iterator[BaseDatabaseWrapper]:
    """Another database on the site's server, as Django speaks to one."""
    lent = connections["default"].copy()
    lent.settings_dict |= {"NAME": name, "CONN_MAX_AGE": 0}
    try:
        yield lent
    finally:
        lent.close()


def load(to: Server, name: str, path: Path) -> None:
    """Makes the database `name` on the server and fills it from a dump. Raises Damaged."""
    with to.connect() as ground:
        try:
            ground.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(
                "The database's user may not create databases, so nothing was restored. As an"
                f" administrator of PostgreSQL: ALTER ROLE {to.parameters.get('user')} CREATEDB;"
            ) from error
    try:
        _run(
            to, "pg_restore", "--exit-on-error", "--no-owner", "--no-privileges",
            f"--dbname={name}", str(path),
        )  # fmt: skip
    except CommandError as error:
        drop(to, name)
        raise Damaged(f"Its database cannot be restored: {error}") from error


def drop(to: Server, name: str) -> None:
    """Takes a database away."""
    with to.connect() as ground:
        ground.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def rename(to: Server, name: str, other: str) -> None:
    """Gives a database another name; raises CommandError while somebody is connected to it."""
    with to.connect() as ground:
        change = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        try:
            ground.execute(change.format(sql.Identifier(name), sql.Identifier(other)))
        except psycopg.errors.ObjectInUse as error:
            raise CommandError("The site still runs: stop it first, on every node.") from error


def _run(to: Server, program: str, *arguments: str, out: IO[bytes] | None = None) -> None:
    """Runs one of PostgreSQL's programs; raises CommandError with what it said."""
    found = shutil.which(program)
    if found is None:
        raise CommandError(f"{program} is not installed here. It comes with PostgreSQL's client.")
    # The program is PostgreSQL's own; its arguments come from the settings, not from a request.
    done = subprocess.run(  # noqa: S603
        [found, "--no-password", *to.arguments, *arguments],
        env=to.environment, stdout=out or subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise CommandError(said[0] if said else f"{program} failed.")
