"""What to read after a story."""

from functools import cache

from django.db.models import DateTimeField, IntegerField, QuerySet
from django.utils import timezone

from articles.models import Story
from newsroom.prepared import Prepared, Slot


def related(story: Story, count: int = 4) -> list[Story]:
    """The newest public stories of the same section, without this one. One query."""
    found = _others(count)(now=timezone.now(), section=story.section_id, story=story.pk)
    for one in found:
        one.section = story.section
    return found


@cache
def _others(count: int) -> Prepared[Story]:
    def build() -> QuerySet[Story]:
        stories = Story.objects.published(Slot("now", DateTimeField()))
        stories = stories.filter(section=Slot("section", IntegerField()))
        shown = stories.only("headline", "kicker", "slug", "day", "comment_count", "published_at")
        return shown.exclude(pk=Slot("story", IntegerField())).newest()[:count]

    return Prepared(build)
