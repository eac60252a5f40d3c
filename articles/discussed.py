"""The stories that people talk about now."""

from datetime import timedelta
from functools import cache

from django.db.models import DateTimeField, F, IntegerField, QuerySet
from django.utils import timezone

from articles.models import Section, Story
from newsroom.prepared import Prepared, Slot

# "Today" for a paper that people read once a day and comment on for two weeks.
WINDOW = timedelta(days=2)


def most_discussed(count: int, section: Section | None = None) -> list[Story]:
    """Stories of the last two days with most comments; of all time where those are too few.

    At most two queries, each bounded by `count`.
    """
    now = timezone.now()
    values = {"now": now, "since": now - WINDOW, "section": section and section.pk}
    recent = _ranked(count, section is not None, is_recent=True)(**values)
    if len(recent) == count:
        return recent
    return _ranked(count, section is not None, is_recent=False)(**values)


@cache
def _ranked(count: int, in_section: bool, is_recent: bool) -> Prepared[Story]:
    def build() -> QuerySet[Story]:
        stories = Story.objects.published(Slot("now", DateTimeField()))
        stories = stories.filter(comment_count__gt=0).select_related("section")
        if in_section:
            stories = stories.filter(section=Slot("section", IntegerField()))
        if is_recent:
            stories = stories.filter(published_at__gt=Slot("since", DateTimeField()))
        stories = stories.only(
            "headline", "slug", "day", "comment_count", "published_at", "section"
        )
        # Plus nothing: the stories of two days are few, and found by their time. In the order of an
        # index SQLite would pass all the others to come to them.
        told = F("comment_count") + 0 if is_recent else F("comment_count")
        return stories.order_by(told.desc(), "-published_at")[:count]

    return Prepared(build)
