"""The pages for what went wrong: each says in one sentence what, and offers two ways on."""

import errno
import math
import sys
from typing import Any

from django.contrib import admin
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
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


def is_newsroom(match: ResolverMatch) -> bool:
    """Whether an address is one of the admin's, where only staff come in."""
    return "admin" in match.app_names


def too_many(request: HttpRequest, limited: RateLimited) -> HttpResponse:
    """It was done too often: when it can be done again, in words and in Retry-After.

    Staff find what they typed on the page, in a form that sends it again.
    """
    wait = limited.retry_after_seconds
    context: dict[str, Any] = {"minutes": math.ceil(wait / 60)}
    template, match = "429.html", request.resolver_match
    if match is not None and is_newsroom(match):
        is_fragment = "X-Fragment" in request.headers
        template = "admin/_429.html" if is_fragment else "admin/429.html"
        context |= {**admin.site.each_context(request), "typed": _typed(request)}
    response = render(request, template, context, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Names and values of a posted form, and whether they are text to read; no password is."""
    return [
        (name, value, len(value.split()) > 1)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]


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
