"""Addresses of the old site: what is kept of them, and which story stands at one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

from django.urls import Resolver404, resolve

from articles import publishing
from articles.models import OldAddress, Story
from newsroom.management.moving.report import Outcome

_LONGEST = 300


def old_path(address: str) -> str:
    """The path of an address as this site is asked for it; "" for one that says nothing.

    WordPress's short form, `https://example.com/?p=12`, is kept with its number: `/?p=12`.
    """
    try:
        parts = urlsplit(address.strip())
        path = unquote(parts.path, errors="strict")
    except ValueError:
        return ""
    if path.strip("/"):
        clean = path.startswith("/") and path.isprintable()
        return path if clean and len(path) <= _LONGEST else ""
    number = parse_qs(parts.query).get("p", [""])[-1]
    return f"/?p={number}" if number.isascii() and number.isdecimal() else ""


def both_forms(path: str) -> tuple[str, str]:
    """The path with a slash at its end and without: old sites answered to both."""
    return path, path[:-1] if path.endswith("/") else f"{path}/"


def story_at(addresses: Iterable[str]) -> Story | None:
    """The story that stands, or once stood, at the first of the addresses that is known."""
    for path in filter(None, map(old_path, addresses)):
        old = OldAddress.objects.filter(path__in=both_forms(path)).select_related("story").first()
        if found := old.story if old else _standing_at(path):
            return found
    return None


def lead_on(story: Story, addresses: Iterable[str], outcome: Outcome) -> None:
    """Lets the old site's addresses of a published story lead to where it is now."""
    for address in addresses:
        path = old_path(address)
        if not path:
            if urlsplit(address).path.strip("/"):
                outcome.warnings.append((address[:200], "This address cannot be redirected"))
            continue
        other = OldAddress.objects.filter(path=path).exclude(story=story).exists()
        if other:
            outcome.warnings.append((address[:200], "This address leads to another story already"))
            continue
        if path != story.get_absolute_url():
            outcome.counts["redirects"] += 1
        publishing.leave_old_address(story, path)


def _standing_at(path: str) -> Story | None:
    """The story whose present address this is."""
    try:
        found = resolve(both_forms(path)[0] if path.endswith("/") else f"{path}/")
        if found.url_name != "story":
            return None
        at = found.kwargs
        day = date(int(at["year"]), int(at["month"]), int(at["day"]))
        return Story.objects.filter(day=day, slug=at["slug"]).first()
    except (Resolver404, ValueError, OverflowError):
        return None
