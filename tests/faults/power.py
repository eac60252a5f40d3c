"""The power cut at every step of a comment's post, on SQLite.

One process posts, watched by strace. From what it wrote, every disk is made anew that a cut could
have left: with all that was written so far (the process alone was killed), with nothing but what
had been synced, and with what was not synced yet in part, torn or as noise. Each has to open, to be
whole, and to hold what was acknowledged by then, once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from tests.clusters import free_port
from tests.faults import traced
from tests.faults.databases import Sqlite
from tests.faults.ledger import MARK
from tests.faults.site import Site
from tests.faults.stage import Forbidden, Missing, Row, Stage
from tests.faults.traced import Act

COMMENTS = 4
SECTOR = 512


def run(stage: Stage, comments: int = COMMENTS) -> Iterator[Row]:
    if traced.STRACE is None:
        raise Missing("no strace")
    if not traced.may_trace():
        raise Forbidden("no right to trace a process here")
    database = stage.sqlite()
    before = database.file.read_bytes()
    site = Site(database.folder, database.url, free_port())
    trace = stage.place("trace")
    posting = ("-m", "tests.faults.posting", stage.opened.sessions[0], str(stage.opened.story))
    site.run(*posting, str(comments), under=traced.command(trace))
    cuts = Cuts(Disk({database.file.name: before}), stage.place("cut"))
    for act in traced.acts(trace, database.folder):
        cuts.follow(act)
    # The last comment was stored and nobody was told: it is sent again, and all the others too.
    for name, content in cuts.untold.items():
        (database.folder / name).write_bytes(content)
    site.run(*posting, str(comments))
    again = database.ask(f"SELECT COUNT(*) FROM comments_comment WHERE body LIKE '%{MARK}%'")  # noqa: S608
    doubled = cuts.doubled + abs(again[0][0] - comments)
    damaged = f"{cuts.damaged}x damaged" if cuts.damaged else ""
    note = f"{cuts.images} disks that a cut can leave, {cuts.syncs} syncs"
    fault = "power cut at every write of a post"
    yield Row(fault, "SQLite", cuts.told, cuts.lost, doubled, damaged, None, note)


class Disk:
    """Files as the process sees them, and as a cut is sure to leave them."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._seen = {name: bytearray(content) for name, content in files.items()}
        self._sure = {name: bytearray(content) for name, content in files.items()}
        self._pending: dict[str, list[Act]] = {}
        self._named = set(files)

    def follow(self, act: Act) -> None:
        if act.kind == "unlink":
            self._seen.pop(act.name, None)
        elif act.kind != "sync":
            _apply(self._seen.setdefault(act.name, bytearray()), act, act.data)
            self._pending.setdefault(act.name, []).append(act)
        elif not act.name:
            self._named |= set(self._seen)  # a file is there for sure once its folder is synced
        else:
            self._sure[act.name] = bytearray(self._seen[act.name])
            self._pending[act.name] = []

    def killed(self) -> dict[str, bytes]:
        """All that was written."""
        return {name: bytes(content) for name, content in self._seen.items()}

    def cut(self, keep: Callable[[Act], bytes]) -> dict[str, bytes]:
        """What was synced, and of the rest as much as `keep` says of each write."""
        files = {name: bytearray(self._sure.get(name, b"")) for name in self._named}
        for name, content in files.items():
            for act in self._pending.get(name, []):
                kept = keep(act)
                if kept or act.kind == "truncate":
                    _apply(content, act, kept)
        return {name: bytes(content) for name, content in files.items()}


class Cuts:
    """Follows what was done, and looks at every disk that a cut at each step leaves."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk, self._folder, self._dice = disk, folder, Random(1)  # noqa: S311
        self.told = self.lost = self.doubled = self.damaged = self.images = self.syncs = 0
        self.untold: dict[str, bytes] = {}
        folder.mkdir()

    def follow(self, act: Act) -> None:
        if act.kind == "said":
            self.untold = self._disk.killed()
            self.told += act.data.count(b"taken")
            return
        self.syncs += act.kind == "sync"
        self._disk.follow(act)
        self._look()

    def _look(self) -> None:
        keepers: list[Callable[[Act], bytes]] = [lambda act: b"", self._part, self._noise]
        for files in [self._disk.killed(), *map(self._disk.cut, keepers)]:
            self.images += 1
            self._judge(files)

    def _part(self, act: Act) -> bytes:
        """Nothing, all of it, or some sectors from its start."""
        sectors = len(act.data) // SECTOR + 1
        return act.data[: self._dice.choice([0, sectors, self._dice.randint(0, sectors)]) * SECTOR]

    def _noise(self, act: Act) -> bytes:
        return self._dice.randbytes(len(act.data))

    def _judge(self, files: dict[str, bytes]) -> None:
        for old in self._folder.iterdir():
            old.unlink()
        for name, content in files.items():
            (self._folder / name).write_bytes(content)
        try:
            with closing(sqlite3.connect(Sqlite(self._folder).file)) as connection:
                whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                rows = connection.execute(
                    f"SELECT body FROM comments_comment WHERE body LIKE '%{MARK}%'"  # noqa: S608
                ).fetchall()
        except sqlite3.DatabaseError:
            whole, rows = False, []
        numbers = [int(body.rsplit(" ", 1)[1].strip(".")) for (body,) in rows]
        self.damaged += not whole
        self.lost += len(set(range(self.told)) - set(numbers))
        self.doubled += len(numbers) - len(set(numbers))


def _apply(content: bytearray, act: Act, data: bytes) -> None:
    if act.kind == "truncate":
        del content[act.offset :]
        return
    content.extend(bytes(max(0, act.offset - len(content))))
    content[act.offset : act.offset + len(data)] = data
