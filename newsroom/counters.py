"""Counters that all processes of the site share: on Redis where there is one, else in the database.

Both count and answer in a single atomic step, so that no count is lost between processes. A power
cut may lose the last of them, which is worth less than a wait for the disk before every comment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic, time
from typing import Protocol

import redis
from django.db import connection

from newsroom.models import RateCount

PURGE_EVERY = 3600.0
REDIS_PATIENCE = 0.5
# What is selected from says whether the commit waits for the disk; SQLite is told beforehand.
_ADD = """
INSERT INTO newsroom_ratecount AS count (key, hits, ends_at) SELECT %s, 1, %s {source}
ON CONFLICT (key) DO UPDATE SET
    hits = CASE WHEN count.ends_at BETWEEN %s AND %s THEN count.hits + 1 ELSE 1 END,
    ends_at = CASE WHEN count.ends_at BETWEEN %s AND %s THEN count.ends_at
        ELSE excluded.ends_at END
WHERE count.hits < %s OR count.ends_at NOT BETWEEN %s AND %s
"""
_AT_LEISURE = _ADD.format(source="FROM set_config('synchronous_commit', 'off', true)")
_AS_USUAL = _ADD.format(source="WHERE true")
_SQLITE_FULL = 2


class Counters(Protocol):
    """What a limiter needs of a store. Keys are opaque; times are whole seconds."""

    def add(self, key: str, most: int, seconds: int) -> int:
        """Counts one more unless `most` is reached: 0, or the seconds until the window closes."""

    def take_back(self, key: str) -> None:
        """Uncounts one."""

    def forget(self, key: str) -> None:
        """Drops the count."""


class DatabaseCounters:
    """One upsert a count. What is refused writes nothing, so that a flood costs no disk.

    A window that ends much later than a new one would is of a clock that was wrong: it is over too.
    """

    def __init__(self) -> None:
        self._purged_at = monotonic()

    def add(self, key: str, most: int, seconds: int) -> int:
        now = int(time())
        self._purge(now)
        is_open = now + 1, now + 2 * seconds
        on_postgres = connection.vendor == "postgresql" and not connection.in_atomic_block
        statement = _AT_LEISURE if on_postgres else _AS_USUAL
        with _without_sync(), connection.cursor() as cursor:
            cursor.execute(statement, [key, now + seconds, *is_open, *is_open, most, *is_open])
            if cursor.rowcount:
                return 0
        ends_at = RateCount.objects.filter(key=key).values_list("ends_at", flat=True).first()
        return max(1, (ends_at or now) - now)

    def take_back(self, key: str) -> None:
        with _without_sync(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE newsroom_ratecount SET hits = hits - 1 WHERE key = %s AND hits > 0", [key]
            )

    def forget(self, key: str) -> None:
        RateCount.objects.filter(key=key).delete()

    def _purge(self, now: int) -> None:
        """Clears windows that have closed: once an hour in each process, by an index."""
        if monotonic() - self._purged_at < PURGE_EVERY:
            return
        self._purged_at = monotonic()
        RateCount.objects.filter(ends_at__lte=now).delete()


@contextmanager
def _without_sync() -> Iterator[None]:
    """On SQLite, a commit in the block is on the disk only with the next one after it."""
    connection.ensure_connection()
    driver = connection.connection
    with connection.wrap_database_errors:
        is_sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
        if not is_sqlite or driver.execute("PRAGMA synchronous").fetchone()[0] != _SQLITE_FULL:
            yield
            return
        driver.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            driver.execute("PRAGMA synchronous=FULL")


class RedisCounters:
    """A key that expires by itself. Redis runs a script as one step."""

    ADD = """
        if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[1]) then
            return math.max(1, redis.call('TTL', KEYS[1]))
        end
        if redis.call('INCR', KEYS[1]) == 1 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
        return 0
    """
    TAKE_BACK = """
        if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
    """

    def __init__(self, url: str, prefix: str) -> None:
        self._prefix = f"{prefix}:rate:"
        self._redis = redis.Redis.from_url(
            url, socket_timeout=REDIS_PATIENCE, socket_connect_timeout=REDIS_PATIENCE
        )

    def add(self, key: str, most: int, seconds: int) -> int:
        wait = self._redis.eval(self.ADD, 1, self._prefix + key, str(most), str(seconds))
        return int(wait)

    def take_back(self, key: str) -> None:
        self._redis.eval(self.TAKE_BACK, 1, self._prefix + key)

    def forget(self, key: str) -> None:
        self._redis.delete(self._prefix + key)


@lru_cache(maxsize=1)
def in_database() -> DatabaseCounters:
    """This process's door to the counters in the database."""
    return DatabaseCounters()


@lru_cache(maxsize=4)
def in_redis(url: str, prefix: str) -> RedisCounters:
    """This process's door to the counters on that Redis."""
    return RedisCounters(url, prefix)
