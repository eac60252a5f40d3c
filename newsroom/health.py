"""What a load balancer asks: is this process alive, and can it serve readers now."""

from collections.abc import Callable
from functools import cache
from secrets import token_hex

from django.core.cache import cache as site_cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all; asks nothing of the database."""
    return HttpResponse("alive\n", content_type=PLAIN)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when everything a page needs is there, else 503; a line for each part, good or bad.

    Redis is not needed, so it takes no node out of service: all nodes would lose it at once.
    """
    states = {name: works() for name, works in PARTS}
    lines = "".join(f"{name}: {'ok' if good else 'failing'}\n" for name, good in states.items())
    is_ready = all(good for name, good in states.items() if name not in SPARED)
    return HttpResponse(lines, content_type=PLAIN, status=200 if is_ready else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def migrations_are_applied() -> bool:
    """Whether the database has the shape that this code expects."""
    try:
        return _no_migration_waits()
    except (Error, LookupError):
        _no_migration_waits.cache_clear()
        return False


@cache
def _no_migration_waits() -> bool:
    """True once and for this process's life; raises LookupError while migrations wait."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError
    return True


def cache_keeps() -> bool:
    """Whether the cache gives back what it was given."""
    key = f"ready:{token_hex(8)}"
    site_cache.set(key, "kept", timeout=10)
    return bool(site_cache.get(key) == "kept")


PARTS: tuple[tuple[str, Callable[[], bool]], ...] = (
    ("database", database_answers),
    ("migrations", migrations_are_applied),
    ("cache", cache_keeps),
)
# What the site goes on without, only slower.
SPARED = frozenset({"cache"})
