"""What every row stands on: a site of its own, on a database of its own, with people at it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from time import monotonic

from tests.clusters import free_port, programs
from tests.faults.databases import Database, Postgres, Sqlite
from tests.faults.ledger import Ledger, Stuck
from tests.faults.readers import Opened, Readers
from tests.faults.site import Site

SETTLED = 15
REFUSED = "POST 503"
PATIENCE = 120.0


class Missing(Exception):  # noqa: N818 - it tells what happened
    """What this machine lacks for a row, in words that fit after "there is"."""


class Forbidden(Missing):
    """A right that it lacks, which nobody can install."""


@dataclass(frozen=True)
class Row:
    """A line of the table. `recovered` is in seconds; None where there was nothing to wait for."""

    fault: str
    database: str
    acknowledged: int
    lost: int
    doubled: int
    wrong: str
    recovered: float | None
    note: str = ""

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


@dataclass
class Scene:
    """A site while people post. `recovers` says that the fault is over, or is there to stay."""

    database: Database
    site: Site
    opened: Opened
    ledger: Ledger = field(default_factory=Ledger)
    recovered: float | None = None

    def __post_init__(self) -> None:
        self.readers = Readers(self.site.port, self.opened, self.ledger)

    def settles(self) -> None:
        """People post and all is well."""
        self.ledger.wait_for(SETTLED)

    def recovers(self) -> None:
        """Waits until what is posted from now on is taken, and until that has become usual.

        Of several faults in a row the longest time counts.
        """
        now = monotonic()
        took = self.ledger.wait_for(1, since=now) - now
        self.recovered = max(took, self.recovered or 0.0)
        self.ledger.wait_for(SETTLED)

    def refuses(self, times: int = 5) -> None:
        """Waits until so many posts were answered by a 503. Raises Stuck when they are not."""
        refused, changed = self.ledger.excused, self.ledger.changed
        with changed:
            if not changed.wait_for(lambda: refused[REFUSED] >= times, PATIENCE):
                raise Stuck(f"Nothing was refused: {dict(refused)}")

    def row(self, fault: str, note: str = "", reads_go_on: bool = False) -> Row:
        """What came of it, once everybody has finished."""
        self.readers.stop()
        if reads_go_on and (failed := self.ledger.excused["GET 503"]):
            self.ledger.wrong["GET 503"] = failed
        lost, doubled = self.ledger.compare(self.database)
        wrong = ", ".join(f"{count}x {what}" for what, count in sorted(self.ledger.wrong.items()))
        said = ", ".join(f"{count}x {what}" for what, count in sorted(self.ledger.excused.items()))
        return Row(
            fault, self.database.name, len(self.ledger.taken), lost, doubled, wrong,
            self.recovered, "; ".join(filter(None, (note, said))),
        )  # fmt: skip


class Stage:
    """Makes each thing once and gives every row its copy, in `folder`.

    PostgreSQL is left out where it is not there or not wanted.
    """

    def __init__(self, folder: Path, with_postgres: bool = True) -> None:
        self._folder, self._names = folder, count(1)
        self.has_postgres = with_postgres and programs() is not None
        folder.chmod(0o711)

    def place(self, name: str) -> Path:
        """A folder's path that nothing has used."""
        return self._folder / f"{name}-{next(self._names)}"

    def databases(self) -> Iterator[Database]:
        """A copy of each kind."""
        yield self.sqlite()
        if self.has_postgres:
            with self.postgres() as server:
                yield server

    def sqlite(self) -> Sqlite:
        return Sqlite(self.folder_of_a_site())

    @contextmanager
    def postgres(self, folder: Path | None = None, wal: Path | None = None) -> Iterator[Postgres]:
        """A server that runs until the block ends; in `folder`, and its write-ahead log in `wal`,
        where they are given. Raises Missing."""
        if not self.has_postgres:
            raise Missing("no PostgreSQL")
        server = self._moved.copy(folder or self.place("postgres"), free_port())
        if wal:
            server.keep_wal_in(wal)
        server.start()
        try:
            yield server
        finally:
            server.kill()

    @contextmanager
    def scene(self, database: Database, url: str = "", **environment: str) -> Iterator[Scene]:
        """A site that people post at, until the block ends. `url`: where it is not the usual."""
        folder = database.folder if isinstance(database, Sqlite) else self.folder_of_a_site()
        site = Site(folder, url or database.url, free_port(), **environment)
        scene = Scene(database, site, self.opened)
        with ExitStack() as ends:
            ends.callback(site.close)
            site.start()
            scene.readers.start()
            ends.callback(scene.readers.stop)
            scene.settles()
            yield scene

    def folder_of_a_site(self) -> Path:
        """A VAR_DIR with what it takes a while to make."""
        return Path(shutil.copytree(self._pattern[0].folder, self.place("site")))

    @property
    def opened(self) -> Opened:
        """What stands in the database of every row."""
        return self._pattern[1]

    @cached_property
    def _pattern(self) -> tuple[Sqlite, Opened]:
        """What is copied: served once, to make what is made at a first start."""
        database = Sqlite(self.place("pattern"))
        folder = database.folder
        folder.mkdir()
        site = Site(folder, database.url, free_port())
        opened = Opened(**json.loads(site.run("-m", "tests.faults.opening")))
        try:
            site.start()
        finally:
            site.stop()
        return database, opened

    @cached_property
    def _moved(self) -> Postgres:
        """The same site, moved."""
        server = Postgres(self.place("postgres"), free_port())
        # No space is set aside for its write-ahead log, so that it notices a full disk soon.
        server.make("wal_recycle = off", segment_megabytes=1)
        try:
            folder = self.folder_of_a_site()
            site = Site(folder, Sqlite(folder).url, free_port())
            site.manage("move_to", server.url)
        finally:
            server.stop("fast")
        return server
