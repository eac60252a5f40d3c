"""Editors' picks for the front page and the morning edition."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from articles.models import Status as StoryStatus
from comments.models import Comment
from newsroom.prepared import Prepared, Slot

VOICES = 3


def voices() -> list[Comment]:
    """The comments picked last that readers can see, of public stories. One query."""
    return _latest_picks(now=timezone.now())


def picked_since(moment: datetime, sections: Sequence[str] = ()) -> list[Comment]:
    """The same, of those picked later than `moment`, on stories of these sections where some are
    named. One query."""
    found = _visible_picks(timezone.now()).filter(picked_at__gt=moment)
    if sections:
        found = found.filter(story__section__slug__in=sections)
    return list(found[:VOICES])


def _visible_picks(now: datetime | Slot) -> QuerySet[Comment]:
    picked = Comment.objects.published().filter(
        picked_at__isnull=False,
        author__isnull=False,
        story__status=StoryStatus.PUBLISHED,
        story__published_at__lte=now,
    )
    shown = picked.select_related("author", "story__section").only(
        "body", "author__name", "author__town", "story__headline", "story__slug", "story__day",
        "story__section__slug",
    )  # fmt: skip
    return shown.order_by("-picked_at")


_latest_picks = Prepared(lambda: _visible_picks(Slot("now", DateTimeField()))[:VOICES])
