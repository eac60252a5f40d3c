"""Finding stories by their words, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections, router
from django.db.models import DateTimeField, F, QuerySet
from django.db.models.lookups import In
from django.utils import timezone

from articles.models import Story
from articles.search.excerpt import Part, excerpt, marked, plain
from articles.search.index import dialect
from articles.search.keys import STORY_BITS, key_before, row_id
from articles.search.words import words_of
from newsroom.prepared import Prepared, Slot, in_slots, numbered_slots

HITS_A_PAGE = 20
# Nobody reads on to the thousandth story; counting stops there.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Hit:
    """A story that was found, with the words of the question marked."""

    story: Story
    headline: list[Part]
    excerpt: list[Part]


@dataclass(frozen=True)
class Results:
    """A page of hits, newest first.

    `count` stops at 1,001, which means "more than 1,000". `older` is the cursor of the next page,
    "" on the last.
    """

    words: list[str]
    hits: list[Hit]
    count: int
    older: str


def find(q: str, page_after: int | None = None) -> Results:
    """Public stories that hold every word of `q`. Three queries; one more on PostgreSQL at most.

    In: what a reader typed, whatever it is; the cursor of the page before.
    """
    words = words_of(q)
    public = key_before(timezone.now())
    count = how_many(words, public)
    if not count:
        return Results(words, [], 0, "")
    before = public if page_after is None else min(page_after, public)
    connection = connections[router.db_for_read(Story)]
    with connection.cursor() as cursor:
        keys: list[int] = dialect(connection).newest(
            cursor, words, before, HITS_A_PAGE + 1, common=count > MOST_COUNTED
        )
    shown = keys[:HITS_A_PAGE]
    older = str(shown[-1]) if len(keys) > HITS_A_PAGE else ""
    return Results(words, _hits(shown, words), count, older)


def how_many(words: list[str], public: int, most: int = MOST_COUNTED + 1) -> int:
    """How many stories with keys under `public` hold all the words, counted up to `most`."""
    if not words:
        return 0
    connection = connections[router.db_for_read(Story)]
    with connection.cursor() as cursor:
        found: int = dialect(connection).count(cursor, words, public, most)
    return found


def _hits(keys: list[int], words: list[str]) -> list[Hit]:
    """The stories behind the keys, in the order of the keys. One query."""
    if not keys:
        return []
    ids = [row_id(key, STORY_BITS) for key in keys]
    filled = in_slots("story", ids, HITS_A_PAGE)
    by_id = {story.pk: story for story in _of_a_page(now=timezone.now(), **filled)}
    return [_hit(by_id[pk], words) for pk in ids if pk in by_id]


def _printed() -> QuerySet[Story]:
    of = numbered_slots("story", HITS_A_PAGE)
    found = Story.objects.published(Slot("now", DateTimeField())).filter(In(F("pk"), of))
    return found.select_related("section").defer("brief", "import_digest")


_of_a_page = Prepared(_printed)


def _hit(story: Story, words: list[str]) -> Hit:
    text = plain(story.body)
    return Hit(
        story=story,
        headline=marked(story.headline, words),
        excerpt=excerpt(text, words) or marked(story.standfirst, words),
    )
