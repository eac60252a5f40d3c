"""Reading the log of changes: each row once, in whatever order transactions commit."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.backends.base.base import BaseDatabaseWrapper

# The oldest transaction that is still under way. SQLite writes one at a time, so its rows appear
# in the order of their numbers (and carry the transaction number -1).
_OLDEST = {"sqlite": "0", "postgresql": "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"}
_END = (
    "SELECT id, {oldest} FROM newsroom_change"
    " WHERE id = (SELECT max(id) FROM newsroom_change) OR xid >= {oldest}"
)
# On PostgreSQL a lower number may appear after a higher: every transaction that was under way at
# the last look is asked for again. So is the last row: where it is gone, this is another log.
# (SQLite, asked for both, reads the whole log once it has learned that all its xid are alike.)
_NEW = "SELECT id, story, {oldest} FROM newsroom_change WHERE id >= %(last)s{late} ORDER BY id"
_LATE = {"sqlite": "", "postgresql": " OR xid >= %(oldest)s"}
# Everything that is visible by then stands in the write-ahead log before this position.
_POSITION = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"
_SWEEP = "DELETE FROM newsroom_change WHERE id < %s AND xid < %s"


@dataclass(frozen=True)
class Place:
    """How far the log was read: the highest number, the oldest transaction that was still under
    way then, and the rows seen that will be asked for again."""

    last: int
    oldest: int
    seen: frozenset[int] = field(default=frozenset(), repr=False)


def end(connection: BaseDatabaseWrapper) -> Place | None:
    """The place after all that is committed now; None while the log is empty. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_END.format(oldest=_OLDEST[connection.vendor]))
        rows = cursor.fetchall()
    if not rows:
        return None
    numbers = frozenset(number for number, _oldest in rows)
    return Place(max(numbers), rows[0][1], numbers)


def since(connection: BaseDatabaseWrapper, place: Place) -> tuple[Place, set[int]] | None:
    """What has been committed after `place`: the new place, and the stories (0: the whole site).

    None where the log was made anew or swept past our place: anything may have changed. One query.
    """
    vendor, far = connection.vendor, {"last": place.last, "oldest": place.oldest}
    with connection.cursor() as cursor:
        cursor.execute(_NEW.format(oldest=_OLDEST[vendor], late=_LATE[vendor]), far)
        rows = cursor.fetchall()
    numbers = frozenset(number for number, _story, _oldest in rows)
    if place.last not in numbers:
        return None
    known = place.seen | {place.last}
    changed = {story for number, story, _oldest in rows if number not in known}
    return Place(max(numbers), rows[0][2], numbers), changed


def position(connection: BaseDatabaseWrapper) -> int:
    """How far PostgreSQL's write-ahead log goes now, in bytes. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_POSITION)
        found: int = cursor.fetchone()[0]
    return found


def sweep(connection: BaseDatabaseWrapper, place: Place) -> None:
    """Drops what had been committed when the log was read as far as `place`, but for its last row.

    A process that has not read as far by now learns from the missing row that it missed something.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, [place.last, place.oldest])
