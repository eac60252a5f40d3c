"""A file on disk that an export is spread out on, so that memory never holds more than an item.

Exports name a comment before or long after its story, and an answer before what it answers. Here
each thread is read back whole, in the order in which it grew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from articles.moving.records import Name, Picture, Post, Remark, Thread

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE shelf (seq INTEGER PRIMARY KEY, key TEXT UNIQUE, kind TEXT, record TEXT);
    CREATE TABLE remark (
        seq INTEGER PRIMARY KEY, thread TEXT, key TEXT, parent TEXT, at REAL, shown INT,
        record TEXT, UNIQUE (thread, key)
    );
    CREATE INDEX answers ON remark (thread, parent);
    CREATE TABLE name (key TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
# From the roots down, each with the nearest shown one above it (`host`) and no earlier than that,
# whatever the old site's clock said. What answers itself in a circle is never reached.
_GROWN = """
    WITH RECURSIVE grown (seq, key, host, at, depth, shown) AS (
        SELECT seq, key, '', at, 0, shown FROM remark AS root
        WHERE thread = :thread AND NOT EXISTS (
            SELECT 1 FROM remark WHERE thread = :thread AND key = root.parent
        )
        UNION ALL
        SELECT answer.seq, answer.key, iif(grown.shown, grown.key, grown.host),
            max(answer.at, grown.at), grown.depth + 1, answer.shown
        FROM grown JOIN remark AS answer ON answer.thread = :thread AND answer.parent = grown.key
    )
"""
_TOLD = """
    SELECT remark.record, grown.host, coalesce(name.name, '')
    FROM grown JOIN remark USING (seq)
    LEFT JOIN name ON name.key = json_extract(remark.record, '$.author')
    WHERE grown.shown ORDER BY grown.at, grown.depth, grown.seq
"""
_IN_CIRCLES = """
    SELECT key FROM remark WHERE thread = :thread AND shown AND seq NOT IN (SELECT seq FROM grown)
"""
_HOMELESS = "SELECT key FROM remark WHERE shown AND thread NOT IN (SELECT key FROM shelf)"


@dataclass(frozen=True)
class Told:
    """A remark in its turn. `host` is the key of the shown one that it answers, or ""."""

    remark: Remark
    host: str


class Spool:
    """Takes records in any order; gives stories in theirs, and each thread as it grew."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="moving-")
        self._base = sqlite3.connect(Path(self._folder.name) / "spool.sqlite3")
        self._base.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._base.close()
        self._folder.cleanup()

    def put(self, record: Post | Thread | Remark | Name) -> bool:
        """Stores a record; False for one whose key was there before."""
        if isinstance(record, Remark):
            at, shown = _order(record.posted_at), record.is_shown
            kept = _written(record) if shown else "{}"
            row = (record.thread, record.key, record.parent, at, shown, kept)
            return self._add("remark (thread, key, parent, at, shown, record)", row)
        if isinstance(record, Name):
            return self._add("name (key, name)", (record.key, _plain(record.name)))
        kept = _written(record)
        return self._add("shelf (key, kind, record)", (record.key, type(record).__name__, kept))

    def shelf(self) -> Iterator[Post | Thread]:
        """The stories and threads, in the order of the file."""
        with closing(self._base.execute("SELECT kind, record FROM shelf ORDER BY seq")) as rows:
            for kind, record in rows:
                yield _post(record) if kind == "Post" else _thread(record)

    def grown(self, thread: str) -> Iterator[Told]:
        """The remarks of a thread that readers saw, each after the one that it answers."""
        with closing(self._base.execute(_GROWN + _TOLD, {"thread": thread})) as rows:
            for record, host, name in rows:
                yield Told(_remark(record, name), host)

    def in_circles(self, thread: str) -> Iterator[str]:
        """The keys of remarks that answer themselves by way of others."""
        for (key,) in self._base.execute(_GROWN + _IN_CIRCLES, {"thread": thread}):
            yield key

    def homeless(self) -> Iterator[str]:
        """The keys of remarks whose story was not put in."""
        for (key,) in self._base.execute(_HOMELESS):
            yield key

    def _add(self, table: str, row: tuple[Any, ...]) -> bool:
        marks = ", ".join("?" * len(row))
        sql = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - our own names
        plain = tuple(_plain(value) for value in row)
        return self._base.execute(sql, plain).rowcount > 0


def _order(at: datetime | None) -> float:
    """Where a time stands among others of its thread; one without a zone as if it were UTC."""
    if at is None:
        return 0
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def _plain(value: Any) -> Any:
    """Text without what no database takes: NUL, and halves of surrogate pairs."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").encode(errors="ignore").decode()


def _written(record: Post | Thread | Remark) -> str:
    return json.dumps(_pure(asdict(record)), default=datetime.isoformat, ensure_ascii=False)


def _pure(value: Any) -> Any:
    """The value with all text in it made plain: JSON would hide a NUL from the database's eye."""
    if isinstance(value, dict):
        return {key: _pure(one) for key, one in value.items()}
    return [_pure(one) for one in value] if isinstance(value, list | tuple) else _plain(value)


def _read(text: str, time: str) -> dict[str, Any]:
    fields = json.loads(text)
    fields[time] = datetime.fromisoformat(fields[time]) if fields[time] else None
    lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
    return {**fields, **lists}


def _post(text: str) -> Post:
    fields = _read(text, "published_at")
    return Post(**{**fields, "pictures": tuple(Picture(**one) for one in fields["pictures"])})


def _thread(text: str) -> Thread:
    fields = json.loads(text)
    return Thread(fields["key"], tuple(fields["addresses"]))


def _remark(text: str, name: str) -> Remark:
    fields = _read(text, "posted_at")
    return Remark(**{**fields, "name": fields["name"] or name})
