"""Which pages are the same for everybody, and by which parameters they differ.

A route that is not listed is never kept. A parameter that is not listed is not shown to the page:
the tails that are hung on links (`fbclid`, `utm_source`) make no more pages. Search is left out:
its answers are as many as the words that people think of.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ImproperlyConfigured
from django.urls import Resolver404, resolve

PAGING = ("after", "before")
PARAMETERS: dict[str, tuple[str, ...]] = {
    "author": PAGING,
    "corrections": PAGING,
    "feed_latest": (),
    "feed_section": (),
    "front": (),
    "latest": PAGING,
    "newer_comments": ("since",),
    "news_sitemap": (),
    "robots": (),
    "rules": (),
    "said": ("after",),
    "section": PAGING,
    "sitemap_index": (),
    "sitemap_part": (),
    "speaker": ("after",),
    "story": ("sort", "after", "print"),
    "tag": PAGING,
    "thread": ("at", "after"),
}
# With one of these in the address, a page answers a question of somebody's own.
QUESTIONS: dict[str, frozenset[str]] = {
    "said": frozenset({"q", "speaker", "role", "since", "until"}),
}
# WordPress's short form of a story's address, `/?p=12`: the site behind knows where it leads.
SHORT_FORM = ("/", "p")
# Longer than any cursor that the site hands out.
LONGEST_VALUE = 100
MOST_FIELDS = 50
LONGEST_ADDRESS = 1000


@lru_cache(maxsize=4096)
def route(path: str) -> str:
    """The name of the page at this path, as WSGI has it; "" where there is none."""
    try:
        return resolve(path.encode("latin-1").decode()).url_name or ""
    except (Resolver404, UnicodeError, ImproperlyConfigured):
        return ""


def known_query(path: str, query: str) -> str | None:
    """The query with nothing in it but what the page is read by, in one order.

    None where this address is not kept. The last of several values counts, as it does for Django.
    """
    return _known_query(path, query) if len(path) + len(query) < LONGEST_ADDRESS else None


@lru_cache(maxsize=4096)
def _known_query(path: str, query: str) -> str | None:
    name = route(path)
    known = PARAMETERS.get(name)
    if known is None or not query.isascii():
        return None
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return None
    if path == SHORT_FORM[0] and SHORT_FORM[1] in given:
        return None
    if QUESTIONS.get(name, frozenset()) & given.keys():
        return None
    kept = [(name, given[name]) for name in known if given.get(name)]
    if any(len(value) > LONGEST_VALUE for _name, value in kept):
        return None
    return urlencode(kept)
