"""What a request asks for, as far as a kept page may differ by it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from django.conf import settings
from django.http import parse_cookie

from newsroom.context import THEMES
from newsroom.pagecache.routes import known_query

Environ = dict[str, Any]
# Of a request's environment, what a page is made with. Nothing here tells of the visitor.
PASSED_ON = (
    "GATEWAY_INTERFACE",
    "HTTP_HOST",
    "PATH_INFO",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "SERVER_SOFTWARE",
    "wsgi.errors",
    "wsgi.multiprocess",
    "wsgi.multithread",
    "wsgi.run_once",
    "wsgi.url_scheme",
    "wsgi.version",
)
# What is longer than this (in letters) is read anew each time, so that it fills no memory.
REMEMBERED = 500
# Set where a page is made for everybody, read by `newsroom.headers`.
SHARED = "newsroom.shared"


class Asked(NamedTuple):
    """The key of a page: two requests that are alike in this get the same bytes."""

    host: str
    path: str
    query: str
    scheme: str
    theme: str
    is_fragment: bool


def asked(environ: Environ) -> Asked | None:
    """The page that this request asks for; None where it is one person's or not a kept one."""
    get = environ.get
    cookies = get("HTTP_COOKIE")
    theme = theme_of(cookies) if cookies else ""
    host = get("HTTP_HOST")
    if theme is None or not host or "HTTP_AUTHORIZATION" in environ or _has_body(environ):
        return None
    query = known_query(environ["PATH_INFO"], get("QUERY_STRING") or "")
    if query is None:
        return None
    proxy = get("HTTP_X_FORWARDED_PROTO")
    scheme = environ["wsgi.url_scheme"] if proxy is None else _scheme(proxy)
    return Asked(host, environ["PATH_INFO"], query, scheme, theme, "HTTP_X_FRAGMENT" in environ)


def bare_environ(environ: Environ, asked: Asked) -> Environ:
    """The request that stands for all that ask for this page."""
    bare = {name: environ[name] for name in PASSED_ON if name in environ}
    bare |= {
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": asked.query,
        "HTTP_X_FORWARDED_PROTO": asked.scheme,
        "wsgi.input": BytesIO(),
        SHARED: True,
    }
    if asked.theme:
        bare["HTTP_COOKIE"] = f"{settings.THEME_COOKIE_NAME}={asked.theme}"
    if asked.is_fragment:
        bare["HTTP_X_FRAGMENT"] = "1"
    return bare


def theme_of(cookies: str) -> str | None:
    """The appearance that was chosen, "" for none; None where the cookies are somebody's own."""
    return _theme_of(cookies) if len(cookies) < REMEMBERED else _theme_of.__wrapped__(cookies)


@lru_cache(maxsize=4096)
def _theme_of(cookies: str) -> str | None:
    given = parse_cookie(cookies)
    if settings.SESSION_COOKIE_NAME in given or settings.MESSAGES_COOKIE_NAME in given:
        return None
    theme = given.get(settings.THEME_COOKIE_NAME, "")
    return theme if theme in THEMES else ""


def _has_body(environ: Environ) -> bool:
    """A GET with a body, which nobody sends who means well: the gate decides about it."""
    length = environ.get("CONTENT_LENGTH")
    return (length is not None and length not in ("", "0")) or "HTTP_TRANSFER_ENCODING" in environ


@lru_cache(maxsize=64)
def _scheme(forwarded: str) -> str:
    """As Django reads SECURE_PROXY_SSL_HEADER: the first of several."""
    return "https" if forwarded.split(",", 1)[0].strip() == "https" else "http"
