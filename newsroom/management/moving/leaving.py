"""The whole site in open formats, for whoever wants to leave, to archive or to count again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Quote, Status, Story
from articles.rendering import body_html
from comments.models import TipPhoto
from newsroom.management.moving.bundle import Bundle
from newsroom.management.moving.private_rows import PRIVATE, private_rows
from newsroom.management.moving.public_rows import PUBLIC, in_batches, photos, shown_stories

SCHEMA = Path(__file__).with_name("export_schema.md")
VERSION = 1


def export(bundle: Bundle, private: bool, media: bool) -> Iterator[tuple[str, int]]:
    """Writes everything into the bundle; hands out each file's name and its number of rows."""
    for name, rows in PUBLIC.items():
        yield name, bundle.lines(f"{name}.jsonl", rows(private))
    yield "pages", _pages(bundle, private)
    if private:
        for name in PRIVATE:
            yield name, bundle.lines(f"private/{name}.jsonl", private_rows(name))
    if media:
        yield "media", _media(bundle, private)
    bundle.text("SCHEMA.md", SCHEMA.read_text(encoding="utf-8"))
    bundle.text("manifest.json", _manifest(bundle, private))


def _manifest(bundle: Bundle, private: bool) -> str:
    about = {
        "format": "newsroom-export",
        "version": VERSION,
        "site": {"name": settings.SITE_NAME, "address": settings.SITE_URL},
        "made_at": timezone.now().isoformat(),
        "private": private,
        "files": bundle.files,
    }
    return f"{json.dumps(about, ensure_ascii=False, indent=2)}\n"


def _pages(bundle: Bundle, private: bool) -> int:
    """Each story as a page of its own that any browser opens."""
    number = 0
    stories = shown_stories(private).select_related("section")
    if not private:
        stories = stories.exclude(status=Status.WITHDRAWN)
    for story in in_batches(stories.prefetch_related("authors", "corrections__credited_to")):
        bundle.text(f"stories/{story.pk}.html", _page(story))
        number += 1
    return number


def _page(story: Story) -> str:
    quotes = Quote.objects.filter(story=story).select_related("speaker")
    context = {
        "story": story,
        "site": settings.SITE_NAME,
        "address": story.canonical_url if story.day else "",
        "body": body_html(story, list(quotes)),
    }
    return render_to_string("moving/story.html", context)


def _media(bundle: Bundle, private: bool) -> int:
    """The pictures as they were uploaded; what is missing on the disk is missing here."""
    number, copied = 0, set()
    for row in photos(private):
        name = row["file"]
        stored = name.removeprefix("media/")
        if name in copied or not default_storage.exists(stored):
            continue
        with default_storage.open(stored) as file:
            bundle.copy(name, file.chunks())
        copied.add(name)
        number += 1
    if private:
        for held in TipPhoto.objects.order_by("pk").iterator(1):
            bundle.copy(f"private/tip_photos/{held.pk}.jpg", [bytes(held.content)])
            number += 1
    return number
