"""PostgreSQL servers of a test's own, which it may pause, kill and copy: a primary, its replicas.

They let this machine in. PostgreSQL does not run as root: where the tests do, the servers run as
the user `postgres`.
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
from typing import Any, TypeVar

import psycopg

HOST = "127.0.0.1"
DATABASE = "newsroom"
# A server that recovers on a busy machine takes its time.
PATIENCE = 120
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
    """A server whose data and log lie in `folder`. It listens at a port alone, at no socket."""

    folder: Path
    port: int
    host: str = HOST

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def url(self) -> str:
        return f"postgres://{getpass.getuser()}@{self.host}:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().partition("\n")[0])

    @property
    def is_running(self) -> bool:
        return self._control("status", is_sure=False)

    @property
    def answers(self) -> bool:
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def make(self, *settings: str, segment_megabytes: int = 16) -> None:
        """A new one with an empty database, started. `settings` are lines of its configuration;
        its write-ahead log grows by segments of such a size."""
        self._own()
        _run(
            "initdb", "-D", self.data, "-U", getpass.getuser(), "-A", "trust", "-E", "UTF8",
            "--no-sync", f"--wal-segsize={segment_megabytes}",
        )  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{line}\n" for line in settings)
        self.start()
        self.ask(f"CREATE DATABASE {DATABASE}", database="postgres")

    def copy(self: Server, to: Path, port: int) -> Server:
        """Another with the same data, not started; this one must not run."""
        made = type(self)(to, port)
        shutil.copytree(self.folder, to)
        made._own()
        return made

    def replica(self: Server, to: Path, port: int, host: str = HOST) -> Server:
        """One that streams from this one, started. It calls itself "replica"."""
        made = type(self)(to, port, host)
        made._own()
        source = f"host={self.host} port={self.port} user={getpass.getuser()}"
        _run(
            "pg_basebackup", "-D", made.data, "-d", f"{source} application_name=replica",
            "-R", "-X", "stream", "-c", "fast", "--no-sync",
        )  # fmt: skip
        made.start()
        return made

    def keep_wal_in(self, folder: Path) -> None:
        """Moves its write-ahead log to another disk, while it does not run."""
        kept = self.data / "pg_wal"
        shutil.move(kept, folder / "pg_wal")
        kept.symlink_to(folder / "pg_wal")
        _give(folder)

    def ask(self, query: str, database: str = DATABASE) -> list[Any]:
        """The rows of one statement, by itself."""
        server = self.url.rpartition("/")[0]
        with psycopg.connect(
            f"{server}/{database}", autocommit=True, connect_timeout=10
        ) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        options = f"-h {self.host} -p {self.port} -c unix_socket_directories="
        self._control("start", "-l", self.log, "-o", options)

    def stop(self, mode: str) -> None:
        """`fast` ends all connections, `immediate` is like a crash."""
        self._control("stop", "-m", mode)

    def kill(self) -> None:
        """Ends it as a crash does, if it runs. On a read-only disk pg_ctl does not notice it."""
        self._control("stop", "-m", "immediate", is_sure=False)

    def promote(self) -> None:
        """A replica becomes a primary."""
        self._control("promote")

    def statements(self, about: str) -> int:
        """How many statements that name this it has been given, where it logs them."""
        log = self.log.read_text(encoding="utf-8", errors="replace")
        return sum("statement: " in line and about in line for line in log.splitlines())

    def pause(self) -> None:
        """A replica goes on receiving, and shows nothing of it."""
        self.ask("SELECT pg_wal_replay_pause()")
        until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == [("paused",)])

    def resume(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")

    def has_caught_up_with(self, primary: Postgres) -> bool:
        (position,) = primary.ask("SELECT pg_current_wal_flush_lsn()")[0]
        ((reached,),) = self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")
        return bool(reached)

    def catch_up(self, primary: Postgres) -> None:
        """Returns when it shows all that the primary holds now."""
        until(lambda: self.has_caught_up_with(primary))

    def _control(self, order: str, *more: object, is_sure: bool = True) -> bool:
        waits = () if order == "status" else ("-w", "-t", PATIENCE)
        return _run("pg_ctl", order, "-D", self.data, *waits, *more, is_sure=is_sure)

    def _own(self) -> None:
        """Makes the folder, if it is not there."""
        self.folder.mkdir(exist_ok=True)
        _give(self.folder)


Server = TypeVar("Server", bound=Postgres)


@contextmanager
def primary_and_replica(*, is_durable: bool = False) -> Iterator[tuple[Postgres, Postgres]]:
    """Two servers with an empty database, the second streaming from the first, until the block
    ends. They log what they are asked, and unless `is_durable` never wait for the disk."""
    with TemporaryDirectory(prefix="newsroom-postgres-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        scratch.chmod(0o711)
        primary = Postgres(scratch / "primary", free_port())
        hasty = [] if is_durable else ["fsync = off"]
        running = [primary]
        try:
            primary.make("log_statement = all", *hasty)
            replica = primary.replica(scratch / "replica", free_port())
            running.append(replica)
            yield primary, replica
        finally:
            for server in running:
                server.kill()


def free_port() -> int:
    """One that nothing listens at."""
    with create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def _give(folder: Path) -> None:
    """To whom the servers run as, with all that is in it."""
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "postgres", str(folder)], check=True)


def _run(program: str, *arguments: object, is_sure: bool = True) -> bool:
    """Runs one of PostgreSQL's own programs, as somebody that it accepts.

    Out: whether it did what it was told. Raises RuntimeError where it did not and that `is_sure`.
    """
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL's server programs are not installed.")
    somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*somebody, str(folder / program), *map(str, arguments)]
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode and is_sure:
        raise RuntimeError(f"{program} failed: {done.stderr}")
    return not done.returncode


def until(is_so: Any) -> None:
    limit = monotonic() + PATIENCE
    while not is_so():
        if monotonic() > limit:
            raise TimeoutError("PostgreSQL took too long.")
        sleep(0.01)
