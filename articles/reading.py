"""What readers' pages load: one query for a story with all that belongs to it, one for cards."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet

from articles.gathering import gathered
from articles.models import Author, Correction, Photo, Quote, Speaker, Story, Tag, Update
from newsroom.accounts.models import User

PHOTO_FIELDS = (
    "id", "original", "alt", "caption", "credit", "focal_x", "focal_y", "position", "width",
    "height", "renditions",
)  # fmt: skip
QUOTE_FIELDS = (
    "id", "text", "role", "source", "said_on", "paragraph", "certain", "speaker_id",
)  # fmt: skip

CORRECTION_FIELDS = ("id", "kind", "was", "now", "at", "revision", "suggested_at")


def cards(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Stories with what a card prints (section, byline, pictures) and without their bodies."""
    authors = Author.objects.filter(stories=OuterRef("pk"))
    photos = Photo.objects.filter(story=OuterRef("pk"))
    return (
        stories.select_related("section")
        .defer("body", "brief", "import_digest")
        .annotate(
            byline_rows=gathered(authors, "id", "name", "slug"),
            photo_rows=gathered(photos, *PHOTO_FIELDS),
        )
    )


def full(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Stories with everything that a story's own page prints, in the same one query."""
    of_story = {"story": OuterRef("pk")}
    authors = Author.objects.filter(stories=OuterRef("pk"))
    tags = Tag.objects.filter(stories=OuterRef("pk"))
    return with_notes(stories.select_related("section")).annotate(
        byline_rows=gathered(authors, "id", "name", "slug", "title", "is_agency"),
        photo_rows=gathered(Photo.objects.filter(**of_story), *PHOTO_FIELDS),
        tag_rows=gathered(tags, "id", "name", "slug"),
        quote_rows=gathered(
            Quote.objects.filter(**of_story),
            *QUOTE_FIELDS,
            speaker_name="speaker__name",
            speaker_slug="speaker__slug",
            speaker_role="speaker__role",
        ),
    )


def with_notes(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Stories with what readers were told of their changes, for `corrections` and `updates`."""
    corrections = Correction.objects.filter(story=OuterRef("pk"))
    updates = Update.objects.filter(story=OuterRef("pk"))
    return stories.annotate(
        correction_rows=gathered(
            corrections, *CORRECTION_FIELDS, credited_name="credited_to__name"
        ),
        update_rows=gathered(updates, "id", "what", "at", "revision"),
    )


def in_order(found: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Gathered rows in the order in which they were made."""
    return sorted(found or [], key=itemgetter("id"))


def byline(story: Story) -> list[dict[str, Any]]:
    """Names of the byline of a story that came through `cards` or `full`. No query."""
    return in_order(getattr(story, "byline_rows", None))


def pictures(story: Story) -> list[Photo]:
    """Photos of a story that came through `cards` or `full`, the lead first. No query."""
    found = [
        Photo(story_id=story.pk, **row | {"renditions": _nested(row["renditions"])})
        for row in getattr(story, "photo_rows", None) or []
    ]
    return sorted(found, key=lambda photo: (photo.position, photo.pk))


def corrections(story: Story) -> list[Correction]:
    """Corrections of a story that came through `full`, the first made first. No query."""
    found = []
    for row in in_order(getattr(story, "correction_rows", None)):
        fields = {name: row[name] for name in CORRECTION_FIELDS}
        times = {name: moment(row[name]) for name in ("at", "suggested_at") if row[name]}
        thanked = User(name=row["credited_name"]) if row["credited_name"] else None
        found.append(Correction(story=story, credited_to=thanked, **fields | times))
    return found


def updates(story: Story) -> list[Update]:
    """Updates of a story that came through `full`, the first made first. No query."""
    found = in_order(getattr(story, "update_rows", None))
    return [Update(story=story, **row | {"at": moment(row["at"])}) for row in found]


def quotes(story: Story) -> list[Quote]:
    """Quotations of a story that came through `full`, in reading order. No query."""
    found = []
    for row in map(dict, in_order(getattr(story, "quote_rows", None))):
        who = {key: row.pop(f"speaker_{key}") for key in ("id", "name", "slug", "role")}
        speaker = Speaker(**who) if who["id"] is not None else None
        said_on = date.fromisoformat(row.pop("said_on")) if row["said_on"] else row.pop("said_on")
        found.append(Quote(story=story, speaker=speaker, said_on=said_on, **row))
    return sorted(found, key=lambda quote: (quote.paragraph, quote.pk))


def _nested(stored: Any) -> Any:
    """JSON within JSON: PostgreSQL gives the value, SQLite its text."""
    return json.loads(stored) if isinstance(stored, str) else stored


def moment(stored: str) -> datetime:
    """A time as the databases write it into JSON: with its zone, or (SQLite) in UTC without one."""
    moment = datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
