"""Editors' picks for the front page."""

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from articles.models import Status as StoryStatus
from comments.models import Comment
from newsroom.prepared import Prepared, Slot

VOICES = 3


def voices() -> list[Comment]:
    """The comments picked last that readers can see, of public stories. One query."""
    return _latest_picks(now=timezone.now())


def _picks() -> QuerySet[Comment]:
    picked = Comment.objects.published().filter(
        picked_at__isnull=False,
        author__isnull=False,
        story__status=StoryStatus.PUBLISHED,
        story__published_at__lte=Slot("now", DateTimeField()),
    )
    return picked.select_related("author", "story__section").order_by("-picked_at")[:VOICES]


_latest_picks = Prepared(_picks)
