"""What to read after a story."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from articles import reading
from articles.gathering import gathered
from articles.models import Story
from newsroom.prepared import Slot

COUNT = 4
FIELDS = ("id", "headline", "kicker", "slug", "day", "comment_count", "published_at")


def with_related(stories: QuerySet[Story], now: datetime | Slot) -> QuerySet[Story]:
    """Stories with what `related` makes of them, in the same one query."""
    others = Story.objects.published(now).filter(section=OuterRef(OuterRef("section")))
    newest = others.exclude(pk=OuterRef(OuterRef("pk"))).newest().values("pk")[:COUNT]
    return stories.annotate(related_rows=gathered(Story.objects.filter(pk__in=newest), *FIELDS))


def related(story: Story) -> list[Story]:
    """The newest public stories of the same section, without this one, newest first. No query for
    a story that came through `with_related`, which alone has some."""
    rows = getattr(story, "related_rows", None) or []
    return sorted((_made(row, story) for row in rows), key=_age, reverse=True)


def _age(story: Story) -> tuple[datetime, int]:
    assert story.published_at is not None  # noqa: S101 - it is public
    return story.published_at, story.pk


def _made(row: dict[str, Any], beside: Story) -> Story:
    when = {"day": date.fromisoformat(row["day"])}
    times = {"published_at": reading.moment(row["published_at"])}
    return Story(section=beside.section, **row | when | times)
