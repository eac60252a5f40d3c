"""Requests as a server hands them to WSGI, and answers as it gets them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

STORY = "/politics/2019/06/24/mayor-writes/"


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def environ(path: str = "/", query: str = "", method: str = "GET", **more: str) -> dict[str, Any]:
    """What a server says of a request; `more` are names of WSGI, such as HTTP_COOKIE."""
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **more,
    }


def ask(application: Callable[..., Any], *args: Any, **more: Any) -> Got:
    """What the application answers to `environ(…)`."""
    started: list[Any] = []
    chunks = application(environ(*args, **more), lambda *given: started.append(given))
    body = b"".join(chunks)
    if close := getattr(chunks, "close", None):
        close()
    status, headers, *_ = started[-1]
    return Got(int(status[:3]), {name.lower(): value for name, value in headers}, body)


class World:
    """An application whose pages say how often it was asked, and nobody who writes behind it."""

    def __init__(self, status: str = "200 OK", **headers: str) -> None:
        self.status = status
        self.headers = [(name.replace("_", "-"), value) for name, value in headers.items()]
        self.seen: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.seen.append(environ)
        start_response(self.status, [("Content-Type", "text/html"), *self.headers])
        return [f"page {len(self.seen)} ".encode() * 200]
