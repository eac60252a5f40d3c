"""Every address of the site with an id in it, as its routes have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
# Values for what is no id.
_SAMPLES = {
    "app_label": "comments",
    "content_type_id": "1",
    "day": "24",
    "extra_context": "x",
    "key": "forged",
    "kind": "speakers",
    "month": "06",
    "name": "photos/x.png",
    "part": "2019-06",
    "place": "p0",
    "section": "politics",
    "slug": "the-second-lane",
    "token": "forged",
    "uidb36": "1",
    "url": "x",
    "year": "2019",
}


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """The routes of every view, such as `/comments/<int:pk>/edit/`."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + plain(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


def filled(route: str, number: str) -> str:
    """The route as an address, with `number` for each id."""

    def value(part: re.Match[str]) -> str:
        kind, name = part.groups()
        return number if kind == "int" or "id" in name else _SAMPLES.get(name, "x")

    return _PART.sub(value, route)


def plain(pattern: str) -> str:
    """A pattern without the signs of a regular expression, which two libraries still write."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return named.removeprefix("^").removesuffix("$").replace("\\", "").replace("/?", "/")
