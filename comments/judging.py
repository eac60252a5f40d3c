"""What the screening is told of a text's moment: its author, its story, what others just wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, DateTimeField, Exists, QuerySet
from django.utils import timezone

from articles.models import Story
from comments import sanctions
from comments.learning.in_use import in_use
from comments.models import Comment, Sanction, Status
from comments.screening import Author, Draft, Verdict, review
from comments.shifts import is_staffed
from comments.wordlist import in_force, strict
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot
from newsroom.tallies import tallies

# "Recently removed" means 30 % of what was decided in 7 days (issue: screening, step 8).
RECENT = timedelta(days=7)
AUTHORS_LAST = 30
OTHERS_LAST = 40
LONG_ENOUGH_TO_COPY = 40
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?\b")


class Said(NamedTuple):
    """As much of a comment as tells of its author."""

    body: str
    status: str
    story_id: int
    posted_at: datetime
    token: str | None
    is_author_sanctioned: bool


@dataclass(frozen=True)
class Record:
    """An author's last comments, newest first, in whatever state, and what stands against them."""

    comments: list[Said]
    sanction: Sanction | None = None

    def as_author(self, user: User) -> Author:
        """The record in the screening's terms."""
        since = timezone.now() - RECENT
        recent = [c for c in self.comments if c.posted_at >= since]
        return Author(
            published=sum(c.status == Status.PUBLISHED for c in self.comments),
            removed_recently=sum(c.status == Status.REMOVED for c in recent),
            decided_recently=sum(c.status in (Status.REMOVED, Status.PUBLISHED) for c in recent),
            premoderated=self.sanction is not None,
            staff=bool(user.is_staff),
        )

    def lately(self) -> int:
        """How many comments came in the last ten minutes."""
        since = timezone.now() - timedelta(minutes=10)
        return sum(comment.posted_at >= since for comment in self.comments)

    def has(self, token: str) -> bool:
        """Whether the comment that came with this token is among the last."""
        return any(c.token == token for c in self.comments)

    def has_same(self, story: Story, body: str) -> bool:
        """Whether the author said just this under the story within a day."""
        since = timezone.now() - timedelta(days=1)
        return any(
            c.story_id == story.pk and c.body == body and c.posted_at >= since
            for c in self.comments
            if c.status in (Status.PUBLISHED, Status.HELD)
        )


def record_of(user: User) -> Record:
    """The author's record. One query, bounded; one more where there is a sanction to be read, or
    where there is no comment yet to tell.
    """
    rows = _last.rows(author=user.pk, now=timezone.now())
    last = [Said(*row) for row in _last.read(rows)]
    asks = not last or last[0].is_author_sanctioned
    return Record(last, sanctions.against(user) if asks else None)


def _last_comments() -> QuerySet[Comment, Any]:
    author, now = Slot("author", BigIntegerField()), Slot("now", DateTimeField())
    own = Comment.objects.filter(author=author).order_by("-id")
    running = Exists(Sanction.objects.in_force(now).filter(person=author))
    told = own.values_list("body", "status", "story_id", "posted_at", "token", running)
    return told[:AUTHORS_LAST]


_last = Prepared(_last_comments)
_others_last = Prepared(
    lambda: (
        Comment.objects.exclude(author=Slot("author", BigIntegerField()))
        .order_by("-id")
        .values_list("body")[:OTHERS_LAST]
    )
)


def judge(story: Story, user: User, body: str, record: Record) -> Verdict:
    """The screening's verdict on a text by this author under this story. One query, bounded.

    While nobody is at the desk, risky texts and first comments wait until somebody is.
    """
    staffed = is_staffed()
    others: list[str] = []
    if len(body) >= LONG_ENOUGH_TO_COPY:
        others = [body for (body,) in _others_last.rows(author=user.pk)]
    draft = Draft(
        text=body,
        author=record.as_author(user),
        words=in_force() if staffed else strict(),
        trusted_domains=frozenset(settings.COMMENTS_TRUSTED_DOMAINS),
        recent=tuple(others),
        posts_last_10_min=record.lately(),
        score_threshold=(
            settings.SCREENING_SCORE_THRESHOLD
            if staffed
            else settings.SCREENING_SCORE_THRESHOLD_UNSTAFFED
        ),
        score_min_length=settings.SCREENING_SCORE_MIN_LENGTH,
        learned=in_use(),
        first_comments=settings.COMMENTS_FIRST_HELD if staffed else _first_held_unstaffed(),
    )
    verdict = review(draft)
    tallies.add(f"screening_{verdict.action}")
    return verdict


def _first_held_unstaffed() -> int:
    """A newcomer's first comment always waits while nobody is at the desk to see it."""
    first: int = settings.COMMENTS_FIRST_HELD
    return max(1, first)


def names_in(story: Story) -> frozenset[str]:
    """Words that the story writes with a capital, for lowering a comment's capitals sensibly."""
    return frozenset(_NAME.findall(f"{story.headline} {story.body}"))
