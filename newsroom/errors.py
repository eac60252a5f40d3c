"""The pages for what went wrong: each says in one sentence what, and offers two ways on."""

import errno
import math
import sys

from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from newsroom.ratelimit import RateLimited

# When to ask again, in seconds: a database starts anew or changes over in about as long.
PASSING_SECONDS = 10
# SQLite's (https://sqlite.org/rescode.html): busy, locked, out of memory, read-only, a failing
# disk, a full one, a file that cannot be opened, a protocol that two processes cannot agree on.
_PASSING_ON_SQLITE = frozenset({5, 6, 7, 8, 10, 13, 14, 15})
# PostgreSQL's: the server is a replica now (`read_only_sql_transaction`); it cannot open a file of
# its own, as on a disk that turned read-only (`insufficient_privilege`).
_PASSING_ON_POSTGRES = frozenset({"25006", "42501"})
_PASSING_ON_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: most often cookies are off or the page was open for long."""
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest, limited: RateLimited) -> HttpResponse:
    """It was done too often: when it can be done again, in words and in Retry-After."""
    wait = limited.retry_after_seconds
    response = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nothing caught: 503 where it will pass by itself, else 500.

    A 503 needs no database. Its connections are closed: the next request looks for one that works,
    which after a change-over is another server's.
    """
    if not is_passing(sys.exc_info()[1]):
        return server_error(request)
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
    response = render(request, "503.html", {"sent": request.method == "POST"}, status=503)
    response.headers["Retry-After"] = str(PASSING_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_passing(error: BaseException | None) -> bool:
    """Whether it lies with the database or the disk being away, full or busy, not with the code."""
    if isinstance(error, OSError):
        return error.errno in _PASSING_ON_DISK
    cause = getattr(error, "__cause__", None)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        # SQLite calls a mistake in a statement by the same name as a disk that fails.
        return code & 0xFF in _PASSING_ON_SQLITE
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return getattr(cause, "sqlstate", None) in _PASSING_ON_POSTGRES
