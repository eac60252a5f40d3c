"""Bulk data for load tests: people, stories and discussions of any size, the same for a seed.

Rows go in by batches with every counter, place and rank already right, so that nothing is counted
up row by row. Not for a site that is written to at the same time: ids are dealt here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from articles.models import Section, Story
from articles.models import Status as StoryStatus
from comments.models import Comment, Respect, TalkHour
from comments.models import Status as CommentStatus
from comments.placing import hour_of
from comments.threads import rank
from newsroom.accounts.models import User
from newsroom.accounts.names import name_key
from newsroom.management import prose
from newsroom.management.shapes import Place, places

NEWEST = datetime(2026, 6, 1, 12, tzinfo=UTC)
APART = timedelta(minutes=10)
DISCUSSED_FOR = timedelta(days=3)
STORIES = 500
BATCH = 5000
WRITERS = 500
TEXTS = 4000
PARAGRAPHS = 6
# One comment in so many is respected, deleted by its author, an editors' pick.
RESPECTED, WITHDRAWN, PICKED = 19, 101, 2003


@dataclass(frozen=True)
class Sources:
    """What made-up rows are put together from."""

    people: list[User]
    sections: list[Section]
    news: list[str]
    remarks: list[str]


@dataclass(frozen=True)
class Talk:
    """A discussion to be made: under which story, how large, of what shape."""

    story: Story
    size: int
    seed: int
    hot: bool


def fill(sizes: list[int], seed: int, hot: bool) -> Story:
    """Adds a story for each size, with so many comments; the last one is `hot` where that is set.

    Out: the last story. Raises IndexError where there is no size.
    """
    sources = Sources(
        _writers(), _sections(), prose.sentences(seed, TEXTS), prose.remarks(seed, TEXTS)
    )
    random = Random(seed)  # noqa: S311 - sample words
    key = _next_pk(Comment)
    for start in range(0, len(sizes), STORIES):
        rows = range(start, min(start + STORIES, len(sizes)))
        stories = [_story(row, sizes, seed, sources, random) for row in rows]
        Story.objects.bulk_create(stories)
        talks = [
            Talk(story, sizes[row], seed * 1_000_003 + row, hot and row == len(sizes) - 1)
            for row, story in zip(rows, stories, strict=True)
        ]
        key = _store(talks, sources, key)
    _deal_after(Comment)
    return stories[-1]


def _writers() -> list[User]:
    """People who only write: without a password there is no logging in. The same for all seeds."""
    emails = [f"writer-{number}@populate.example.com" for number in range(WRITERS)]
    if User.objects.filter(email__in=emails).count() < WRITERS:
        nobody = make_password(None)
        people = (
            User(email=email, name=name, name_key=name_key(name), password=nobody, is_sample=True)
            for email, name in zip(emails, map(prose.name, range(WRITERS)), strict=True)
        )
        # A real reader may have one of these names; the others write then.
        User.objects.bulk_create(people, BATCH, ignore_conflicts=True)
    return list(User.objects.filter(email__in=emails).order_by("pk"))


def _sections() -> list[Section]:
    found = list(Section.objects.order_by("pk"))
    return found or [Section.objects.create(name="Local", slug="local")]


def _story(row: int, sizes: list[int], seed: int, sources: Sources, random: Random) -> Story:
    when = NEWEST - APART * (len(sizes) - row)
    paragraphs = (" ".join(random.choices(sources.news, k=4)) for _ in range(PARAGRAPHS))
    return Story(
        headline=random.choice(sources.news)[:-1],
        slug=f"populated-{seed}-{row}",
        section=sources.sections[row % len(sources.sections)],
        standfirst=random.choice(sources.news),
        place="HARTFORD",
        state="CT",
        body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        status=StoryStatus.PUBLISHED,
        published_at=when,
        day=timezone.localdate(when),
        discussion_stays_open=True,
        comment_count=_published(sizes[row]),
        is_sample=True,
    )


def _store(talks: list[Talk], sources: Sources, key: int) -> int:
    """Stores the comments, their respects and their hours; out: the next free id."""
    rows = _comments(talks, sources, key)
    hours: Counter[tuple[int, datetime]] = Counter()
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            Comment.objects.bulk_create(batch)
            Respect.objects.bulk_create(_respects(batch, sources.people))
        shown = (one for one in batch if one.status == CommentStatus.PUBLISHED)
        hours.update((one.story_id, hour_of(one.posted_at)) for one in shown)
        key = batch[-1].pk + 1
    TalkHour.objects.bulk_create(
        (TalkHour(story_id=story, hour=hour, comments=n) for (story, hour), n in hours.items()),
        BATCH,
    )
    return key


def _comments(talks: list[Talk], sources: Sources, key: int) -> Iterator[Comment]:
    for talk in talks:
        shape = partial(places, talk.size, talk.seed, talk.hot)
        replies = Counter(place.root for place in shape() if place.root is not None)
        random = Random(talk.seed)  # noqa: S311 - sample words
        for place in shape():
            yield _comment(place, replies[place.number], talk, key, sources, random)
        key += talk.size


def _comment(
    place: Place, replies: int, talk: Talk, first: int, sources: Sources, random: Random
) -> Comment:
    """The comment at this place; `first` is the id of the story's first comment."""
    number = place.number
    author = sources.people[random.randrange(len(sources.people))]
    posted = (talk.story.published_at or NEWEST) + DISCUSSED_FOR * number / talk.size
    comment = Comment(
        pk=first + number,
        story_id=talk.story.pk,
        author_id=author.pk,
        name=author.name,
        body=sources.remarks[random.randrange(TEXTS)],
        status=_status(number),
        root_id=None if place.root is None else first + place.root,
        parent_id=None if place.parent is None else first + place.parent,
        depth=place.depth,
        reply_no=place.reply_no,
        path=place.path,
        replies=replies,
        visible_replies=replies,
        respect_count=_respect(number),
        picked_at=posted if number % PICKED == 1 else None,
        posted_at=posted,
    )
    comment.rank = rank(comment)
    return comment


def _status(number: int) -> CommentStatus:
    withdrawn = number % WITHDRAWN == WITHDRAWN - 1
    return CommentStatus.WITHDRAWN if withdrawn else CommentStatus.PUBLISHED


def _published(size: int) -> int:
    """How many of the first `size` comments readers see."""
    return size - size // WITHDRAWN


def _respect(number: int) -> int:
    return 0 if number % RESPECTED else 1 + number // RESPECTED % 5


def _respects(comments: Iterable[Comment], people: list[User]) -> Iterator[Respect]:
    """As many readers' respect as each comment has counted, never its author's own."""
    for comment in comments:
        if comment.respect_count:
            others = (person for person in people if person.pk != comment.author_id)
            for reader in islice(others, comment.respect_count):
                yield Respect(comment=comment, reader=reader)


def _next_pk(model: type[Model]) -> int:
    last: int = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return last + 1


def _deal_after(model: type[Model]) -> None:
    """Lets the database deal ids after the ones that were dealt here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
