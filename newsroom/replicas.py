"""Readers' pages from replicas: which requests, and which replica is good enough just now.

One rule keeps it right. Each process looks at the primary a few times a second (`changes.sight`)
and learns how far its write-ahead log goes. A replica is read only if it has replayed the log as
far as a look that is less than a second old; so

- whoever reads from a replica sees everything that is older than a second;
- a page that is kept for everybody holds all that the look knew, and what came later makes it
  anew (`pagecache`): a replica that lags never gives a page that is taken for fresh;
- a reader who was sent to the primary for PIN_SECONDS after their own write finds it afterwards
  on any replica that is read at all.

A replica that is behind, or down, is left out, and the primary answers in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import count
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse

from newsroom.changes.sight import watcher
from newsroom.pagecache.asking import SHARED
from newsroom.pagecache.routes import PARAMETERS
from newsroom.pagecache.serving import POSITION
from newsroom.routing import go_back, read_from

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
# Pages that only tell. Any other page is read from the primary.
ROUTES = frozenset({*PARAMETERS, "comment", "comments_feed", "ledger", "ledger_csv", "search"})
PIN_SECONDS = 5
# How long an answer of a replica counts: that it is so far, that it is behind, that it is down.
FAR_ENOUGH, BEHIND, DOWN = 1.0, 0.05, 5.0
# Nothing where the server is no replica: another log, whose positions compare with none of ours.
_REPLAYED = (
    "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint WHERE pg_is_in_recovery()"
)


def replayed(alias: str) -> int | None:
    """How far that server has replayed its primary's log, in bytes; None if it is no replica.

    One query. Raises Error where it does not answer.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute(_REPLAYED)
        row = cursor.fetchone()
    return int(row[0]) if row else None


class Replica:
    """One of them, as one process knows it. Times are the clock's, in seconds."""

    def __init__(self, alias: str, clock: Callable[[], float] = monotonic) -> None:
        self.alias = alias
        self._clock = clock
        self._replayed = 0
        self._known_until = 0.0
        self._out_until = 0.0

    def has_reached(self, position: int) -> bool:
        """Whether it has replayed the primary's log so far. At most one query, mostly none."""
        now = self._clock()
        if now < self._known_until and self._replayed >= position:
            return True
        if now < self._out_until:
            return False
        return self._ask(now, position)

    def leave_out(self) -> None:
        """It failed: for a while it is not asked."""
        self._out_until, self._known_until = self._clock() + DOWN, 0.0
        connections[self.alias].close()

    def _ask(self, now: float, position: int) -> bool:
        # Others need not ask meanwhile: a server that is gone takes its time to say so.
        self._out_until = now + DOWN
        try:
            reached = replayed(self.alias)
        except Error as error:
            log.warning("%s is left out: %s", self.alias, error)
            self.leave_out()
            return False
        if reached is None:
            log.warning("%s is left out: it is no replica", self.alias)
            return False
        self._replayed, self._known_until = reached, now + FAR_ENOUGH
        self._out_until = 0.0 if reached >= position else self._clock() + BEHIND
        return reached >= position


class Replicas:
    """All of them, in turns."""

    def __init__(self, replicas: list[Replica]) -> None:
        self._replicas = replicas
        self._turns = count()

    def one_at(self, position: int) -> Replica | None:
        """The next that has reached the position; None where all are behind or down."""
        turn = next(self._turns)
        for number in range(len(self._replicas)):
            found = self._replicas[(turn + number) % len(self._replicas)]
            if found.has_reached(position):
                return found
        return None


class ReplicaMiddleware:
    """Reads a page from a replica where that is right. It stands inside the session's middleware.

    Who is logged in, and as whom, is always read from the primary.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._replicas = Replicas([Replica(alias) for alias in settings.REPLICAS])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = read_from(DEFAULT_DB_ALIAS)
        try:
            response = self.get_response(request)
        finally:
            go_back(token)
        if request.method not in ("GET", "HEAD") and request.user.is_authenticated:
            _pin(response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if not may_read_replica(request):
            return
        position = _position(request)
        replica = self._replicas.one_at(position) if position else None
        if replica is not None:
            request.replica = replica  # type: ignore[attr-defined]
            read_from(replica.alias)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page again, from the primary, where the replica failed or broke off a query."""
        replica: Replica | None = getattr(request, "replica", None)
        if replica is None or not isinstance(error, OperationalError | InterfaceError):
            return None
        log.warning("%s is left out: %s", replica.alias, error)
        replica.leave_out()
        read_from(DEFAULT_DB_ALIAS)
        view, args, kwargs = request.resolver_match  # type: ignore[misc]
        response: HttpResponse = view(request, *args, **kwargs)
        return response


def may_read_replica(request: HttpRequest) -> bool:
    """Whether this is a reader's page, and its reader has written nothing just now."""
    match = request.resolver_match
    if request.method not in ("GET", "HEAD") or match is None or match.view_name not in ROUTES:
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    user = request.user
    return not (user.is_authenticated and (user.is_staff or _is_pinned(request)))


def _position(request: HttpRequest) -> int:
    """How far a replica must be for this page; 0 where that is not known.

    A page for everybody is made by the look that it will be kept by, and by no other.
    """
    if SHARED in request.META:
        return int(request.META.get(POSITION, 0))
    sight = watcher.sight(monotonic())
    return sight.position if sight else 0


def _is_pinned(request: HttpRequest) -> bool:
    name = settings.PIN_COOKIE_NAME
    return request.get_signed_cookie(name, None, max_age=PIN_SECONDS) is not None


def _pin(response: HttpResponse) -> None:
    """Sends this reader to the primary for a while, on every node."""
    response.set_signed_cookie(
        settings.PIN_COOKIE_NAME,
        "1",
        max_age=PIN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
