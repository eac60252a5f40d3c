"""Stories as their pages print them: read once for many readers, until an editor changes something.

A page that is made anew mostly shows a story that was shown before, under other comments. So what
readers see of a story but its discussion is kept, in each process, by what a look at the log of
changes says at that moment (`newsroom.changes`); what comments change is asked for each time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, QuerySet
from django.utils import timezone

from articles import reading
from articles.counts import comment_counts, counted
from articles.models import Correction, Photo, Story, Update
from articles.related import related, with_related
from newsroom.changes.sight import watcher
from newsroom.prepared import Prepared, Slot
from newsroom.recent import Recent
from newsroom.routing import on_primary
from newsroom.rows import loaded

ROOM = 2 * 1024 * 1024
# What one weighs beside its text.
OVERHEAD = 20_000


@dataclass(frozen=True)
class Edition:
    """A story with all that its page prints, but for its discussion.

    `name` is another with everything that the page could print of it; counts of comments are not.
    """

    story: Story
    authors: list[dict[str, Any]]
    photos: list[Photo]
    tags: list[dict[str, Any]]
    corrections: list[Correction]
    updates: list[Update]
    related: list[Story]
    name: str

    def counting(self, comments: dict[int, int]) -> Edition:
        """The same, with so many comments under each of its stories. In: numbers by id."""
        beside = [counted(one, comments) for one in self.related]
        return replace(self, story=counted(self.story, comments), related=beside)


def edition(story: Story) -> Edition:
    """The edition of a story that came through `pages`. No query."""
    return Edition(
        story=story,
        authors=reading.byline(story),
        photos=reading.pictures(story),
        tags=reading.in_order(getattr(story, "tag_rows", None)),
        corrections=reading.corrections(story),
        updates=reading.updates(story),
        related=related(story),
        name=loaded(story, "comment_count", "related_rows") + loaded(story.section),
    )


def pages(stories: QuerySet[Story], now: datetime | Slot) -> QuerySet[Story]:
    """Stories with everything that their own pages print."""
    return with_related(reading.full(stories), now)


def public(day: date, slug: str) -> Edition | None:
    """The edition of the story at this address if a reader may see it now, else None. Two queries.

    It shows all that was committed before it is asked for.
    """
    sight = watcher.look()
    key = sight and (sight.stamp(), day, slug)
    found = _kept.get(key) if key else None
    if found is not None:
        return found.counting(comment_counts([found.story.pk, *(one.pk for one in found.related)]))
    if key is None:
        return _read(day, slug)
    # Kept for requests that are read from other databases: a replica may lag.
    with on_primary():
        found = _read(day, slug)
    if found is not None:
        _kept.put(key, found, 4 * len(found.story.body) + OVERHEAD)
    return found


_kept: Recent[Edition] = Recent(ROOM)
_public_story = Prepared(
    lambda: pages(
        Story.objects.published(Slot("now", DateTimeField())), Slot("now", DateTimeField())
    ).filter(day=Slot("day", DateField()), slug=Slot("slug", CharField()))
)


def _read(day: date, slug: str) -> Edition | None:
    found = _public_story(now=timezone.now(), day=day, slug=slug)
    return edition(found[0]) if found else None
