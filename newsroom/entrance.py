"""The outermost door: gives every request an id, and counts and logs how it was answered.

It stands before the page cache, so it sees what Django never hears of.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from random import getrandbits
from time import perf_counter
from typing import Any

from django.conf import settings

from newsroom.logs import request_id
from newsroom.tallies import tallies

log = logging.getLogger("newsroom.requests")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
_GIVEN = re.compile(r"[A-Za-z0-9_.-]{8,64}", re.ASCII)
# By the first digit of the status.
_COUNTED = {digit: f"requests_{digit}xx" for digit in "12345"}


class Entrance:
    """Around the whole site. The id is in the answer's `X-Request-ID` and in every log line."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        ident, begun, answered = _ident(environ), perf_counter(), "500"

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal answered
            answered = status
            headers.append(("X-Request-ID", ident))  # PEP 3333: the list is ours to change
            return start_response(status, headers, *rest)

        token = request_id.set(ident)
        try:
            return self._application(environ, start)
        finally:
            took = perf_counter() - begun
            tallies.add(_COUNTED[answered[0]])
            tallies.add("request_seconds", took)
            if log.isEnabledFor(logging.INFO):
                _tell(environ, int(answered[:3]), took)
            request_id.reset(token)


def counted(application: Application) -> Application:
    """The application, with each of its answers counted: the rest came out of the page cache."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        tallies.add("pages_made")
        return application(environ, start_response)

    return answer


def _ident(environ: Environ) -> str:
    """The id that our proxy gave, else a new one. A visitor's own is not believed."""
    given = environ.get("HTTP_X_REQUEST_ID")
    if given and settings.TRUSTED_PROXIES and _GIVEN.fullmatch(given):
        return str(given)
    # No secret, so it need not cost a call to the system. A forked child goes on elsewhere.
    return getrandbits(128).to_bytes(16).hex()  # nosec B311


def _tell(environ: Environ, status: int, took: float) -> None:
    """Method and path alone: what follows a "?" may be anything."""
    numbers = {"status": status, "milliseconds": round(took * 1000, 1)}
    said = "%s %s %s in %s ms"
    log.info(
        said, environ["REQUEST_METHOD"], environ["PATH_INFO"], *numbers.values(), extra=numbers
    )
