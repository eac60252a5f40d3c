"""Atom feeds (RFC 4287) of the newest stories, whole."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import reading
from articles.models import Section, Story
from articles.rendering import body_html
from articles.structured_data import modified_at
from articles.views.documents import ATOM, document
from newsroom.origin import absolute, origin

ENTRIES = 20
# What a feed without entries says of its last change, so that it stays the same document.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_LOCAL_LINK = re.compile(r'\b(href|src)="/(?!/)')


@dataclass(frozen=True)
class Entry:
    """A story as a feed prints it."""

    story: Story
    id: str
    link: str
    updated: datetime
    authors: list[dict[str, str]]
    tags: list[dict[str, str]]
    content: str


@require_safe
def latest_feed(request: HttpRequest) -> HttpResponse:
    """The newest stories of all sections."""
    stories = Story.objects.published()
    return _feed(request, stories, settings.SITE_NAME, settings.SITE_TAGLINE, reverse("front"))


@require_safe
def section_feed(request: HttpRequest, section: str) -> HttpResponse:
    """The newest stories of one section; 404 when there is no such section."""
    shelf = get_object_or_404(Section, slug=section)
    stories = Story.objects.published().in_section(shelf)
    title = f"{settings.SITE_NAME}: {shelf.name}"
    return _feed(request, stories, title, shelf.description, shelf.get_absolute_url())


def _feed(
    request: HttpRequest, stories: QuerySet[Story], title: str, subtitle: str, page: str
) -> HttpResponse:
    newest = reading.full(stories).order_by("-published_at", "-id")[:ENTRIES]
    entries = [_entry(request, story) for story in newest]
    updated = max((entry.updated for entry in entries), default=_NEVER)
    context: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "page": absolute(request, page),
        "address": absolute(request, request.path),
        "updated": updated,
        "entries": entries,
        "SITE_NAME": settings.SITE_NAME,
        "site": absolute(request, reverse("front")),
    }
    return document(request, "articles/feeds/atom.xml", context, ATOM, modified=updated)


def _entry(request: HttpRequest, story: Story) -> Entry:
    corrections = reading.corrections(story)
    names = [
        {"name": row["name"], "uri": absolute(request, reverse("author", args=[row["slug"]]))}
        for row in reading.byline(story)
    ]
    return Entry(
        story=story,
        id=entry_id(story),
        link=absolute(request, story.get_absolute_url()),
        updated=modified_at(story, corrections) or _NEVER,
        authors=names,
        tags=reading.in_order(story.tag_rows),  # type: ignore[attr-defined]
        content=_content(request, story),
    )


def entry_id(story: Story) -> str:
    """A tag URI (RFC 4151) that stays when headline, section or address change."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{story.day:%Y-%m-%d}:story/{story.pk}"


def _content(request: HttpRequest, story: Story) -> str:
    """The whole story as HTML that reads well without our style sheet, its links absolute."""
    context = {
        "photos": reading.pictures(story),
        "body": body_html(story, reading.quotes(story)),
        "corrections": reading.corrections(story),
    }
    html = render_to_string("articles/feeds/content.html", context)
    return _LOCAL_LINK.sub(rf'\1="{origin(request)}/', html).strip()
