"""PostgreSQL servers of a test's own, which it may pause and kill: a primary and its replicas.

They lie in a temporary folder and let this machine in. PostgreSQL does not run as root: where the
tests do, the servers run as the user `postgres`.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import psycopg

HOST = "127.0.0.1"
DATABASE = "newsroom"
PATIENCE = 30.0
_WHERE = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


@cache
def programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest there is; None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for base in _WHERE for path in Path(base).glob("*/bin/initdb")]
    versions = {folder: [int(n) for n in folder.parts if n.isdigit()] for folder in folders}
    return max(folders, key=lambda folder: versions[folder], default=None)


@dataclass(frozen=True)
class Postgres:
    """A server that was started. What it is asked stands in its log."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://{getpass.getuser()}@{HOST}:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().partition("\n")[0])

    def ask(self, query: str, database: str = DATABASE) -> list[Any]:
        """The rows of one statement, by itself."""
        server = self.url.rpartition("/")[0]
        with psycopg.connect(f"{server}/{database}", autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        options = f"-h {HOST} -p {self.port} -k {self.folder} -c log_statement=all"
        _run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"),
            "-o", options, "start",
        )  # fmt: skip

    def kill(self) -> None:
        """Ends it as a crash does."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def statements(self, about: str) -> int:
        """How many statements that name this it has been given."""
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        return sum("statement: " in line and about in line for line in log.splitlines())

    def pause(self) -> None:
        """A replica goes on receiving, and shows nothing of it."""
        self.ask("SELECT pg_wal_replay_pause()")
        _until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == [("paused",)])

    def resume(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")

    def has_caught_up_with(self, primary: Postgres) -> bool:
        (position,) = primary.ask("SELECT pg_current_wal_flush_lsn()")[0]
        ((reached,),) = self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")
        return bool(reached)

    def catch_up(self, primary: Postgres) -> None:
        """Returns when it shows all that the primary holds now."""
        _until(lambda: self.has_caught_up_with(primary))


@contextmanager
def primary_and_replica(*, is_durable: bool = False) -> Iterator[tuple[Postgres, Postgres]]:
    """Two servers with an empty database, the second streaming from the first, until the block
    ends. Unless `is_durable` they never wait for the disk."""
    with TemporaryDirectory(prefix="newsroom-postgres-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        scratch.chmod(0o711)
        primary = Postgres(_folder(scratch, "primary"), free_port())
        replica = Postgres(_folder(scratch, "replica"), free_port())
        user = getpass.getuser()
        data = str(primary.folder / "data")
        _run("initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--no-sync")
        if not is_durable:
            with (primary.folder / "data" / "postgresql.conf").open("a") as settings:
                settings.write("fsync = off\n")
        running: list[Postgres] = []
        try:
            primary.start()
            running.append(primary)
            primary.ask(f"CREATE DATABASE {DATABASE}", database="postgres")
            _run(
                "pg_basebackup", "-D", str(replica.folder / "data"), "-h", HOST,
                "-p", str(primary.port), "-U", user, "-R", "-X", "stream", "-c", "fast",
            )  # fmt: skip
            replica.start()
            running.append(replica)
            yield primary, replica
        finally:
            for server in running:
                if (server.folder / "data" / "postmaster.pid").exists():
                    server.kill()


def free_port() -> int:
    with create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    return folder


def _run(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own programs, as somebody that it accepts."""
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL's server programs are not installed.")
    somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*somebody, str(folder / program), *arguments]
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr}")


def _until(is_so: Any) -> None:
    limit = monotonic() + PATIENCE
    while not is_so():
        if monotonic() > limit:
            raise TimeoutError("PostgreSQL took too long.")
        sleep(0.01)
