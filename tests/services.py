"""The services outside Python that some tests need, and where to find them.

| marker           | needs      | looked for                                                  |
|------------------|------------|-------------------------------------------------------------|
| `browser`        | Chromium   | on PATH, under its usual names                              |
| `redis`          | Redis      | TEST_REDIS_URL, else redis://127.0.0.1:6379/15              |
| `own_postgres`   | its server | `initdb` on PATH, or where packages put it                  |
| `postgres`       | PostgreSQL | TEST_DATABASE_URL, else postgres://127.0.0.1:5432/newsroom  |
| `both_databases` | nothing    | runs on SQLite, and on PostgreSQL when that is there        |

Some faults need strace, or mkfs.ext4 and the right to mount (see `tests/faults/README.md`).

One pytest process knows one database, because DATABASE_URL is read once. `make test` therefore runs
the tests marked `postgres` or `both_databases` in a process of its own (see `tests.run`).
Where a service is missing its tests are skipped with a reason; REQUIRE_SERVICES=1 makes that a
failure instead, as CI wants it.
"""

import os
import shutil
from functools import cache

import psycopg
import redis

from tests import clusters

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_URL = os.environ.get("TEST_DATABASE_URL", "postgres://127.0.0.1:5432/newsroom")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
REQUIRED = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")


@cache
def chromium() -> str | None:
    """The path of the system's Chromium or Chrome."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@cache
def no_chromium() -> str:
    """Why browser tests cannot run, or nothing."""
    return "" if chromium() else f"no Chromium on PATH (looked for {', '.join(CHROMIUM_NAMES)})"


@cache
def no_postgres() -> str:
    """Why PostgreSQL cannot be used for tests, or nothing. Its user must be able to create one."""
    server, _, _ = POSTGRES_URL.rpartition("/")
    try:
        with psycopg.connect(f"{server}/postgres", connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        return f"no PostgreSQL at {server}: {str(error).splitlines()[0]}"
    return "" if row and row[0] else f"the user at {server} may not create a test database"


@cache
def no_own_postgres() -> str:
    """Why tests cannot start servers of PostgreSQL, or nothing."""
    return "" if clusters.programs() else "no initdb, which comes with PostgreSQL's server"


@cache
def no_redis() -> str:
    """Why Redis cannot be used for tests, or nothing."""
    try:
        with redis.Redis.from_url(REDIS_URL, socket_connect_timeout=3) as client:
            client.ping()
    except redis.RedisError as error:
        return f"no Redis at {REDIS_URL}: {error}"
    return ""
