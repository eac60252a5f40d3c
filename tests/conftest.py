"""What every test stands on: a closed network, a database file, a clean cache, a cast of people.

- Nothing leaves this machine: a connection to any other host is an error.
- The database is a file (not memory), so that threads and live servers have connections of their
  own, as in production. Rows that migrations wrote are there in every test.
- Fixtures: the people of `tests.cast`; `tests.factories` has plain `make_*` functions.
- Markers and the services they need: see `tests.services`.
"""

import ipaddress
import socket
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseOperations as SQLiteOperations
from django.template import Context
from django.utils.safestring import SafeString

from newsroom import memo
from newsroom.changes.sight import watcher
from newsroom.templatetags.kept import KeptNode
from tests import services

pytest_plugins = ["tests.cast"]

GUARDS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'comments_decision'"
)

# The same examples every time: a red build is red again when it is run again.
hypothesis.settings.register_profile(
    "house", derandomize=True, deadline=None, max_examples=50, print_blob=True
)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Keeps tests off this installation's files, and passwords cheap."""
    scratch = TemporaryDirectory(prefix="newsroom-tests-")
    config.add_cleanup(scratch.cleanup)
    for name in ("media", "static"):
        (Path(scratch.name) / name).mkdir()
    settings.VAR_DIR = Path(scratch.name)
    settings.MEDIA_ROOT = f"{scratch.name}/media"
    settings.STATIC_ROOT = f"{scratch.name}/static"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory, "LOCATION": "tests"}}
    settings.SECOND_READ_SHARE = 0.0  # a test that wants some draws all


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that commits finds what migrations wrote, though one before it emptied the tables."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        given = mark.kwargs if mark else {}
        fixtures = set(getattr(item, "fixturenames", ()))
        if given.get("transaction") or fixtures & {"live_server", "transactional_db"}:
            kept = {**given, "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kept), append=False)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what lacks its service, or fails it where services are required."""
    lacks = ""
    if item.get_closest_marker("browser"):
        lacks = services.no_chromium()
    if item.get_closest_marker("redis"):
        lacks = lacks or services.no_redis()
    if item.get_closest_marker("own_postgres"):
        lacks = lacks or services.no_own_postgres()
    if item.get_closest_marker("postgres") and connections["default"].vendor != "postgresql":
        pytest.skip("this process runs on SQLite; `make test` runs it on PostgreSQL")
    if lacks and services.REQUIRED:
        pytest.fail(f"REQUIRE_SERVICES is set, but there is {lacks}", pytrace=False)
    if lacks:
        pytest.skip(lacks)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database file for this process. It need not survive a power cut, so it never syncs."""
    database = connections["default"].settings_dict
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"


@pytest.fixture(autouse=True, scope="session")
def _triggers_let_a_flush_pass() -> Iterator[None]:
    """A test that commits is swept by deleting every row, which decisions refuse on SQLite."""
    flush = SQLiteOperations.sql_flush

    def around_triggers(self: SQLiteOperations, *args: Any, **options: Any) -> list[str]:
        statements = flush(self, *args, **options)
        with self.connection.cursor() as cursor:
            cursor.execute(GUARDS)
            triggers = cursor.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*dropped, *statements, *(sql for _, sql in triggers)] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLiteOperations, "sql_flush", around_triggers)
        yield


@pytest.fixture(autouse=True, scope="session")
def _kept_parts_are_what_they_would_be() -> Iterator[None]:
    """Prints every kept part of a page again, and compares: in all tests that print a page."""
    render = KeptNode.render

    @wraps(render)
    def compared(self: KeptNode, context: Context) -> SafeString:
        found = render(self, context)
        assert found == self.nodelist.render(context)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeptNode, "render", compared)
        yield


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept from one test to the next, and the second of a memo does not end within one.

    So a slow machine asks no more queries than a fast one. In a browser the clock runs as it does.
    """
    cache.clear()
    memo.forget_everything()
    watcher.forget()
    if not request.node.get_closest_marker("browser"):
        monkeypatch.setattr(memo, "SECONDS", 3600.0)


@pytest.fixture
def redis_cache(settings: Any) -> Iterator[Any]:
    """The site's cache on Redis, under a prefix of this test's own that is swept afterwards.

    Use it in tests marked `redis`.
    """
    prefix = f"test-{token_hex(8)}"
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.rediscache.RedisCache",
            "LOCATION": services.REDIS_URL,
            "KEY_PREFIX": prefix,
        }
    }
    yield cache
    with redis.Redis.from_url(services.REDIS_URL) as client:
        for key in list(client.scan_iter(match=f"{prefix}:*")):
            client.delete(key)


def _is_this_machine(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = address[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Refuses every connection to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_this_machine(address):
            raise PermissionError(f"A test tried to reach {address!r}; tests stay on this machine.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
