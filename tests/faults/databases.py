"""A database of a row's own: a file, or a PostgreSQL server in a folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg

PATIENCE = "120"


class Database(Protocol):
    """What a row needs to know of it."""

    name: str

    @property
    def url(self) -> str: ...
    def ask(self, statement: str) -> list[tuple[Any, ...]]: ...
    def time_passes(self, minutes: int) -> None:
        """Mail becomes due as if so many minutes had gone by."""


@dataclass(frozen=True)
class Sqlite:
    """`folder` is the site's VAR_DIR."""

    folder: Path
    name: str = "SQLite"

    @property
    def file(self) -> Path:
        return self.folder / "db.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=60)) as connection, connection:
            return connection.execute(statement).fetchall()

    def time_passes(self, minutes: int) -> None:
        moved = ", ".join(
            f"{column} = strftime('%Y-%m-%d %H:%M:%f', {column}, '-{minutes} minutes')"
            for column in ("made_at", "mail_at")
        )
        self.ask(f"UPDATE comments_notice SET {moved} WHERE mailed_at IS NULL")  # noqa: S608


@dataclass(frozen=True)
class Postgres:
    """A server with its data in `folder`, of this user; of `postgres` where this user is root."""

    folder: Path
    port: int
    host: str = "127.0.0.1"
    name: str = "PostgreSQL"

    @property
    def url(self) -> str:
        return f"postgres://news@{self.host}:{self.port}/news"

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, connect_timeout=10) as connection:
            asked = connection.execute(statement.encode())
            return asked.fetchall() if asked.description else []

    def time_passes(self, minutes: int) -> None:
        moved = ", ".join(
            f"{column} = {column} - interval '{minutes} minutes'"
            for column in ("made_at", "mail_at")
        )
        self.ask(f"UPDATE comments_notice SET {moved} WHERE mailed_at IS NULL")  # noqa: S608

    def make(self) -> None:
        """A new server with an empty database."""
        self._own()
        _run("initdb", "-D", self.folder, "-U", "news", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        _run("createdb", "-h", self.host, "-p", self.port, "-U", "news", "news")

    def copy(self, to: Path, port: int) -> Postgres:
        """Another server with the same data; this one must not run."""
        shutil.copytree(self.folder, to)
        made = Postgres(to, port)
        made._own()
        return made

    def replica(self, to: Path, host: str) -> Postgres:
        """A running one at the same port of another address of this machine. It has every commit
        before that is acknowledged here."""
        made = Postgres(to, self.port, host)
        made._own()
        source = f"host={self.host} port={self.port} user=news application_name=replica"
        _run("pg_basebackup", "-d", source, "-D", to, "-R", "--checkpoint=fast", "--no-sync")
        made.start()
        self.ask_alone("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
        self.ask_alone("SELECT pg_reload_conf()")
        return made

    def ask_alone(self, statement: str) -> None:
        """For what no transaction may hold."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        options = f"-h {self.host} -p {self.port} -c unix_socket_directories="
        log = self.folder / "server.log"
        _run("pg_ctl", "-D", self.folder, "-w", "-t", PATIENCE, "-l", log, "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends all connections, `immediate` is like a crash."""
        _run("pg_ctl", "-D", self.folder, "-w", "-t", PATIENCE, "-m", mode, "stop")

    def promote(self) -> None:
        _run("pg_ctl", "-D", self.folder, "-w", "-t", PATIENCE, "promote")

    def close(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop("immediate")

    def _own(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.folder.chmod(0o700)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "postgres", str(self.folder)], check=True)


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is: on PATH, or the newest where Debian keeps them."""
    kept = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(kept, key=lambda path: int(path.parts[-3]), default=None)
    return shutil.which(name) or (str(newest) if newest else None)


def _run(name: str, *arguments: object) -> None:
    found = program(name)
    assert found, f"There is no {name} on this machine."
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*as_user, found, *map(str, arguments)]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )
